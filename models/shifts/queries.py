"""Shifts, the roster, notes and hand-overs as they stand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from models.complaints.queries import instant
from models.core.clock import from_millis, to_millis
from models.core.errors import Unknown
from models.core.paging import PAGE_SIZE, Key, Page
from models.core.session import Session
from models.options.standing import settings
from models.shifts.kinds import DutyRow, HandOverRow, NoteRow, OnDuty, Post, Shift, Spell
from models.shifts.rules import from_option, last_spell, next_spell, spell_at
from models.store.database import Store

_DUTY = """SELECT d.id, d.day, d.shift, d.post, d.staff_id, s.name, s.active FROM duty d
    JOIN staff s ON s.id = d.staff_id"""
_NOTE = """SELECT n.id, n.row_version, n.text, n.complaint_id, COALESCE(c.reference, ''), n.written_at,
    COALESCE(w.name, ''), n.done_at, COALESCE(d.name, ''),
    n.written_by IS ? OR EXISTS (SELECT 1 FROM note_read r WHERE r.note_id = n.id AND r.staff_id = ?)
    FROM hand_over_note n LEFT JOIN complaint c ON c.id = n.complaint_id LEFT JOIN staff w ON w.id = n.written_by
    LEFT JOIN staff d ON d.id = n.done_by"""
_HAND_OVER = """SELECT h.id, h.row_version, h.day, h.shift, h.at, h.given_by, COALESCE(g.name, ''), h.text, h.facts,
    h.taken_at, COALESCE(t.name, '') FROM hand_over h LEFT JOIN staff g ON g.id = h.given_by
    LEFT JOIN staff t ON t.id = h.taken_by"""


def shifts(store: Store) -> tuple[Shift, ...]:
    """The shifts of a day, in their order."""
    return from_option(settings(store).shifts)


def roster(store: Store, first: date, days: int = 7) -> tuple[DutyRow, ...]:
    """Who is on duty on some days, in the order in which they were put there. One statement."""
    last = first + timedelta(days=days)
    found = store.rows(
        f"{_DUTY} WHERE d.day >= ? AND d.day < ? ORDER BY d.day, d.shift, d.post, d.id",
        (first.isoformat(), last.isoformat()),
    )
    return tuple(_duty(row) for row in found)


def on_duty(store: Store, at: datetime) -> OnDuty:
    """The shift at a moment, who is at the desk and on call, and the next one. Two statements."""
    options = settings(store)
    known, zone = from_option(options.shifts), options.zone
    now, coming = spell_at(known, at, zone), next_spell(known, at, zone)
    days = [spell.day for spell in (now, coming) if spell is not None]
    rows = roster(store, min(days), (max(days) - min(days)).days + 1)
    return OnDuty(
        now, coming,
        _at(rows, now, Post.DESK), _at(rows, now, Post.ON_CALL),
        _at(rows, coming, Post.DESK), _at(rows, coming, Post.ON_CALL),
    )  # fmt: skip


def _at(rows: Sequence[DutyRow], spell: Spell | None, post: Post) -> tuple[DutyRow, ...]:
    if spell is None:
        return ()
    wanted = (spell.day, spell.shift.code, post)
    return tuple(row for row in rows if row.active and (row.day, row.shift, row.post) == wanted)


def notes(session: Session) -> tuple[NoteRow, ...]:
    """What nobody has ticked off yet, the oldest first. A person's own notes count as read."""
    me = session.actor.staff_id
    found = session.store.rows(f"{_NOTE} WHERE n.done_at IS NULL ORDER BY n.written_at, n.id", (me, me))
    return tuple(_note(row) for row in found)


def note(session: Session, note_id: int) -> NoteRow:
    """One note; raises ``Unknown("note")``."""
    me = session.actor.staff_id
    found = session.store.rows(f"{_NOTE} WHERE n.id = ?", (me, me, note_id))
    if not found:
        raise Unknown("note", note_id)
    return _note(found[0])


def unread(session: Session) -> int:
    """How many notes wait that this person has not read."""
    return sum(not one.read for one in notes(session))


def hand_overs(store: Store, after: Key | None = None, limit: int = PAGE_SIZE) -> Page[HandOverRow]:
    """Past hand-overs, the latest first, by keyset."""
    bound, params = ("", ()) if after is None else ("WHERE (h.at, h.id) < (?, ?)", after)
    found = store.rows(f"{_HAND_OVER} {bound} ORDER BY h.at DESC, h.id DESC LIMIT ?", (*params, limit + 1))
    rows = tuple(_hand_over(row) for row in found[:limit])
    return Page(rows, (to_millis(rows[-1].at), rows[-1].id) if len(found) > limit else None)


def hand_over(store: Store, hand_over_id: int) -> HandOverRow:
    """One hand-over; raises ``Unknown("hand_over")``."""
    found = store.rows(f"{_HAND_OVER} WHERE h.id = ?", (hand_over_id,))
    if not found:
        raise Unknown("hand_over", hand_over_id)
    return _hand_over(found[0])


def latest(store: Store) -> HandOverRow | None:
    """The last hand-over that was given, taken over or not."""
    rows = hand_overs(store, limit=1).rows
    return rows[0] if rows else None


def given_of(store: Store, spell: Spell) -> HandOverRow | None:
    """The hand-over of a shift, if it was given. It was given at the earliest when the shift began."""
    found = store.rows(
        f"{_HAND_OVER} WHERE h.at >= ? AND h.day = ? AND h.shift = ? ORDER BY h.at DESC, h.id DESC LIMIT 1",
        (to_millis(spell.start), spell.day.isoformat(), spell.shift.code),
    )
    return _hand_over(found[0]) if found else None


def giving(store: Store, at: datetime) -> Spell:
    """The shift that hands over at a moment: the one that is on, or the one that was on last."""
    options = settings(store)
    return last_spell(from_option(options.shifts), at, options.zone)


def following(spell: Spell, known: Sequence[Shift], zone: tzinfo) -> Spell:
    """The shift after one."""
    last_moment = max(spell.start, spell.end - timedelta(milliseconds=1))
    return next_spell(known, last_moment, zone)


def _duty(v: Sequence[Any]) -> DutyRow:
    return DutyRow(v[0], date.fromisoformat(v[1]), v[2], Post(v[3]), v[4], v[5], bool(v[6]))


def _note(v: Sequence[Any]) -> NoteRow:
    return NoteRow(v[0], v[1], v[2], v[3], v[4], from_millis(v[5]), v[6], instant(v[7]), v[8], bool(v[9]))


def _hand_over(v: Sequence[Any]) -> HandOverRow:
    counts = json.loads(v[8]).get("counts", {})
    return HandOverRow(
        v[0], v[1], date.fromisoformat(v[2]), v[3], from_millis(v[4]), v[5], v[6], v[7], counts, instant(v[9]), v[10]
    )  # fmt: skip
