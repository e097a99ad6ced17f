"""What a row of the register must have, and who hears when it is late. Pure decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from models.core.errors import UserProblem
from models.escalation.kinds import Level
from models.improvements.kinds import ImprovementDraft, ImprovementState, TaskDraft

# Days after the due day -> who hears of it (figures.md, section 7). The owner hears when the due day is over.
LADDER: tuple[tuple[int, Level], ...] = ((1, Level.HANDLER), (7, Level.MANAGER), (14, Level.DIRECTOR))
OPEN = frozenset({ImprovementState.PROPOSED, ImprovementState.RUNNING})
FIXED = frozenset({ImprovementState.IN_FORCE, ImprovementState.JUDGED})
MOST_TITLE, MOST_TEXT, MOST_TASKS, MOST_WHYS = 120, 4000, 30, 5
MOST_LETTER = 500  # so that a letter stays on its page
HARDEST = 3
_EARLIEST, _LATEST = date(2000, 1, 1), date(2199, 12, 31)
_MOST_MINOR = 10**12


def check(draft: ImprovementDraft) -> ImprovementDraft:
    """The draft with its texts trimmed and empty lines left out.

    Raises ``improvement.no_title``, ``improvement.long``, ``improvement.no_scope``, ``improvement.backwards``,
    ``improvement.day``, ``improvement.target``, ``improvement.difficulty``, ``improvement.cost``,
    ``improvement.too_many``.
    """
    draft = _trimmed(draft)
    if not draft.title:
        raise UserProblem("improvement.no_title")
    _lengths(draft)
    if not (draft.category or draft.cause):
        raise UserProblem("improvement.no_scope")
    for one in (draft.period_from, draft.period_to, draft.due_on):
        if not _EARLIEST <= one <= _LATEST:
            raise UserProblem("improvement.day", day=one)
    if draft.period_to < draft.period_from:
        raise UserProblem("improvement.backwards", first=draft.period_from, last=draft.period_to)
    if not 1 <= draft.target_percent <= 100:
        raise UserProblem("improvement.target")
    if not 1 <= draft.difficulty <= HARDEST:
        raise UserProblem("improvement.difficulty")
    if not 0 <= draft.ask_minor <= _MOST_MINOR:
        raise UserProblem("improvement.cost")
    return draft


def _trimmed(draft: ImprovementDraft) -> ImprovementDraft:
    texts: dict[str, Any] = {
        name: value.strip()
        for name, value in vars(draft).items()
        if isinstance(value, str) and name not in {"category", "subcategory", "cause"}
    }
    tasks = tuple(replace(one, text=one.text.strip()) for one in draft.tasks if one.text.strip())
    whys = tuple(one.strip() for one in draft.whys if one.strip())
    return replace(draft, tasks=tasks, whys=whys, **texts)


def _lengths(draft: ImprovementDraft) -> None:
    for text, most in (
        *((one, MOST_TITLE) for one in (draft.title, draft.department, draft.department_owner)),
        *((one, MOST_TEXT) for one in (draft.root_cause, draft.plan_short, draft.plan_long)),
        *((one, MOST_TEXT) for one in (draft.when_overdue, draft.evidence, draft.ask)),
        *((one, MOST_TEXT) for one in draft.whys),
        *((one.text, MOST_TEXT) for one in draft.tasks),
    ):
        if len(text) > most:
            raise UserProblem("improvement.long", most=most)
    if len(draft.tasks) > MOST_TASKS:
        raise UserProblem("improvement.too_many", most=MOST_TASKS)
    if len(draft.whys) > MOST_WHYS:
        raise UserProblem("improvement.whys", most=MOST_WHYS)


def kept_tasks(drafts: tuple[TaskDraft, ...], known: frozenset[int]) -> tuple[TaskDraft, ...]:
    """Tasks as they are to be; one that is gone meanwhile is made anew rather than lost."""
    return tuple(one if one.id in known else replace(one, id=None) for one in drafts)


def begins(day: date, zone: tzinfo) -> datetime:
    """The first instant (UTC) of a day at the property."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def late_days(due_on: date, state: str, today: date) -> int:
    """By how many days a plan is late that is not in force yet; 0 while it is in time, and once it is in force."""
    return max(0, (today - due_on).days) if state in OPEN else 0


def next_rung(due_on: date, rung: int, zone: tzinfo) -> datetime | None:
    """When the next one hears that it is late, after ``rung`` of them have; ``None`` at the top."""
    if rung >= len(LADDER):
        return None
    return begins(due_on + timedelta(days=LADDER[rung][0]), zone)
