"""Repeats: a new case that tells of what was already put right once (figures.md, section 4).

The rule: a complaint or request repeats the latest closed one of the same unit or asset and the same sub-category
(the category, where one of the two has no sub-category) that was closed at most 30 days before the new one came in,
90 days for leaks and damp. Merged and cancelled cases repeat nothing and are repeated by nothing. The rule runs when
a case is recorded, and again when its kind, place or category is corrected, unless somebody has linked or unlinked it
by hand. Importing links nothing: what a file says about its cases stands, and nobody was asked.

``chain`` counts a case and those that it repeats; 3 means that it was put right twice and came back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.complaints.kinds import ChainLink, Kind
from models.complaints.queries import instant
from models.complaints.tables import Complaint
from models.complaints.timeline import add_event
from models.core.clock import from_millis, to_millis
from models.core.errors import Unknown, UserProblem
from models.core.work import Work
from models.store.database import Store

DAYS = 30
DAYS_OF = {"leak": 90, "damp": 90, "leak.damp": 90}
_KINDS = f"('{Kind.COMPLAINT}', '{Kind.REQUEST}')"
_EVENTS = ("repeat_linked", "repeat_unlinked")


@dataclass(frozen=True)
class Told:
    """What the rule looks at in a new case."""

    kind: str
    place_id: int | None
    category: str | None
    subcategory: str | None
    received_at: datetime
    id: int = 0


def window(category: str | None, subcategory: str | None) -> timedelta:
    """How long after its closing a case counts as repeated by a new one."""
    codes = [code for code in (category, subcategory, (subcategory or "").split(".")[0]) if code]
    return timedelta(days=max((DAYS_OF.get(code, DAYS) for code in codes), default=DAYS))


# The signs keep the engine at the index of places: a home has few cases, a category has half of the store.
LATEST = f"""SELECT c.id FROM complaint c JOIN place p ON p.id = c.place_id
    WHERE c.place_id = :place AND p.kind IN ('unit', 'asset') AND +c.status = 'closed' AND c.kind IN {_KINDS}
    AND +c.closed_at BETWEEN :since AND :received AND +c.category = :category AND c.id <> :id
    AND (COALESCE(c.subcategory, '') IN ('', :subcategory) OR :subcategory = '')
    ORDER BY c.closed_at DESC, c.id DESC LIMIT 1"""


def repeated(store: Store, told: Told) -> int | None:
    """The case that a new one repeats by the rule, or ``None``. One statement."""
    if told.place_id is None or not told.category or told.kind not in (Kind.COMPLAINT, Kind.REQUEST):
        return None
    values = {
        "place": told.place_id,
        "received": to_millis(told.received_at),
        "since": to_millis(told.received_at - window(told.category, told.subcategory)),
        "category": told.category,
        "subcategory": told.subcategory or "",
        "id": told.id,
    }
    found = store.execute(LATEST, values).fetchone()
    return None if found is None else int(found[0])


_CHAIN = """WITH RECURSIVE
    before(id) AS (SELECT ? UNION SELECT c.repeat_of_id FROM complaint c JOIN before ON c.id = before.id
        WHERE c.repeat_of_id IS NOT NULL),
    after(id) AS (SELECT ? UNION SELECT c.id FROM complaint c JOIN after ON c.repeat_of_id = after.id)
    SELECT c.id, c.reference, c.title, c.status, c.received_at, c.resolved_at, c.closed_at, c.cause, c.chain
    FROM complaint c WHERE c.id IN (SELECT id FROM before UNION SELECT id FROM after)
    ORDER BY c.chain, c.received_at, c.id"""


def chain_of(store: Store, complaint_id: int) -> tuple[ChainLink, ...]:
    """The chain that a case belongs to, the oldest first: what it repeats, itself, and what repeats it since."""
    return tuple(
        ChainLink(v[0], v[1], v[2], v[3], from_millis(v[4]), instant(v[5]), instant(v[6]), v[7], v[8])
        for v in store.rows(_CHAIN, (complaint_id, complaint_id))
    )


def told_of(case: Complaint) -> Told:
    """What the rule looks at, of a case that is there already."""
    return Told(case.kind, case.place_id, case.category, case.subcategory, case.received_at, case.id)


def begin(work: Work, case: Complaint, chosen: int | None, *, none: bool = False) -> None:
    """Link a case that has just been recorded: to the one that the desk chose, or by the rule; ``none``: to nothing."""
    if chosen is not None:
        relink(work, case, _checked(work, case, chosen), by="hand")
    elif none:
        if repeated(work.store, told_of(case)) is not None:
            add_event(work, case.id, "repeat_unlinked", by="hand")
    else:
        follow_rule(work, case)


def follow_rule(work: Work, case: Complaint) -> None:
    """Link a case as the rule has it, unless somebody decided otherwise or the case came from a file."""
    if case.imported or _decided_by_hand(work, case.id):
        return
    found = repeated(work.store, told_of(case))
    if found != case.repeat_of_id and not (found is not None and _leads_to(work, found, case.id)):
        relink(work, case, found, by="rule")


def by_hand(work: Work, case: Complaint, earlier_id: int | None) -> None:
    """Link a case to an earlier one, or to none, because somebody says so."""
    relink(work, case, None if earlier_id is None else _checked(work, case, earlier_id), by="hand")


def relink(work: Work, case: Complaint, earlier_id: int | None, *, by: str) -> None:
    """Write the link, the length of the chain, and that of all that repeat this case in turn."""
    before = case.repeat_of_id
    chain = 1
    if earlier_id is not None:
        chain += work.store.rows("SELECT chain FROM complaint WHERE id = ?", (earlier_id,))[0][0]
    work.note(Complaint, case.id, repeat_of_id=earlier_id)
    case.repeat_of_id, case.chain = earlier_id, chain
    _lengthen(work, case.id, chain)
    kind = "repeat_unlinked" if earlier_id is None else "repeat_linked"
    reference = _reference(work, before if earlier_id is None else earlier_id)
    add_event(work, case.id, kind, by=by, reference=reference, chain=chain)
    work.fact(repeat_of=earlier_id, chain=chain)


def _lengthen(work: Work, complaint_id: int, chain: int) -> None:
    waiting = [(complaint_id, chain)]
    while waiting:
        one, length = waiting.pop()
        work.note(Complaint, one, chain=length)
        work.touch("case", one)
        later = work.store.rows("SELECT id FROM complaint WHERE repeat_of_id = ?", (one,))
        waiting += [(row[0], length + 1) for row in later]


def _checked(work: Work, case: Complaint, earlier_id: int) -> int:
    """An earlier case that may be repeated: closed, come in before, and not itself a repeat of this one."""
    found = work.store.get(Complaint, earlier_id)
    if found is None:
        raise Unknown("case", earlier_id)
    if found.status != "closed":
        raise UserProblem("repeat.not_closed", reference=found.reference)
    if found.received_at > case.received_at or _leads_to(work, earlier_id, case.id):
        raise UserProblem("repeat.not_earlier", reference=found.reference)
    return earlier_id


def _leads_to(work: Work, start: int, complaint_id: int) -> bool:
    """Whether the chain back from ``start`` comes to a case; it must never come back to where it began."""
    seen: int | None = start
    while seen is not None and seen != complaint_id:
        seen = work.store.rows("SELECT repeat_of_id FROM complaint WHERE id = ?", (seen,))[0][0]
    return seen == complaint_id


def _decided_by_hand(work: Work, complaint_id: int) -> bool:
    marks = ", ".join("?" * len(_EVENTS))
    last = work.store.rows(
        f"""SELECT json_extract(facts, '$.by') FROM event WHERE complaint_id = ? AND kind IN ({marks})
        ORDER BY id DESC LIMIT 1""",
        (complaint_id, *_EVENTS),
    )
    return bool(last) and last[0][0] == "hand"


def _reference(work: Work, complaint_id: int | None) -> str:
    found = work.store.rows("SELECT reference FROM complaint WHERE id = ?", (complaint_id,))
    return str(found[0][0]) if found else ""
