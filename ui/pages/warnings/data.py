"""What the page of early warnings asks the store; rows come as strings already. Runs on the database thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from models.accounts.queries import staff
from models.complaints.kinds import CaseFilter, Sort, View
from models.complaints.listing import case_page
from models.core.errors import Unknown
from models.core.paging import Key, Page
from models.core.session import Session
from models.insights.kinds import Period
from models.insights.periods import bounds
from models.options.kinds import label
from models.options.queries import categories
from models.warnings import queries
from models.warnings.kinds import NightRow, ResidentRisk, WarningRow, WarningView
from models.warnings.risk import residents_at_risk
from resources.texts import Texts
from ui.shared.case_list import case_line
from ui.shared.incident_words import time_words
from ui.shared.warning_words import headline, reasons, where
from ui.widgets.lists import ListRow

PAGE = 32
ANSWERERS = frozenset({"coordinator", "manager", "administrator"})


@dataclass(frozen=True)
class Reader:
    """In whose language, where the clock on the wall stands, and which period is looked at; without one, all times."""

    texts: Texts
    zone: tzinfo
    period: Period | None = None

    @property
    def within(self) -> tuple[datetime, datetime] | None:
        """From when to when warnings are listed."""
        return None if self.period is None else bounds(self.period, self.zone)


@dataclass(frozen=True)
class Listed:
    """A page of the list at the left; ``total``, and of them ``waiting``, are in the period that is looked at."""

    rows: tuple[ListRow, ...] = ()
    next_key: Key | None = None
    first: int | None = None
    waiting: int = 0
    total: int = 0
    night: NightRow | None = None


@dataclass(frozen=True)
class Shown:
    """One warning with its cases, what its kind of trouble is called, and who may be given it."""

    row: WarningRow
    where: str
    category: str
    cases: Page[ListRow]
    people: tuple[tuple[int, str], ...]


def listed(eye: Reader, view: WarningView, reach: int, session: Session) -> Listed:
    """The first rows of a view."""
    found = more(eye, view, None, session, reach)
    first = next((one.row.id for one in found.rows if isinstance(one.row, WarningRow)), None)
    store = session.store
    total, waiting = queries.counts(store, eye.within)
    return Listed(found.rows, found.next_key, first, waiting, total, queries.last_night(store))


def more(eye: Reader, view: WarningView, after: Key | None, session: Session, limit: int = PAGE) -> Listed:
    """The next ones."""
    page = queries.page(session.store, view, after, limit, eye.within)
    kinds, now = names_of(session, eye.texts), session.clock.now()
    return Listed(tuple(line(row, eye, kinds, now) for row in page.rows), page.next_key)


def more_after(eye: Reader, view: WarningView, after: Key | None, session: Session) -> Listed:
    """The next ones, for a pager."""
    return more(eye, view, after, session)


def names_of(session: Session, texts: Texts) -> Mapping[str, str]:
    """What categories are called."""
    return {row.code: label(row, texts.language) for row in categories(session.store, retired=True)}


def line(row: WarningRow, eye: Reader, kinds: Mapping[str, str], now: datetime) -> ListRow:
    """One warning: where, what was watched, by when somebody must answer."""
    texts = eye.texts
    late = row.acknowledged_at is None and row.due_at < now
    when = row.due_at if row.acknowledged_at is None else row.at
    words = time_words(texts, when, now, eye.zone)
    said = " · ".join(filter(None, (headline(row, texts), row.owner)))
    return ListRow((where(row, texts, kinds), said, words, "overdue" if late else "muted"), row, row.id)


def shown(warning_id: int, eye: Reader, session: Session) -> Shown | None:
    """One warning; ``None`` when there is none of that number."""
    store = session.store
    try:
        row = queries.warning(store, warning_id)
    except Unknown:
        return None
    kinds = names_of(session, eye.texts)
    people = tuple((one.id, one.name) for one in staff(store, inactive=False) if one.role in ANSWERERS)
    return Shown(row, where(row, eye.texts, kinds), kinds.get(row.category or "", ""),
                 cases(warning_id, eye, None, session), people)  # fmt: skip


def cases(warning_id: int, eye: Reader, after: Key | None, session: Session) -> Page[ListRow]:
    """Its cases, the newest first."""
    ids = frozenset(queries.cases(session.store, warning_id))
    if not ids:
        return Page((), None)
    wanted = CaseFilter(view=View.ALL, ids=ids, sort=Sort.RECEIVED, descending=True)
    now = session.clock.now()
    page = case_page(session.store, wanted, None, now, after, PAGE)
    return Page(tuple(case_line(case, eye.texts, eye.zone, now) for case in page.rows), page.next_key)


def at_risk(eye: Reader, session: Session) -> tuple[ListRow, ...]:
    """The residents whom somebody should call, with every reason."""
    found = residents_at_risk(session.store, session.clock.now())
    return tuple(risk_line(one, eye.texts) for one in found)


def risk_line(one: ResidentRisk, texts: Texts) -> ListRow:
    """A resident and why."""
    who = " · ".join(filter(None, (one.unit, one.name))) or texts.t("Resident")
    return ListRow((who, reasons(one, texts)), one, one.resident_id)
