"""The commands ``workorder`` and ``schedule``: slips, the plan of a week, a calendar for a technician's phone."""

from __future__ import annotations

import argparse

from models.core.errors import UserProblem
from models.core.session import Session
from models.options.queries import settings
from models.repairs.queries import order_id
from models.scheduling.calendar_file import technician_calendar
from models.scheduling.printing import bounds, slips, technician_named, today, week_of, week_plan
from reports.documents.week_plan import week_plan_paper
from reports.documents.work_order import work_order_slips
from reports.render import to_bytes, write_file
from resources.texts import Texts
from ui.command_line.printing import languages


def work_order(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Write one PDF with the job slips of all references, by technician and along the way."""
    ids = [order_id(session.store, reference) for reference in arguments.references]
    paper = work_order_slips(slips(session.store, ids), languages(session, arguments))
    return _written(arguments, to_bytes(paper), texts)


def schedule(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Write a week: as a PDF, or as a calendar file of one technician."""
    days = week_of(arguments.week or today(session))
    named = arguments.technician
    person = None if named is None else technician_named(session.store, named)
    if arguments.output.suffix.lower() in (".ics", ".ical"):
        if person is None:
            raise UserProblem("schedule.needs_technician")
        start, end = bounds(days[0], days[-1], settings(session.store).zone)
        return _written(arguments, technician_calendar(session, person.id, start, end, texts), texts)
    plan = week_plan(session.store, days, None if person is None else person.id)
    return _written(arguments, to_bytes(week_plan_paper(plan, languages(session, arguments))), texts)


def _written(arguments: argparse.Namespace, content: bytes, texts: Texts) -> int:
    write_file(arguments.output, content)
    print(texts.t("Written to {file}.", file=str(arguments.output)))
    return 0
