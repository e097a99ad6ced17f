"""The head of a handling report: whose property, which case, how it stands, and the facts at a glance."""

from __future__ import annotations

from reportlab.platypus import Flowable

from models.core.clock import from_millis
from models.handling.kinds import FollowUpRow
from reports.documents.heads import TitleBlock, brief, cell, owner
from reports.documents.told import Told, labelled
from reports.layout.blocks import Rule
from reports.layout.grid import Column, Grid
from reports.layout.styles import BODY, LABEL, REFERENCE, STRONG, SUBJECT, TITLE, TITLE_BESIDE
from reports.layout.text import Span, Spans
from reports.voice import Said, join, label, pair, written

_LONG = 90  # a subject longer than this is cut in the head and stands in full among the facts


def subject(told: Told) -> str:
    """What the case is about, on one line: its title, or the category when nobody gave it one."""
    row = told.row
    said = brief(row.title, _LONG)
    return said or " ".join(told.category()) or row.reference


def head(told: Told, title: Said) -> list[Flowable]:
    """The title block and a line below it."""
    row, voice = told.row, told.voice
    place = owner(told.case.property_name, told.case.property_address)
    since = row.closed_at or row.resolved_at or row.received_at
    right = [
        label(voice.t("Reference")),
        [Span(row.reference, REFERENCE)],
        label(voice.word("status", row.status)),
        [Span(voice.moment(since, year=True), BODY)],
    ]
    left = [pair(title, TITLE, TITLE_BESIDE), [Span(subject(told), SUBJECT)]]
    block = TitleBlock(f"{row.reference}  {subject(told)}", place, left, right, row.reference)
    return [block, Rule("text", 0.8)]


def glance(told: Told) -> list[Flowable]:
    """The facts at a glance: labels over values in four columns, a line below."""
    cells = [cell(name, value) for name, value in [*_always(told), *_sometimes(told)]]
    cells += [[]] * (-len(cells) % 4)
    rows = [cells[at : at + 4] for at in range(0, len(cells), 4)]
    columns = [Column(share=1.25), Column(share=1.0), Column(share=1.15), Column(share=1.0)]
    return [Grid(columns, None, rows, ruled=False, gap=14, before=5, after=4), Rule()]


def _always(told: Told) -> list[tuple[Said, Spans]]:
    """The twelve facts that every report shows."""
    row, detail, voice = told.row, told.detail, told.voice
    return [
        (voice.p("report", "Resident"), resident(told)),
        (voice.p("report", "Unit"), _strong(row.unit or detail.where_text)),
        (
            voice.p("report", "Received"),
            join(
                [_strong(voice.moment(row.received_at, year=True)), _word(told, "channel", row.channel)], " "
            ),
        ),
        (
            voice.t("Severity"),
            [Span(row.severity.upper() + " ", STRONG), *_word(told, "severity", row.severity)],
        ),
        (voice.t("Category"), pair(told.category(), STRONG)),
        (voice.p("report", "Repeat"), _repeat(told)),
        (voice.p("report", "Resolved"), _strong(voice.moment(row.resolved_at, year=True))),
        (voice.t("Time taken"), _taken(told)),
        (
            voice.t("Cause"),
            join([pair(told.cause(detail.cause), STRONG), _strong(detail.cause_text)], told.colon, STRONG),
        ),
        (voice.t("Responsible"), _word(told, "responsible", detail.responsible)),
        (voice.t("Follow-up call"), _last_call(told)),
        (voice.p("report", "Outcome"), _outcome(told)),
    ]


