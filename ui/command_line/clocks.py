"""The command ``due``: when something falls due, and why then."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from models.core.errors import UserProblem
from models.core.session import Session
from models.handling.clock_kinds import ClockRow, PauseReason, PauseRow
from models.handling.clock_queries import clocks_of, due_reasons, pauses_of
from models.options.kinds import Settings
from models.options.queries import current_policy, is_set_up, settings
from models.store.database import DATABASE_NAME
from models.store.opening import open_store
from models.timing.business import due, explain
from models.timing.calendar_file import read_calendar
from models.timing.kinds import Calendar, Explanation, Piece, Why, target
from models.timing.presets import WEEKS, preset_calendar
from resources.texts import Texts
from ui.command_line.folders import data_folder
from ui.command_line.output import write_table
from ui.command_line.streams import complain
from ui.shared.due import target_words

USAGE = 2
OWN = "property"
_LARGEST = 5_000_000  # bytes of a calendar file: decades of exceptions


def due_early(arguments: argparse.Namespace, texts: Texts) -> int | None:
    """What needs neither a case nor anybody who signs in; ``None`` when a case was named."""
    fault = _usage_fault(arguments, texts)
    if fault:
        complain(fault)
        return USAGE
    return due_from(arguments, texts) if arguments.reference is None else None


def _usage_fault(arguments: argparse.Namespace, texts: Texts) -> str:
    """What is missing or too much, or empty: either a case, or a moment with a target."""
    loose = (arguments.start, arguments.target, arguments.calendar)
    if arguments.reference is not None and loose != (None, None, None):
        return texts.t("Give either a reference, or --from and --target.")
    if arguments.reference is None and arguments.clock is not None:
        return texts.t("--clock goes with a reference.")
    if arguments.reference is None and None in loose[:2]:
        return texts.t("Give a reference, or both --from and --target.")
    return ""


def due_of_case(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """The next due time of a case, or that of one of its clocks; with its reasons, and how the others stand."""
    found = due_reasons(session.store, arguments.reference, arguments.clock)
    zone = ZoneInfo(found.timezone)
    print(f"{found.reference}  {texts.word('target', found.name)}  {found.title}".rstrip())
    if arguments.why:
        if found.reasons is None:
            print(texts.t("Nothing promises this any more."))
        else:
            _say_why(found.reasons, zone, texts)
        _say_clocks(session, found.clock.complaint_id, zone, texts)
    _say_due(found.due, zone, texts)
    return 0


def due_from(arguments: argparse.Namespace, texts: Texts) -> int:
    """When a target that begins at a moment falls due; needs neither a case nor anybody who signs in."""
    wanted = target(arguments.target)
    calendar = _calendar(arguments)
    start = _start(arguments.start, calendar.zone)
    if not arguments.why:
        _say_due(due(calendar, start, wanted), calendar.zone, texts)
        return 0
    reasons = explain(calendar, start, wanted)
    _say_why(reasons, calendar.zone, texts)
    _say_due(reasons.due, calendar.zone, texts)
    return 0


def _start(text: str, zone: ZoneInfo) -> datetime:
    """A moment as it is typed: local time of the calendar, unless it says otherwise."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UserProblem("time.wrong", text=text) from error
    if len(text.strip()) <= len("2026-11-20"):
        raise UserProblem("time.wrong", text=text)
    try:
        return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
    except OverflowError as error:
        raise UserProblem("time.wrong", text=text) from error


def _calendar(arguments: argparse.Namespace) -> Calendar:
    """The calendar that was asked for: a preset in the property's zone, a file, or the property's own."""
    name = arguments.calendar
    if name is not None and name not in (*WEEKS, OWN):
        return _from_file(name)
    folder = data_folder(arguments)
    if not (folder / DATABASE_NAME).exists():
        return preset_calendar("office" if name in (None, OWN) else str(name), Settings.property_timezone)
    with open_store(folder).connected() as store:
        zone = settings(store).property_timezone
        if name in (None, OWN):
            return (
                current_policy(store).policy.office if is_set_up(store) else preset_calendar("office", zone)
            )
        return preset_calendar(name, zone)


