"""Pure decisions about places and residents. Units are in ``units``, telephone numbers in ``phones``. No database."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from models.core.errors import UserProblem
from models.directory.kinds import PlaceKind, ResidencyDraft, ResidentDraft

_PARENTS: dict[str, frozenset[str]] = {
    PlaceKind.PROPERTY: frozenset(),
    PlaceKind.BUILDING: frozenset({PlaceKind.PROPERTY}),
    PlaceKind.STAIRCASE: frozenset({PlaceKind.BUILDING}),
    PlaceKind.FLOOR: frozenset({PlaceKind.BUILDING, PlaceKind.STAIRCASE}),
    PlaceKind.UNIT: frozenset({PlaceKind.PROPERTY, PlaceKind.BUILDING, PlaceKind.STAIRCASE, PlaceKind.FLOOR}),
    PlaceKind.COMMON: frozenset(
        {PlaceKind.PROPERTY, PlaceKind.BUILDING, PlaceKind.STAIRCASE, PlaceKind.FLOOR}
    ),
    PlaceKind.ASSET: frozenset(set(PlaceKind) - {PlaceKind.ASSET}),
}


@dataclass(frozen=True)
class Ancestry:
    """What the places above a place contribute to its label: codes of building and staircase, the nearest label."""

    building: str = ""
    staircase: str = ""
    nearest: str = ""
    floor: int | None = None


def may_hold(parent_kind: str | None, kind: str) -> bool:
    """Whether a place of ``kind`` may hang below one of ``parent_kind`` (None: at the root)."""
    return kind == PlaceKind.PROPERTY if parent_kind is None else parent_kind in _PARENTS[kind]


def label_of(kind: str, code: str, name: str, above: Ancestry) -> str:
    """What people say: "3-1502" for a unit, the name of a property or building, "3号楼 大堂" for what lies in it."""
    if kind == PlaceKind.UNIT:
        return "-".join(part for part in (above.building, above.staircase, code) if part)
    if kind == PlaceKind.STAIRCASE and not name:
        return f"{above.building}-{code}" if above.building else code
    own = name or code
    if kind in (PlaceKind.PROPERTY, PlaceKind.BUILDING) or not above.nearest:
        return own
    return f"{above.nearest} {own}"


def fold_name(name: str) -> str:
    """A name for comparing: width and case folded, blanks and dots between its parts made one."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(re.sub(r"[\s.,·•‧]+", " ", plain).split())


def is_present(since: date | None, until: date | None, at: date) -> bool:
    """Whether somebody lives there on a day; ``until`` is the day from which they no longer do."""
    return (since is None or since <= at) and (until is None or until > at)


def check_resident(draft: ResidentDraft) -> None:
    """Raises ``resident.no_name``: without a name nobody can be found again."""
    if not fold_name(draft.name):
        raise UserProblem("resident.no_name")


def check_residency(draft: ResidencyDraft) -> None:
    """Raises ``residency.backwards`` when the end lies before the beginning."""
    if draft.since and draft.until and draft.until < draft.since:
        raise UserProblem("residency.backwards", since=draft.since, until=draft.until)