def _sometimes(told: Told) -> list[tuple[Said, Spans]]:
    """Facts that are worth a place only where there is something to say."""
    row, detail, voice = told.row, told.detail, told.voice
    flags = [_word(told, "flag", flag) for flag in row.flags]
    happened = [
        _strong(voice.moment(detail.happened_at, year=True)) if detail.happened_at else [],
        _strong(detail.happened_text),
    ]
    valid = [_word(told, "validity", detail.validity), _strong(detail.validity_reason)]
    found: list[tuple[Said, Spans]] = [
        (voice.p("report", "Title"), _strong(row.title) if subject(told) != row.title.strip() else []),
        (voice.p("report", "Kind"), _word(told, "kind", row.kind) if row.kind != "complaint" else []),
        (
            voice.p("report", "Where"),
            _strong(detail.where_text) if row.unit not in ("", detail.where_text) else [],
        ),
        (voice.t("When it happened"), join(happened, told.comma, STRONG)),
        (voice.t("Mood"), _word(told, "mood", row.mood)),
        (voice.p("report", "Risks"), join(flags, told.comma, STRONG)),
        (
            voice.p("report", "Justified"),
            join(valid, told.colon, STRONG) if detail.validity != "undecided" else [],
        ),
        (voice.t("Reason for the severity"), _strong(detail.severity_reason)),
        (
            voice.t("Reopened"),
            pair(voice.n("{n} time", "{n} times", row.reopened), STRONG) if row.reopened else [],
        ),
        (voice.t("Closed because"), _word(told, "close_reason", detail.close_reason)),
        (voice.word("event", "second_look"), _second_look(told)),
        (voice.t("Merged into"), _strong(told.file.after.survivor or detail.merged_into)),
        (voice.t("Reported by"), _strong(detail.caller_name) if detail.on_behalf else []),
        (
            voice.p("report", "Recorded"),
            _strong(f"{voice.moment(detail.recorded_at, year=True)} {detail.recorded_by}".strip()),
        ),
    ]
    return [(name, value) for name, value in found if any(span.text.strip() for span in value)]


def _strong(text: str) -> list[Span]:
    return written(text, STRONG)


def _word(told: Told, kind: str, code: str | None) -> list[Span]:
    return pair(told.voice.word(kind, code), STRONG) if code else []


def resident(told: Told) -> list[Span]:
    """Who complained, as far as the desk may say."""
    row, detail, voice = told.row, told.detail, told.voice
    if detail.anonymous:
        return pair(voice.t("Anonymous"), STRONG)
    spans = _strong(row.resident or detail.caller_name)
    if detail.resident_kind and spans:
        spans += [Span(" " + " ".join(voice.word("resident_kind", detail.resident_kind)), LABEL)]
    return spans


def _repeat(told: Told) -> list[Span]:
    earlier = told.detail.repeat_of
    if not earlier and told.row.imported:
        return []  # nobody asked then
    if not earlier:
        return pair(told.voice.t("No"), STRONG)
    return [*pair(told.voice.t("Yes"), STRONG), Span(f" {earlier}", STRONG)]


def _taken(told: Told) -> list[Span]:
    """How long it took, or when it is due."""
    row, voice = told.row, told.voice
    due = row.resolve_due_at
    by = (
        labelled(voice.p("report", "due"), voice.moment(due, year=due.year != row.received_at.year), LABEL)
        if due
        else []
    )
    if row.resolved_at is None or row.resolved_at < row.received_at:
        return by
    length = row.resolved_at - row.received_at
    taken = _strong(voice.first.duration(length))
    return join([taken, told.in_time(row.resolved_at, row.resolve_due_at), by], " ", STRONG)


def _last_call(told: Told) -> list[Span]:
    calls = _calls(told)
    return _strong(f"{told.voice.moment(calls[-1].at, year=True)} {calls[-1].staff}".strip()) if calls else []


def _calls(told: Told) -> list[FollowUpRow]:
    return [call for call in told.file.follow_ups if not call.second_look]


def _second_look(told: Told) -> list[Span]:
    """When somebody looked again, or will."""
    after, voice = told.file.after, told.voice
    if after.second_look_done_at is not None:
        return _strong(voice.moment(after.second_look_done_at, year=True))
    if after.second_look_at is None:
        return []
    return labelled(voice.p("report", "due"), voice.moment(after.second_look_at, year=True), LABEL)


def _outcome(told: Told) -> list[Span]:
    """How satisfied the resident is and whether it is truly solved."""
    calls, voice = _calls(told), told.voice
    said = _word(told, "follow_outcome", told.row.satisfaction or (calls[-1].outcome if calls else None))
    solved = next((call.solved for call in reversed(calls) if call.solved is not None), None)
    if solved is None:
        return said
    return join(
        [said, pair(voice.p("report", "solved") if solved else voice.t("not solved"), STRONG)],
        told.comma,
        STRONG,
    )


def contained(told: Told, millis: object) -> str:
    """A moment that a step's fact keeps in milliseconds."""
    known = isinstance(millis, int) and not isinstance(millis, bool) and 0 < millis < 10**14
    return told.voice.moment(from_millis(millis)) if known and isinstance(millis, int) else ""
