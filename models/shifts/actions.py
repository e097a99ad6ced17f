"""Putting people on shifts, writing notes, handing over."""

from __future__ import annotations

from datetime import date, timedelta

from models.accounts.tables import Staff
from models.complaints.tables import Complaint
from models.core.action import action
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.shifts import queries
from models.shifts.kinds import Post
from models.shifts.sheet import sheet, snapshot
from models.shifts.tables import Duty, HandOver, HandOverNote, NoteRead

LONGEST_NOTE = 500
WEEK = 7


@action("duty.put", needs=Permission.ASSIGN)
def put(work: Work, day: date, shift: str, post: Post, staff_id: int) -> int:
    """Put somebody on a shift of a day; does nothing when they are there already."""
    _somebody(work, staff_id)
    _known(work, shift)
    return _put(work, day, shift, post, staff_id)


@action("duty.remove", needs=Permission.ASSIGN)
def remove(work: Work, day: date, shift: str, post: Post, staff_id: int) -> None:
    """Take somebody off a shift of a day."""
    found = _find(work, day, shift, post, staff_id)
    if found is not None:
        work.delete(Duty, found)
        work.touch("duty", found)


@action("duty.assign", needs=Permission.ASSIGN)
def assign(work: Work, day: date, shift: str, post: Post, staff_ids: tuple[int, ...]) -> None:
    """These people and no others are on a shift of a day. Whoever was there before may stay after having left."""
    _known(work, shift)
    there = {
        row.staff_id for row in queries.roster(work.store, day, 1) if (row.shift, row.post) == (shift, post)
    }
    for staff_id in there - set(staff_ids):
        found = _find(work, day, shift, post, staff_id)
        assert found is not None
        work.delete(Duty, found)
        work.touch("duty", found)
    for staff_id in dict.fromkeys(staff_ids):
        if staff_id not in there:
            _somebody(work, staff_id)
            _put(work, day, shift, post, staff_id)


@action("duty.copy_week", needs=Permission.ASSIGN)
def copy_week(work: Work, monday: date) -> int:
    """Fill a week like the one before; whoever is there stays, whoever has left is left out. How many were put."""
    before = queries.roster(work.store, monday - timedelta(days=WEEK), WEEK)
    known = {one.code for one in queries.shifts(work.store)}
    put_now = 0
    for row in before:
        day = row.day + timedelta(days=WEEK)
        here = _find(work, day, row.shift, row.post, row.staff_id)
        if row.active and row.shift in known and here is None:
            _put(work, day, row.shift, row.post, row.staff_id)
            put_now += 1
    work.fact(week=monday.isoformat(), put=put_now)
    return put_now


def _somebody(work: Work, staff_id: int) -> None:
    person = work.store.get(Staff, staff_id)
    if person is None:
        raise Unknown("staff", staff_id)
    if not person.active:
        raise UserProblem("account.inactive", name=person.name)


def _put(work: Work, day: date, shift: str, post: Post, staff_id: int) -> int:
    found = _find(work, day, shift, post, staff_id)
    if found is None:
        found = work.insert(Duty, day=day.isoformat(), shift=shift, post=post.value, staff_id=staff_id)
        work.touch("duty", found)
    return found


def _find(work: Work, day: date, shift: str, post: Post, staff_id: int) -> int | None:
    rows = work.store.rows(
        "SELECT id FROM duty WHERE day = ? AND shift = ? AND post = ? AND staff_id = ?",
        (day.isoformat(), shift, post.value, staff_id),
    )
    return int(rows[0][0]) if rows else None


def _known(work: Work, code: str) -> None:
    known = [one.code for one in queries.shifts(work.store)]
    if code not in known:
        raise UserProblem("shift.unknown", shift=code, codes=", ".join(known))


@action("note.write", needs=Permission.HANDLE)
def write_note(work: Work, text: str, complaint_id: int | None = None) -> int:
    """A line for whoever comes next, about a case or about anything."""
    words = " ".join(text.split())
    if not words:
        raise UserProblem("note.empty")
    if len(words) > LONGEST_NOTE:
        raise UserProblem("note.long", most=LONGEST_NOTE)
    if complaint_id is not None and work.store.get(Complaint, complaint_id) is None:
        raise Unknown("case", complaint_id)
    note_id = work.insert(
        HandOverNote,
        text=words,
        complaint_id=complaint_id,
        written_at=work.now,
        written_by=work.actor.staff_id,
    )
    work.touch("note", note_id)
    return note_id


@action("note.tick", needs=Permission.HANDLE)
def tick(work: Work, note_id: int) -> None:
    """It is done: nobody needs to see it any more. Twice is no harm."""
    found = _note(work, note_id)
    if found.done_at is None:
        work.update(HandOverNote, note_id, None, done_at=work.now, done_by=work.actor.staff_id)
        _read(work, note_id)
        work.touch("note", note_id)


@action("note.untick", needs=Permission.HANDLE)
def untick(work: Work, note_id: int) -> None:
    """It is not done after all."""
    if _note(work, note_id).done_at is not None:
        work.update(HandOverNote, note_id, None, done_at=None, done_by=None)
        work.touch("note", note_id)


@action("note.read", needs=Permission.VIEW)
def read_notes(work: Work, ids: tuple[int, ...]) -> int:
    """This person has read these; returns how many were new."""
    return sum(_read(work, note_id) for note_id in ids)


def _note(work: Work, note_id: int) -> HandOverNote:
    found = work.store.get(HandOverNote, note_id)
    if found is None:
        raise Unknown("note", note_id)
    return found


def _read(work: Work, note_id: int) -> bool:
    me = work.actor.staff_id
    if me is None or work.store.get(HandOverNote, note_id) is None:
        return False
    known = work.store.rows("SELECT 1 FROM note_read WHERE note_id = ? AND staff_id = ?", (note_id, me))
    if known:
        return False
    work.insert(NoteRead, note_id=note_id, staff_id=me, at=work.now)
    work.touch("note", note_id)
    return True


@action("hand_over.give", needs=Permission.HANDLE)
def give(work: Work, text: str = "") -> int:
    """Hand the shift over as the sheet stands now, with a word. Once for each shift."""
    found = sheet(work.session)
    if found.given is not None:
        raise UserProblem("hand_over.given", name=found.given.given_by, time=found.given.at)
    hand_over_id = work.insert(
        HandOver,
        day=found.spell.day.isoformat(),
        shift=found.spell.shift.code,
        at=work.now,
        given_by=work.actor.staff_id,
        text=text.strip()[:LONGEST_NOTE],
        facts=dict(snapshot(found)),
    )
    work.touch("hand_over", hand_over_id)
    return hand_over_id


@action("hand_over.take", needs=Permission.HANDLE)
def take(work: Work, hand_over_id: int) -> None:
    """Take a shift over: whoever gave it cannot take it, and nobody takes it twice. Its notes count as read."""
    found = work.store.get(HandOver, hand_over_id)
    if found is None:
        raise Unknown("hand_over", hand_over_id)
    if found.taken_at is not None:
        row = queries.hand_over(work.store, hand_over_id)
        raise UserProblem("hand_over.taken", name=row.taken_by, time=row.taken_at)
    if found.given_by == work.actor.staff_id:
        raise UserProblem("hand_over.own")
    work.update(HandOver, hand_over_id, None, taken_at=work.now, taken_by=work.actor.staff_id)
    work.touch("hand_over", hand_over_id)
    for one in queries.notes(work.session):
        _read(work, one.id)
