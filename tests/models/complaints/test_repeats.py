"""Repeats: the rule against a plain reading of its sentence, chains against a model, and what the hand decides."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.complaints.actions import correct, link_repeat, unlink_repeat
from models.complaints.queries import case_row
from models.complaints.repeats import LATEST, Told, chain_of, repeated, window
from models.complaints.tables import Complaint
from models.core.clock import SetClock
from models.core.errors import ChangedMeanwhile, NotAllowed, Unknown, UserProblem
from models.core.permissions import Permission, Role
from models.core.session import Session
from models.directory.actions import add_place
from models.directory.kinds import PlaceDraft, PlaceKind
from models.exchange.complaints_import import import_complaints
from models.handling import actions
from models.handling.queries import case_file
from models.store.database import Store
from tests.cases import FACTS, a_case, ready, walk
from tests.factories import NOON
from tests.models.conftest import MakeSession
from tests.people import without

SUBS: Mapping[str | None, tuple[str | None, ...]] = {
    "leak": (None, "leak.pipe", "leak.damp"), "noise": (None, "noise.neighbour", "noise.renovation"), None: (None,),
}  # fmt: skip


@pytest.fixture
def desk(session: MakeSession) -> Session:
    return session(Role.FRONT_DESK)


@pytest.fixture
def other(session: MakeSession) -> Session:
    return session(Role.FRONT_DESK, "colleague")


@pytest.fixture
def places(desk: Session, estate: int) -> dict[str, int]:
    """A home, a lift, and two places that are neither."""
    building = add_place(desk, PlaceDraft(estate, PlaceKind.BUILDING, "3")).value
    made = {"building": building}
    for name, kind in (("home", PlaceKind.UNIT), ("lift", PlaceKind.ASSET), ("hall", PlaceKind.COMMON)):
        made[name] = add_place(desk, PlaceDraft(building, kind, name)).value
    return made


@dataclass(frozen=True)
class Past:
    """A case as the slow reading sees it."""

    id: int
    place: str
    kind: str
    status: str
    category: str | None
    sub: str | None
    received: datetime
    closed: datetime | None


def _past(chance: random.Random, ident: int) -> Past:
    category = chance.choice(("leak", "leak", "noise", None))
    status = chance.choice(("closed",) * 6 + ("open", "cancelled", "merged"))
    closed = NOON - timedelta(days=chance.choice((0, 29, 30, 31, 89, 90, 91, 120, chance.randrange(100))))
    if chance.random() < 0.3:
        closed -= timedelta(milliseconds=chance.choice((-1, 1)))
    return Past(
        ident,
        chance.choice(("home", "home", "lift", "hall", "building")),
        chance.choice(("complaint", "complaint", "request", "suggestion", "compliment")),
        status,
        category,
        chance.choice(SUBS[category]),
        closed - timedelta(days=chance.randint(0, 20)),
        None if status == "open" else closed,
    )


def _slow(new: Past, past: list[Past]) -> int | None:
    """The sentence of figures.md, section 4, read word by word."""
    if new.kind not in ("complaint", "request") or new.place not in ("home", "lift") or new.category is None:
        return None
    days = 90 if new.category == "leak" else 30
    fitting = [
        old
        for old in past
        if old.status == "closed"
        and old.id != new.id
        and old.kind in ("complaint", "request")
        and old.place == new.place
        and old.category == new.category
        and (old.sub == new.sub or old.sub is None or new.sub is None)
        and old.closed is not None
        and timedelta() <= new.received - old.closed <= timedelta(days=days)
    ]
    return max(fitting, key=lambda old: (old.closed, old.id)).id if fitting else None


def _keep(store: Store, places: Mapping[str, int], past: list[Past]) -> None:
    with store.writing():
        for one in past:
            store.insert(
                Complaint,
                {
                    "id": one.id, "reference": f"x-{one.id}", "kind": one.kind, "channel": "phone",
                    "status": one.status, "severity": "s3", "category": one.category,
                    "subcategory": one.sub, "place_id": places[one.place],
                    "received_at": one.received, "recorded_at": one.received, "closed_at": one.closed,
                },
            )  # fmt: skip


def test_the_rule_is_its_sentence(store: Store, places: dict[str, int]) -> None:
    chance = random.Random(41)
    past = [_past(chance, number) for number in range(1, 161)]
    _keep(store, places, past)
    seen = 0
    for number in range(600):
        new = replace(_past(chance, 0), received=NOON - timedelta(days=chance.choice((0, 0, 0, 10, 60))))
        told = Told(new.kind, places[new.place], new.category, new.sub, new.received)
        found = _slow(new, past)
        assert repeated(store, told) == found, (number, new)
        seen += found is not None
    assert seen > 100


def test_a_home_is_looked_up_by_its_place_however_many_cases_there_are(store: Store) -> None:
    values = {"place": 1, "since": 0, "received": 1, "category": "leak", "subcategory": "", "id": 0}
    plan = [row[3] for row in store.execute(f"EXPLAIN QUERY PLAN {LATEST}", values)]
    assert any("complaint_place (place_id=?" in line for line in plan), plan


def test_leak_and_damp_are_repeated_for_ninety_days() -> None:
    assert [window(*one).days for one in (("leak", "leak.damp"), ("leak", None), ("noise", None), (None, None))] == [
        90, 90, 30, 30,
    ]  # fmt: skip


def closed_case(desk: Session, other: Session, **changes: object) -> int:
    case_id = a_case(desk, **changes)
    walk(desk, other, case_id, 9)
    return case_id


def chain(session: Session, case_id: int) -> tuple[int | None, int]:
    file = case_file(session.store, case_id)
    return file.case.row.repeat_of_id, file.after.chain_length


def test_recording_links_by_itself_and_counts(
    desk: Session, other: Session, places: dict[str, int], clock: SetClock
) -> None:
    first = closed_case(desk, other, place_id=places["home"])
    clock.advance(days=80)
    second = closed_case(desk, other, place_id=places["home"])
    clock.advance(days=1)
    third = a_case(desk, place_id=places["home"])
    beside = a_case(desk, place_id=places["lift"])
    assert [chain(desk, one) for one in (first, second, third, beside)] == [
        (None, 1), (first, 2), (second, 3), (None, 1),
    ]  # fmt: skip
    found = chain_of(desk.store, second)
    assert [link.id for link in found] == [first, second, third]
    assert found[0].closed_at == NOON
    assert found[2].received_at == NOON + timedelta(days=81)
    event = case_file(desk.store, third).events[-1]
    reference = case_row(desk.store, second).reference
    assert (event.kind, event.facts) == ("repeat_linked", {"by": "rule", "reference": reference, "chain": 3})


def test_the_desk_decides_otherwise(
    desk: Session, other: Session, places: dict[str, int], clock: SetClock
) -> None:
    first = closed_case(desk, other, place_id=places["home"])
    elsewhere = closed_case(desk, other, place_id=places["lift"], category="noise", subcategory=None)
    clock.advance(days=3)
    assert chain(desk, a_case(desk, place_id=places["home"], no_repeat=True)) == (None, 1)
    by_hand = a_case(desk, place_id=places["home"], repeat_of_id=elsewhere)
    assert chain(desk, by_hand) == (elsewhere, 2)
    correct(desk, by_hand, None, subcategory="leak.pipe")
    assert chain(desk, by_hand) == (elsewhere, 2)
    unlink_repeat(desk, by_hand, None)
    correct(desk, by_hand, None, subcategory="leak.from_above")
    assert chain(desk, by_hand) == (None, 1)
    link_repeat(desk, by_hand, None, first)
    assert chain(desk, by_hand) == (first, 2)


def test_a_correction_of_place_or_category_links_anew(
    desk: Session, other: Session, places: dict[str, int], clock: SetClock
) -> None:
    first = closed_case(desk, other, place_id=places["home"])
    clock.advance(days=3)
    case_id = a_case(desk, place_id=places["hall"])
    assert chain(desk, case_id) == (None, 1)
    correct(desk, case_id, None, place_id=places["home"])
    assert chain(desk, case_id) == (first, 2)
    correct(desk, case_id, None, category="noise", subcategory=None)
    assert chain(desk, case_id) == (None, 1)
    correct(desk, case_id, None, words="something else")
    assert case_file(desk.store, case_id).events[-1].kind == "corrected"


def test_what_cannot_be_linked(
    desk: Session, other: Session, places: dict[str, int], clock: SetClock
) -> None:
    first = closed_case(desk, other, place_id=places["home"])
    clock.advance(days=3)
    still_open, case_id = a_case(desk), a_case(desk)
    for wrong, code in ((still_open, "repeat.not_closed"), (case_id, "repeat.not_closed")):
        with pytest.raises(UserProblem) as caught:
            link_repeat(desk, case_id, None, wrong)
        assert caught.value.code == code
    with pytest.raises(Unknown):
        link_repeat(desk, case_id, None, 999)
    with pytest.raises(UserProblem, match=r"repeat\.none"):
        unlink_repeat(desk, case_id, None)
    later = closed_case(desk, other)
    with pytest.raises(UserProblem, match=r"repeat\.not_earlier"):
        link_repeat(desk, first, None, later)
    with pytest.raises(ChangedMeanwhile):
        link_repeat(desk, case_id, 77, first)
    with pytest.raises(NotAllowed):
        link_repeat(without(desk, Permission.RECORD), case_id, None, first)


def test_chains_agree_with_a_model_whatever_is_linked(
    store: Store, places: dict[str, int], session: MakeSession
) -> None:
    desk, chance = session(Role.FRONT_DESK), random.Random(3)
    days = [NOON - timedelta(days=200 - n) for n in range(1, 13)]
    past = [
        Past(n, "home", "complaint", "closed", "leak", None, day, day + timedelta(days=10))
        for n, day in enumerate(days, 1)
    ]
    _keep(store, places, past)
    parent: dict[int, int] = {}
    for _ in range(150):
        later, earlier = chance.randint(1, 12), chance.randint(1, 12)
        if later in parent and chance.random() < 0.4:
            unlink_repeat(desk, later, None)
            del parent[later]
        elif earlier < later:
            link_repeat(desk, later, None, earlier)
            parent[later] = earlier
        else:
            with pytest.raises(UserProblem, match=r"repeat\.not_earlier"):
                link_repeat(desk, later, None, earlier)
        for ident, length in store.rows("SELECT id, chain FROM complaint"):
            expected, at = 1, ident
            while at in parent:
                expected, at = expected + 1, parent[at]
            assert length == expected


def test_importing_links_nothing(
    desk: Session, session: MakeSession, places: dict[str, int], tmp_path: Path
) -> None:
    file = tmp_path / "old.csv"
    file.write_text(
        "received,closed,words,unit,category\n"
        "2026-11-01 10:00,2026-11-02 10:00,drips,3-home,leak\n2026-11-05 10:00,,drips again,3-home,leak\n",
        encoding="utf-8",
    )
    import_complaints(session(Role.MANAGER), file)
    rows = desk.store.rows("SELECT repeat_of_id, chain FROM complaint")
    assert rows == [(None, 1), (None, 1)]


def test_three_in_a_chain_ask_for_the_root_and_for_the_manager(
    desk: Session, other: Session, session: MakeSession, places: dict[str, int], clock: SetClock
) -> None:
    for _ in range(2):
        closed_case(desk, other, place_id=places["home"])
        clock.advance(days=1)
    third = a_case(desk, place_id=places["home"])
    walk(desk, other, third, 5)
    facts = {"account": "x", "evidence": "y", "cause": "unknown", "cause_text": "z", "responsible": "nobody"}
    with pytest.raises(UserProblem) as caught:
        actions.finish_step(desk, third, None, {**facts, "whys": ["  "]})
    assert caught.value.facts["gaps"] == ("whys", "root_cause")
    actions.save_step(desk, third, None, facts)
    assert case_file(desk.store, third).gaps == ("whys", "root_cause")
    actions.finish_step(desk, third, None, {**facts, "whys": ["why?"], "cause": "wear"})
    for step in (6, 7):
        from_step(desk, other, third, step)
    from_step(desk, other, third, 8, finish=False)
    done = {"carried_out": "x", "lessons": "y", "close_reason": "solved"}
    with pytest.raises(UserProblem) as caught:
        actions.finish_step(desk, third, None, done)
    assert caught.value.facts["gaps"] == ("review",)
    refused = actions.close_many(desk, [third]).value
    assert "review" in refused[third]
    manager = session(Role.MANAGER)
    with pytest.raises(UserProblem, match=r"step\.gaps"):
        actions.skip_step(manager, third, None, "never mind")
    for who, note, problem in ((desk, "seen", NotAllowed), (manager, " ", UserProblem)):
        with pytest.raises(problem):
            actions.review(who, third, None, note)
    actions.review(manager, third, None, "the whole riser is replaced")
    assert case_file(desk.store, third).after.reviewed_by == "Manager"
    assert actions.finish_step(desk, third, None, done).value == 0
    actions.reopen(desk, third, None, 6, "again")
    assert case_file(desk.store, third).after.reviewed_at is None


def from_step(desk: Session, other: Session, case_id: int, step: int, *, finish: bool = True) -> None:
    ready(desk, other, case_id, step)
    if finish:
        actions.finish_step(desk, case_id, None, FACTS[step])


def test_a_chain_that_grows_to_three_later_owes_its_root_at_the_end(
    desk: Session, other: Session, places: dict[str, int], clock: SetClock
) -> None:
    for _ in range(2):
        closed_case(desk, other, place_id=places["home"])
        clock.advance(days=1)
    third = a_case(desk, place_id=places["hall"])
    walk(desk, other, third, 8)
    assert "root_cause" not in case_file(desk.store, third).gaps
    correct(desk, third, None, place_id=places["home"])
    assert {"root_cause", "review"} <= set(case_file(desk.store, third).gaps)


def test_nobody_reviews_their_own_case(session: MakeSession, places: dict[str, int]) -> None:
    manager = session(Role.MANAGER)
    with pytest.raises(UserProblem, match=r"review\.own_work"):
        actions.review(manager, a_case(manager, place_id=places["home"]), None, "fine")
