"""The command ``today``."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime, tzinfo

from models.core.session import Session
from models.desk.kinds import Desk, DeskItem, DeskScope
from models.desk.queries import desk
from models.options.queries import settings
from resources.texts import Texts
from ui.command_line.output import write_csv, write_json, write_table
from ui.command_line.streams import complain
from ui.shared.desk_words import Speaker, about, due_words, sentence, verb, whose

FIELDS = (
    "group", "need", "kind", "due", "since", "reference", "severity", "title", "about", "unit", "resident", "handler",
    "order", "starts",
)  # fmt: skip


def today(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Write what needs this person now, or everybody: as a table for people, as CSV or JSON for programs."""
    options = settings(session.store)
    scope = DeskScope.ALL if arguments.all else DeskScope.MINE
    found = desk(session, scope, options.zone)
    if arguments.format == "json":
        write_json((_fields(item, options.zone) for item in found.items), sys.stdout)
    elif arguments.format == "csv":
        write_csv(FIELDS, (_fields(item, options.zone) for item in found.items), sys.stdout)
    else:
        speaker = Speaker(texts, session.clock.now(), options.zone, options.property_currency)
        _write_lines(speaker, found, scope)
    return 0


def _write_lines(speaker: Speaker, found: Desk, scope: DeskScope) -> None:
    texts = speaker.texts
    print("".join(words for words, _, _ in sentence(speaker, found, scope)))
    if found.items:
        titles = [
            "", texts.t("Due"), texts.t("To do"), texts.t("What happened"), texts.t("Home"), texts.t("Reference"),
            texts.t("Severity"), texts.t("Handler"),
        ]  # fmt: skip
        write_table(titles, [_line(speaker, item) for item in found.items], sys.stdout)
    if found.told:
        complain(
            texts.n(
                "{n} thing waits for you to say that you know.",
                "{n} things wait for you to say that you know.",
                found.told,
            )
        )
    shown, total = len(found.items), sum(found.counts.values())
    if shown < total:
        complain(
            texts.t("{shown} of {total} are shown.", shown=texts.number(shown), total=texts.number(total))
        )


def _line(speaker: Speaker, item: DeskItem) -> list[str]:
    texts, case = speaker.texts, item.case
    return [
        texts.word("desk_group", item.group),
        due_words(speaker, item).words,
        verb(speaker, item),
        about(speaker, item),
        whose(speaker, item),
        case.reference,
        texts.word("severity_tag", case.severity),
        case.handler,
    ]


def _fields(item: DeskItem, zone: tzinfo) -> dict[str, object]:
    case = item.case
    return {
        "group": item.group.value,
        "need": item.need.value,
        "kind": item.kind,
        "due": _local(item.due, zone),
        "since": _local(item.since, zone),
        "reference": case.reference,
        "severity": case.severity,
        "title": case.title,
        "about": item.text,
        "unit": case.unit,
        "resident": case.resident,
        "handler": case.handler,
        "order": item.visit.reference if item.visit is not None else None,
        "starts": _local(item.visit.from_at, zone) if item.visit is not None else None,
    }


def _local(moment: datetime | None, zone: tzinfo) -> str | None:
    return None if moment is None else moment.astimezone(zone).isoformat(timespec="seconds")
