"""Many cases in every state, put into the store at once, and what a list should hold of them, reckoned by hand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.complaints.kinds import CaseFilter, Channel, Flag, Kind, Severity, Sort, Status, View
from models.complaints.rules import flags_text
from models.complaints.tables import Complaint
from models.core.session import Session
from models.directory.actions import add_place, add_resident
from models.directory.kinds import PlaceDraft, PlaceKind, ResidentDraft
from models.store.database import Store
from models.store.search import SearchIndex
from models.store.search_documents import CASES
from tests.factories import NOON

# The third has the pairs of 电梯停了 in it, but not those four in a row: only the text itself can tell.
WORDS = (
    "厨房漏水",
    "电梯停了",
    "电梯停，梯停了",
    "夜里很吵",
    "water in the kitchen",
    "lift stopped",
    "bill counted twice",
)
CATEGORIES = ("leak", "lift", "noise", None)
GATHERS = 5  # the step that finds the cause
FAR = datetime.max.replace(tzinfo=NOON.tzinfo)


@dataclass(frozen=True)
class Case:
    """What decides in which lists a case stands."""

    id: int
    reference: str
    kind: str
    channel: str
    status: str
    severity: str
    category: str | None
    handler_id: int | None
    resident_id: int | None
    place_id: int | None
    places: frozenset[int]
    received_at: datetime
    next_due_at: datetime | None
    closed_at: datetime | None
    repeat_of_id: int | None
    imported: bool
    flags: frozenset[str]
    words: str
    subcategory: str | None
    cause: str | None
    responsible: str | None
    step: int

    @property
    def is_unsorted(self) -> bool:
        """Whether it is still to be said what it was about, why, or who answers for it."""
        if self.kind == Kind.COMPLIMENT:
            return False
        over = self.imported or self.closed_at is not None or self.step > GATHERS
        return None in (self.category, self.subcategory) or (over and None in (self.cause, self.responsible))


def some_people(session: Session) -> tuple[int, ...]:
    """Two residents."""
    return tuple(add_resident(session, ResidentDraft(name)).value for name in ("周桂兰", "陈建国"))


def some_places(session: Session, root: int) -> list[tuple[int, frozenset[int]]]:
    """Two buildings with a home each, and nowhere: each place with all that it lies in."""
    places: list[tuple[int, frozenset[int]]] = []
    for code in ("1", "2"):
        building = add_place(session, PlaceDraft(root, PlaceKind.BUILDING, code)).value
        home = add_place(session, PlaceDraft(building, PlaceKind.UNIT, f"{code}01")).value
        places += [(building, frozenset({root, building})), (home, frozenset({root, building, home}))]
    return places


@dataclass(frozen=True)
class World:
    """The records that cases refer to."""

    places: tuple[tuple[int, frozenset[int]], ...]
    staff: tuple[int, ...]
    residents: tuple[int, ...]


def make_cases(count: int, world: World, seed: int = 7) -> list[Case]:
    """Cases as different as chance makes them; many share a due time or a minute of receipt."""
    chance = random.Random(seed)
    return [_case(chance, number, count, world) for number in range(1, count + 1)]


def _case(chance: random.Random, number: int, count: int, world: World) -> Case:
    status = chance.choice([Status.OPEN, Status.OPEN, Status.RESOLVED, Status.CLOSED, Status.CANCELLED])
    is_open = status in (Status.OPEN, Status.RESOLVED)
    place_id, inside = chance.choice([*world.places, (None, frozenset())])
    due = NOON + timedelta(hours=chance.randint(-40, 60)) if chance.random() < 0.8 else None
    return Case(
        id=number,
        reference=f"2611-{(number * 37) % (count + 1):05d}",
        kind=chance.choice(list(Kind)),
        channel=chance.choice(list(Channel)[:4]),
        status=status,
        severity=chance.choice(list(Severity)),
        category=chance.choice(CATEGORIES),
        handler_id=chance.choice((*world.staff, None)),
        resident_id=chance.choice((*world.residents, None)),
        place_id=place_id,
        places=frozenset(inside),
        received_at=NOON - timedelta(hours=chance.randint(0, 24 * 20)),
        next_due_at=due if is_open else None,
        closed_at=None if is_open else NOON - timedelta(hours=chance.randint(0, 24 * 15)),
        repeat_of_id=1 if chance.random() < 0.2 and number > 1 else None,
        imported=chance.random() < 0.3,
        flags=frozenset(chance.sample([flag.value for flag in Flag], chance.randint(0, 2))),
        words=f"{chance.choice(WORDS)} {chance.choice(WORDS)}",
        subcategory=chance.choice(("leak.from_above", "leak.from_above", None)),
        cause=chance.choice(("wear", "wear.seals", "misuse", None)),
        responsible=chance.choice(("nobody", "nobody", "nobody", None)),
        step=chance.randint(1, 8) if is_open else 0,
    )


def keep(store: Store, cases: Sequence[Case]) -> None:
    """Write them with their search texts."""
    index = SearchIndex(store.execute, CASES)
    with store.writing():
        for case in cases:
            fields = {
                name: getattr(case, name)
                for name in (
                    "id", "reference", "kind", "channel", "status", "severity", "category", "handler_id",
                    "resident_id", "place_id", "received_at", "next_due_at", "closed_at", "repeat_of_id", "imported",
                    "words", "subcategory", "cause", "responsible", "step",
                )
            }  # fmt: skip
            store.insert(
                Complaint, {**fields, "recorded_at": case.received_at, "flags": flags_text(case.flags)}
            )
            index.put(case.id, f"{case.reference}\n{case.words}")


def in_view(case: Case, view: View, actor_id: int | None, now: datetime) -> bool:
    """Whether a built-in view holds a case."""
    is_open = case.closed_at is None
    return {
        View.ALL: True,
        View.OPEN: is_open,
        View.MINE: is_open and case.handler_id == actor_id,
        View.OVERDUE: is_open and case.next_due_at is not None and case.next_due_at < now,
        View.RESOLVED: is_open and case.status == Status.RESOLVED,
        View.REPEATS: is_open and case.repeat_of_id is not None,
        View.CLOSED: case.closed_at is not None and case.closed_at >= now - timedelta(days=7),
        View.UNCLASSIFIED: case.is_unsorted,
    }[view]


def fits(case: Case, wanted: CaseFilter, actor_id: int | None, now: datetime) -> bool:
    """Whether a case belongs into a list, one condition after the other."""
    return (
        in_view(case, wanted.view, actor_id, now)
        and (not wanted.statuses or case.status in wanted.statuses)
        and (not wanted.severities or case.severity in wanted.severities)
        and (not wanted.kinds or case.kind in wanted.kinds)
        and (not wanted.channels or case.channel in wanted.channels)
        and (not wanted.categories or case.category in wanted.categories)
        and (wanted.handler_id is None or case.handler_id == wanted.handler_id)
        and (wanted.resident_id is None or case.resident_id == wanted.resident_id)
        and (wanted.place_id is None or wanted.place_id in case.places)
        and (wanted.received_from is None or case.received_at >= wanted.received_from)
        and (wanted.received_to is None or case.received_at < wanted.received_to)
        and (wanted.imported is None or case.imported == wanted.imported)
        and (wanted.flag is None or wanted.flag in case.flags)
        and (not wanted.ids or case.id in wanted.ids)
        and all(word in case.words for word in wanted.search.split())
    )


def expected(cases: Sequence[Case], wanted: CaseFilter, actor_id: int | None, now: datetime) -> list[int]:
    """The ids that a list should show, in order."""

    def place(case: Case) -> tuple[object, int]:
        keys: dict[Sort, object] = {
            Sort.DUE: (
                case.closed_at is not None,
                case.next_due_at or FAR
                if case.closed_at is None
                else FAR - (case.closed_at - NOON.replace(year=1970)),
            ),
            Sort.RECEIVED: case.received_at,
            Sort.REFERENCE: case.reference,
            Sort.SEVERITY: case.severity,
            Sort.CLOSED: case.closed_at or FAR,
        }
        return keys[wanted.sort], case.id

    found = [case for case in cases if fits(case, wanted, actor_id, now)]
    return [case.id for case in sorted(found, key=place, reverse=wanted.descending)]
