"""Lists: pages when wanted, rows painted at once, keys that move and mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.widgets.helpers import focus, shown
from ui.theme import ThemeHolder
from ui.theme.current import theme
from ui.widgets.lists import (
    PAD,
    ROW_ROLE,
    SORT_ROLE,
    Column,
    ListRow,
    PagedModel,
    RowDelegate,
    RowState,
    RowView,
)

COLUMNS = (
    Column("ref", "Reference", 80, group="Case"),
    Column("title", "What happened", 100, stretch=True, group="Case"),
    Column("due", "Next due", 90, align="right", group="Clock"),
)


def row(number: int) -> ListRow:
    return ListRow((f"2611-{number:04}", f"Leak {number}", "16:50"), f"case {number}", number, sort=(number,))


def group(words: str) -> ListRow:
    return ListRow(("", "2", "overdue"), None, words, words)


class Source:
    """Answers what a model asks, from rows in memory."""

    def __init__(self, model: PagedModel, count: int, page: int = 64) -> None:
        self.model, self.count, self.page = model, count, page
        self.asked: list[object] = []
        model.more_wanted.connect(self.more)

    def more(self, last: object) -> None:
        start = last.key + 1 if isinstance(last, ListRow) and isinstance(last.key, int) else 0
        self.asked.append(start)
        rows = [row(number) for number in range(start, min(self.count, start + self.page))]
        self.model.append(rows, start + self.page >= self.count)

    def begin(self) -> None:
        rows = [row(number) for number in range(min(self.count, self.page))]
        self.model.replace_all(rows, self.page >= self.count)


@pytest.fixture
def model(qtbot: QtBot) -> PagedModel:
    return PagedModel(COLUMNS)


@pytest.fixture
def view(qtbot: QtBot, model: PagedModel) -> RowView:
    made = RowView(model)
    shown(qtbot, made, width=600, height=400)
    return made


def test_rows_come_by_pages_until_done(model: PagedModel) -> None:
    source = Source(model, 150)
    source.begin()
    assert (model.rowCount(), source.asked) == (64, [])
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 150
    assert source.asked == [64, 128]
    assert model.is_done


def test_nothing_is_asked_twice(model: PagedModel) -> None:
    asked: list[object] = []
    model.more_wanted.connect(asked.append)
    model.replace_all([row(1)], False)
    for _ in range(3):
        model.fetchMore(QModelIndex())
    assert asked == [row(1)]


def test_answers_to_older_questions_are_thrown_away(model: PagedModel) -> None:
    old = model.replace_all([], False)
    new = model.replace_all([], False)
    model.append([row(1)], True, old)
    assert model.rowCount() == 0
    model.append([row(2)], True, new)
    assert model.row_at(0) == row(2)


def test_what_a_narrow_list_leaves_out_shifts_nothing(qapp: QApplication) -> None:
    narrow = PagedModel(COLUMNS, cells=("title", "ref", "due"))
    narrow.replace_all([ListRow(("Leak", "2611-0001", "16:50"), "case", 1)], True)
    assert [narrow.index(0, at).data() for at in range(3)] == ["2611-0001", "Leak", "16:50"]
    narrow.set_columns([COLUMNS[0], COLUMNS[2]])
    assert [narrow.index(0, at).data() for at in range(2)] == ["2611-0001", "16:50"]


def test_cells_are_what_was_given(model: PagedModel) -> None:
    model.replace_all([group("Overdue"), row(7)], True)
    index = model.index(1, 1)
    assert index.data() == "Leak 7"
    assert index.data(ROW_ROLE) == "case 7"
    assert model.index(1, 0).data(SORT_ROLE) == 7
    assert model.index(0, 0).data() == "Overdue"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Next due"


def test_a_row_is_replaced_where_it_stands(model: PagedModel) -> None:
    model.replace_all([row(1), row(2)], True)
    changed = ListRow(("x", "y", "z"), "new", 2)
    assert model.replace(2, changed)
    assert model.row_at(1) == changed
    assert not model.replace(9, changed)


@given(counts=st.lists(st.integers(0, 90), max_size=6))
def test_every_key_is_found_where_it_is(qapp: QApplication, counts: list[int]) -> None:
    model = PagedModel(COLUMNS)
    number = 0
    for count in counts:
        model.append([row(n) for n in range(number, number + count)], False)
        number += count
    assert [model.index_of(key) for key in range(number)] == list(range(number))
    assert model.index_of(number) == -1


def test_the_view_asks_ahead_of_the_end(qtbot: QtBot, model: PagedModel, view: RowView) -> None:
    source = Source(model, 300)
    source.begin()
    assert source.asked == []
    QApplication.processEvents()
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2 + 400)
    assert source.asked == [64]


def test_a_short_first_page_is_filled_up(model: PagedModel, view: RowView) -> None:
    source = Source(model, 100, page=5)
    source.begin()
    assert model.rowCount() >= 12
    assert len(source.asked) >= 2


def test_enter_opens_and_space_marks(qtbot: QtBot, model: PagedModel, view: RowView) -> None:
    model.replace_all([row(1), row(2), row(3)], True)
    focus(view)
    view.select_first()
    QTest.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.activated_row) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["case 2"]
    with qtbot.waitSignal(view.marks_changed) as marked:
        QTest.keyClick(view, Qt.Key.Key_Space)
    assert marked.args == [[2]]
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.marks() == ()


def test_the_chosen_row_is_told(qtbot: QtBot, model: PagedModel, view: RowView) -> None:
    heard: list[object] = []
    view.current_row.connect(heard.append)
    model.replace_all([row(1), row(2)], True)
    focus(view)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert heard == ["case 1", "case 2"]


def test_a_list_that_gets_the_keys_has_a_chosen_row(qtbot: QtBot, model: PagedModel) -> None:
    other, view = RowView(PagedModel(COLUMNS)), RowView(model)
    shown(qtbot, other, view, width=600, height=400)
    model.replace_all([group("Overdue"), row(1), row(2)], True)
    assert view.current() is None
    focus(view)
    current = view.current()
    assert current is not None
    assert current.key == 1
    assert view.selectionModel().isRowSelected(1, QModelIndex())


def test_headings_are_stepped_over(model: PagedModel, view: RowView) -> None:
    model.replace_all([group("Overdue"), row(1), group("Later"), row(2), row(3)], True)
    focus(view)
    current = view.current()
    assert current is not None
    assert current.key == 1
    seen = []
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_Up,
        Qt.Key.Key_Up,
        Qt.Key.Key_End,
    ):
        QTest.keyClick(view, key)
        current = view.current()
        assert current is not None
        seen.append(current.key)
    assert seen == [2, 3, 2, 1, 1, 3]
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    current = view.current()
    assert current is not None
    assert current.key == 3


def test_headings_are_lower_and_cannot_be_chosen(model: PagedModel, view: RowView) -> None:
    model.replace_all([group("Overdue"), row(1)], True)
    assert (view.rowHeight(0), view.rowHeight(1)) == (29, 32)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 10))
    current = view.current()
    assert current is None or current.key == 1


def test_a_refresh_keeps_the_chosen_row(model: PagedModel, view: RowView) -> None:
    model.replace_all([row(1), row(2)], True)
    view.select_key(2)
    model.replace_all([row(0), row(1), row(2)], True)
    current = view.current()
    assert current is not None
    assert current.key == 2
    assert view.currentIndex().row() == 2


def test_when_the_chosen_row_has_gone_the_next_one_is_chosen(model: PagedModel, view: RowView) -> None:
    model.replace_all([group("Overdue"), row(1), row(2), row(3)], True)
    view.select_key(2)
    model.replace_all([group("Overdue"), row(1), row(3)], True)
    current = view.current()
    assert current is not None
    assert current.key == 3
    model.replace_all([group("Overdue"), row(1)], True)
    current = view.current()
    assert current is not None
    assert current.key == 1
    model.replace_all([], True)
    assert view.current() is None


def test_a_key_that_comes_later_is_chosen_when_it_comes(model: PagedModel, view: RowView) -> None:
    model.replace_all([], False)
    assert not view.select_key(5)
    model.append([row(4)], False)
    assert view.current() is None
    model.append([row(5)], True)
    current = view.current()
    assert current is not None
    assert current.key == 5


def test_a_click_on_a_title_sorts_and_turns_round(qtbot: QtBot, model: PagedModel, view: RowView) -> None:
    heard: list[tuple[str, bool]] = []
    view.sort_wanted.connect(lambda key, descending: heard.append((key, descending)))
    place = QPoint(view.head.sectionViewportPosition(2) + 20, view.head.height() - 10)
    for _ in range(2):
        QTest.mouseClick(view.head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == [("due", False), ("due", True)]


def test_stretching_columns_take_what_is_left(qtbot: QtBot, model: PagedModel, view: RowView) -> None:
    left, width = view.cell_span("title")
    assert left == PAD + 80
    assert width == view.viewport().width() - 2 * PAD - 80 - 90 - 12
    assert view.cell_span("nothing") == (0, 0)


def test_two_tiers_only_with_groups(qtbot: QtBot, view: RowView) -> None:
    plain = RowView(PagedModel([Column("a", "A", 50)]))
    assert plain.head.sizeHint().height() < view.head.sizeHint().height()


class Recording(RowDelegate):
    """Remembers what it was asked to paint."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[object, RowState]] = []

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        self.seen.append((row.key, state))


