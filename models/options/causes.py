"""Why things happen: the tree of causes that *gather* and the figures read. Built-in ones come with the store."""

from __future__ import annotations

from collections.abc import Mapping

from models.core.action import action
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.options import trees
from models.options.kinds import CauseDraft, CauseRow
from models.options.tables import Cause
from models.store.database import Store

_ROWS = """SELECT id, row_version, code, parent_code, zh, en, responsible, active, origin, position FROM cause
    ORDER BY position, id"""
_BETWEEN = " › "


def causes(store: Store, *, retired: bool = False) -> tuple[CauseRow, ...]:
    """The tree of causes, each parent before its children, in the order of choosing. One statement."""
    rows = (CauseRow(*(*row[:7], bool(row[7]), *row[8:])) for row in store.rows(_ROWS))
    return trees.in_order(row for row in rows if retired or row.active)


def cause_labels(store: Store) -> Mapping[str, Mapping[str, str]]:
    """What each cause is called, by code and then by language; one below another is named after both."""
    found: dict[str, Mapping[str, str]] = {}
    for row in causes(store, retired=True):
        above = found.get(row.parent_code or "", {})
        own = {"zh_CN": row.zh, "en": row.en}
        found[row.code] = {key: _BETWEEN.join(filter(None, (above.get(key), own[key]))) for key in own}
    return found


def check_cause(store: Store, code: str) -> None:
    """Raises ``Unknown("cause")`` for a code that is not in the tree; retired ones are."""
    if not store.rows("SELECT 1 FROM cause WHERE code = ?", (code,)):
        raise Unknown("cause", code)


@action("cause.add", needs=Permission.MANAGE_OPTIONS)
def add_cause(work: Work, draft: CauseDraft) -> str:
    """Add a cause of our own and return its code, which says nothing and never changes."""
    _check(draft)
    if draft.parent_code is not None and trees.find(Cause, draft.parent_code).parent_code is not None:
        raise UserProblem("cause.too_deep")
    return trees.add(work, Cause, _fields(draft))


@action("cause.change", needs=Permission.MANAGE_OPTIONS)
def change_cause(work: Work, code: str, version: int, draft: CauseDraft) -> None:
    """Change what a cause is called and who usually answers for it; it stays where it is in the tree."""
    _check(draft)
    trees.change(work, Cause, code, version, _fields(draft))


@action("cause.retire", needs=Permission.MANAGE_OPTIONS)
def retire_cause(work: Work, code: str, version: int) -> None:
    """Offer a cause no more; cases that have it keep it."""
    trees.set_active(work, Cause, code, version, False)


@action("cause.restore", needs=Permission.MANAGE_OPTIONS)
def restore_cause(work: Work, code: str, version: int) -> None:
    """Offer a retired cause again."""
    trees.set_active(work, Cause, code, version, True)


def _check(draft: CauseDraft) -> None:
    if not draft.zh.strip() or not draft.en.strip():
        raise UserProblem("cause.name_missing")


def _fields(draft: CauseDraft) -> dict[str, object]:
    return {
        "parent_code": draft.parent_code,
        "zh": draft.zh.strip(),
        "en": draft.en.strip(),
        "responsible": draft.responsible,
    }
