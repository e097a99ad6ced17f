"""Who else belongs to the case, every talk with the resident, and the follow-up calls."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable

from models.handling.kinds import FollowUpRow
from reports.documents.told import Told, labelled
from reports.layout.blocks import Heading, room_for_heading
from reports.layout.grid import Column, Grid
from reports.layout.styles import BODY, LABEL, LATE, MUTED, OK, STRONG, Style
from reports.layout.text import Span, Spans
from reports.voice import join, label, pair, written

_OUTCOMES: dict[str, Style] = {"satisfied": OK, "fairly_satisfied": OK, "dissatisfied": LATE}


def parties(told: Told) -> list[Flowable]:
    """Co-complainants, and whoever spoke for somebody else."""
    voice, rows = told.voice, told.detail.parties
    if not rows:
        return []
    columns = (Column(90), Column(90), Column(60), Column(share=1), Column(60, align="right"))
    header = [
        label(voice.p("report", "Name")),
        label(voice.p("report", "As")),
        label(voice.p("report", "Unit")),
        label(voice.p("report", "Words")),
        label(voice.p("report", "Joined")),
    ]
    cells: list[list[Spans]] = [
        [
            [Span(row.name, BODY)],
            pair(voice.word("party_role", row.role)),
            [Span(row.unit, BODY)],
            written(row.words),
            [Span(voice.moment(row.joined_at), BODY)],
        ]
        for row in rows
    ]
    return [
        CondPageBreak(room_for_heading()),
        Heading(voice.t("Also concerned")),
        Grid(columns, header, cells),
    ]


def contacts(told: Told) -> list[Flowable]:
    """Every conversation, and every attempt at one."""
    voice, rows = told.voice, told.file.contacts
    if not rows:
        return []
    columns = (Column(58), Column(50), Column(104), Column(60), Column(share=1))
    names = (voice.p("report", "When"), voice.p("report", "Who"), voice.t("Direction"), voice.t("Channel"))
    header = [*map(label, names), label(voice.p("report", "In short"))]
    cells: list[list[Spans]] = [
        [
            [Span(voice.moment(row.at), BODY)],
            [Span(row.staff, BODY)],
            pair(voice.word("contact_direction", row.direction)),
            pair(voice.word("channel", row.channel)),
            join(
                [[] if row.reached else pair(voice.t("not reached"), MUTED), written(row.summary)], told.comma
            ),
        ]
        for row in rows
    ]
    return [
        CondPageBreak(room_for_heading()),
        Heading(voice.t("Talks with the resident")),
        Grid(columns, header, cells),
    ]


def follow_ups(told: Told) -> list[Flowable]:
    """The follow-up calls and second looks: satisfied or not, solved or not, in the resident's words."""
    voice, rows = told.voice, told.file.follow_ups
    if not rows:
        return []
    columns = (Column(10), Column(58), Column(50), Column(84), Column(60), Column(share=1))
    names = (
        voice.p("report", "When"),
        voice.p("report", "Who"),
        voice.p("report", "Outcome"),
        voice.t("Truly solved"),
    )
    header = [[], *map(label, names), label(voice.p("report", "Words"))]
    cells = [_call(told, row) for row in rows]
    return [
        CondPageBreak(room_for_heading()),
        Heading(voice.t("Follow-up calls")),
        Grid(columns, header, cells),
    ]


def _call(told: Told, row: FollowUpRow) -> list[Spans]:
    voice = told.voice
    style = _OUTCOMES.get(row.outcome, MUTED)
    again = labelled(voice.t("next call"), voice.moment(row.next_at)) if row.next_at else []
    corrected = labelled(voice.t("corrected"), voice.moment(row.corrected_at)) if row.corrected_at else []
    kind = pair(voice.word("event", "second_look"), STRONG) if row.second_look else []
    solved = () if row.solved is None else voice.t("Yes") if row.solved else voice.t("No")
    return [
        [Span(str(row.attempt), LABEL)],
        [Span(voice.moment(row.at), BODY)],
        [Span(row.staff, BODY)],
        pair(voice.word("follow_outcome", row.outcome), style),
        pair(solved),
        join([kind, written(row.words), again, corrected], told.comma),
    ]
