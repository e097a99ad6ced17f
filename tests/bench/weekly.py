"""The summary of a week as a PDF, both languages, against the same statements and the same pages by hand.

The floor runs the very statements with sqlite3 alone and draws the very strings, lines and shapes with reportlab alone:
it chooses nothing, measures nothing, breaks no line. Then the same at a million cases against a hundred thousand, and
the longest stall of the window while the summary is made and shown.

A million cases lie in twenty years, a thousand a week. How it grows when there are more cases in the same time is told
beside it: ten times as many a week, 100,000 cases in two years against 10,000. ``REDRESS_WEEKLY_DENSE=1000000`` puts a
million into these two years instead, against 100,000.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from models.core.permissions import Role
from models.core.session import Session
from models.store.database import Store
from models.summaries.gathering import last_week, summary
from models.summaries.kinds import Summary
from reports.documents.weekly_summary import weekly_summary
from reports.layout.fonts import ready
from reports.layout.paper import A4
from reports.render import to_bytes
from resources.texts import load
from tests import factories
from tests.bench.dataset import big_store
from tests.bench.figures import Figure
from tests.bench.stalls import Heart, painting, turn
from tests.ui.helpers import open_desk
from ui.application import Rooms
from ui.pages import COUNTS, PAGES, PROVIDERS

CASES, MORE_CASES = 100_000, 1_000_000
APART = 600_000  # a case in ten minutes: a thousand a week
DENSE = 10_000  # in the same time as CASES
_SHAPES = (
    "line", "lines", "rect", "roundRect", "circle", "drawPath", "setFillColor", "setStrokeColor", "setLineWidth",
    "setDash", "translate", "saveState", "restoreState", "setLineCap", "setLineJoin",
)  # fmt: skip
Statement = tuple[str, Sequence[object]]
Stroke = tuple[int, str, tuple[Any, ...], dict[str, Any]]


@contextmanager
def _asked(store: Store, heard: list[Statement]) -> Iterator[None]:
    """Note every statement meanwhile."""
    plain = store.database.execute_sql

    def listen(statement: str, params: Any = None, *more: Any) -> Any:
        heard.append((statement, params if params is not None else ()))
        return plain(statement, params, *more)

    store.database.execute_sql = listen
    try:
        yield
    finally:
        del store.database.execute_sql


@contextmanager
def _drawn(heard: list[Stroke]) -> Iterator[None]:
    """Note every stroke and every string that is drawn meanwhile."""
    kept: dict[str, Any] = {name: getattr(Canvas, name) for name in _SHAPES}
    text_out = PDFTextObject.textOut

    def listener(name: str) -> Callable[..., Any]:
        def listen(self: Any, *args: Any, **kwargs: Any) -> Any:
            heard.append((self.getPageNumber(), name, args, kwargs))
            return kept[name](self, *args, **kwargs)

        return listen

    def say(self: Any, text: str) -> None:
        at = (self._x, self._y, self._fontname, self._fontsize, self._fillColorObj, text)
        heard.append((self._canvas.getPageNumber(), "text", at, {}))
        text_out(self, text)

    for name in _SHAPES:
        setattr(Canvas, name, listener(name))
    PDFTextObject.textOut = say
    try:
        yield
    finally:
        for name, method in kept.items():
            setattr(Canvas, name, method)
        PDFTextObject.textOut = text_out


def _print(found: Summary) -> bytes:
    return to_bytes(weekly_summary(found, [load("zh_CN"), load("en")]))


def _bare_pages(strokes: Sequence[Stroke]) -> bytes:
    """The same strokes and strings with reportlab alone."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1, pageCompression=1)
    page = 1
    for number, name, args, kwargs in strokes:
        while page < number:
            canvas.showPage()
            page += 1
        if name == "text":
            x, y, font, size, colour, text = args
            canvas.setFont(font, size)
            canvas.setFillColor(colour)
            canvas.drawString(x, y, text)
        else:
            getattr(canvas, name)(*args, **kwargs)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _bare_statements(bare: sqlite3.Connection, statements: Sequence[Statement]) -> None:
    for statement, params in statements:
        bare.execute(statement, params).fetchall()


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def _whole(session: Session) -> bytes:
    return _print(summary(session, last_week(session)))


