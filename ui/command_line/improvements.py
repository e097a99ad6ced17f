"""The command ``improvements``: the register, with the numbers of its verdicts."""

from __future__ import annotations

import argparse
import sys

from models.core.session import Session
from models.exchange.improvement_export import PLAIN, export_improvements, fields_of
from models.exchange.table_file import as_text
from models.improvements.kinds import ImprovementGroup, ImprovementRow
from models.improvements.queries import every, head
from models.improvements.saying import Names, drop_words, name_of, names, root_of, target_words
from models.options.queries import settings
from resources.texts import Texts
from ui.command_line.output import write_csv, write_json, write_table
from ui.shared.improvement_words import head_parts, standing_words

FIELDS = (*PLAIN, "ask_minor")


def list_improvements(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Write the register as a table for people, or as CSV or JSON for programs."""
    rows = [row for row in every(session) if _wanted(row, arguments.state)]
    if arguments.format == "table":
        _write_lines(session, rows, texts)
        return 0
    fields = [_fields(session, row) for row in rows]
    if arguments.format == "json":
        write_json(fields, sys.stdout)
    else:
        write_csv(FIELDS, fields, sys.stdout)
    return 0


def write_improvements(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Write the whole register to a CSV or XLSX file, by its ending."""
    count = export_improvements(session, arguments.output, texts)
    file = str(arguments.output)
    print(
        texts.n("{n} improvement written to {file}.", "{n} improvements written to {file}.", count, file=file)
    )
    return 0


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
    return {**as_text(fields_of(row, zone)), "ask_minor": row.ask_minor}
