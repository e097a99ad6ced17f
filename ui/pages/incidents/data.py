"""What the page of incidents asks the store; rows come as strings already. Runs on the database thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from models.complaints.kinds import CaseRow
from models.core.errors import Unknown
from models.core.paging import Key, Page
from models.core.session import Session
from models.incidents import queries
from models.incidents.kinds import IncidentRow, IncidentState, UpdateRow
from resources.texts import Texts
from ui.shared.case_list import case_line
from ui.shared.incident_words import (
    count_words,
    incident_title,
    is_late,
    time_words,
    until_words,
    where_words,
)
from ui.widgets.lists import ListRow

PAGE = 32
_LOOK_BACK = timedelta(days=30)  # cases that may belong to it were received a month before it at most


@dataclass(frozen=True)
class Reader:
    """In whose language, and where the clock on the wall stands."""

    texts: Texts
    zone: tzinfo


@dataclass(frozen=True)
class Listed:
    """The list at the left: live ones first, then the past."""

    rows: tuple[ListRow, ...] = ()
    next_key: Key | None = None
    live: int = 0
    proposed: int = 0
    first: int | None = None


@dataclass(frozen=True)
class Shown:
    """One incident with everything that is said of it."""

    row: IncidentRow
    updates: tuple[UpdateRow, ...]
    cases: Page[ListRow]
    loose: tuple[CaseRow, ...] = field(default=())


def listed(eye: Reader, session: Session) -> Listed:
    """Everything that goes on, and the latest of what is over."""
    now, texts = session.clock.now(), eye.texts
    live = queries.live(session)
    proposed = [row for row in live if row.state == IncidentState.PROPOSED]
    going = [row for row in live if row.state == IncidentState.OPEN]
    past = queries.past(session, limit=PAGE)
    rows: list[ListRow] = []
    for state, some in (
        (IncidentState.PROPOSED, proposed),
        (IncidentState.OPEN, going),
        (IncidentState.ENDED, past.rows),
    ):
        if some:
            count = "" if state == IncidentState.ENDED else texts.number(len(some))
            token = "soon" if state == IncidentState.PROPOSED else "text"
            words = texts.word("incident_state", state)
            rows.append(ListRow((words, count, token), None, f"group {state}", words))
            rows += [line(row, eye, now) for row in some]
    first = next((row.id for row in (*proposed, *going, *past.rows)), None)
    return Listed(tuple(rows), past.next_key, len(going), len(proposed), first)


def more_past(eye: Reader, after: Key | None, session: Session) -> Listed:
    """The next ones of what is over."""
    page = queries.past(session, after, PAGE)
    rows = tuple(line(row, eye, session.clock.now()) for row in page.rows)
    return Listed(rows, page.next_key)


def line(row: IncidentRow, eye: Reader, now: datetime) -> ListRow:
    """One incident as the list shows it: title, where and how many, when."""
    texts = eye.texts
    when = (
        until_words(texts, row, now, eye.zone)
        if row.is_live
        else time_words(texts, row.ended_at or now, now, eye.zone)
    )
    title, counts = incident_title(texts, row), count_words(texts, row)
    about = counts if row.place and row.place in title else f"{where_words(texts, row)} · {counts}"
    token = "overdue" if is_late(row, now) else "muted"
    return ListRow((title, about, when, token), row, row.id)


def shown(incident_id: int, eye: Reader, session: Session) -> Shown | None:
    """One incident; ``None`` when there is none of that number."""
    try:
        row = queries.incident(session, incident_id)
    except Unknown:
        return None
    page = queries.cases(session, incident_id, limit=PAGE)
    loose = queries.loose(session, row, row.started_at - _LOOK_BACK) if row.is_live else ()
    return Shown(row, queries.updates(session, incident_id), _case_lines(page, eye, session), loose)


def more_cases(incident_id: int, eye: Reader, after: Key | None, session: Session) -> Page[ListRow]:
    """The next cases of an incident."""
    return _case_lines(queries.cases(session, incident_id, after, PAGE), eye, session)


def _case_lines(page: Page[CaseRow], eye: Reader, session: Session) -> Page[ListRow]:
    now = session.clock.now()
    return Page(tuple(case_line(case, eye.texts, eye.zone, now) for case in page.rows), page.next_key)
