"""What each step left behind, as sentences made from its facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from models.handling.kinds import FactValue, ProposalRow, StepRow, StepState
from reports.documents.handling.head import contained
from reports.documents.heads import brief
from reports.documents.told import Told, labelled
from reports.layout.styles import BODY, MUTED
from reports.layout.text import Span
from reports.voice import Said, join, pair, written
from resources.phrases import containment

Sentence = list[Span]
T = TypeVar("T")


def facts_of(told: Told, step: StepRow) -> list[Span]:
    """One go at a step in words: what was done, or why it was skipped or sent back."""
    said: list[Sentence] = []
    if step.state == StepState.SKIPPED:
        return written(step.reason)
    if step.state == StepState.RETURNED:
        said.append(written(step.reason))
    said.extend(part for part in _TELLERS[step.code](told, step) if part)
    return join(said, told.comma)


def _named(name: Said, told: Told, text: str) -> Sentence:
    """``Affected: 1502`` in the first language, the label's second beside it."""
    if not text.strip():
        return []
    return [Span(" ".join(name) + told.colon, MUTED), Span(text.strip(), BODY)]


def _text(step: StepRow, fact: str) -> str:
    value = step.facts.get(fact)
    return value.strip() if isinstance(value, str) else ""


def _codes(value: FactValue) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _receive(told: Told, _step: StepRow) -> Iterator[Sentence]:
    row, detail, voice = told.row, told.detail, told.voice
    yield pair(voice.word("channel", row.channel))
    if detail.first_response_at is not None:
        yield _named(voice.t("First answer"), told, voice.moment(detail.first_response_at))
    if row.mood:
        yield _labelled(told, voice.t("Mood"), pair(voice.word("mood", row.mood)))
    yield _named(voice.t("Recorded by"), told, detail.recorded_by)


def _labelled(told: Told, name: Said, spans: Sentence) -> Sentence:
    return [Span(" ".join(name) + told.colon, MUTED), *spans] if spans else []


def _isolate(told: Told, step: StepRow) -> Iterator[Sentence]:
    voice = told.voice
    if step.facts.get("hazards_checked") is True:
        yield pair(voice.t("Hazards checked"))
    yield _containment(told, _codes(step.facts.get("containment")))
    yield written(_text(step, "containment_note"))
    yield _named(voice.p("report", "Affected"), told, _text(step, "affected"))
    yield _named(voice.t("Contained at"), told, contained(told, step.facts.get("contained_at")))


def _containment(told: Told, keys: list[str]) -> Sentence:
    """The ticked lines of the checklist; a line that the books no longer know keeps its key."""
    book = containment(told.row.subcategory or told.row.category)
    phrases = {phrase.key: phrase for phrase in (*book.actions, *book.hazards)}
    if not keys:
        return []
    return pair(
        told.voice.each(lambda t: t.list_of(phrases[k].text(t.language) if k in phrases else k for k in keys))
    )


def _soothe(told: Told, step: StepRow) -> Iterator[Sentence]:
    voice = told.voice
    confirmed = step.facts.get("confirmed") is True
    yield _named(
        voice.t("Restated and confirmed") if confirmed else voice.t("Restated"), told, _text(step, "restated")
    )
    moods = [str(step.facts[name]) for name in ("mood_before", "mood_after") if step.facts.get(name)]
    if moods:
        yield _labelled(told, voice.t("Mood"), pair(voice.words("mood", moods, " → ")))
    yield pair(voice.words("comfort", _codes(step.facts.get("comforts"))))
    yield written(_text(step, "comfort_note"))


def _apologise(told: Told, step: StepRow) -> Iterator[Sentence]:
    way = step.facts.get("way")
    who = told.name_of(step.facts.get("apologised_by"))
    spoken = [Span(f"{who} ", BODY)] if who else []
    yield [*spoken, *(pair(told.voice.word("apology_way", way)) if way else [])]
    yield [Span(f"“{_text(step, 'apology')}”", BODY)] if _text(step, "apology") else []


def _gather(told: Told, step: StepRow) -> Iterator[Sentence]:
    voice, facts = told.voice, step.facts
    yield written(_text(step, "account"))
    yield _named(voice.t("Evidence"), told, _text(step, "evidence"))
    cause = pair(told.cause(facts.get("cause")))
    yield _labelled(told, voice.t("Cause"), join([cause, written(_text(step, "cause_text"))], " "))
    whys = [why.strip() for why in _codes(facts.get("whys")) if why.strip()]
    yield _named(voice.t("Chain of whys"), told, " ← ".join(whys))
    if facts.get("responsible"):
        yield _labelled(told, voice.t("Responsible"), pair(voice.word("responsible", facts["responsible"])))


def _propose(told: Told, step: StepRow) -> Iterator[Sentence]:
    voice = told.voice
    for proposal in _within(step, told.file.proposals, lambda p: p.offered_at or p.made_at):
        cost = [Span(voice.money(proposal.cost_minor), BODY)] if proposal.cost_minor else []
        approved = (
            labelled(voice.t("approved by"), proposal.approved_by, BODY) if proposal.approved_by else []
        )
        yield join(
            [
                [Span(f"v{proposal.version}", BODY)],
                [Span(_brief(told, proposal), BODY)],
                cost,
                approved,
            ],
            " ",
        )
    yield written(_text(step, "propose_note"))


def _brief(told: Told, proposal: ProposalRow) -> str:
    """The proposal in a few words; the table below has all of it."""
    words = proposal.summary.strip() or told.voice.first.list_of(
        told.voice.first.word("remedy", offer.remedy) for offer in proposal.offers
    )
    return brief(words, 60)


def _confirm(told: Told, step: StepRow) -> Iterator[Sentence]:
    voice = told.voice
    for proposal in _within(step, told.file.proposals, lambda p: p.answered_at):
        answer = pair(voice.word("proposal_state", proposal.state))
        way = pair(voice.word("answer_way", proposal.answer_way)) if proposal.answer_way else []
        words = [Span(f"“{proposal.answer_text.strip()}”", BODY)] if proposal.answer_text.strip() else []
        yield join([[Span(f"v{proposal.version}", BODY)], answer, way, words], " ")
    yield written(_text(step, "confirm_note"))


def _follow_up(told: Told, step: StepRow) -> Iterator[Sentence]:
    voice = told.voice
    yield _named(voice.t("Carried out"), told, _text(step, "carried_out"))
    for call in _within(step, told.file.follow_ups, lambda c: c.at):
        yield _labelled(told, voice.t("Follow-up call"), pair(voice.word("follow_outcome", call.outcome)))
    yield _named(voice.t("Lessons"), told, _text(step, "lessons"))
    if step.facts.get("close_reason"):
        yield _labelled(
            told, voice.t("Closed because"), pair(voice.word("close_reason", step.facts["close_reason"]))
        )


def _within(step: StepRow, rows: Sequence[T], at: Callable[[T], datetime | None]) -> list[T]:
    """Records of the time in which somebody was at this step."""
    found = []
    for row in rows:
        moment = at(row)
        if moment is None or moment < step.started_at:
            continue
        if step.finished_at is None or moment <= step.finished_at:
            found.append(row)
    return found


_TELLERS: dict[str, Callable[[Told, StepRow], Iterator[Sentence]]] = {
    "receive": _receive,
    "isolate": _isolate,
    "soothe": _soothe,
    "apologise": _apologise,
    "gather": _gather,
    "propose": _propose,
    "confirm": _confirm,
    "follow_up": _follow_up,
}
