"""The command ``warnings``: what announces itself; with ``--look`` everything is looked at now."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, tzinfo

from models.core.paging import Key
from models.core.session import Session
from models.exchange.table_file import as_text
from models.insights.stats import AMBER, RED, limit, tail_probability
from models.insights.weekly import FEWEST_WEEKS, midnight
from models.options.kinds import label
from models.options.queries import categories, settings
from models.store.database import Store
from models.warnings import queries
from models.warnings.actions import look_now
from models.warnings.evaluating import found_at
from models.warnings.kinds import WarningRow, WarningRule, WarningView
from models.warnings.rules import Finding
from models.warnings.streams import Stream
from models.warnings.watching import span_of, streams
from resources.texts import Texts
from resources.texts.places import building_name
from ui.command_line.output import write_json, write_table
from ui.command_line.streams import complain
from ui.shared.warning_words import counted, where

FIELDS = (
    "id", "rule", "level", "stream", "category", "building", "place", "at", "since", "until", "observed", "total",
    "expected", "limit", "probability", "alpha", "weeks", "cases", "owner", "due_at", "acknowledged_at",
    "acknowledged_by", "note", "incident_id", "improvement_id",
)  # fmt: skip
FOUND_FIELDS = (
    "rule", "level", "stream", "category", "building_id", "place_id", "since", "until", "observed", "total", "expected",
    "limit", "probability", "alpha", "weeks", "cases",
)  # fmt: skip
STREAM_FIELDS = ("stream", "observed", "total", "weeks", "amber", "red", "probability")


def list_warnings(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Write the open warnings, or all, as a table for people or as JSON for programs."""
    if arguments.streams or arguments.at is not None:
        return _as_of(session, arguments, texts)
    if arguments.look:
        raised = look_now(session).value
        complain(texts.n("{n} new warning", "{n} new warnings", len(raised)))
    view = WarningView.ALL if arguments.all else WarningView.OPEN
    rows = _all(session.store, view)
    if arguments.format == "json":
        write_json((_facts(row) for row in rows), sys.stdout)
        return 0
    zone = settings(session.store).zone
    kinds = _kinds(session.store, texts)
    lines = [_line(row, texts, kinds, zone) for row in rows]
    titles = [*_heads(texts), texts.t("Owner"), texts.t("Answer by")]
    write_table(titles, lines, sys.stdout)
    complain(texts.n("{n} warning", "{n} warnings", len(lines)))
    return 0


def _kinds(store: Store, texts: Texts) -> Mapping[str, str]:
    return {row.code: label(row, texts.language) for row in categories(store, retired=True)}


def _heads(texts: Texts) -> list[str]:
    t = texts.t
    return [
        t("Level"), t("Warning"), t("Where"), t("Seen"), t("Usual"), texts.p("warning", "Limit"), t("By chance"),
    ]  # fmt: skip


def _line(row: WarningRow, texts: Texts, kinds: Mapping[str, str], zone: tzinfo) -> list[str]:
    return [
        *_seen(row, texts, where(row, texts, kinds)), row.owner, texts.datetime(row.due_at, zone, year=True),
    ]  # fmt: skip


def _seen(row: WarningRow | Finding, texts: Texts, place: str) -> list[str]:
    """What was seen where, against what."""
    return [
        texts.word("warning_level", row.level),
        texts.word("warning_rule", row.rule),
        place,
        texts.number(row.observed) if row.total is None else f"{row.observed} / {row.total}",
        "" if row.expected is None or row.total is not None else texts.number(row.expected, 1),
        "" if row.limit is None else texts.number(row.limit),
        _chance(row.probability),
    ]


def _chance(probability: float | None) -> str:
    return "" if probability is None else f"{probability:.2g}"


def _as_of(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """What a look finds, or every stream with its limits, as of the end of a day or of now; nothing is written."""
    store = session.store
    zone = settings(store).zone
    day: date | None = arguments.at
    at = session.clock.now() if day is None else midnight(day + timedelta(days=1), zone)
    if arguments.format == "json":
        write_json(_streams(store, at) if arguments.streams else _findings(store, at), sys.stdout)
        return 0
    names = _Names(store, texts)
    if arguments.streams:
        lines = [_stream_line(stream, texts, names) for stream in streams(store, span_of(store, at))]
        titles = [texts.t("Where"), texts.t("Seen"), texts.t("Before"), texts.t("Weeks")]
        titles += [texts.t("Amber from"), texts.t("Red from"), texts.t("By chance")]
    else:
        lines = [_seen(one, texts, names.of_finding(one)) for one in found_at(store, at)]
        titles = _heads(texts)
    write_table(titles, lines, sys.stdout)
    complain(texts.n("{n} line", "{n} lines", len(lines)))
    return 0


class _Names:
    """What is counted, in words."""

    def __init__(self, store: Store, texts: Texts) -> None:
        self._texts, self._kinds = texts, _kinds(store, texts)
        self._places: Mapping[int, str] = dict(store.rows("SELECT id, label FROM place"))

    def of(self, building_id: int | None, category: str | None) -> str:
        """Cases of a building, of a category, of both, or all."""
        place = "" if building_id is None else building_name(self._texts, self._places.get(building_id, ""))
        return counted(self._texts, place, category, self._kinds)

    def of_finding(self, one: Finding) -> str:
        """Where something was found; no resident is named."""
        if one.rule is WarningRule.RESIDENT_AGAIN:
            return self._texts.t("One resident")
        if one.place_id is None:
            return self.of(one.building_id, one.category)
        return counted(self._texts, self._places.get(one.place_id, ""), one.category, self._kinds)


def _stream_line(stream: Stream, texts: Texts, names: _Names) -> list[str]:
    _, observed, total, weeks, amber, red, probability = _limits(stream)
    return [
        names.of(stream.building_id, stream.category),
        *("" if one is None else texts.number(one) for one in (observed, total, weeks, amber, red)),
        _chance(probability),
    ]


def _limits(stream: Stream) -> tuple[str, int, int, int, int | None, int | None, float | None]:
    """A stream with its limits, none where it is not judged: ``STREAM_FIELDS``."""
    total, weeks = stream.baseline
    judged, observed = weeks >= FEWEST_WEEKS, stream.counts[-1]
    return (
        stream.key, observed, total, weeks,
        limit(total, weeks, AMBER) if judged and not stream.red_only else None,
        limit(total, weeks, RED) if judged else None,
        tail_probability(observed, total, weeks) if judged else None,
    )  # fmt: skip


def _streams(store: Store, at: datetime) -> Iterator[dict[str, object]]:
    for stream in streams(store, span_of(store, at)):
        yield dict(zip(STREAM_FIELDS, _limits(stream), strict=True))


def _findings(store: Store, at: datetime) -> Iterator[dict[str, object]]:
    for one in found_at(store, at):
        facts = {name: getattr(one, name) for name in FOUND_FIELDS if name != "cases"}
        weeks = None if one.weeks is None else list(one.weeks)
        yield as_text({**facts, "weeks": weeks, "cases": len(one.cases)})


def _all(store: Store, view: WarningView) -> Iterator[WarningRow]:
    after: Key | None = None
    while True:
        page = queries.page(store, view, after)
        yield from page.rows
        after = page.next_key
        if after is None:
            return


def _facts(row: WarningRow) -> dict[str, object]:
    return as_text({name: list(row.weeks) if name == "weeks" else getattr(row, name) for name in FIELDS})
