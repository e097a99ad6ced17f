"""Sentences about files and what came of them. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping

from resources.texts import N_, Texts
from ui.pages.exchange.looking import DIRECTORY, Looked
from ui.pages.exchange.reading import Outcome

FIELDS: Mapping[str, str] = {
    "key": N_("Its number there"),
    "received": N_("Received"),
    "closed": N_("Closed on"),
    "status": N_("Status"),
    "channel": N_("Channel"),
    "category": N_("Category"),
    "subcategory": N_("Sub-category"),
    "title": N_("Title"),
    "words": N_("Words"),
    "asks_for": N_("Asks for"),
    "unit": N_("Unit"),
    "where": N_("Where"),
    "name": N_("Name"),
    "phone": N_("Phone"),
    "severity": N_("Severity"),
    "outcome": N_("What was done"),
    "cause": N_("Cause"),
    "subcause": N_("Root cause"),
    "cause_text": N_("The cause in words"),
    "responsible": N_("Responsible party"),
    "resolved": N_("Resolved on"),
    "satisfaction": N_("How satisfied"),
    "property": N_("Property"),
    "building": N_("Building"),
    "staircase": N_("Staircase"),
    "floor": N_("Floor"),
    "email": N_("E-mail"),
    "kind": N_("Owner or tenant"),
    "since": N_("Lives here since"),
    "until": N_("Moved out"),
    "language": N_("Language"),
    "hints": N_("Good to know"),
    "access_needs": N_("Needs when we visit"),
    "vulnerable": N_("Needs particular care"),
    "age_group": N_("Age group"),
    "occupation": N_("Occupation"),
}
_ENCODINGS = {"utf-8-sig": "UTF-8", "utf_8_sig": "UTF-8", "utf_8": "UTF-8", "utf-8": "UTF-8"}
_KILO = 1024


def meaning(texts: Texts, fields: str) -> str:
    """What a column means."""
    if not fields:
        return texts.t("left out")
    return texts.list_of([texts.t(FIELDS[one]) if one in FIELDS else one for one in fields.split()])


def file_facts(texts: Texts, looked: Looked) -> list[tuple[str, str]]:
    """What kind of file it is."""
    size = looked.size / _KILO
    amount = f"{texts.number(size, 0)} KB" if size < _KILO else f"{texts.number(size / _KILO, 1)} MB"
    kind = texts.t("Workbook") if looked.kind == "workbook" else texts.t("Text")
    encoding = _ENCODINGS.get(looked.encoding.casefold(), looked.encoding.upper())
    facts = [(texts.t("File"), " · ".join(filter(None, (kind, encoding, amount))))]
    if looked.mapping:
        facts.append((texts.t("Mapping"), looked.mapping))
    columns = texts.t(
        "{n} of {all} understood", n=texts.number(looked.understood), all=texts.number(len(looked.columns))
    )
    return [*facts, (texts.t("Columns"), columns)]


def outcome_facts(texts: Texts, outcome: Outcome) -> list[tuple[str, str]]:
    """What came of it, in numbers."""
    number = texts.number
    facts = [
        (texts.t("Rows"), number(outcome.rows)),
        (texts.t("Taken"), number(outcome.accepted)),
        (texts.t("Known already"), number(outcome.known)),
        (texts.t("Not taken"), number(len(outcome.rejects))),
    ]
    if outcome.what == DIRECTORY:
        facts += [
            (texts.t("Places"), number(outcome.places)),
            (texts.t("Residents"), number(outcome.residents)),
        ]
    return facts


def sentence(texts: Texts, outcome: Outcome) -> str:
    """What happened, or would happen, in one sentence."""
    name, n = outcome.path.name, outcome.accepted
    if outcome.cancelled:
        return texts.n("Stopped. {n} row is in and stays.", "Stopped. {n} rows are in and stay.", n)
    if outcome.trial:
        return texts.n(
            "{n} row of {file} would be taken. Nothing is written yet.",
            "{n} rows of {file} would be taken. Nothing is written yet.",
            n,
            file=name,
        )
    return texts.n("{n} row of {file} is in.", "{n} rows of {file} are in.", n, file=name)