def _against_bare(session: Session, times: int) -> tuple[list[Figure], float]:
    """Ours and the floor turn by turn, in whole and in their two halves; and the median of ours."""
    statements: list[Statement] = []
    with _asked(session.store, statements):
        found = summary(session, last_week(session))
    strokes: list[Stroke] = []
    with _drawn(strokes):
        _print(found)
    strokes.sort(key=lambda stroke: stroke[0])
    read, drawn, bare_read, bare_drawn = list[float](), list[float](), list[float](), list[float]()
    with closing(sqlite3.connect(session.store.path)) as bare:
        for _ in range(times):
            read.append(_timed(lambda: summary(session, last_week(session))))
            drawn.append(_timed(lambda: _print(found)))
            bare_read.append(_timed(lambda: _bare_statements(bare, statements)))
            bare_drawn.append(_timed(lambda: _bare_pages(strokes)))
    whole = median(a + b for a, b in zip(read, drawn, strict=True))
    floor = median(a + b for a, b in zip(bare_read, bare_drawn, strict=True))
    return [
        Figure("the weekly PDF at 100,000 cases, both languages", whole, floor),
        Figure("  of it reading", median(read), median(bare_read)),
        Figure("  of it setting and drawing", median(drawn), median(bare_drawn)),
    ], whole


def _stall(folder: Path, session: Session) -> Figure:
    """The longest time for which the window stood still while the summary was made and shown, against a repaint."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert app is not None
    desk = open_desk(
        folder, factories.a_clock(), Rooms(PAGES, PROVIDERS, COUNTS), staff_id=session.actor.staff_id, language="en"
    )  # fmt: skip
    heart, weeks = Heart(), iter(("2026-W46", "2026-W45", "2026-W44"))

    def show() -> None:  # each time another week: what is in sight already is not made anew
        desk.context.navigation.navigate("report", kind="weekly", period=next(weeks), ids=())
        turn(20)
        desk.context.jobs.wait_idle()

    try:
        desk.settle()
        show()
        desk.settle()
        stall = heart.watch(show)
        desk.settle()
        return Figure("the longest stall while it is made and shown", stall, painting(desk.window))
    finally:
        desk.close()


def bench(cases: int = CASES, more: int = MORE_CASES, times: int = 7) -> list[Figure]:
    """The figures; the fonts are loaded beforehand. At a million cases the floor is our own time at 100,000."""
    ready()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        session = _session(folder / "some", cases)
        figures, some = _against_bare(session, times)
        session.store.disconnect()
        figures.append(_stall(folder / "some", session))
        dense = int(os.environ.get("REDRESS_WEEKLY_DENSE", str(DENSE)))
        figures.append(_dense(folder / "dense", cases, dense, some, max(3, times // 2)))
        if more:
            larger = _session(folder / "many", more)
            many = median(_timed(lambda: _whole(larger)) for _ in range(max(3, times // 2)))
            larger.store.disconnect()
            figures.append(Figure("the weekly PDF at 1,000,000 cases, against 100,000", many, some))
    return figures


def _dense(folder: Path, cases: int, dense: int, some: float, times: int) -> Figure:
    """So many cases in the same time, the more against the fewer; ``some`` is the time at ``cases``."""
    session = _session(folder, dense, APART * cases // dense)
    other = median(_timed(lambda: _whole(session)) for _ in range(times))
    session.store.disconnect()
    (fewer, least), (more, most) = sorted([(cases, some), (dense, other)])
    return Figure(f"the weekly PDF at {more:,} cases, against {fewer:,} in the same time", most, least)


def _session(folder: Path, cases: int, apart: int = APART) -> Session:
    store = big_store(folder, cases, searched=False, lived=True, apart=apart)
    return factories.a_session(store, factories.a_clock(), Role.ADMINISTRATOR)
