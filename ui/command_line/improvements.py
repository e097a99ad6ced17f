"""The command ``improvements``: the register, with the numbers of its verdicts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from models.core.session import Session
from models.improvements.kinds import ImprovementGroup, ImprovementRow, ImprovementView
from models.improvements.queries import head, page
from models.options.queries import settings
from resources.texts import Texts
from ui.command_line.output import write_csv, write_json, write_table
from ui.shared.improvement_words import (
    Names,
    drop_words,
    head_parts,
    name_of,
    names,
    root_of,
    standing_words,
    target_words,
)

FIELDS = (
    "id", "state", "late_days", "title", "category", "subcategory", "cause", "building", "root_cause", "period_from",
    "period_to", "period_count", "plan_short", "plan_long", "difficulty", "tasks", "tasks_done", "owner", "department",
    "department_owner", "due_on", "target_percent", "effective_on", "verdict", "before", "after", "before_exposure",
    "after_exposure", "drop_percent", "p_value", "judged_at", "ask", "ask_minor", "decision", "warning_id",
    "told_department_at", "told_residents_at",
)  # fmt: skip
_DAYS = frozenset({"period_from", "period_to", "due_on", "effective_on"})
_INSTANTS = frozenset({"judged_at", "told_department_at", "told_residents_at"})


def list_improvements(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Write the register as a table for people, or as CSV or JSON for programs."""
    rows = [row for row in _all(session) if _wanted(row, arguments.state)]
    if arguments.format == "table":
        _write_lines(session, rows, texts)
        return 0
    fields = [_fields(session, row) for row in rows]
    if arguments.format == "json":
        write_json(fields, sys.stdout)
    else:
        write_csv(FIELDS, fields, sys.stdout)
    return 0


def _all(session: Session) -> Iterator[ImprovementRow]:
    after = None
    while True:
        found = page(session, ImprovementView.ALL, after)
        yield from found.rows
        after = found.next_key
        if after is None:
            return


def _wanted(row: ImprovementRow, states: list[str] | None) -> bool:
    """``late`` are those that are late, whatever else they are."""
    return not states or row.state in states or (row.late_days > 0 and ImprovementGroup.LATE in states)


def _write_lines(session: Session, rows: list[ImprovementRow], texts: Texts) -> None:
    print("".join(words for words, _ in head_parts(texts, head(session))))
    if not rows:
        return
    titles = [
        texts.t("Number"), texts.t("Standing"), texts.t("What it is about"), texts.t("Root cause"), texts.t("Cases"),
        texts.t("Owner"), texts.t("Department"), texts.t("Due"), texts.t("Drop"),
    ]  # fmt: skip
    known = names(session, texts.language)
    write_table(titles, [_line(texts, row, known) for row in rows], sys.stdout)


def _line(texts: Texts, row: ImprovementRow, known: Names) -> list[str]:
    target = target_words(texts, row)
    return [
        str(row.id),
        standing_words(texts, row),
        name_of(row, known),
        root_of(row, known),
        texts.number(row.period_count),
        row.owner,
        row.department,
        texts.date(row.due_on, year=True),
        f"{drop_words(texts, row.drop_percent, 1)} {target}" if row.verdict else target,
    ]


def _fields(session: Session, row: ImprovementRow) -> dict[str, object]:
    zone = settings(session.store).zone
    made: dict[str, object] = {}
    for name in FIELDS:
        value = getattr(row, name)
        if value is not None and name in _INSTANTS:
            value = value.astimezone(zone).isoformat(timespec="seconds")
        elif value is not None and name in _DAYS:
            value = value.isoformat()
        made[name] = value
    return made
