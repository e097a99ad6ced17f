"""Which summary is to be put into the folder: on Mondays from 06:00 on, that of the week before, once.

Of Mondays that were missed only the last one counts. What was put there is noted with the store, so that a summary that
somebody took away does not come back, and two windows do not both write it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from models.core.action import action
from models.core.session import Session
from models.core.work import Work
from models.insights.kinds import PeriodKind
from models.insights.periods import before, period, write
from models.options.putting import put_option
from models.options.queries import settings
from models.summaries.kinds import Filing

HOUR = 6  # of Monday, on the clock of the property
FOLDER, WRITTEN = "weekly.folder", "weekly.written"
_WEEK = timedelta(days=7)


def filing_due(session: Session) -> Filing | None:
    """What is to be written now; ``None`` when no folder is named or all is there. One statement."""
    options = settings(session.store)
    folder = options.weekly_folder
    if not folder:
        return None
    now = session.clock.now().astimezone(options.zone)
    week, present = before(period(PeriodKind.WEEK, last_monday(now))), period(PeriodKind.WEEK, now.date())
    # Of a week to come the clock was ahead, and is right again.
    if write(week) <= options.weekly_written <= write(present):
        return None
    return Filing(week, folder, options.report_languages)


def last_monday(local: datetime) -> date:
    """The latest Monday whose 06:00 has come, of a local time."""
    day = local.date()
    monday = day - timedelta(days=day.weekday())
    begun = datetime.combine(monday, time(HOUR), local.tzinfo) <= local
    return monday if begun else monday - _WEEK


def file_name(filing: Filing) -> str:
    """``redress-2026-W46-zh_CN.pdf``: the same week in the same languages has the same name."""
    return f"redress-{write(filing.period)}-{'-'.join(filing.languages[:2])}.pdf"


@action("summary.filed", needs=None)
def note_filed(work: Work, week: str) -> None:
    """Note that the summary of a week was put into the folder. The program does that for nobody."""
    put_option(work, WRITTEN, week)
    work.fact(week=week)
