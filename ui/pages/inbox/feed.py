"""Fetching the inbox. Everything here runs on the database thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from models.core.paging import Key
from models.core.session import Session
from models.desk.inbox import inbox, waiting_count
from models.escalation.kinds import EscalationRow, InboxState
from models.improvements.knowing import LatePlan
from models.improvements.saying import day_words
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
    """One row, ready to be painted: of a case with its ``severity``, or of a late plan, which has none.

    ``page`` and ``id`` are where it leads; ``escalations`` and ``plans`` everything that it stands for.
    """

    page: str
    id: int
    icon: str
    token: str
    when: str
    sentence: str
    about: str
    whom: str
    severity: str = ""
    seen: bool = False
    escalations: tuple[int, ...] = ()
    plans: tuple[int, ...] = ()

    @property
    def key(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The same row has the same key, whatever else it stands for by now."""
        return self.escalations[:1], self.plans

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
    page = inbox(session, question.state, after, limit)
    rows = tuple(_listed(_line(question, row, now)) for row in page.rows)
    return Answer(question, rows, page.next_key, waiting_count(session))


def _listed(line: Line) -> ListRow:
    return ListRow((line.spoken,), line, line.key)


def _line(question: Question, row: EscalationRow | LatePlan, now: datetime) -> Line:
    return _of_plan(question, row, now) if isinstance(row, LatePlan) else _of_case(question, row, now)


def _of_case(question: Question, row: EscalationRow, now: datetime) -> Line:
    texts, zone = question.texts, question.zone
    about = [row.reference, row.title]
    if row.also:
        about.append(texts.n("{n} more thing of this case", "{n} more things of this case", len(row.also)))
    if row.handler:
        about.append(texts.t("with {name}", name=row.handler))
    if row.acknowledged_at is not None:
        about += _seen(question, row.acknowledged_at, row.acknowledged_by, row.note, now)
    return Line(
        "case",
        row.complaint_id,
        _ICONS.get(row.cause, "triangle-alert"),
        tone(row, now),
        texts.when(row.at, zone, now),
        sentence(texts, row, now, zone),
        " · ".join(about),
        to_whom(texts, row),
        row.severity,
        row.acknowledged_at is not None,
        (row.id, *row.also),
    )


def _of_plan(question: Question, plan: LatePlan, now: datetime) -> Line:
    texts, row = question.texts, plan.row
    due = day_words(texts, row.due_on, now.astimezone(question.zone).date())
    about = [texts.t("Improvement"), texts.t("due {day}", day=due)]
    if row.owner:
        about.append(texts.t("with {name}", name=row.owner))
    if plan.known_at is not None:
        about += _seen(question, plan.known_at, "", plan.note, now)
    late = row.late_days
    said = texts.n(
        "The plan “{title}” is {n} day late.", "The plan “{title}” is {n} days late.", late, title=row.title
    ) if late else texts.t("The plan “{title}” was late.", title=row.title)  # fmt: skip
    at = plan.told_at if plan.known_at is None else plan.known_at
    return Line(
        "improvements",
        row.id,
        "sprout",
        "overdue" if late and plan.known_at is None else "muted",
        "" if at is None else texts.when(at, question.zone, now),
        said,
        " · ".join(about),
        "",
        seen=plan.known_at is not None,
        plans=(row.id,),
    )


def _seen(question: Question, at: datetime, by: str, note: str, now: datetime) -> list[str]:
    texts, when = question.texts, question.texts.when(at, question.zone, now)
    said = texts.t("seen {when} by {name}", when=when, name=by) if by else texts.t("seen {when}", when=when)
    return [said, note] if note else [said]
