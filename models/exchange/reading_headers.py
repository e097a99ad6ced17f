"""Whether a table has a header row, and which one it is: reports often put a title above it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from models.exchange.reading_kinds import RawRow, cell_text, fold_header

_LOOKED_AT = 12
_LONGEST = 80
_FIGURES = re.compile(r"[-+]?[0-9][0-9.,:/\-\s%]*(?:T[0-9:.]+Z?|[AaPp][Mm])?")


def header_index(rows: Sequence[RawRow], known: Collection[str], wanted: bool | None) -> int | None:
    """The index of the header among the first rows, or ``None`` when the table begins with data.

    ``known`` are folded names that an import understands: two of them in a row prove a header (one, in a table of one
    column). ``wanted`` says what the person knows.
    """
    if wanted is False or not rows:
        return None
    fits = [sum(fold_header(cell_text(cell)) in known for cell in row.cells) for row in rows[:_LOOKED_AT]]
    best = max(range(len(fits)), key=lambda index: (fits[index], -index))
    if fits[best] >= min(2, len(rows[best].cells)):
        return best
    first = _first_full(rows)
    return first if wanted or _looks_like_header(rows[first], rows[first + 1 :]) else None


def usual_width(rows: Sequence[RawRow]) -> int:
    """How many cells most rows have."""
    return Counter(len(row.cells) for row in rows).most_common(1)[0][0] if rows else 0


def _first_full(rows: Sequence[RawRow]) -> int:
    """The first row that is no title: at least half as many filled cells as rows usually have."""
    filled = [sum(1 for cell in row.cells if cell_text(cell).strip()) for row in rows[:_LOOKED_AT]]
    usual = sorted(filled)[len(filled) // 2]
    return next((index for index, count in enumerate(filled) if count * 2 >= usual), 0)


def _looks_like_header(row: RawRow, following: Sequence[RawRow]) -> bool:
    """Short, different words in nearly every column, none of them a figure, and none that comes again below."""
    texts = [cell_text(cell).strip() for cell in row.cells]
    words = [text for text in texts if text]
    if len(words) < max(1, 0.7 * len(texts)) or len(set(words)) < len(words):
        return False
    if any(_FIGURES.fullmatch(word) or len(word) > _LONGEST for word in words):
        return False
    again = sum(
        1
        for below in following
        for index, cell in enumerate(below.cells[: len(texts)])
        if cell_text(cell) == texts[index]
    )
    return again == 0 or not following
