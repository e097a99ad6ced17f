"""The demo estate: the same every time, whole, and made through the front door."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.accounts.queries import staff
from models.audit.queries import verify
from models.core.errors import UserProblem
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.incidents.queries import live, updates
from models.samples.estate import make_estate
from models.store.database import Store
from models.store.doctor import examine
from models.store.search import SearchIndex
from models.store.search_documents import CASES
from resources.phrases.suggest import suggest
from resources.samples import estate
from tests import factories

FEW = 24
SAID = (
    "SELECT reference, words, steps, status, severity, received_at, next_due_at, closed_at, mood "
    "FROM complaint ORDER BY id"
)


@pytest.fixture
def made(small_estate: Store) -> Store:
    """The estate, made once; other tests may have spoken to another store meanwhile."""
    small_estate.connect()
    return small_estate


@pytest.fixture(scope="module")
def small_estate(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("estate")
    clock = factories.a_clock()
    store = factories.a_store(folder / "one", clock)
    assert make_estate(Session(store, OWNER, clock), cases=FEW) is not None
    return store


def test_it_is_whole(made: Store) -> None:
    assert examine(made).findings == ()
    assert verify(made) is None
    assert {one.role for one in staff(made)} == set(Role)
    assert 250 <= made.rows("SELECT count(*) FROM resident")[0][0] <= 360
    assert made.rows("SELECT count(*) FROM place WHERE kind = 'building'") == [(8,)]


def test_every_case_is_found_by_what_it_says(made: Store) -> None:
    index = SearchIndex(made.execute, CASES)
    assert not index.stale()
    cases = made.rows("SELECT id, reference FROM complaint")
    # A work order may end in the same digits.
    assert [ident for ident, reference in cases if ident not in index.ids(reference)] == []


def test_what_was_made_until_it_was_stopped_is_found(tmp_path: Path) -> None:
    store = factories.a_store(tmp_path, factories.a_clock())

    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_estate(Session(store, OWNER, factories.a_clock()), cases=FEW, progress=stop)
    index = SearchIndex(store.execute, CASES)
    assert not index.stale()
    [reference] = store.rows("SELECT reference FROM complaint WHERE id = 1")[0]
    assert index.ids(reference) == [1]


def test_cases_stand_everywhere_and_nothing_lies_in_the_future(made: Store) -> None:
    now = factories.NOON.timestamp() * 1000
    assert made.rows("SELECT count(*) FROM complaint WHERE received_at > ?", (now,)) == [(0,)]
    assert made.rows("SELECT count(*) FROM event WHERE at > ?", (now,)) == [(0,)]
    assert {row[0] for row in made.rows("SELECT DISTINCT status FROM complaint")} >= {"open", "closed"}
    assert len(made.rows("SELECT DISTINCT step FROM complaint")) >= 5
    assert made.rows("SELECT count(*) FROM complaint WHERE words GLOB '*[a-z][a-z][a-z]*'")[0][0] >= 3


def test_the_water_is_off_and_seven_homes_have_asked(made: Store) -> None:
    (row,) = [row for row in live(made) if row.state == "open"]
    assert (row.title, row.place, row.floor_from, row.floor_to) == ("3号楼 10–18 层停水", "3", 10, 18)
    assert (row.cases, row.households, row.major) == (7, 7, True)
    assert row.expected_until is not None
    assert row.expected_until > factories.NOON
    assert len(updates(made, row.id)) == 1


def test_the_same_day_makes_the_same_estate(made: Store, tmp_path: Path) -> None:
    first = made.rows(SAID)
    clock = factories.a_clock()
    again = factories.a_store(tmp_path / "two", clock)
    make_estate(Session(again, OWNER, clock), cases=FEW)
    assert again.rows(SAID) == first
    assert make_estate(Session(again, OWNER, clock)) is None
    again.disconnect()


def test_a_store_with_work_in_it_is_left_alone(tmp_path: Path) -> None:
    clock = factories.a_clock()
    store = factories.a_store(tmp_path / "real", clock)
    factories.an_estate(store, clock)
    with pytest.raises(UserProblem) as caught:
        make_estate(Session(store, OWNER, clock))
    assert caught.value.code == "demo.not_empty"
    store.disconnect()


@pytest.mark.parametrize("story", estate()["story"], ids=lambda story: f"{story['category']}.{story['sub']}")
def test_only_the_grave_stories_raise_the_alarm(story: dict[str, object]) -> None:
    grave = (story["category"], story["sub"]) in {("lift", "trapped"), ("safety", "gas")}
    for words in story["words"]:  # type: ignore[attr-defined]
        assert (suggest(words).emergency is not None) == grave


def test_the_desk_is_well_kept(made: Store) -> None:
    """Beside today's scenes nothing is late but a case here and there, and each of those is known to somebody."""
    now = factories.NOON.timestamp() * 1000
    cases = made.rows("SELECT count(*) FROM complaint")[0][0]
    late = "SELECT count(*), COALESCE(sum(name = 'resolved'), 0) FROM clock WHERE due_at < COALESCE(stopped_at, ?)"
    every, resolutions = made.rows(late, (now,))[0]
    assert every - resolutions == 2
    assert resolutions <= cases * 0.06
    higher = (
        "SELECT count(*), COALESCE(sum(acknowledged_at IS NULL), 0) FROM escalation WHERE level <> 'handler'"
    )
    known, waiting = made.rows(higher)[0]
    assert 5 <= known <= 20
    assert waiting <= 3
    assert made.rows("SELECT count(*) FROM promise WHERE state = 'broken'") == [(1,)]
    looks = "SELECT count(*) FROM complaint WHERE second_look_at < ? AND second_look_done_at IS NULL"
    assert made.rows(looks, (now,))[0][0] <= 2


def test_two_cases_of_this_week_came_back(made: Store) -> None:
    assert made.rows("SELECT count(*) FROM complaint WHERE repeat_of_id IS NOT NULL") == [(2,)]


def test_no_place_says_its_building_twice(made: Store) -> None:
    assert made.rows("SELECT label FROM place WHERE kind = 'asset' ORDER BY id LIMIT 1") == [
        ("1 东梯 East lift",)
    ]
