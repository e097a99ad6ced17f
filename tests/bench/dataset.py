"""A large store, made with bare inserts: 100,000 cases in seconds, the same ones every time."""

from __future__ import annotations

from pathlib import Path
from random import Random

from models.core.clock import to_millis
from models.store.database import Store
from models.store.search import SearchIndex
from models.store.search_documents import CASES, Document
from tests import factories

PLACES = 2_000
OPEN_SHARE = 0.02
DAY = 86_400_000
_COLUMNS = (
    "id", "reference", "kind", "channel", "status", "received_at", "recorded_at", "handler_id", "place_id", "title",
    "words", "category", "severity", "step", "steps", "next_due_at", "closed_at", "policy_version_id",
)  # fmt: skip
_TEXTS = (
    "厨房天花板漏水，滴到灶台上，昨天晚上开始的", "电梯又停了，老人下不了楼", "楼道灯坏了三天没人修",
    "地库污水返水，味道很大",
    "Water drips from the kitchen ceiling", "The lift has stopped again", "Noise from upstairs every evening",
    "The parking space is taken by a stranger", "暖气不热，屋里只有十四度", "门禁卡刷不开，带着孩子被关在外面",
)  # fmt: skip
BUILDINGS = 50
_CATEGORIES = ("leak", "lift", "power", "drain", "noise", "parking", "heating", "security", "fees", "service")


# What hangs on the cases, made of their ids: the same each time, and nowhere alike from one case to the next.
_LIVED = (
    f"""UPDATE complaint SET status = 'closed', closed_at = received_at + {DAY}, step = 0, steps = 'dddddddd',
    next_due_at = NULL
    WHERE closed_at IS NULL AND received_at < (SELECT max(received_at) FROM complaint) - {60 * DAY}""",
    f"""UPDATE complaint SET building_id = :building + place_id % {BUILDINGS}, property_id = :root, place_kind = 'unit',
    resident_kind = CASE id % 3 WHEN 0 THEN 'tenant' ELSE 'owner' END, subcategory = category || '.other',
    cause = CASE id % 4 WHEN 0 THEN NULL WHEN 1 THEN 'wear' WHEN 2 THEN 'misuse' ELSE 'design' END,
    responsible = CASE id % 3 WHEN 0 THEN NULL ELSE 'own_staff' END, first_response_at = received_at + id % 40 * 60000,
    resolve_due_at = received_at + {DAY}, resolved_at = CASE WHEN closed_at IS NULL THEN NULL
        ELSE received_at + {DAY} - {DAY // 2} + id % 13 * {DAY // 24} END, reckoned_at = received_at,
    repeat_of_id = CASE WHEN id % 23 = 0 AND id > 40 THEN id - 40 END""",
    """INSERT INTO clock (complaint_id, name, started_at, warns_at, due_at, stopped_at, counted)
    SELECT id, 'first_response', received_at, received_at + 600000, received_at + 1800000, first_response_at,
        first_response_at - received_at FROM complaint""",
    """INSERT INTO clock (complaint_id, name, started_at, warns_at, due_at, stopped_at, counted)
    SELECT id, 'resolved', received_at, resolve_due_at - 3600000, resolve_due_at, resolved_at,
        resolved_at - received_at
        FROM complaint""",
    f"""INSERT INTO step_record (complaint_id, step, state, started_at, finished_at, due_at, facts)
    SELECT c.id, s.n, CASE WHEN c.closed_at IS NULL AND s.n = 3 THEN 'c' ELSE 'd' END,
        c.received_at + s.n * {DAY // 12}, CASE WHEN c.closed_at IS NULL AND s.n = 3 THEN NULL ELSE
        c.received_at + (s.n + 1) * {DAY // 12} END,
        c.received_at + s.n * {DAY // 12} + {DAY // 10} - c.id % 7 * 600000,
        '{{}}' FROM complaint c JOIN (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3) s""",
    f"""INSERT INTO follow_up (complaint_id, at, attempt, outcome, words)
    SELECT id, resolved_at + {DAY // 4}, 1, CASE id * 7919 % 20 WHEN 0 THEN 'dissatisfied' WHEN 1 THEN 'not_reached'
        WHEN 2 THEN 'declined' WHEN 3 THEN 'fairly_satisfied' ELSE 'satisfied' END,
        CASE WHEN id % 9 = 0 THEN '没再漏，谢谢师傅，电话 138 6021 7745' ELSE '' END
        FROM complaint WHERE resolved_at IS NOT NULL AND id % 5 <> 0""",
    f"""INSERT INTO work_order (reference, uid, kind, state, complaint_id, title, severity, skill, estimate_minutes,
        access, created_at, finished_at, first_time)
    SELECT 'W' || id, 'u' || id, 'repair', CASE WHEN closed_at IS NULL THEN 'ready' ELSE 'checked' END, id, title,
        severity, 'plumbing', 60, 'any_time', received_at + 600000,
        CASE WHEN closed_at IS NULL THEN NULL ELSE received_at + {DAY // 3} END, CASE WHEN closed_at IS NULL THEN NULL
        ELSE id % 11 <> 0 END FROM complaint WHERE id % 3 = 0""",
)


