"""The tables of a summary: their columns with what they hold, and their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from models.exchange.table_file import Columns
from models.improvements.kinds import ImprovementRow
from models.insights.identifiers import write as identifier
from models.insights.kinds import Compared, Cut, FigureId, Period, PeriodKind, Slice, Unit, Value
from models.insights.measures import MEASURES
from models.insights.periods import period as period_of
from models.insights.periods import write
from models.summaries.kinds import Summary, Voiced
from models.warnings.kinds import WarningRow
from resources.texts import Texts

Row = Mapping[str, object]
_HOUR = 3600
_SHARES = (
    "share",
    "low",
    "high",
    "goal",
    "cumulative",
    "probability",
    "alpha",
    "target",
    "drop",
    "first_time_share",
)
_INSTANTS = ("since", "until", "due", "answered", "judged", "as_of")
_DAYS = ("monday", "first", "last", "due_on", "effective_on")
_AMOUNTS = ("amount", "asked_amount")


@dataclass(frozen=True)
class Sheet:
    """One table. ``name`` is that of the sheet."""

    name: str
    columns: Columns
    rows: tuple[Row, ...]


def _sheet(name: str, columns: Sequence[str], rows: Iterable[Row]) -> Sheet:
    def of(names: Sequence[str]) -> frozenset[str]:
        return frozenset(columns).intersection(names)

    kinds = Columns(tuple(columns), of(_INSTANTS), of(_AMOUNTS), of(_DAYS), of(_SHARES))
    return Sheet(name, kinds, tuple(rows))


# What each table holds. A column is called by what it holds: the same name holds the same everywhere.
_LAYOUT: Mapping[str, tuple[str, ...]] = {
    "summary": ("what", "text", "first", "last", "as_of", "number"),
    "measures": (
        "measure", "name", "period", "first", "n", "count", "share", "low", "high", "hours_median", "hours_p90",
        "hours_mean", "amount", "rate", "goal", "identifier",
    ),
    "kinds": ("category", "name", "cases", "share", "cumulative", "vital", "other", "growth", "identifier"),
    "weeks": ("week", "monday", "cases", "usual", "limit", "smoothed", "outage", "over", "identifier"),
    "warnings": (
        "level", "rule", "category", "name", "where", "since", "until", "seen", "of", "usual", "limit", "probability",
        "owner", "due", "answered",
    ),
    "buildings": ("building", "cases", "usual", "rate", "often", "often_cases", "identifier"),
    "overdue": ("reference", "severity", "title", "where", "step", "due", "hours_over", "owner", "told"),
    "steps": (
        "step", "name", "begun", "left", "waiting", "hours_median", "hours_p90", "n", "identifier",
        "waiting_identifier",
    ),
    "repairs": ("what", "number"),
    "satisfaction": ("period", "first", "n", "count", "share", "low", "high", "identifier"),
    "words": ("outcome", "category", "name", "words"),
    "improvements": (
        "title", "category", "name", "where", "cause", "owner", "department", "due_on", "effective_on", "target",
        "state", "days_late", "verdict", "before", "after", "drop", "p", "judged",
    ),
    "decisions": ("ask", "title", "asked_amount", "owner"),
    "compliments": ("category", "name", "words"),
}  # fmt: skip


def sheets(summary: Summary, said: Sequence[str], texts: Texts) -> tuple[Sheet, ...]:
    """All tables, also those without rows: the file of every week has the same form."""
    writer = _Writer(summary, texts)
    rows: Mapping[str, Iterable[Row]] = {
        "summary": writer.head(said),
        "measures": writer.measures(),
        "kinds": writer.kinds(),
        "weeks": writer.weeks(),
        "warnings": map(writer.warning, summary.warnings),
        "buildings": writer.buildings(),
        "overdue": writer.overdue(),
        "steps": writer.steps(),
        "repairs": writer.repairs(),
        "satisfaction": writer.satisfaction(),
        "words": map(writer.voice, summary.voices),
        "improvements": map(writer.improvement, (*summary.improvements, *summary.late)),
        "decisions": writer.decisions(),
        "compliments": map(writer.voice, summary.compliments),
    }
    return tuple(_sheet(name, columns, rows[name]) for name, columns in _LAYOUT.items())


class _Writer:
    """Makes the rows of each table."""

    def __init__(self, summary: Summary, texts: Texts) -> None:
        self._summary, self._texts = summary, texts

    def _name(self, code: str | None) -> str:
        labels = self._summary.estate.categories.get(code or "", {})
        return labels.get(self._texts.language) or labels.get("en") or code or ""

    def _local(self, instant: datetime | None) -> datetime | None:
        zone: ZoneInfo = self._summary.estate.zone
        return None if instant is None else instant.astimezone(zone)

    def _amount(self, minor: float | None) -> object:
        return None if minor is None else self._texts.amount(round(minor), self._summary.estate.currency)

    def head(self, said: Sequence[str]) -> list[Row]:
        """What the file is of, and the sentences."""
        summary, empty = self._summary, dict.fromkeys(("text", "first", "last", "as_of", "number"))
        last = summary.period.end.fromordinal(summary.period.end.toordinal() - 1)
        rows: list[Row] = [
            {**empty, "what": "property", "text": summary.estate.name},
            {
                **empty,
                "what": "period",
                "text": write(summary.period),
                "first": summary.period.first,
                "last": last,
            },
            {**empty, "what": "as_of", "as_of": self._local(summary.as_of)},
            {**empty, "what": "homes", "number": summary.estate.homes},
            {**empty, "what": "rules", "text": summary.estate.rules},
            {**empty, "what": "silent_estimate", "number": summary.iceberg.silent},
        ]
        return rows + [{**empty, "what": "sentence", "text": one} for one in said]

    def measures(self) -> list[Row]:
        """Three lines for each measure: now, the period before, a year ago."""
        return [self._measure(one) for both in self._summary.measures for one in _three(both)]

    def _measure(self, value: Value) -> Row:
        measure = MEASURES[value.measure]
        number, unit = value.value, measure.unit
        return {
            "measure": value.measure,
            "name": self._texts.t(measure.title),
            "period": write(value.period),
            "first": value.period.first,
            "n": value.n,
            "count": value.count,
            "share": number if unit is Unit.SHARE else None,
            "low": value.low,
            "high": value.high,
            "hours_median": _hours(number) if unit is Unit.DURATION else None,
            "hours_p90": _hours(value.p90),
            "hours_mean": _hours(value.mean),
            "amount": self._amount(number) if unit is Unit.MONEY else None,
            "rate": number if unit is Unit.RATE else None,
            "goal": measure.target if unit is Unit.SHARE else None,
            "identifier": identifier(value.figure),
        }

    def kinds(self) -> list[Row]:
        """The Pareto table."""
        return [
            {
                "category": row.label,
                "name": self._name(row.label),
                "cases": row.weight,
                "share": row.share,
                "cumulative": row.cumulative,
                "vital": row.vital,
                "other": row.other,
                "growth": row.growth,
                "identifier": self._figure(Slice.CATEGORY, row.label or None),
            }
            for row in self._summary.pareto.rows
        ]

    def _of_step(self, measure: str, step: int) -> str:
        return identifier(FigureId(measure, self._summary.period, part=f"step_{step}"))

    def _figure(self, slice_: Slice, value: str | None) -> str:
        return identifier(FigureId("received", self._summary.period, Cut().having(slice_, value)))

    def weeks(self) -> list[Row]:
        """The points of the control chart."""
        found: list[Row] = []
        for point in self._summary.trend:
            week: Period = period_of(PeriodKind.WEEK, point.monday)
            found.append(
                {
                    "week": write(week), "monday": point.monday,
                    "cases": point.count if point.known else None, "usual": point.expected, "limit": point.limit,
                    "smoothed": point.smooth, "outage": point.outage, "over": point.over,
                    "identifier": identifier(FigureId("received", week)),
                }
            )  # fmt: skip
        return found

    def warning(self, one: WarningRow) -> Row:
        """A warning, without the resident whom it may be about."""
        return {
            "level": one.level, "rule": one.rule, "category": one.category, "name": self._name(one.category),
            "where": one.place or one.building, "since": self._local(one.since), "until": self._local(one.until),
            "seen": one.observed, "of": one.total, "usual": one.expected, "limit": one.limit,
            "probability": one.probability, "owner": one.owner, "due": self._local(one.due_at),
            "answered": self._local(one.acknowledged_at),
        }  # fmt: skip

    def buildings(self) -> list[Row]:
        """Where most cases came from."""
        return [
            {
                "building": row.name, "cases": row.count, "usual": row.usual, "rate": row.rate,
                "often": self._name(row.often), "often_cases": row.often_count or None,
                "identifier": identifier(row.figure),
            }
            for row in self._summary.buildings
        ]  # fmt: skip

    def overdue(self) -> list[Row]:
        """What was overdue at the end."""
        return [
            {
                "reference": row.reference, "severity": row.severity, "title": row.title, "where": row.where,
                "step": row.step, "due": self._local(row.due_at), "hours_over": _hours(row.over_seconds),
                "owner": row.owner, "told": row.told,
            }
            for row in self._summary.overdue
        ]  # fmt: skip

    def steps(self) -> list[Row]:
        """The way through the steps."""
        codes = list(self._texts.words("step").values())
        return [
            {
                "step": row.step, "name": codes[row.step - 1], "begun": row.entered, "left": row.left,
                "waiting": row.waiting_now, "hours_median": _hours(row.median_s), "hours_p90": _hours(row.p90_s),
                "n": row.n, "identifier": self._of_step("steps_done", row.step),
                "waiting_identifier": self._of_step("waiting", row.step),
            }
            for row in self._summary.steps
        ]  # fmt: skip

    def repairs(self) -> list[Row]:
        """Work orders."""
        found = self._summary.repairs
        numbers = {
            "made": found.made, "done": found.done, "first_time": found.first_time,
            "first_time_known": found.first_time_known, "open": found.open,
        }  # fmt: skip
        numbers |= {f"waits_for_{what}": n for what, n in found.waits}
        return [{"what": what, "number": number} for what, number in numbers.items()]

    def satisfaction(self) -> list[Row]:
        """The share over the last periods."""
        return [
            {
                "period": write(one.period), "first": one.period.first, "n": one.n, "count": one.count,
                "share": one.value, "low": one.low, "high": one.high, "identifier": identifier(one.figure),
            }
            for one in self._summary.satisfaction
        ]  # fmt: skip

    def voice(self, one: Voiced) -> Row:
        """What somebody said."""
        return {
            "outcome": one.outcome, "category": one.category, "name": self._name(one.category), "words": one.words,
        }  # fmt: skip

    def improvement(self, one: ImprovementRow) -> Row:
        """A row of the register with the numbers of its verdict."""
        drop = one.drop_percent
        return {
            "title": one.title, "category": one.category, "name": self._name(one.category), "where": one.building,
            "cause": one.root_cause, "owner": one.owner, "department": one.department, "due_on": one.due_on,
            "effective_on": one.effective_on, "target": one.target_percent / 100, "state": one.state,
            "days_late": one.late_days, "verdict": one.verdict, "before": one.before, "after": one.after,
            "drop": None if drop is None else drop / 100, "p": one.p_value, "judged": self._local(one.judged_at),
        }  # fmt: skip

    def decisions(self) -> list[Row]:
        """What managers are asked."""
        return [
            {
                "ask": one.ask, "title": one.title, "asked_amount": self._amount(one.ask_minor or None),
                "owner": one.owner,
            }
            for one in self._summary.asked
        ]  # fmt: skip


def _three(both: Compared) -> tuple[Value, ...]:
    return tuple(one for one in (both.now, both.before, both.year_ago) if one is not None)


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / _HOUR, 4)
