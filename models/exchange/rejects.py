"""Rows that an import did not take, each with its reason, as a file that can be mended and read again."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.core.errors import Fact, UserProblem
from models.exchange.whole_file import whole_file
from resources.texts import LANGUAGES, N_, Texts, load

REASON = N_("Why not taken")  # not "Reason": complaints often have a column of that name themselves


@dataclass(frozen=True)
class Reject:
    """A row that was not taken: where it begins in the file, what it says, and why, as a problem's code and facts."""

    line: int
    cells: tuple[str, ...]
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


def write_rejects(path: Path, headers: Sequence[str], rejects: Iterable[Reject], texts: Texts) -> int:
    """Write the original columns and one more with the reason; returns how many rows. Raises ``file.unwritable``.

    A table that reads it again passes over the reason; a reason of an earlier round is replaced.
    """
    column, old = _reason_column(headers)
    count = 0
    try:
        with whole_file(path) as partial, partial.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            if headers:
                writer.writerow(_with(headers, column, texts.t(REASON), old=old))
            for reject in rejects:
                reason = texts.problem(reject.code, reject.facts)
                writer.writerow(_with(reject.cells, column, reason, old=old))
                count += 1
    except OSError as error:
        raise UserProblem("file.unwritable", name=path.name) from error
    return count


def check_writable(path: Path, source: Path) -> None:
    """Refuse a place for rejects before anything is read in.

    Raises ``UserProblem``: ``rejects.same_file`` when it is the file that is read, ``file.unwritable``.
    """
    try:
        if path.exists() and path.samefile(source):
            raise UserProblem("rejects.same_file", name=path.name)
        with whole_file(path, keep=False):
            pass
    except OSError as error:
        raise UserProblem("file.unwritable", name=path.name) from error


def reason_labels() -> frozenset[str]:
    """The header of the reason in every language."""
    return frozenset(load(language).t(REASON) for language in LANGUAGES)


def _reason_column(headers: Sequence[str]) -> tuple[int | None, bool]:
    """Where a reason goes: in place of an earlier one (then True), or behind the last column."""
    labels = reason_labels()
    found = [index for index, header in enumerate(headers) if header in labels]
    return (found[0], True) if found else (len(headers) or None, False)


def _with(cells: Sequence[str], column: int | None, reason: str, *, old: bool) -> list[str]:
    """The cells with the reason in its column; cells that are too many stay behind it."""
    if column is None:
        return [*cells, reason]
    row = [*cells, *[""] * (column - len(cells))]
    return [*row[:column], reason, *row[column + old :]]
