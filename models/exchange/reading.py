"""One reader for any table file, for all imports: text in any usual encoding and workbooks, by content."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from models.core.errors import UserProblem
from models.exchange.reading_encoding import detect
from models.exchange.reading_headers import header_index, usual_width
from models.exchange.reading_kinds import Cell, Limits, Note, RawRow, TableRow, cell_text, fold_header
from models.exchange.reading_text import TextTable
from models.exchange.reading_workbook import WorkbookTable, is_workbook, open_workbook

__all__ = ["Cell", "Limits", "Note", "TableFile", "TableRow", "cell_text", "fold_header", "open_table"]

_SAMPLE = 60
_MAGIC = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"SQLite format 3",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"RIFF",
)


@dataclass
class TableFile:
    """A table in a file. ``headers`` is empty when there are none; ``width`` counts the columns."""

    path: Path
    source: TextTable | WorkbookTable
    headers: tuple[str, ...]
    width: int
    size: int
    first_line: int
    titles: int = 0
    ragged: int = field(default=0)
    cut_line: int | None = None

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.name

    @property
    def kind(self) -> str:
        """``text`` or ``workbook``."""
        return "text" if isinstance(self.source, TextTable) else "workbook"

    @property
    def encoding(self) -> str:
        """The encoding of a text file; empty for a workbook."""
        return self.source.encoding if isinstance(self.source, TextTable) else ""

    @property
    def delimiter(self) -> str:
        """What divides the cells of a text file; empty for a workbook."""
        return self.source.delimiter if isinstance(self.source, TextTable) else ""

    @property
    def progress(self) -> float:
        """How much of the file the latest ``rows()`` went through, from 0 to 1."""
        if isinstance(self.source, TextTable):
            return min(1.0, self.source.told.consumed / self.size)
        return self.source.share

    def rows(self) -> Iterator[TableRow]:
        """The rows below the header, streaming. May be called again: a trial first, then the real thing."""
        self.ragged, self.cut_line = 0, None
        for raw in self.source.rows():
            if raw.line >= self.first_line:
                yield self._row(raw)

    def _row(self, raw: RawRow) -> TableRow:
        missing = self.width - len(raw.cells)
        extra = sum(1 for cell in raw.cells[self.width :] if cell_text(cell).strip())
        text = isinstance(self.source, TextTable)
        if extra or (missing > 0 and text):
            self.ragged += 1
        if raw.cut:
            self.cut_line = raw.line
        filler: tuple[Cell, ...] = ("" if text else None,) * missing
        return TableRow(raw.line, raw.cells + filler, raw.cut, extra)

    def notes(self) -> tuple[Note, ...]:
        """What the person should know; complete once ``rows()`` ran to its end."""
        notes = [] if self.headers else [Note("file.no_headers")]
        if self.titles:
            notes.append(Note("file.title_rows", {"n": self.titles}))
        if self.ragged:
            notes.append(Note("file.ragged", {"n": self.ragged}))
        if self.cut_line is not None:
            notes.append(Note("file.cut", {"line": self.cut_line}))
        return (*notes, *self.source.notes())


def open_table(
    path: Path,
    *,
    known: Collection[str] = (),
    headers: bool | None = None,
    sheet: str | None = None,
    limits: Limits | None = None,
) -> TableFile:
    """Open a table file; what it is, its content tells.

    ``known`` are the folded header names that the import understands (``fold_header``); ``headers`` says whether there
    is a header row, ``None`` finds out. Raises ``UserProblem``: ``file.missing``, ``file.is_folder``,
    ``file.no_right``, ``file.empty``, ``file.unreadable``, ``file.not_a_table``, ``file.too_large``, ``file.locked``,
    ``file.no_sheet``.
    """
    limits = limits or Limits()
    try:
        source = _source(path, sheet, limits)
        sample = list(islice(source.rows(), _SAMPLE))
    except OSError as error:
        raise UserProblem(_why_not(error), name=path.name) from error
    if not sample:
        raise UserProblem("file.empty", name=path.name)
    index = header_index(sample, known, headers)
    size = path.stat().st_size
    if index is None:
        return TableFile(path, source, (), usual_width(sample), size, sample[0].line)
    names = [cell_text(cell).strip() for cell in sample[index].cells]
    while names and not names[-1]:
        names.pop()
    below = sample[index + 1].line if index + 1 < len(sample) else sample[index].line + 1
    return TableFile(path, source, tuple(names), len(names), size, below, titles=index)


def _why_not(error: OSError) -> str:
    """What keeps a file from being read."""
    known = (
        (FileNotFoundError, "file.missing"),
        (IsADirectoryError, "file.is_folder"),
        (PermissionError, "file.no_right"),
    )
    return next((code for kind, code in known if isinstance(error, kind)), "file.unreadable")


def _source(path: Path, sheet: str | None, limits: Limits) -> TextTable | WorkbookTable:
    size = path.stat().st_size
    if not path.is_file() and not path.is_dir():
        raise UserProblem(
            "file.not_a_table", name=path.name
        )  # a pipe or a device is read once, if it ever ends
    with path.open("rb") as file:
        head = file.read(16)
    if size <= len(head) and not head.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise UserProblem("file.empty", name=path.name)
    if is_workbook(head):
        if size > limits.workbook_bytes:
            raise UserProblem("file.too_large", name=path.name)
        return open_workbook(path, sheet, limits)
    if head.startswith(_MAGIC):
        raise UserProblem("file.not_a_table", name=path.name)
    if size > limits.text_bytes:
        raise UserProblem("file.too_large", name=path.name)
    return TextTable(path, detect(path), limits)
