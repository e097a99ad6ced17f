from __future__ import annotations

from datetime import timedelta

import pytest

from models.audit import queries
from models.audit.kinds import EntryFilter, EntryRow
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.options import actions as options
from models.store import trail
from models.store.database import Store
from tests import factories
from tests.factories import NOON
from tests.models.conftest import MakeSession


@pytest.fixture
def told(store: Store, clock: SetClock, session: MakeSession) -> Session:
    """Twenty changes by two people, a minute apart."""
    manager = session(Role.MANAGER)
    owner = Session(store, OWNER, clock)
    for number in range(20):
        clock.advance(minutes=1)
        options.save_phrase(manager if number % 4 else owner, f"key.{number % 3}", "en", "words")
    return manager


def everything(store: Store, wanted: EntryFilter | None = None, limit: int = 64) -> list[EntryRow]:
    rows: list[EntryRow] = []
    after = None
    while True:
        page = queries.entries(store, wanted, after=after, limit=limit)
        assert len(page.rows) <= limit
        rows.extend(page.rows)
        after = page.next_key
        if after is None:
            return rows


def test_newest_first_page_by_page(store: Store, told: Session) -> None:
    total = queries.check(store).count
    whole = everything(store)
    assert [row.seq for row in whole] == list(range(total, 0, -1))
    for limit in (1, 7, total - 1, total, total + 1):
        assert everything(store, limit=limit) == whole
    assert everything(store, EntryFilter(action="nothing")) == []


def test_filters_do_what_a_scan_would(store: Store, told: Session) -> None:
    whole = everything(store)
    me = told.actor.staff_id
    noon = NOON + timedelta(minutes=10)
    assert everything(store, EntryFilter(staff_id=me)) == [row for row in whole if row.staff_id == me]
    assert everything(store, EntryFilter(action="phrase")) == [
        row for row in whole if row.action == "phrase.save"
    ]
    assert everything(store, EntryFilter(action="phrase.sav")) == []
    assert everything(store, EntryFilter(since=noon)) == [row for row in whole if row.at >= noon]
    assert everything(store, EntryFilter(until=noon)) == [row for row in whole if row.at < noon]
    assert everything(store, EntryFilter(record=("phrase", 1))) == [
        row for row in whole if ("phrase", 1) in row.touched
    ]
    assert len(everything(store, EntryFilter(record=("phrase", 1)))) == 7


def test_names_stand_beside_the_entries(store: Store, told: Session) -> None:
    names = {row.staff_id: row.staff_name for row in everything(store)}
    assert names == {None: None, told.actor.staff_id: told.actor.name}


def test_long_trails_are_read_in_batches(
    store: Store, told: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "BATCH", 4)
    steps: list[tuple[int, int]] = []
    found = queries.check(store, lambda done, total: steps.append((done, total)))
    assert found.intact
    assert [link.seq for link in trail.links(store)] == list(range(1, found.count + 1))
    assert steps == [(n, found.count) for n in range(4, found.count + 1, 4)] + [
        (found.count, found.count)
    ] * bool(found.count % 4)


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE audit_entry SET at = at + 1 WHERE id = 7",
        "UPDATE audit_entry SET staff_id = CASE staff_id WHEN 1 THEN NULL ELSE 1 END WHERE id = 7",
        "UPDATE audit_entry SET action = 'harmless' WHERE id = 7",
        "UPDATE audit_entry SET touched = '[]' WHERE id = 7",
        "UPDATE audit_entry SET facts = '{\"n\":1}' WHERE id = 7",
        "UPDATE audit_entry SET digest = previous WHERE id = 7",
        "UPDATE audit_entry SET previous = digest WHERE id = 7",
    ],
)
def test_every_forgery_shows(store: Store, told: Session, forgery: str) -> None:
    assert queries.verify(store) is None
    with store.writing():
        store.execute(forgery)
    assert queries.verify(store) == 7
    assert not queries.check(store).intact


def test_taking_out_the_middle_breaks_the_chain(store: Store, told: Session) -> None:
    with store.writing():
        store.execute("DELETE FROM audit_entry WHERE id = 7")
    assert queries.verify(store) == 8


def test_cutting_off_the_end_does_not_go_unnoticed(store: Store, told: Session) -> None:
    count = queries.check(store).count
    with store.writing():
        store.execute("DELETE FROM audit_entry WHERE id > ?", (count - 2,))
    assert queries.verify(store) is None
    found = queries.check(store)
    assert (found.count, found.highest, found.intact) == (count - 2, count, False)


def test_an_empty_trail_holds(store: Store) -> None:
    assert queries.check(store) == trail.TrailCheck(0, 0, None)
    assert queries.check(store).intact
    factories.an_estate(store, factories.a_clock())
    assert queries.check(store) == trail.TrailCheck(1, 1, None)
