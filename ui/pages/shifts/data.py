"""What the page asks the store, in words already. Runs on the database thread; free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from models.accounts.kinds import StaffRow
from models.accounts.queries import staff
from models.core.paging import Key, Page
from models.core.session import Session
from models.shifts import queries
from models.shifts.kinds import DutyRow, HandOverRow, OnDuty, Shift
from models.shifts.saying import about, hours, is_late, what, when
from models.shifts.sheet import sheet
from models.shifts.sheet_kinds import Part, Sheet, SheetLine
from resources.texts import Texts
from ui.widgets.list_model import ListRow

PAGE = 40
_TOKENS = {Part.CRITICAL: "overdue", Part.LATE: "overdue", Part.DUE: "soon"}


@dataclass(frozen=True)
class Eye:
    """In whose language, where the clock on the wall stands, and which week."""

    texts: Texts
    zone: tzinfo
    monday: date


@dataclass(frozen=True)
class Answer:
    """The page at one moment."""

    eye: Eye
    now: datetime
    sheet: Sheet
    rows: tuple[ListRow, ...]
    written: tuple[str, ...]
    duty: OnDuty
    shifts: tuple[Shift, ...]
    latest: HandOverRow | None
    roster: tuple[DutyRow, ...]
    staff: tuple[StaffRow, ...]
    past: Page[ListRow]


def fetch(eye: Eye, session: Session) -> Answer:
    """Read the page anew."""
    store, now = session.store, session.clock.now()
    found, known = sheet(session), queries.shifts(store)
    past = queries.hand_overs(store, limit=PAGE)
    return Answer(
        eye=eye,
        now=now,
        sheet=found,
        rows=_rows(eye, found),
        written=tuple(
            f"{one.written_by} {eye.texts.when(one.written_at, eye.zone, now)}".strip() for one in found.notes
        ),
        duty=queries.on_duty(store, now),
        shifts=known,
        latest=queries.latest(store),
        roster=queries.roster(store, eye.monday),
        staff=staff(store, inactive=False),
        past=_past_lines(eye, past, known),
    )


def line_words(texts: Texts, answer: Answer) -> str:
    """``Early shift 07:00–15:00 · then Late shift 15:00–23:00``"""
    now, coming = answer.duty.now, answer.duty.next.shift
    present = (
        texts.t("Between two shifts")
        if now is None
        else f"{now.shift.label(texts.language)} {hours(now.shift)}"
    )
    then = texts.t("then {shift} {hours}", shift=coming.label(texts.language), hours=hours(coming))
    return f"{present} · {then}"


def more_past(eye: Eye, after: Key | None, session: Session) -> Page[ListRow]:
    """Earlier hand-overs."""
    known, page = queries.shifts(session.store), queries.hand_overs(session.store, after, PAGE)
    return _past_lines(eye, page, known)


def _past_lines(eye: Eye, page: Page[HandOverRow], known: tuple[Shift, ...]) -> Page[ListRow]:
    return Page(tuple(past_line(eye, row, known) for row in page.rows), page.next_key)


def _rows(eye: Eye, found: Sheet) -> tuple[ListRow, ...]:
    """The parts that have something to say, each below its heading."""
    rows: list[ListRow] = []
    for part in Part:
        lines = found.lines[part]
        if lines:
            title = eye.texts.word("part", part)
            count = eye.texts.number(found.totals[part])
            rows.append(ListRow(("", count, _TOKENS.get(part, "text")), None, ("part", part), title))
            rows += [_row(eye, line, found.as_of) for line in lines]
    return tuple(rows)


def _row(eye: Eye, line: SheetLine, now: datetime) -> ListRow:
    texts = eye.texts
    home = about(texts, line)
    said = f"{home}  {line.phone}" if line.phone else home
    at = when(texts, line, now, eye.zone)
    cells = (at, what(texts, line), said, line.reference, line.handler, "late" if is_late(line, now) else "")
    return ListRow(cells, line, (line.part, line.id))


def past_line(eye: Eye, row: HandOverRow, known: tuple[Shift, ...]) -> ListRow:
    """One hand-over: which shift, who gave it and who took it, what was said, how much there was."""
    texts = eye.texts
    shift = next((one.label(texts.language) for one in known if one.code == row.shift), row.shift)
    given = f"{row.given_by} {texts.datetime(row.at, eye.zone)}".strip()
    taken = f"{row.taken_by} {texts.datetime(row.taken_at, eye.zone)}".strip() if row.taken_at else "–"
    names = [
        f"{texts.word('part', part)} {texts.number(row.counts[part])}"
        for part in (*(one.value for one in Part), "notes")
        if row.counts.get(part)
    ]
    cells = (f"{texts.long_date(row.day)} {shift}", given, taken, row.text, " · ".join(names))
    return ListRow(cells, row, row.id)
