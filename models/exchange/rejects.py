"""Rows that an import did not take, each with its reason, as a file that can be mended and read again."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.core.errors import Fact, UserProblem
from resources.texts import LANGUAGES, N_, Texts, load

REASON = N_("Reason")


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
    reason_at = _reason_column(headers)
    count = 0
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            if headers:
                writer.writerow(_with(headers, reason_at, texts.t(REASON)))
            for reject in rejects:
                writer.writerow(_with(reject.cells, reason_at, texts.problem(reject.code, reject.facts)))
                count += 1
    except OSError as error:
        raise UserProblem("file.unwritable", name=path.name) from error
    return count


def _reason_column(headers: Sequence[str]) -> int | None:
    """Where a reason goes: into the column of an earlier one, or behind the last (``None`` without headers)."""
    labels = {load(language).t(REASON) for language in LANGUAGES}
    found = [index for index, header in enumerate(headers) if header in labels]
    return found[0] if found else (len(headers) or None)


def _with(cells: Sequence[str], index: int | None, reason: str) -> list[str]:
    """The cells with the reason at its column; cells too many stay behind it."""
    if index is None:
        return [*cells, reason]
    row = [*cells, *[""] * (index - len(cells))]
    return [*row[:index], reason, *row[index + (1 if len(row) > index and _is_reason(cells, index) else 0) :]]


def _is_reason(cells: Sequence[str], index: int) -> bool:
    return len(cells) > index
