"""The command ``warnings``: what announces itself; with ``--look`` everything is looked at now."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from models.core.paging import Key
from models.core.session import Session
from models.exchange.table_file import as_text
from models.options.kinds import label
from models.options.queries import categories, settings
from models.store.database import Store
from models.warnings import queries
from models.warnings.actions import look_now
from models.warnings.kinds import WarningRow, WarningView
from resources.texts import Texts
from ui.command_line.output import write_json, write_table
from ui.command_line.streams import complain
from ui.shared.warning_words import headline, reckoning, where

FIELDS = (
    "id", "rule", "level", "stream", "category", "building", "place", "at", "since", "until", "observed", "total",
    "expected", "limit", "probability", "alpha", "weeks", "cases", "owner", "due_at", "acknowledged_at",
    "acknowledged_by", "note", "incident_id", "improvement_id",
)  # fmt: skip


def list_warnings(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Write the open warnings, or all, as a table for people or as JSON for programs."""
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
    lines = [
        [
            texts.word("warning_level", row.level),
            headline(row, texts),
            where(row, texts, kinds),
            reckoning(row, texts),
            row.owner,
            texts.datetime(row.due_at, zone, year=True),
        ]
        for row in rows
    ]
    titles = [texts.t(one) for one in ("Level", "Warning", "Where", "How much", "Owner", "Answer by")]
    write_table(titles, lines, sys.stdout)
    complain(texts.n("{n} warning", "{n} warnings", len(lines)))
    return 0


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