def test_only_rows_in_sight_are_painted_once_each(qtbot: QtBot, model: PagedModel) -> None:
    delegate = Recording()
    view = RowView(model, delegate)
    shown(qtbot, view, width=600, height=400)
    model.replace_all([row(n) for n in range(500)], True)
    view.select_key(1)
    focus(view)
    delegate.seen.clear()
    view.grab()
    keys = [key for key, _ in delegate.seen]
    assert keys == list(range(len(keys)))
    assert 8 <= len(keys) <= 14
    states = dict(delegate.seen)
    assert states[1].selected
    assert states[1].active
    assert not states[0].selected


def test_the_selected_row_is_tinted_and_sunken_when_the_pane_is_left(
    qtbot: QtBot, model: PagedModel, holder: ThemeHolder
) -> None:
    view, other = RowView(model), RowView(PagedModel(COLUMNS))
    shown(qtbot, view, other, width=600, height=500)
    model.replace_all([row(1), row(2)], True)
    view.select_key(1)
    focus(view)
    spot = QPoint(view.viewport().width() - 20, 10)
    assert view.viewport().grab().toImage().pixelColor(spot).name() == theme().hex("selected").lower()
    focus(other)
    assert view.viewport().grab().toImage().pixelColor(spot).name() == theme().hex("sunken").lower()
    holder.set("dark", 1.25)
    assert view.rowHeight(0) == 40


def test_the_list_leaves_the_input_method_alone(qtbot: QtBot, model: PagedModel, view: RowView) -> None:
    model.replace_all([row(1)], True)
    focus(view)
    view.select_first()
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
