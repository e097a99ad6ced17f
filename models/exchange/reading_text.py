"""Rows of a text file: the delimiter, quoted cells with line breaks, stray quotes, a file cut short."""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from models.core.errors import UserProblem
from models.exchange.reading_encoding import Decoding, lines_of
from models.exchange.reading_kinds import Limits, Note, RawRow

DELIMITERS = (",", "\t", ";", "|", "，")
_SAMPLE_LINES = 400
_SAMPLE_ROWS = 80
_UNCLOSED = "unexpected end of data"

csv.field_size_limit(max(csv.field_size_limit(), Limits.row_characters))  # a long letter is one cell


@dataclass
class TextTable:
    """A text file whose encoding is known; ``rows`` may be called as often as one likes."""

    path: Path
    encoding: str
    limits: Limits
    delimiter: str = ","
    told: Decoding = field(default_factory=Decoding)
    stray: list[int] = field(default_factory=list)
    hint: bool = False

    def __post_init__(self) -> None:
        lines = lines_of(self.path, self.encoding, self.limits.row_characters, Decoding())
        sample = list(islice(lines, _SAMPLE_LINES))
        _refuse_binary(sample, self.path.name)
        if sample and sample[0].lower().startswith("sep=") and len(sample[0].strip()) == 5:
            self.delimiter, self.hint = sample[0][4], True  # written by Excel, for Excel
        else:
            self.delimiter = sniff(sample, self.limits)

    def rows(self) -> Iterator[RawRow]:
        """The rows that hold anything, from the top."""
        self.told, self.stray = Decoding(), []
        lines = lines_of(self.path, self.encoding, self.limits.row_characters, self.told)
        held: RawRow | None = None
        narrowest = self.limits.columns
        for row in logical_rows(lines, self.delimiter, self.limits, self.stray):
            if len(row.cells) > self.limits.columns:
                raise UserProblem("file.too_large", name=self.path.name)
            if (self.hint and row.line == 1) or not any(
                cell.strip() for cell in row.cells if isinstance(cell, str)
            ):
                continue
            if held is not None:
                narrowest = min(narrowest, len(held.cells))
                yield held
            held = row
        if held is not None:
            short = not self.told.newline_at_end and len(held.cells) < narrowest < self.limits.columns
            yield RawRow(held.line, held.cells, held.cut or self.told.cut or short)

    def notes(self) -> list[Note]:
        """What the latest reading met."""
        notes = []
        if self.told.wrong:
            notes.append(Note("file.bad_bytes", {"n": self.told.wrong}))
        if self.told.noughts:
            notes.append(Note("file.nuls", {"n": self.told.noughts}))
        if self.stray:
            notes.append(Note("file.stray_quote", {"n": len(self.stray), "line": self.stray[0]}))
        return notes


def _refuse_binary(sample: Iterable[str], name: str) -> None:
    text = "".join(islice(sample, 50))[:20_000]
    odd = sum(1 for char in text if char < " " and char not in "\t\r\n\f\v")
    start = text.lstrip("\ufeff \t\r\n")[:200].casefold()
    markup = start.startswith(("<!doctype", "<html", "<?xml", "<table", "<svg", "{\\rtf", '{"', "[{"))
    if markup or odd > max(2, len(text) // 100):
        raise UserProblem("file.not_a_table", name=name)


def sniff(lines: list[str], limits: Limits) -> str:
    """The delimiter under which the most rows have as many cells as the first; a comma when nothing divides."""
    best, delimiter = (0.0, 0), ","
    for candidate in DELIMITERS:
        if not any(candidate in line for line in lines):
            continue
        widths = [
            len(row.cells) for row in islice(logical_rows(iter(lines), candidate, limits, []), _SAMPLE_ROWS)
        ]
        width, times = (
            Counter(width for width in widths if width > 1).most_common(1)[0] if max(widths) > 1 else (1, 0)
        )
        score = times / len(widths) + (0.2 if widths[0] == width else 0.0)
        if (round(score, 2), width) > best:
            best, delimiter = (round(score, 2), width), candidate
    return delimiter


def logical_rows(lines: Iterator[str], delimiter: str, limits: Limits, stray: list[int]) -> Iterator[RawRow]:
    """Rows with the lines where they begin. Lines of ``stray`` have a quotation mark that nothing closes."""
    waiting: deque[str] = deque()
    number = 0
    width = 0
    while True:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            return
        number += 1
        if '"' not in line:
            cells = line.rstrip("\r\n").split(delimiter)
            yield RawRow(number, tuple(cells))
            width = max(width, len(cells))
            continue
        block, parsed = _gather(line, waiting, lines, delimiter, limits)
        if parsed is not None:
            yield RawRow(number, parsed)
            width = max(width, len(parsed))
            number += len(block) - 1
        elif _is_stray(block, delimiter, width, limits):
            stray.append(number)
            yield RawRow(number, tuple(cell.strip('"') for cell in line.rstrip("\r\n").split(delimiter)))
            waiting.extendleft(reversed(block[1:]))
        else:
            yield RawRow(number, _loosely("".join(block), delimiter), cut=True)
            number += len(block) - 1


def _gather(
    line: str, waiting: deque[str], lines: Iterator[str], delimiter: str, limits: Limits
) -> tuple[list[str], tuple[str, ...] | None]:
    """The lines of a row with quotation marks and its cells; ``None`` when it does not end within the limits."""
    block, size = [line], len(line)
    parsed = _parse(block, delimiter)
    while parsed is None and len(block) < limits.row_lines and size < limits.row_characters:
        more = waiting.popleft() if waiting else next(lines, None)
        if more is None:
            break
        block.append(more)
        size += len(more)
        if '"' in more:
            parsed = _parse(block, delimiter)
    return block, parsed


def _parse(block: list[str], delimiter: str) -> tuple[str, ...] | None:
    """The cells of a row; ``None`` while a quoted cell is still open."""
    text = "".join(block)
    try:
        return _tidy(next(csv.reader([text], delimiter=delimiter, strict=True)))
    except csv.Error as error:
        if _UNCLOSED in str(error):
            return None
    return _loosely(text, delimiter)


def _loosely(text: str, delimiter: str) -> tuple[str, ...]:
    try:
        return _tidy(next(csv.reader([text], delimiter=delimiter)))
    except csv.Error:  # a cell beyond the reader's limit
        return tuple(text.rstrip("\r\n").split(delimiter))


def _tidy(cells: list[str]) -> tuple[str, ...]:
    return tuple(cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell for cell in cells)


def _is_stray(block: list[str], delimiter: str, width: int, limits: Limits) -> bool:
    """Whether the open quotation mark swallowed whole rows, instead of the file ending within a cell."""
    if len(block) >= limits.row_lines or sum(map(len, block)) >= limits.row_characters:
        return True
    whole = sum(line.count(delimiter) >= max(1, width - 1) for line in block[1:])
    return whole > 0 and whole >= (len(block) - 1) / 2
