"""Search and the cost of keeping its index, against bare SQLite doing the same and no more.

The floor of a search is the bare ``MATCH`` statement on the same index, prepared by hand. The floor of a saved document
is the bare row of its text. Both sides run in one process, turn by turn, and each gives its median.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median

from models.store.search import SearchIndex
from models.store.search_documents import CASES, Document
from models.store.search_hits import snippets
from tests.bench.figures import Figure

_FAULTS = re.findall(
    "....", "电梯停运厨房漏水楼道没灯门禁失灵水管爆裂深夜噪音垃圾未清车位被占暖气不热外墙脱落"
)
_WORDS = re.findall(
    "[a-z]+", "elevator stuck leaking kitchen ceiling noise upstairs parking blocked heating light door"
)
_REST = "请尽快派人处理物业师傅来过一次没有解决问题家里有老人小孩出行不便已经多次反映希望给个答复谢谢"
_SURNAMES = "陈李王张刘杨黄赵周吴徐孙马朱胡郭何高林罗"
_GIVEN = "建国志强秀英桂芳晓明海燕文静国庆丽华伟军敏勇"
_FTS = "SELECT rowid FROM case_index WHERE case_index MATCH ? AND rowid < 9999999999 ORDER BY rowid DESC LIMIT 50"

# What is typed, and the expression that a hand would write for it; without one there is no bare statement for it.
_QUERIES = (
    ("one character", "水", '"水"'),
    ("two characters", "漏水", '"漏水"'),
    ("four characters", "厨房漏水", '"厨房" AND "房漏" AND "漏水"'),
    ("two words", "老人 电梯", '"老人" AND "电梯"'),
    ("English word, still being typed", "elevat", '"elevat"*'),
    ("two letters", "el", '"el"*'),
    ("unit", "3-1502", '"31502"*'),
    ("phone tail", "5678", '"~8765"* OR "5678"*'),
    ("initials of a name", "cjg", '"cjg"* OR "^cjg"*'),
    ("no such thing", "龙卷风", '"龙卷" AND "卷风"'),
)


def text_of(number: int, random: Random) -> tuple[str, str]:
    """A complaint of some 120 characters and the name of who complained."""
    rest = "".join(random.sample(_REST, 30))
    body = (
        f"{2501 + number % 24}-{number:06d} {random.randint(1, 9)}-{random.randint(1, 30)}{random.randint(1, 4):02d}"
        f" 1{random.randint(30, 99)}{random.randint(0, 99_999_999):08d} {random.choice(_FAULTS)}，{rest}。"
        f" {' '.join(random.sample(_WORDS, 6))}"
    )
    return body, random.choice(_SURNAMES) + "".join(random.sample(_GIVEN, 2))


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def _pair(what: str, ours: Callable[[], object], floor: Callable[[], object], times: int = 15) -> Figure:
    pairs = [(_timed(ours), _timed(floor)) for _ in range(times)]
    return Figure(what, median(pair[0] for pair in pairs), median(pair[1] for pair in pairs))


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = full")
    return connection


def _fill(path: Path, texts: list[tuple[str, str]]) -> tuple[Figure, float]:
    """Fill a store; the time of one document against its bare row, and the bytes of its index."""
    bare = _open(path.with_suffix(".bare"))
    bare.execute("CREATE TABLE case_text (id INTEGER PRIMARY KEY, body TEXT NOT NULL, names TEXT NOT NULL)")
    bare.execute("BEGIN")
    rows = ((ident, *text) for ident, text in enumerate(texts, 1))
    floor = _timed(lambda: bare.executemany("INSERT INTO case_text VALUES (?, ?, ?)", rows))
    bare.execute("COMMIT")
    connection = _open(path)
    index = SearchIndex(connection.execute, CASES)
    index.create()
    connection.execute("BEGIN")
    made = (Document.of(ident, body, [name]) for ident, (body, name) in enumerate(texts, 1))
    ours = _timed(lambda: index.put_many(made))
    connection.execute("COMMIT")
    pages = [each.execute("PRAGMA page_count").fetchone()[0] for each in (connection, bare)]
    connection.close()
    bare.close()
    figure = Figure("import, one document", ours / len(texts), floor / len(texts))
    return figure, (pages[0] - pages[1]) * 4096 / len(texts)


def _searches(connection: sqlite3.Connection) -> list[Figure]:
    index = SearchIndex(connection.execute, CASES)
    figures = []
    for what, typed, expression in _QUERIES:
        figures.append(
            _pair(
                f"first page: {what}",
                lambda typed=typed: index.ids(typed),  # type: ignore[misc]
                lambda expression=expression: connection.execute(_FTS, (expression,)).fetchall(),  # type: ignore[misc]
            )
        )
    count = "SELECT count(*) FROM (SELECT 1 FROM case_index WHERE case_index MATCH ? LIMIT 1000)"
    figures.append(
        _pair(
            "count to 1,000+",
            lambda: index.count("漏水"),
            lambda: connection.execute(count, ('"漏水"',)).fetchone(),
        )
    )
    return figures


def _saving(connection: sqlite3.Connection, texts: list[tuple[str, str]]) -> Figure:
    index = SearchIndex(connection.execute, CASES)
    connection.execute("CREATE TABLE IF NOT EXISTS bare_text (id INTEGER PRIMARY KEY, body TEXT, names TEXT)")
    ids = iter(range(10_000_001, 11_000_000))

    def save(write: Callable[[int, str, str], object]) -> None:
        ident = next(ids)
        connection.execute("BEGIN IMMEDIATE")
        write(ident, *texts[ident % len(texts)])
        connection.execute("COMMIT")

    insert = "INSERT INTO bare_text VALUES (?, ?, ?)"
    return _pair(
        "durable save of a document",
        lambda: save(lambda ident, body, name: index.put(ident, body, [name])),
        lambda: save(lambda *row: connection.execute(insert, row)),
        times=100,
    )


def bench(n: int = 100_000) -> list[Figure]:
    """The figures at ``n`` documents."""
    random = Random(7)
    texts = [text_of(number, random) for number in range(n)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search.db"
        filled, _ = _fill(path, texts)
        with closing(
            _open(path)
        ) as connection:  # the connection that loaded an index commits slowly ever after
            figures = [filled, *_searches(connection), _saving(connection, texts)]
            index = SearchIndex(connection.execute, CASES)
            page = [text for ident in index.ids("厨房漏水") if (text := index.text(ident))]
            lit = _pair(
                "snippets of a page (floor: cutting the beginnings)",
                lambda: [snippets("厨房漏水", *text) for text in page],
                lambda: [body[:48] for body, _ in page],
            )
    return [*figures, lit]
