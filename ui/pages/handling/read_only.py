"""A step that is done, as it is read: labels and values. Free of Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from models.core.clock import from_millis
from models.handling.kinds import Facts, FactValue, ProposalRow, StepState
from models.handling.steps import Fact, step_of
from resources.phrases import Phrase, containment
from resources.texts import N_, Texts
from ui.pages.handling.view import CaseView
from ui.shared.due import spent_words

Line = tuple[str, str]

# The kinds of label under which the codes of a fact are found.
_WORDS = {
    "mood_before": "mood",
    "mood_after": "mood",
    "comforts": "comfort",
    "way": "apology_way",
    "responsible": "responsible",
    "close_reason": "close_reason",
}
# Facts that are never owed have no label among the gaps.
_OPTIONAL = {
    "containment_note": N_("What else was done"),
    "comfort_note": N_("What else comforted"),
    "whys": N_("The chain of whys"),
    "propose_note": N_("Note"),
    "confirm_note": N_("Note"),
}


def short_when(texts: Texts, at: datetime, view: CaseView) -> str:
    """``16:00`` today, ``tomorrow 10:00`` otherwise."""
    today = view.now.astimezone(view.zone).date()
    here = at.astimezone(view.zone)
    return texts.time(here) if here.date() == today else texts.when(at, view.zone, view.now)


def fact_label(texts: Texts, name: str) -> str:
    """What a fact is called."""
    return texts.t(_OPTIONAL[name]) if name in _OPTIONAL else texts.word("gap", name)


def receipt_facts(texts: Texts, view: CaseView) -> list[Line]:
    """What was recorded at receipt, without what is missing."""
    detail, row = view.file.case, view.file.case.row
    who = row.resident or (texts.t("anonymous") if detail.anonymous else "")
    phone = detail.caller_phone or (detail.phones[0] if detail.phones else "")
    when = detail.happened_text or (
        texts.datetime(detail.happened_at, view.zone) if detail.happened_at else ""
    )
    where = " · ".join(dict.fromkeys(part for part in (row.unit, detail.where_text) if part))
    lines = [
        (texts.t("Received"), texts.datetime(row.received_at, view.zone, year=True)),
        (texts.word("gap", "channel"), texts.word("channel", row.channel)),
        (texts.word("gap", "who"), " · ".join(part for part in (who, phone) if part)),
        (texts.word("gap", "where"), where),
        (texts.word("gap", "when"), when),
        (texts.word("gap", "words"), detail.words),
        (texts.word("gap", "asks_for"), detail.asks_for),
        (texts.word("gap", "category"), view.category_words(texts.language)),
        (texts.word("gap", "urgency"), texts.word("urgency", detail.urgency) if detail.urgency else ""),
        (texts.word("gap", "mood"), texts.word("mood", row.mood) if row.mood else ""),
        (texts.t("Recorded by"), detail.recorded_by),
    ]
    return [line for line in lines if line[1]]


def step_lines(texts: Texts, view: CaseView, number: int) -> list[Line]:
    """Everything that a step has left behind."""
    record = view.record(number)
    lines = _how_it_went(texts, view, number)
    if number == 1:
        return lines + receipt_facts(texts, view)
    facts = record.facts if record is not None else {}
    lines += fact_lines(texts, view, number, facts)
    more = {6: _proposals, 7: _answers, 8: _calls}.get(number)
    return lines + (more(texts, view) if more else [])


def _how_it_went(texts: Texts, view: CaseView, number: int) -> list[Line]:
    record = view.record(number)
    if record is None:
        return []
    lines = []
    if record.finished_at is not None:
        who = record.finished_by or record.owner
        when = texts.when(record.finished_at, view.zone, view.now)
        label = texts.t("Skipped") if record.state == StepState.SKIPPED else texts.t("Finished")
        taken = spent_words(texts, record.finished_at - view.began(number), view.target(number))
        lines.append((label, " · ".join(part for part in (when, who, taken) if part)))
    if record.reason:
        lines.append((texts.t("Reason"), record.reason))
    return lines


def fact_lines(texts: Texts, view: CaseView, number: int, facts: Facts) -> list[Line]:
    """The facts of a step that were given, in the order of its form."""
    lines = []
    for fact in step_of(number).facts:
        words = fact_words(texts, view, fact, facts.get(fact.name))
        if words:
            lines.append((fact_label(texts, fact.name), words))
    return lines


def fact_words(texts: Texts, view: CaseView, fact: Fact, value: FactValue) -> str:
    """The value of a fact in words."""
    if value is None or value == "" or value == []:
        return ""
    speak = _SPEAKERS.get(fact.name if fact.name == "containment" else fact.shape)
    return speak(texts, view, fact, value) if speak else str(value)


def _flag(texts: Texts, _view: CaseView, _fact: Fact, value: FactValue) -> str:
    return texts.t("yes") if value is True else ""


def _instant(texts: Texts, view: CaseView, _fact: Fact, value: FactValue) -> str:
    return texts.datetime(from_millis(int(value)), view.zone) if isinstance(value, int) else ""


def _staff(_texts: Texts, view: CaseView, _fact: Fact, value: FactValue) -> str:
    return view.names.get(value, "") if isinstance(value, int) else ""


def _codes(texts: Texts, _view: CaseView, fact: Fact, value: FactValue) -> str:
    codes = value if isinstance(value, list) else [value]
    return texts.list_of([texts.word(_WORDS[fact.name], code) for code in codes])


def _cause(texts: Texts, view: CaseView, _fact: Fact, value: FactValue) -> str:
    return view.cause_words(value, texts.language)


def _lines(_texts: Texts, _view: CaseView, _fact: Fact, value: FactValue) -> str:
    return "\n".join(str(one) for one in value) if isinstance(value, list) else ""


def _containment(texts: Texts, view: CaseView, _fact: Fact, value: FactValue) -> str:
    lists = containment(view.category_code).with_own(view.own, texts.language)
    known: Mapping[str, Phrase] = {phrase.key: phrase for phrase in lists.actions}
    codes = value if isinstance(value, list) else []
    return "\n".join(known[code].text(texts.language) if code in known else code for code in codes)


_SPEAKERS: Mapping[str, Callable[[Texts, CaseView, Fact, FactValue], str]] = {
    "flag": _flag,
    "instant": _instant,
    "staff": _staff,
    "containment": _containment,
    "codes": _codes,
    "code": _codes,
    "cause": _cause,
    "texts": _lines,
}


def proposal_line(texts: Texts, view: CaseView, proposal: ProposalRow) -> str:
    """The offers of a version in one line."""
    if proposal.summary:
        return proposal.summary
    words = [offer.text or texts.word("remedy", offer.remedy) for offer in proposal.offers]
    return "；".join(words) if texts.language.startswith("zh") else "; ".join(words)


def _proposals(texts: Texts, view: CaseView) -> list[Line]:
    return [
        (
            texts.t("Proposal v{version}", version=one.version),
            " · ".join((proposal_line(texts, view, one), texts.money(one.cost_minor, view.currency))),
        )
        for one in view.file.proposals
    ]


def _answers(texts: Texts, view: CaseView) -> list[Line]:
    lines = []
    for one in view.file.proposals:
        if one.answered_at is not None:
            answer = (
                texts.word("answer", one.state),
                texts.when(one.answered_at, view.zone, view.now),
                texts.word("channel", one.answer_way) if one.answer_way else "",
                one.answer_text,
            )
            label = texts.t("Proposal v{version}", version=one.version)
            lines.append((label, " · ".join(part for part in answer if part)))
    return lines


def _calls(texts: Texts, view: CaseView) -> list[Line]:
    lines = []
    for call in view.file.follow_ups:
        said = (
            texts.word("follow_outcome", call.outcome),
            texts.when(call.at, view.zone, view.now),
            call.staff,
            call.words,
        )
        name = texts.t("Second look") if call.second_look else texts.t("Call {n}", n=call.attempt)
        lines.append((name, " · ".join(part for part in said if part)))
    return lines