def _from_file(name: str) -> Calendar:
    path = Path(name)
    try:
        if not path.is_file():
            raise UserProblem("calendar.unknown", name=name, known=(*WEEKS, OWN))
        if path.stat().st_size > _LARGEST:
            raise UserProblem("file.too_large", name=path.name)
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise UserProblem("file.unreadable", name=name) from error
    return read_calendar(content)


# What is said


def _say_due(moment: datetime, zone: ZoneInfo, texts: Texts) -> None:
    """The last line: the due time as programs read it, then as people do."""
    print(f"{_stamp(moment, zone)}  {texts.datetime(moment, zone, year=True)}  {zone.key}")


def _stamp(moment: datetime, zone: ZoneInfo) -> str:
    """``2026-11-21T10:00``; with seconds and less only where there are any."""
    local = moment.astimezone(zone).replace(tzinfo=None)
    if local.microsecond:
        return local.isoformat(timespec="milliseconds" if local.microsecond % 1000 == 0 else "microseconds")
    return local.isoformat(timespec="seconds" if local.second else "minutes")


def _say_why(reasons: Explanation, zone: ZoneInfo, texts: Texts) -> None:
    """Every stretch from the start to the due time, counted or left out, with its reason."""
    start, wanted = _stamp(reasons.start, zone), target_words(texts, reasons.target)
    print(texts.t("{target} from {start}:", target=wanted, start=start))
    titles = [texts.t("From"), texts.t("To"), texts.t("Length"), texts.t("Why")]
    write_table(titles, [_line(piece, zone, texts) for piece in reasons.pieces], sys.stdout)
    counted = sum((piece.end - piece.start for piece in reasons.counted), timedelta())
    print(texts.t("Counted: {time}", time=texts.duration(counted)))


def _line(piece: Piece, zone: ZoneInfo, texts: Texts) -> list[str]:
    why, label = texts.word("why", piece.why), piece.label
    if piece.why is Why.PAUSED and label in list(PauseReason):
        label = texts.word("pause_reason", label)
    if label:
        why = texts.t("{what}: {words}", what=why, words=label)
    length = texts.duration(piece.end - piece.start)
    return [_stamp(piece.start, zone), _stamp(piece.end, zone), length, why]


def _say_clocks(session: Session, complaint_id: int, zone: ZoneInfo, texts: Texts) -> None:
    """How every clock of the case stands, and when they stood still."""
    now = session.clock.now()
    print()
    titles = [
        texts.t("Clock"), texts.t("From"), texts.t("Warning"), texts.t("Due"), texts.t("Stopped"), texts.t("State"),
    ]  # fmt: skip
    lines = [_clock(row, now, zone, texts) for row in clocks_of(session.store, complaint_id)]
    write_table(titles, lines, sys.stdout)
    pauses = pauses_of(session.store, complaint_id)
    if pauses:
        print()
        titles = [texts.t("Paused from"), texts.t("To"), texts.t("Why")]
        write_table(titles, [_pause(row, zone, texts) for row in pauses], sys.stdout)
    print()


def _clock(row: ClockRow, now: datetime, zone: ZoneInfo, texts: Texts) -> list[str]:
    name = texts.word("target", row.name)
    return [
        name if row.round == 1 else texts.t("{clock}, round {n}", clock=name, n=row.round),
        _stamp(row.started_at, zone),
        _stamp(row.warns_at, zone),
        _stamp(row.due_at, zone),
        "" if row.stopped_at is None else _stamp(row.stopped_at, zone),
        texts.word("clock_phase", row.phase(now)),
    ]


def _pause(row: PauseRow, zone: ZoneInfo, texts: Texts) -> list[str]:
    why = texts.word("pause_reason", row.reason)
    if row.text:
        why = texts.t("{what}: {words}", what=why, words=row.text)
    return [_stamp(row.started_at, zone), _stamp(row.ended_at or row.ends_at, zone), why]
