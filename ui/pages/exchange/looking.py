"""Looking into a file before anything is read in: its columns, what they mean, its first rows. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from models.core.errors import UserProblem
from models.exchange.complaints_import import open_complaints
from models.exchange.directory_columns import FIELDS as DIRECTORY_FIELDS
from models.exchange.directory_columns import columns_of
from models.exchange.mapping import built_in
from models.exchange.reading import TableFile, open_table

COMPLAINTS, DIRECTORY = "complaints", "directory"
FIRST_ROWS = 40
_LONGEST = 300


@dataclass(frozen=True)
class ColumnLook:
    """A column: its header, the fields it fills (divided by blanks, or nothing), and an example."""

    header: str
    field: str
    example: str


@dataclass(frozen=True)
class Looked:
    """A file as it was found. ``what`` is what it holds; ``problem`` says why it cannot be understood."""

    path: Path
    what: str
    mapping: str
    kind: str
    encoding: str
    size: int
    columns: tuple[ColumnLook, ...]
    rows: tuple[tuple[str, ...], ...]
    problem: UserProblem | None = None

    @property
    def understood(self) -> int:
        """How many columns mean something."""
        return sum(bool(column.field) for column in self.columns)


def look(path: Path, what: str, mapping: str | None) -> Looked:
    """Open a file and see what it is. Raises ``UserProblem`` (``file.*``) when it is no table.

    A file that does not fit ``what`` but fits the other kind is taken for that.
    """
    table = open_table(path, known=_all_known())
    rows = tuple(tuple(text[:_LONGEST] for text in row.texts()) for row in islice(table.rows(), FIRST_ROWS))
    order = (what,) if mapping else (what, COMPLAINTS if what == DIRECTORY else DIRECTORY)
    problem: UserProblem | None = None
    for kind in order:
        try:
            name, places = _meaning(path, table, kind, mapping)
        except UserProblem as error:
            problem = problem or error
        else:
            return _looked(table, kind, name, places, rows, None)
    return _looked(table, what, "", {}, rows, problem)


def _all_known() -> frozenset[str]:
    own = frozenset().union(*(one.known_headers() for one in built_in()))
    return own | frozenset(DIRECTORY_FIELDS)


def _meaning(
    path: Path, table: TableFile, what: str, mapping: str | None
) -> tuple[str, Mapping[str, Sequence[int]]]:
    """The mapping's name and the columns of each field. Raises ``mapping.*``, ``directory.no_unit_column``."""
    if what == DIRECTORY:
        return "", columns_of(table.headers).at
    table, found = open_complaints(path, mapping)
    return found.name, found.places(table.headers)


def _looked(
    table: TableFile,
    what: str,
    mapping: str,
    places: Mapping[str, Sequence[int]],
    rows: tuple[tuple[str, ...], ...],
    problem: UserProblem | None,
) -> Looked:
    meant: dict[int, list[str]] = {}
    for field, columns in places.items():
        for column in columns:
            meant.setdefault(column, []).append(field)
    made = []
    for at in range(table.width):
        header = table.headers[at] if at < len(table.headers) else ""
        example = next((row[at] for row in rows if at < len(row) and row[at].strip()), "")
        made.append(ColumnLook(header, " ".join(meant.get(at, ())), " ".join(example.split())))
    return Looked(
        table.path, what, mapping, table.kind, table.encoding, table.size, tuple(made), rows, problem
    )
