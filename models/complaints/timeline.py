"""Lines of a case's timeline, and the search text that follows them."""

from __future__ import annotations

from datetime import datetime

from models.complaints.tables import Event
from models.core.work import Work
from models.handling.steps import STEPS
from models.store.database import Store
from models.store.search import SearchIndex
from models.store.search_documents import CASES


def add_event(
    work: Work,
    complaint_id: int,
    kind: str,
    *,
    at: datetime | None = None,
    step: int | None = None,
    text: str = "",
    **facts: object,
) -> int:
    """Append a line. ``facts`` are codes, ids and numbers; ``text`` is what a person wrote.

    ``at`` is for what was so earlier and is noted only now.
    """
    work.touch("case", complaint_id)
    return work.insert(
        Event,
        complaint_id=complaint_id,
        at=at or work.now,
        staff_id=work.actor.staff_id,
        kind=kind,
        step=step,
        text=text,
        facts=facts or None,
    )


# Everything that people wrote about a case, oldest first. One statement, so that the index sees one moment.
_TEXTS = """
SELECT reference || char(10) || title || char(10) || words || char(10) || asks_for || char(10) || where_text
       || char(10) || happened_text || char(10) || caller_phone || char(10) || cause_text || char(10) || lessons
       FROM complaint WHERE id = :id
UNION ALL SELECT p.label FROM place p JOIN complaint c ON c.place_id = p.id WHERE c.id = :id
UNION ALL SELECT k.value FROM contact_point k JOIN complaint c ON c.resident_id = k.resident_id WHERE c.id = :id
UNION ALL SELECT t.zh || char(10) || t.en FROM category t
       JOIN complaint c ON t.code IN (c.category, c.subcategory) WHERE c.id = :id
UNION ALL SELECT COALESCE(p.label, '') || char(10) || y.phone || char(10) || y.words FROM party y
       LEFT JOIN place p ON p.id = y.place_id WHERE y.complaint_id = :id
UNION ALL SELECT o.text || char(10) || o.doer || char(10) || o.resources FROM offer o
       JOIN proposal q ON q.id = o.proposal_id WHERE q.complaint_id = :id
UNION ALL SELECT summary || char(10) || answer_text FROM proposal WHERE complaint_id = :id
UNION ALL SELECT text FROM remedy WHERE complaint_id = :id
UNION ALL SELECT text FROM promise WHERE complaint_id = :id
UNION ALL SELECT summary FROM contact WHERE complaint_id = :id
UNION ALL SELECT words FROM follow_up WHERE complaint_id = :id
UNION ALL SELECT reference || char(10) || title || char(10) || text || char(10) || where_text || char(10) || words
       || char(10) || contact_phone || char(10) || parts_text || char(10) || access_note || char(10) || closing_reason
       FROM work_order WHERE complaint_id = :id
UNION ALL SELECT k.number || char(10) || k.text FROM order_cost k
       JOIN work_order o ON o.id = k.work_order_id WHERE o.complaint_id = :id
UNION ALL SELECT note || char(10) || name FROM attachment WHERE complaint_id = :id
UNION ALL SELECT text FROM event WHERE complaint_id = :id
UNION ALL SELECT j.value FROM step_record s, json_tree(s.facts) j WHERE s.complaint_id = :id AND j.type = 'text'
       AND (j.path || '.' || j.key IN ({texts}) OR j.path IN ({lists}))
"""
# Of the facts of the steps only what somebody wrote: codes are no words.
_SHAPES = [(f"'$.{fact.name}'", fact.shape) for step in STEPS for fact in step.facts]
_TEXTS = _TEXTS.format(
    texts=", ".join(path for path, shape in _SHAPES if shape == "text"),
    lists=", ".join(path for path, shape in _SHAPES if shape == "texts"),
)
_NAMES = """
SELECT r.name FROM resident r JOIN complaint c ON c.resident_id = r.id WHERE c.id = :id
UNION ALL SELECT caller_name FROM complaint WHERE id = :id AND caller_name <> ''
UNION ALL SELECT contact_name FROM work_order WHERE complaint_id = :id AND contact_name <> ''
UNION ALL SELECT COALESCE(r.name, y.name) FROM party y LEFT JOIN resident r ON r.id = y.resident_id
       WHERE y.complaint_id = :id
"""


def case_text(store: Store, complaint_id: int) -> tuple[str, tuple[str, ...]]:
    """What the search index should know of a case: its text, and the names in it."""
    key = {"id": complaint_id}
    pieces = [str(row[0]).strip() for row in store.execute(_TEXTS, key) if row[0]]
    names = [str(row[0]) for row in store.execute(_NAMES, key) if row[0]]
    return "\n".join(dict.fromkeys(piece for piece in pieces if piece)), tuple(dict.fromkeys(names))


def reindex(work: Work, complaint_id: int) -> None:
    """Bring the search index up to date with a case, in the transaction that changed it."""
    body, names = case_text(work.store, complaint_id)
    SearchIndex(work.store.execute, CASES).put(complaint_id, body, names)
