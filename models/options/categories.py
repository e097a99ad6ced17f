"""Adding, changing and retiring kinds of complaints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.core.action import action
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.options.kinds import CategoryDraft
from models.options.rules import OWN, imported_code, split_code
from models.options.tables import Category

COLUMNS = ("code", "parent_code", "zh", "en", "severity", "repair", "second_look", "position")


def seed(work: Work, rows: Iterable[tuple[object, ...]]) -> int:
    """Write the built-in categories, in ``COLUMNS``, inside set-up."""
    count = work.insert_many(Category, COLUMNS, rows)
    work.touch("category")
    return count


@action("category.add", needs=Permission.MANAGE_OPTIONS)
def add_category(work: Work, draft: CategoryDraft) -> str:
    """Add a kind of complaint of our own and return its code, which says nothing and never changes."""
    _check(draft)
    if draft.parent_code is not None and _find(draft.parent_code).parent_code is not None:
        raise UserProblem("category.too_deep")
    row_id = work.insert(
        Category, code="", origin="own", position=_next_position(draft.parent_code), **_fields(draft)
    )
    code = f"{OWN}{row_id}" if draft.parent_code is None else f"{draft.parent_code}.{OWN}{row_id}"
    work.update(Category, row_id, None, code=code)
    _note(work, row_id, code)
    return code


@action("category.change", needs=Permission.MANAGE_OPTIONS)
def change_category(work: Work, code: str, version: int, draft: CategoryDraft) -> None:
    """Change what a category is called and what follows from it; it stays where it is in the tree."""
    _check(draft)
    found = _find(code)
    fields = _fields(draft)
    del fields["parent_code"]
    work.update(Category, found.id, version, **fields)
    _note(work, found.id, code)


@action("category.retire", needs=Permission.MANAGE_OPTIONS)
def retire_category(work: Work, code: str, version: int) -> None:
    """Offer a category no more; cases that have it keep it."""
    _set_active(work, code, version, False)


@action("category.restore", needs=Permission.MANAGE_OPTIONS)
def restore_category(work: Work, code: str, version: int) -> None:
    """Offer a retired category again."""
    _set_active(work, code, version, True)


def ensure_imported(work: Work, name: str, sub: str = "") -> str:
    """The code of a category that a file names, made where it is new; the exact words count.

    Returns the sub-category's code when ``sub`` is given. For use inside an import's action.
    """
    code = imported_code(name, sub)
    parent, child = split_code(code)
    _ensure(work, parent, None, name)
    if child is not None:
        _ensure(work, child, parent, sub)
    return code


def _ensure(work: Work, code: str, parent: str | None, words: str) -> None:
    if Category.select().where(Category.code == code).exists():
        return
    row_id = work.insert(
        Category,
        code=code,
        parent_code=parent,
        zh=words,
        en=words,
        origin="imported",
        position=_next_position(parent),
    )
    work.touch("category", row_id)


def _set_active(work: Work, code: str, version: int, active: bool) -> None:
    found = _find(code)
    work.update(Category, found.id, version, active=active)
    _note(work, found.id, code)


def _find(code: str) -> Any:
    found = Category.get_or_none(Category.code == code)
    if found is None:
        raise Unknown("category", code)
    return found


def _check(draft: CategoryDraft) -> None:
    if not draft.zh.strip() or not draft.en.strip():
        raise UserProblem("category.name_missing")


def _fields(draft: CategoryDraft) -> dict[str, object]:
    return {
        "parent_code": draft.parent_code,
        "zh": draft.zh.strip(),
        "en": draft.en.strip(),
        "severity": draft.severity,
        "repair": draft.repair,
        "second_look": draft.second_look,
    }


def _next_position(parent: str | None) -> int:
    same = Category.parent_code.is_null() if parent is None else Category.parent_code == parent
    last = Category.select(Category.position).where(same).order_by(Category.position.desc()).first()
    return 0 if last is None else int(last.position) + 1


def _note(work: Work, row_id: int, code: str) -> None:
    work.touch("category", row_id)
    work.fact(category=code)
