"""Orders that go with their case when it is merged, and come back with it. Inside a running action."""

from __future__ import annotations

from collections.abc import Iterable

from models.complaints.tables import Attachment
from models.core.work import Work
from models.repairs.tables import WorkOrder
from models.repairs.telling import note, order_of

_FOR_REMEDIES = """SELECT o.id FROM work_order o JOIN remedy r ON r.id = o.remedy_id
    WHERE o.complaint_id = ? AND r.complaint_id = ? AND o.part_of_id IS NULL AND o.return_of_id IS NULL"""
_ASTRAY = """SELECT o.id FROM work_order o JOIN remedy r ON r.id = o.remedy_id
    WHERE o.complaint_id IN (?, ?) AND r.complaint_id <> o.complaint_id ORDER BY o.id"""
_OFFSPRING = "SELECT id FROM work_order WHERE complaint_id = ? AND (part_of_id = ? OR return_of_id = ?)"


def carry_orders(work: Work, source: int, target: int, reference: str) -> list[int]:
    """All orders of a case belong to another one from now on, with their files; returns their ids."""
    ids = [
        row[0]
        for row in work.store.rows("SELECT id FROM work_order WHERE complaint_id = ? ORDER BY id", (source,))
    ]
    for one in ids:
        _move(work, one, target, "case_merged", reference)
    return ids


def bring_orders_back(work: Work, ids: Iterable[int], source: int, target: int, reference: str) -> None:
    """These orders, and what was split from them or came back to them since, go back from ``source`` to ``target``.

    So do those that were made since for a remedy that has gone back already. An order whose remedy is the other case's
    in the end carries out none: no case pays for another one's.
    """
    todo, seen = list(ids), set[int]()
    todo.extend(row[0] for row in work.store.rows(_FOR_REMEDIES, (source, target)))
    while todo:
        one = todo.pop()
        if one in seen or order_of(work, one).complaint_id != source:
            continue
        seen.add(one)
        todo.extend(row[0] for row in work.store.rows(_OFFSPRING, (source, one, one)))
    for one in sorted(seen):
        _move(work, one, target, "case_unmerged", reference)
    for (one,) in work.store.rows(_ASTRAY, (source, target)):
        work.note(WorkOrder, one, remedy_id=None)
        note(work, order_of(work, one), "changed", fields=["remedy_id"])


def _move(work: Work, order_id: int, target: int, kind: str, reference: str) -> None:
    work.note(WorkOrder, order_id, complaint_id=target)
    for (file_id,) in work.store.rows("SELECT id FROM attachment WHERE work_order_id = ?", (order_id,)):
        work.note(Attachment, file_id, complaint_id=target)
    note(work, order_of(work, order_id), kind, reference=reference)
