"""Fetching the inbox. Everything here runs on the database thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from models.core.paging import Key
from models.core.session import Session
from models.escalation.kinds import EscalationRow, InboxState
from models.escalation.queries import inbox, inbox_by_case, waiting_count
from resources.texts import Texts
from ui.shared.escalation_words import sentence, to_whom, tone
from ui.widgets.list_model import ListRow

_ICONS = {"clock": "clock", "promise": "phone-outgoing", "lapse": "message-circle-heart"}


@dataclass(frozen=True)
class Question:
    """What is asked, and in which words the answer is wanted."""

    state: InboxState
    texts: Texts
    zone: tzinfo


@dataclass(frozen=True)
class Line:
    """One row, ready to be painted."""

    row: EscalationRow
    icon: str
    token: str
    when: str
    sentence: str
    about: str
    whom: str

    @property
    def ids(self) -> tuple[int, ...]:
        """Everything that it stands for."""
        return (self.row.id, *self.row.also)

    @property
    def spoken(self) -> str:
        """What is read out."""
        return f"{self.sentence} {self.about} {self.whom}"


@dataclass(frozen=True)
class Answer:
    """One page of rows, where to go on, and how many wait."""

    question: Question
    rows: tuple[ListRow, ...]
    next_key: Key | None
    waiting: int


def fetch(session: Session, question: Question, after: Key | None, limit: int) -> Answer:
    """One page."""
    now = session.clock.now()
    if question.state is InboxState.OPEN:
        page = inbox_by_case(session, after, limit)
    else:
        page = inbox(session, question.state, after, limit)
    rows = tuple(_listed(_line(question, row, now)) for row in page.rows)
    return Answer(question, rows, page.next_key, waiting_count(session))


def _listed(line: Line) -> ListRow:
    return ListRow((line.spoken,), line, line.row.id)


def _line(question: Question, row: EscalationRow, now: datetime) -> Line:
    texts, zone = question.texts, question.zone
    about = [row.reference, row.title]
    if row.also:
        about.append(texts.n("{n} more thing of this case", "{n} more things of this case", len(row.also)))
    if row.handler:
        about.append(texts.t("with {name}", name=row.handler))
    if row.acknowledged_at is not None:
        seen = texts.when(row.acknowledged_at, zone, now)
        about.append(
            texts.t("seen {when} by {name}", when=seen, name=row.acknowledged_by)
            if row.acknowledged_by
            else texts.t("seen {when}", when=seen)
        )
        if row.note:
            about.append(row.note)
    return Line(
        row,
        _ICONS.get(row.cause, "triangle-alert"),
        tone(row, now),
        texts.when(row.at, zone, now),
        sentence(texts, row, now, zone),
        " · ".join(about),
        to_whom(texts, row),
    )
