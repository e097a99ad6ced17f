"""Bars that lie: where cases wait, how long steps take, who has how much, which buildings have most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, Unpack

from reports.charts.wording import Heading, Linking, joined, nowhere, said, valued
from resources.charts.kinds import Bar, BarChart, Key, KeyShape, Mark, Role, Table
from resources.texts import Texts

_HOUR = 3600.0


@dataclass(frozen=True)
class BarRow:
    """One bar: its name, its value and how that is written. ``columns`` are figures at the right."""

    label: str
    value: float | None
    shown: str
    link: str = ""
    role: Role = Role.FAIR
    beyond: float | None = None
    columns: tuple[str, ...] = ()
    spoken: str = ""


def bars(
    rows: Sequence[BarRow],
    texts: Texts,
    *,
    heads: Sequence[str] = (),
    value_head: str = "",
    apart: bool = False,
    legend: Sequence[Key] = (),
    **heading: Unpack[Heading],
) -> BarChart:
    """Anything that has names and values; ``apart``: the values stand in a column of their own."""
    return BarChart(
        bars=tuple(
            Bar(
                Mark(row.label, row.value, row.shown, row.link, row.role, row.spoken or _spoken(row, heads, texts)),
                row.beyond, row.columns,
            )
            for row in rows
        ),
        heads=tuple(heads),
        value_head=value_head if apart else "",
        legend=tuple(legend),
        table=Table(
            ("", value_head, *heads),
            tuple((row.label, row.shown, *row.columns) for row in rows),
            (False, True, *(True for _ in heads)),
            tuple(row.link for row in rows),
        ),
        **said(heading, texts),
    )  # fmt: skip


def _spoken(row: BarRow, heads: Sequence[str], texts: Texts) -> str:
    beside = [f"{head} {words}".strip() for head, words in zip(heads, row.columns, strict=False) if words]
    return joined(texts, [valued(texts, row.label, row.shown), *beside])


class Step(Protocol):
    """What is asked of a step of the funnel."""

    @property
    def step(self) -> object: ...
    @property
    def entered(self) -> int: ...
    @property
    def waiting_now(self) -> int: ...
    @property
    def median_s(self) -> float | None: ...
    @property
    def p90_s(self) -> float | None: ...
    @property
    def n(self) -> int: ...


def step_waiting(
    steps: Sequence[Step], texts: Texts, link: Linking = nowhere, **heading: Unpack[Heading]
) -> BarChart:
    """Where cases wait now: the step with the most is the one to look at."""
    most = max((step.waiting_now for step in steps), default=0)
    rows = [
        BarRow(
            texts.word("step", step.step), float(step.waiting_now), texts.number(step.waiting_now),
            link(step.step) if step.waiting_now else "",
            Role.VITAL if step.waiting_now == most and most else Role.REST,
            columns=(texts.number(step.entered),),
        )
        for step in steps
    ]  # fmt: skip
    return bars(rows, texts, heads=(texts.t("came to it"),), value_head=texts.t("waiting now"), **heading)


def step_times(
    steps: Sequence[Step], texts: Texts, link: Linking = nowhere, **heading: Unpack[Heading]
) -> BarChart:
    """How long each step takes: the median as a bar, the slowest tenth begins where the line ends."""
    rows = []
    for step in steps:
        median, p90 = step.median_s, step.p90_s
        shown = texts.p("chart", "n/a") if median is None else _length(texts, median)
        slow = "" if p90 is None else _length(texts, p90)
        rows.append(
            BarRow(
                texts.word("step", step.step),
                None if median is None else median / _HOUR,
                shown,
                link(step.step) if step.n else "",
                beyond=None if p90 is None else p90 / _HOUR,
                columns=(slow,),
            )
        )
    legend = (
        Key(texts.t("half are done by then (median)"), "step-done"),
        Key(texts.t("nine in ten are done by then (P90)"), "control", KeyShape.LINE),
    )
    return bars(
        rows, texts, heads=("P90",), value_head=texts.t("Median"), apart=True, legend=legend, **heading
    )


def _length(texts: Texts, seconds: float) -> str:
    return texts.duration(timedelta(seconds=round(seconds)))


@dataclass(frozen=True)
class Load:
    """What somebody has in hand. ``who`` is handed to the link."""

    who: object
    name: str
    open_now: int
    received: int
    resolved: int


def workload_bars(
    loads: Sequence[Load], texts: Texts, link: Linking = nowhere, **heading: Unpack[Heading]
) -> BarChart:
    """Open cases of each handler; received and resolved in the period stand at the right."""
    rows = [
        BarRow(
            load.name, float(load.open_now), texts.number(load.open_now), link(load.who) if load.open_now else "",
            columns=(texts.number(load.received), texts.number(load.resolved)),
        )
        for load in loads
    ]  # fmt: skip
    heads = (texts.t("received"), texts.t("resolved"))
    return bars(rows, texts, heads=heads, value_head=texts.t("open now"), **heading)
