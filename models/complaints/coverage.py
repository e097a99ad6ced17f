"""Which cases owe a follow-up call once the work is done (figures.md, section 3).

Complaints always; requests for a repair in a home, for anything that leaks, and repairs whose place nobody knows,
always; other requests three in ten. Which three is no dice that nobody can look at again: the SHA-256 of the reference
decides (``drawn``), so that anybody can reckon it and nobody can choose. Suggestions and compliments are answered, not
followed up. Whatever its kind, a case that is major, was reopened or went to stage 2 owes a call. A call that is not
owed may still be made.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from models.complaints.kinds import Kind
from models.complaints.tables import Complaint
from models.store.database import Store

SHARE = 30  # of 100


@dataclass(frozen=True)
class Covered:
    """What decides whether a call is owed."""

    reference: str
    kind: str
    repair: bool = False
    leak: bool = False
    in_home: bool = True
    grave: bool = False


def drawn(reference: str) -> bool:
    """Whether a reference is among the three in ten: the first four bytes of its SHA-256, modulo 100, under 30."""
    return int.from_bytes(sha256(reference.encode()).digest()[:4], "big") % 100 < SHARE


def owes_call(case: Covered) -> bool:
    """Whether the resident is rung up after the work."""
    if case.kind == Kind.COMPLAINT or case.grave:
        return True
    if case.kind != Kind.REQUEST:
        return False
    return (case.repair and (case.in_home or case.leak)) or drawn(case.reference)


# A category, its sub-category and their parents: what is said of one of them holds for the case.
_KIND = """SELECT COALESCE(max(repair), 0), COALESCE(max(second_look), 0),
    COALESCE(max(code = 'leak' OR COALESCE(parent_code, '') = 'leak'), 0) FROM category WHERE code IN (?1, ?2)
    OR code IN (SELECT parent_code FROM category WHERE code IN (?1, ?2))"""


def call_owed(store: Store, case: Complaint) -> bool:
    """Whether this case owes a follow-up call, as it stands."""
    repair, _, leak = store.rows(_KIND, (case.category, case.subcategory))[0]
    place = store.rows("SELECT kind FROM place WHERE id = ?", (case.place_id,))
    return owes_call(
        Covered(
            case.reference,
            case.kind,
            bool(repair),
            bool(leak),
            not place or place[0][0] == "unit",
            bool(case.major or case.reopened or case.stage > 1),
        )
    )


def second_look_owed(store: Store, case: Complaint) -> bool:
    """Whether somebody asks again four weeks later: leaks, damp, lifts, noise, and what was set so by hand."""
    return case.kind in (Kind.COMPLAINT, Kind.REQUEST) and bool(
        store.rows(_KIND, (case.category, case.subcategory))[0][1]
    )