def big_store(
    folder: Path,
    cases: int,
    seed: int = 7,
    *,
    searched: bool = True,
    lived: bool = False,
    apart: int = 30_000,
) -> Store:
    """A set-up store with so many cases, one each ``apart`` milliseconds; ``searched`` ones are indexed for search.

    ``lived``: they have buildings, causes, due times, clocks, steps, follow-up calls and work orders, and none has been
    open for more than sixty days.
    """
    clock = factories.a_clock()
    store = factories.a_store(folder, clock)
    root = factories.an_estate(store, clock)
    handlers = [factories.a_staff_member(store, clock, login=f"desk{n}") for n in range(4)]
    chance = Random(seed)
    now = to_millis(clock.now())
    with store.writing():
        store.execute_many(
            "INSERT INTO place (id, parent_id, property_id, kind, code, label, lookup, path, line) "
            "VALUES (?, ?, ?, 'unit', ?, ?, ?, ?, ?)",
            [
                (
                    root + n,
                    root,
                    root,
                    f"{n:04d}",
                    f"3-{n:04d}",
                    f"3{n:04d}",
                    f"/{root}/{root + n}/",
                    f"3/{n % 40:02d}",
                )
                for n in range(1, PLACES + 1)
            ],
        )
    rows, documents = [], []
    for ident in range(1, cases + 1):
        text = chance.choice(_TEXTS)
        is_open = chance.random() < OPEN_SHARE
        received = now - (cases - ident) * apart
        rows.append(
            (
                ident, f"{2000 + ident // 9000}-{ident:06d}", "complaint", "phone", "open" if is_open else "closed",
                received, received, chance.choice(handlers), root + chance.randint(1, PLACES), text, text,
                chance.choice(_CATEGORIES), f"s{chance.randint(1, 4)}", 3 if is_open else 0,
                "ddclllll" if is_open else "dddddddd", now + chance.randint(-DAY, 5 * DAY) if is_open else None,
                None if is_open else received + DAY, 1,
            )
        )  # fmt: skip
        if searched:
            documents.append(Document.of(ident, f"{rows[-1][1]}\n{text} {chance.randint(1000, 9999)}"))
    with store.writing():
        marks = ",".join("?" * len(_COLUMNS))
        store.execute_many(f"INSERT INTO complaint ({','.join(_COLUMNS)}) VALUES ({marks})", rows)
    index = SearchIndex(store.execute, CASES)
    with store.writing():
        index.put_many(documents)
    if lived:
        _live(store, root)
    store.reconnect()
    with store.writing():
        store.execute("ANALYZE")
    return store


def _live(store: Store, root: int) -> None:
    """Give the cases what hangs on them, and the homes their buildings and people."""
    first = root + PLACES + 1
    with store.writing():
        store.execute_many(
            "INSERT INTO place (id, parent_id, property_id, kind, code, label, lookup, path) "
            "VALUES (?, ?, ?, 'building', ?, ?, ?, ?)",
            [
                (first + n, root, root, f"b{n}", f"{n + 1}号楼", f"b{n}", f"/{root}/{first + n}/")
                for n in range(BUILDINGS)
            ],
        )
        store.execute(
            f"""UPDATE place SET path = '/{root}/' || ({first} + id % {BUILDINGS}) || '/' || id || '/'
            WHERE kind = 'unit'"""
        )
        store.execute(
            "INSERT INTO resident (name, created_at) SELECT '住户' || id, 0 FROM place WHERE kind = 'unit'"
        )
        store.execute(
            "INSERT INTO residency (resident_id, place_id, kind) SELECT r.id, p.id, 'owner' FROM resident r "
            "JOIN place p ON r.name = '住户' || p.id"
        )
        for statement in _LIVED:
            values = {"building": first, "root": root} if ":root" in statement else {}
            store.execute(statement, values)
