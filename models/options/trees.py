"""Trees of two levels that a property may grow: kinds of complaints, and causes.

A code says nothing to people and never changes; a row is retired, never deleted. ``code`` of a child is
``parent.child``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from models.core.errors import Unknown
from models.core.work import Work
from models.options.rules import IMPORTED, OWN, imported_code, split_code
from models.store.base import Table


class _Node(Protocol):
    """A row of a tree: its code, and that of the row above it."""

    @property
    def code(self) -> str: ...
    @property
    def parent_code(self) -> str | None: ...


Node = TypeVar("Node", bound=_Node)


def find(table: Any, code: str) -> Any:
    """The row of a code, a retired one as well; raises ``Unknown`` of the table's topic."""
    found = table.get_or_none(table.code == code)
    if found is None:
        raise Unknown(table.topic(), code)
    return found


def add(work: Work, table: type[Table], fields: dict[str, object]) -> str:
    """Add one of our own below ``fields["parent_code"]``; returns its code."""
    parent = fields["parent_code"]
    row_id = work.insert(table, code="", origin="own", position=_next_position(table, parent), **fields)
    code = f"{OWN}{row_id}" if parent is None else f"{parent}.{OWN}{row_id}"
    work.update(table, row_id, None, code=code)
    _note(work, table, row_id, code)
    return code


def change(work: Work, table: type[Table], code: str, version: int, fields: dict[str, object]) -> None:
    """Change what it is called and what follows from it; it stays where it is in the tree."""
    found = find(table, code)
    kept = {name: value for name, value in fields.items() if name != "parent_code"}
    work.update(table, found.id, version, **kept)
    _note(work, table, found.id, code)


def set_active(work: Work, table: type[Table], code: str, version: int, active: bool) -> None:
    """Offer it, or no more; cases that have it keep it."""
    found = find(table, code)
    work.update(table, found.id, version, active=active)
    _note(work, table, found.id, code)


def ensure_imported(work: Work, table: type[Table], name: str, sub: str = "") -> str:
    """The code of what a file names, made where it is new; the exact words count. For use inside an import's action."""
    code = imported_code(name, sub)
    parent, child = split_code(code)
    _ensure(work, table, parent, None, name)
    if child is not None:
        _ensure(work, table, child, parent, sub)
    return code


def ensure_below(work: Work, table: type[Table], parent: str, name: str) -> str:
    """The same for what a file names below a row that is there."""
    own = imported_code(name)
    code = f"{parent}.{own.removeprefix(IMPORTED) if parent.startswith(IMPORTED) else own}"
    _ensure(work, table, code, parent, name)
    return code


def _ensure(work: Work, table: Any, code: str, parent: str | None, words: str) -> None:
    if table.select().where(table.code == code).exists():
        return
    row_id = work.insert(
        table,
        code=code,
        parent_code=parent,
        zh=words,
        en=words,
        origin="imported",
        position=_next_position(table, parent),
    )
    work.touch(table.topic(), row_id)


def in_order(rows: Iterable[Node]) -> tuple[Node, ...]:
    """Each parent before its children; what hangs below one that is left out is left out, too."""
    below: dict[str | None, list[Node]] = {}
    for row in rows:
        below.setdefault(row.parent_code, []).append(row)
    return tuple(row for parent in below.get(None, ()) for row in (parent, *below.get(parent.code, ())))


def _next_position(table: Any, parent: object) -> int:
    same = table.parent_code.is_null() if parent is None else table.parent_code == parent
    last = table.select(table.position).where(same).order_by(table.position.desc()).first()
    return 0 if last is None else int(last.position) + 1


def _note(work: Work, table: type[Table], row_id: int, code: str) -> None:
    work.touch(table.topic(), row_id)
    work.fact(**{table.topic(): code})
