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
_CATEGORIES = ("leak", "lift", "power", "drain", "noise", "parking", "heating", "security", "fees", "service")


def big_store(folder: Path, cases: int, seed: int = 7, *, searched: bool = True) -> Store:
    """A set-up store with so many cases; ``searched`` ones are indexed for search."""
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
        received = now - (cases - ident) * 30_000
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
    store.reconnect()
    with store.writing():
        store.execute("ANALYZE")
    return store
