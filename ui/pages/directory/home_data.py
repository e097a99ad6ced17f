"""What the page of a home or a person asks the store; runs on the database thread. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from models.complaints.kinds import CaseFilter, CaseRow, Sort
from models.complaints.listing import case_page, tally
from models.complaints.queries import case_rows, open_by_place
from models.core.paging import Key
from models.core.session import Session
from models.directory.kinds import Person, PlaceNode, PlaceRow, ResidencyRow
from models.directory.queries import (
    children,
    history_of,
    home,
    path,
    person,
    places_of,
    residents_of,
    same_line,
)
from models.handling.kinds import PromiseRow
from models.handling.queries import promises_of
from resources.texts import Texts
from ui.shared.case_clock import CaseLine, due_look, end_of_day
from ui.widgets.list_model import ListRow

OPEN, PAST = "open", "past"


@dataclass(frozen=True)
class Subject:
    """Whose page it is: a place or a resident."""

    place_id: int | None = None
    resident_id: int | None = None

    @property
    def known(self) -> bool:
        """Whether it is anybody's page."""
        return self.place_id is not None or self.resident_id is not None

    @property
    def filter(self) -> CaseFilter:
        """All cases of the home or the person, the open ones first by due time, then the newest closed ones."""
        return CaseFilter(
            place_id=self.place_id, resident_id=self.resident_id, sort=Sort.DUE, descending=False
        )


@dataclass(frozen=True)
class HomeView:
    """Everything beside the cases. ``person`` is set on the page of a person, ``place`` where one is known."""

    subject: Subject
    today: date
    now: datetime
    place: PlaceRow | None
    trail: tuple[PlaceRow, ...]
    person: Person | None
    people: tuple[Person, ...]
    stays: tuple[ResidencyRow, ...]
    line: tuple[PlaceRow, ...]
    line_open: Mapping[int, int]
    below: tuple[PlaceNode, ...]
    promises: tuple[tuple[PromiseRow, CaseRow | None], ...]
    counts: Mapping[str, int] = field(default_factory=dict)


def home_view(session: Session, subject: Subject, zone: tzinfo) -> HomeView:
    """Gather the page. Raises ``Unknown`` when the place or the person is gone."""
    store, now = session.store, session.clock.now()
    today = now.astimezone(zone).date()
    someone: Person | None = None
    if subject.resident_id is not None:
        someone = person(session, subject.resident_id)
        card = home(session, resident_id=subject.resident_id)
        place, trail = card.place, card.trail
        people = tuple(one for one in card.people if one.resident.id != subject.resident_id)
        stays = places_of(session, subject.resident_id)
    else:
        assert subject.place_id is not None
        *above, place = path(session, subject.place_id)
        trail, people = tuple(above), residents_of(session, subject.place_id)
        stays = history_of(session, subject.place_id)
    line = same_line(session, place.id) if place is not None else ()
    below = children(session, place.id) if place is not None and someone is None else ()
    ids = [row.id for row in line] + [node.place.id for node in below]
    return HomeView(
        subject, today, now, place, trail, someone, people, stays, line, open_by_place(store, ids), below,
        _promises(session, subject), _counts(session, subject, zone),
    )  # fmt: skip


def _promises(session: Session, subject: Subject) -> tuple[tuple[PromiseRow, CaseRow | None], ...]:
    found = promises_of(session.store, place_id=subject.place_id, resident_id=subject.resident_id)
    cases = {row.id: row for row in case_rows(session.store, [one.complaint_id for one in found])}
    return tuple((one, cases.get(one.complaint_id)) for one in found)


def _counts(session: Session, subject: Subject, zone: tzinfo) -> dict[str, int]:
    now = session.clock.now()
    groups = tally(session.store, subject.filter, None, now, end_of_day(now, zone)).groups
    past = sum(count for group, count in groups.items() if group == "closed")
    return {OPEN: sum(groups.values()) - past, PAST: past}


@dataclass(frozen=True)
class CasePage:
    """Some lines, where to go on, and whether they are past the open ones."""

    rows: tuple[ListRow, ...]
    next_key: Key | None
    group: str


def cases(
    session: Session, subject: Subject, texts: Texts, zone: tzinfo, after: Key | None, group: str, limit: int
) -> CasePage:
    """A page of cases, with a heading where the open ones begin and where the past ones do."""
    now = session.clock.now()
    page = case_page(session.store, subject.filter, None, now, after, limit)
    rows: list[ListRow] = []
    for case in page.rows:
        own = OPEN if case.closed_at is None else PAST
        if own != group:
            group = own
            words = texts.t("Open") if own == OPEN else texts.t("Past")
            rows.append(ListRow(("", "", "text" if own == OPEN else "muted"), None, own, words))
        line = CaseLine(case, due_look(texts, case, now, zone))
        rows.append(ListRow(_cells(line, texts, zone, now), line, case.id))
    return CasePage(tuple(rows), page.next_key, group)


def _cells(line: CaseLine, texts: Texts, zone: tzinfo, now: datetime) -> tuple[str, ...]:
    case = line.case
    received = texts.when(case.received_at, zone, now)
    tag = texts.word("severity_tag", case.severity)
    where = case.resident or case.unit
    return (
        tag,
        case.reference,
        case.title,
        where,
        received,
        texts.word("status", case.status),
        line.due.spoken,
    )
