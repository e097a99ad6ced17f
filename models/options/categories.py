"""Adding, changing and retiring kinds of complaints."""

from __future__ import annotations

from collections.abc import Iterable

from models.core.action import action
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.options import trees
from models.options.kinds import CategoryDraft
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
    if draft.parent_code is not None and trees.find(Category, draft.parent_code).parent_code is not None:
        raise UserProblem("category.too_deep")
    return trees.add(work, Category, _fields(draft))


@action("category.change", needs=Permission.MANAGE_OPTIONS)
def change_category(work: Work, code: str, version: int, draft: CategoryDraft) -> None:
    """Change what a category is called and what follows from it; it stays where it is in the tree."""
    _check(draft)
    trees.change(work, Category, code, version, _fields(draft))


@action("category.retire", needs=Permission.MANAGE_OPTIONS)
def retire_category(work: Work, code: str, version: int) -> None:
    """Offer a category no more; cases that have it keep it."""
    trees.set_active(work, Category, code, version, False)


@action("category.restore", needs=Permission.MANAGE_OPTIONS)
def restore_category(work: Work, code: str, version: int) -> None:
    """Offer a retired category again."""
    trees.set_active(work, Category, code, version, True)


def ensure_imported(work: Work, name: str, sub: str = "") -> str:
    """The code of a category that a file names, made where it is new; the exact words count.

    Returns the sub-category's code when ``sub`` is given. For use inside an import's action.
    """
    return trees.ensure_imported(work, Category, name, sub)


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
