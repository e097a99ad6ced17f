"""Fetching the list: first page, further pages, figures. Everything here runs on the database thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from time import perf_counter

from models.complaints.kinds import Beside, CaseRow, ClockGroup, Tally, View
from models.complaints.listing import all_count, beside, case_count, case_page, tally, view_counts
from models.core.paging import Key
from models.core.session import Session
from models.options.kinds import label
from models.options.queries import categories
from models.store.search_query import parse
from resources.texts import Texts
from ui.pages.complaints.figures import filter_of
from ui.pages.complaints.lines import Speaker, cells, line_of
from ui.pages.complaints.state import ListState
from ui.shared.case_clock import clock_group, end_of_day
from ui.widgets.list_model import ListRow

COUNTED = 1000  # figures are exact below; a search over texts is counted no further
_BESIDE = 500


@dataclass(frozen=True)
class Question:
    """What is asked, and in which words the answer is wanted."""

    state: ListState
    texts: Texts
    zone: tzinfo


@dataclass(frozen=True)
class Answer:
    """Rows ready to be shown, where to go on, and the heading that the last one stands under."""

    rows: tuple[ListRow, ...]
    next_key: Key | None
    group: ClockGroup | None
    milliseconds: int
    cases: int


@dataclass(frozen=True)
class Figures:
    """How many: in this list (by clock group once they are known), at all, and in each view."""

    tally: Tally
    total: int
    views: Mapping[View, int]


_GROUP_TOKENS = {ClockGroup.OVERDUE: "overdue", ClockGroup.TODAY: "soon", ClockGroup.CLOSED: "muted"}


def group_row(texts: Texts, group: ClockGroup, count: str = "") -> ListRow:
    """A heading of the list."""
    return ListRow(
        ("", count, _GROUP_TOKENS.get(group, "text")),
        None,
        ("group", group),
        texts.word("clock_group", group),
    )


def fetch(
    session: Session, question: Question, after: Key | None, group: ClockGroup | None, limit: int
) -> Answer:
    """One page of rows, with a heading wherever another group begins."""
    begun = perf_counter()
    now = session.clock.now()
    state = question.state
    filter_ = filter_of(state, question.zone, session)
    page = case_page(session.store, filter_, session.actor.staff_id, now, after, limit)
    known = _categories(session, question) if "category" in state.columns else {}
    speaker = Speaker(question.texts, now, question.zone, session.actor.staff_id, parse(state.search), known)
    tomorrow = end_of_day(now, question.zone)
    extras = _beside(session, page.rows)
    rows: list[ListRow] = []
    for case in page.rows:
        line = line_of(speaker, case, extras.get(case.id, Beside()))
        if state.shows_groups and (own := clock_group(case, now, tomorrow)) is not group:
            group = own
            rows.append(group_row(question.texts, group))
        rows.append(ListRow(cells(line, speaker, state.columns), line, case.id))
    spent = round((perf_counter() - begun) * 1000)
    return Answer(tuple(rows), page.next_key, group, spent, len(page.rows))


def quick_count(question: Question, session: Session) -> tuple[int, int]:
    """How many are in the list, counted no further than a thousand, and how many there are at all."""
    now = session.clock.now()
    filter_ = filter_of(question.state, question.zone, session)
    count = case_count(session.store, filter_, session.actor.staff_id, now, COUNTED)
    return count, all_count(session.store)


def figures(question: Question, session: Session) -> Figures:
    """All figures that the page shows."""
    now = session.clock.now()
    filter_ = filter_of(question.state, question.zone, session)
    tomorrow = end_of_day(now, question.zone)
    counted = tally(session.store, filter_, session.actor.staff_id, now, tomorrow, COUNTED)
    views = view_counts(session.store, session.actor.staff_id, now)
    return Figures(counted, all_count(session.store), views)


def _beside(session: Session, rows: tuple[CaseRow, ...]) -> dict[int, Beside]:
    found: dict[int, Beside] = {}
    for start in range(0, len(rows), _BESIDE):
        found |= beside(session.store, [row.id for row in rows[start : start + _BESIDE]])
    return found


def _categories(session: Session, question: Question) -> Mapping[str, str]:
    language = question.texts.language
    return {row.code: label(row, language) for row in categories(session.store, retired=True)}
