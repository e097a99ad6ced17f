"""Reads of what comes after the work: follow-up, second look, appeal, repeats, merged cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.complaints.kinds import CaseDetail
from models.complaints.merged import survivor_of, survivor_reference
from models.complaints.queries import instant
from models.complaints.repeats import chain_of
from models.core.clock import from_millis
from models.handling.calling import handled_by
from models.handling.kinds import Afterwards, AppealRow, MergedRow
from models.handling.silence import is_silent
from models.store.database import Store

_CASE = """SELECT c.follow_up_owed, c.lapses_at, c.second_look_at, c.second_look_done_at, c.stage, c.chain,
    c.reviewed_at, COALESCE(r.name, ''), c.repeat_of_id, EXISTS (SELECT 1 FROM complaint n WHERE n.repeat_of_id = c.id)
    FROM complaint c LEFT JOIN staff r ON r.id = c.reviewed_by WHERE c.id = ?"""
_APPEALS = """SELECT a.id, a.row_version, a.complaint_id, a.stage, a.asked_at, COALESCE(b.name, ''), a.words,
    a.handler_id, COALESCE(h.name, ''), a.acknowledged_at, COALESCE(k.name, ''), a.extended_at, a.extended_reason,
    a.answered_at, COALESCE(w.name, ''), a.upheld, a.answer FROM appeal a LEFT JOIN staff b ON b.id = a.asked_by
    LEFT JOIN staff h ON h.id = a.handler_id LEFT JOIN staff k ON k.id = a.acknowledged_by
    LEFT JOIN staff w ON w.id = a.answered_by"""
_MERGED = """SELECT m.id, m.row_version, m.merged_id, c.reference, c.title, m.at, COALESCE(s.name, ''), m.reason
    FROM merge m JOIN complaint c ON c.id = m.merged_id LEFT JOIN staff s ON s.id = m.staff_id
    WHERE m.survivor_id = ? AND m.undone_at IS NULL ORDER BY m.id"""


def afterwards(store: Store, detail: CaseDetail) -> Afterwards:
    """What comes after the work of one case, in a fixed number of statements."""
    complaint_id = detail.row.id
    v = store.rows(_CASE, (complaint_id,))[0]
    found = store.rows(f"{_APPEALS} WHERE a.complaint_id = ? ORDER BY a.stage DESC LIMIT 1", (complaint_id,))
    survivor = survivor_of(store, complaint_id)
    return Afterwards(
        follow_up_owed=bool(v[0]),
        lapses_at=instant(v[1]),
        second_look_at=instant(v[2]),
        second_look_done_at=instant(v[3]),
        stage=v[4],
        chain_length=v[5],
        reviewed_at=instant(v[6]),
        reviewed_by=v[7],
        handlers=tuple(sorted(handled_by(store, complaint_id))),
        appeal=_appeal(found[0]) if found else None,
        chain=chain_of(store, complaint_id) if v[8] is not None or v[9] else (),
        merged=merged_into(store, complaint_id),
        survivor=survivor_reference(store, complaint_id) if survivor != complaint_id else "",
        survivor_id=survivor if survivor != complaint_id else None,
        silent=is_silent(store, complaint_id),
    )


def merged_into(store: Store, complaint_id: int) -> tuple[MergedRow, ...]:
    """The cases that were merged into this one, in the order in which that was done."""
    found = store.rows(_MERGED, (complaint_id,))
    return tuple(MergedRow(v[0], v[1], v[2], v[3], v[4], from_millis(v[5]), v[6], v[7]) for v in found)


def _appeal(v: Sequence[Any]) -> AppealRow:
    row = list(v)
    row[4] = from_millis(v[4])
    for index in (9, 11, 13):
        row[index] = instant(v[index])
    return AppealRow(*row)
