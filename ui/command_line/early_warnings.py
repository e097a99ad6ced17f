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
from models.warnings.kinds import WarningRow, WarningView
from models.warnings.watching import span_of, streams
from resources.texts import Texts
from ui.command_line.output import write_json, write_table
from ui.command_line.streams import complain
from ui.shared.warning_words import headline, where

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
    kinds = {row.code: label(row, texts.language) for row in categories(session.store, retired=True)}
    lines = [_line(row, texts, kinds, zone) for row in rows]
    titles = [texts.t(one) for one in ("Level", "Warning", "Where", "Seen", "Usual")]
    titles += [texts.p("warning", "Limit"), *(texts.t(one) for one in ("By chance", "Owner", "Answer by"))]
    write_table(titles, lines, sys.stdout)
    complain(texts.n("{n} warning", "{n} warnings", len(lines)))
    return 0


def _line(row: WarningRow, texts: Texts, kinds: Mapping[str, str], zone: tzinfo) -> list[str]:
    seen = texts.number(row.observed) if row.total is None else f"{row.observed} / {row.total}"
    return [
        texts.word("warning_level", row.level),
        headline(row, texts),
        where(row, texts, kinds),
        seen,
        "" if row.expected is None or row.total is not None else texts.number(row.expected, 1),
        "" if row.limit is None else texts.number(row.limit),
        "" if row.probability is None else f"{row.probability:.2g}",
        row.owner,
        texts.datetime(row.due_at, zone, year=True),
    ]


def _as_of(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """What a look finds, or every stream with its limits, as of the end of a day or of now; nothing is written."""
    store = session.store
    zone = settings(store).zone
    day: date | None = arguments.at
    at = session.clock.now() if day is None else midnight(day + timedelta(days=1), zone)
    facts = _streams(store, at) if arguments.streams else _findings(store, at)
    if arguments.format == "json":
        write_json(facts, sys.stdout)
        return 0
    rows = list(facts)
    shown = STREAM_FIELDS if arguments.streams else FOUND_FIELDS
    write_table(
        shown, [["" if row[name] is None else str(row[name]) for name in shown] for row in rows], sys.stdout
    )
    complain(texts.n("{n} line", "{n} lines", len(rows)))
    return 0


def _streams(store: Store, at: datetime) -> Iterator[dict[str, object]]:
    for stream in streams(store, span_of(store, at)):
        total, weeks = stream.baseline
        judged = weeks >= FEWEST_WEEKS
        observed = stream.counts[-1]
        values = (
            stream.key, observed, total, weeks,
            limit(total, weeks, AMBER) if judged and not stream.red_only else None,
            limit(total, weeks, RED) if judged else None,
            tail_probability(observed, total, weeks) if judged else None,
        )  # fmt: skip
        yield dict(zip(STREAM_FIELDS, values, strict=True))


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
