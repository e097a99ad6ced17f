"""What the page asks the store. Runs on the database thread; free of Qt."""

from __future__ import annotations

from dataclasses import dataclass

from models.core.paging import Key
from models.core.session import Session
from models.crew.queries import skills, technicians
from models.repairs.kinds import OrderFilter, OrderState
from models.repairs.queries import board_counts, order_count, order_page, side_count
from models.scheduling.queries import unscheduled, week
from resources.texts import Texts
from ui.pages.repairs.eye import Eye, Picture
from ui.pages.repairs.lines import View, card_row, table_row
from ui.pages.repairs.shaping import picture
from ui.widgets.list_model import ListRow

COLUMNS = (
    OrderState.READY, OrderState.SCHEDULED, OrderState.ON_THE_WAY, OrderState.WORKING, OrderState.WAITING,
    OrderState.DONE,
)  # fmt: skip
COUNTED = 1000


@dataclass(frozen=True)
class Cards:
    """A page of rows, how to go on, and how many there are in all; ``waiting`` are not among them."""

    rows: tuple[ListRow, ...] = ()
    next_key: Key | None = None
    total: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class Choices:
    """What the list can be narrowed to: (code, label)."""

    skills: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[int, str], ...] = ()


def labels(texts: Texts, session: Session) -> dict[str, str]:
    """The words of skills, in their order."""
    return {one.code: one.label(texts.language) for one in skills(session.store, True)}


def fetch(eye: Eye, session: Session) -> Picture:
    """Read the calendar and lay it out."""
    found = week(session.store, eye.start, eye.end)
    return picture(eye, session.clock.now(), found, labels(eye.texts, session))


def view_of(eye: Eye, session: Session) -> View:
    """What words of orders are made with."""
    return View(eye.texts, eye.zone, session.clock.now(), labels(eye.texts, session))


def to_schedule(eye: Eye, after: Key | None, session: Session) -> Cards:
    """A page of what is to be scheduled, soonest due first; the first one knows how many are ready, how many wait."""
    page, view = unscheduled(session.store, after), view_of(eye, session)
    rows = tuple(card_row(view, row) for row in page.rows)
    if after is not None:
        return Cards(rows, page.next_key)
    waits = OrderFilter(unscheduled=True, states=(OrderState.WAITING,))
    return Cards(rows, page.next_key, side_count(session.store), order_count(session, waits, COUNTED))


def board(eye: Eye, session: Session) -> dict[str, Cards]:
    """The first page of each column."""
    view, counts = view_of(eye, session), board_counts(session.store)
    found = {}
    for state in COLUMNS:
        page = order_page(session, OrderFilter(states=(state,)))
        rows = tuple(card_row(view, row) for row in page.rows)
        found[state.value] = Cards(rows, page.next_key, counts.get(state, len(rows)))
    return found


def more_of(eye: Eye, state: str, after: Key | None, session: Session) -> Cards:
    """The next page of a column."""
    page, view = order_page(session, OrderFilter(states=(state,)), after), view_of(eye, session)
    return Cards(tuple(card_row(view, row) for row in page.rows), page.next_key)


def listed(eye: Eye, wanted: OrderFilter, after: Key | None, session: Session) -> Cards:
    """A page of the list; the first one knows how many there are."""
    page, view = order_page(session, wanted, after), view_of(eye, session)
    total = order_count(session, wanted, COUNTED) if after is None else 0
    return Cards(tuple(table_row(view, row) for row in page.rows), page.next_key, total)


def choices(texts: Texts, session: Session) -> Choices:
    """What the list can be narrowed to."""
    people = tuple((one.id, one.name) for one in technicians(session.store, True))
    return Choices(tuple(labels(texts, session).items()), people)
