"""Parts by keyboard: found, added, counted, bought, lost, put aside; and what others may not."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from models.core.action import action
from models.core.permissions import Role
from models.core.session import Session
from models.core.work import Work
from models.options.drafts import save_draft
from models.repairs.actions import make
from models.stock import moving, queries
from models.stock.actions import bought
from models.stock.kinds import PartRow
from tests.ui import books
from tests.ui.books import as_owner, ask, line, visible, words
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.parts.conftest import ORDER, MakeParts
from ui.widgets.lists import RowView

rows = partial(books.rows, name="parts.list")
names = partial(books.names, name="parts.list")
choose = partial(books.choose, name="parts.list")


@action("test.book_part", needs=None)
def _book(work: Work, part_id: int, order_id: int, pieces: int) -> int:
    return moving.book(work, part_id, order_id, pieces)


def part(desk: DeskUnderTest, code: str) -> PartRow:
    found = ask(desk, lambda session: queries.part_by_code(session, code))
    assert isinstance(found, PartRow)
    return found


def test_short_ones_stand_first(parts: DeskUnderTest) -> None:
    assert names(parts) == ["PVC 管 50 mm", "水龙头阀芯", "LED 灯管 1.2 m", "电梯门轮", "门吸"]
    row = rows(parts).paged.row_at(0)
    assert row is not None
    assert row.cells[1:4] == ("6 m", "10", "不足")


def test_found_by_name_or_code_and_shown_again_with_escape(parts: DeskUnderTest) -> None:
    parts.press("Ctrl+F")
    parts.type("p-03")
    parts.settle()
    assert names(parts) == ["PVC 管 50 mm"]
    parts.press("Esc")
    parts.settle()
    assert len(names(parts)) == 5
    parts.type("阀芯", line(parts, "parts.search"))
    parts.settle()
    assert names(parts) == ["水龙头阀芯"]


def test_only_what_is_short(parts: DeskUnderTest) -> None:
    parts.click("parts.which.short")
    parts.settle()
    assert names(parts) == ["PVC 管 50 mm", "水龙头阀芯"]


def test_a_part_is_added_without_the_mouse(parts: DeskUnderTest) -> None:
    parts.press("A")
    parts.type("角阀")
    parts.press("Tab")
    parts.type("p-050")
    parts.press("Tab", "Tab")
    parts.type("7")
    parts.press("Tab")
    parts.type("3")
    parts.press("Tab")
    parts.type("25.5")
    parts.press("Ctrl+S")
    parts.settle()
    row = part(parts, "P-050")
    assert (row.name, row.count, row.minimum, row.price_minor) == ("角阀", 7, 3, 2550)
    current = rows(parts).current()
    assert current is not None
    assert current.cells[0] == "角阀"
    assert words(parts, "parts.heading") == "角阀"


def test_what_is_missing_or_taken_is_said_beside_its_field(parts: DeskUnderTest) -> None:
    parts.press("A", "Ctrl+S")
    assert line(parts, "parts.name").hasFocus()
    parts.type("另一种")
    parts.press("Tab")
    parts.type("p-014")
    parts.press("Ctrl+S")
    parts.settle()
    assert line(parts, "parts.code").hasFocus()
    said = [_text(one) for one in parts.find("parts.panel").findChildren(QWidget)]
    assert any("水龙头阀芯" in one for one in said)
    assert line(parts, "parts.name").text() == "另一种"


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) and widget.isVisible() else ""


def test_counted(parts: DeskUnderTest) -> None:
    choose(parts, "门吸")
    parts.click("parts.do_count")
    assert line(parts, "parts.count.pieces").hasFocus()
    parts.type("-1")
    parts.press("Ctrl+Return")
    parts.settle()
    assert part(parts, "P-015").count == 20
    line(parts, "parts.count.pieces").selectAll()
    parts.type("18")
    parts.press("Tab")
    parts.type("年底盘点")
    parts.press("Ctrl+Return")
    parts.settle()
    assert part(parts, "P-015").count == 18
    assert words(parts, "parts.stock") == "库存 18 个"
    moves = parts.find("parts.moves")
    assert isinstance(moves, RowView)
    first = moves.paged.row_at(0)
    assert first is not None
    assert first.cells[1] == "−2"
    assert "年底盘点" in first.cells[2]


def test_bought_and_lost(parts: DeskUnderTest) -> None:
    choose(parts, "水龙头阀芯")
    parts.click("parts.do_bought")
    parts.type("10")
    parts.press("Tab")
    line(parts, "parts.bought.price").selectAll()
    parts.type("13.20")
    parts.press("Ctrl+Return")
    parts.settle()
    row = part(parts, "P-014")
    assert (row.count, row.price_minor, row.short) == (13, 1320, False)
    parts.click("parts.do_lost")
    parts.type("14")
    parts.press("Ctrl+Return")
    parts.settle()
    assert part(parts, "P-014").count == 13  # more than there are: said in the dialog, nothing lost
    line(parts, "parts.lost.pieces").selectAll()
    parts.type("1")
    parts.press("Ctrl+Return")
    parts.settle()
    assert part(parts, "P-014").count == 12


def test_put_aside_and_back_with_undo(parts: DeskUnderTest) -> None:
    choose(parts, "电梯门轮")
    parts.click("parts.retire")
    parts.settle()
    assert "电梯门轮" not in names(parts)
    parts.press("Ctrl+Z")
    parts.settle()
    assert "电梯门轮" in names(parts)


def test_what_was_typed_stays_when_another_part_is_looked_at(parts: DeskUnderTest) -> None:
    choose(parts, "门吸")
    parts.press("Return")
    line(parts, "parts.name").selectAll()
    parts.type("磁吸门吸")
    choose(parts, "电梯门轮")
    assert line(parts, "parts.name").text() == "电梯门轮"
    choose(parts, "门吸")
    assert line(parts, "parts.name").text() == "磁吸门吸"
    parts.press("Ctrl+S")
    parts.settle()
    assert part(parts, "P-015").name == "磁吸门吸"


def test_what_was_typed_stays_when_somebody_else_writes(parts: DeskUnderTest) -> None:
    choose(parts, "门吸")
    parts.press("Return")
    line(parts, "parts.name").selectAll()
    parts.type("磁吸门吸")
    ident = part(parts, "P-015").id
    parts.context.operations.run(parts.window, bought, ident, None, 1)
    parts.settle()
    assert line(parts, "parts.name").text() == "磁吸门吸"


def test_what_was_typed_survives_a_crash(make_parts: MakeParts) -> None:
    new = {"name": "角阀", "code": "", "unit": "", "count": 3, "minimum": None, "price": None}
    kept = {"name": "磁吸门吸", "code": "P-015", "unit": "个", "count": None, "minimum": 5, "price": 900}

    def crashed(session: Session) -> None:
        part = queries.part_by_code(session, "P-015")
        assert part is not None
        save_draft(session, "parts", "", {str(part.id): kept, "0": new})

    desk = make_parts(before=crashed)
    row = rows(desk).paged.row_at(4)
    assert row is not None
    assert row.cells[3] == "还没有保存"
    choose(desk, "门吸")
    assert line(desk, "parts.name").text() == "磁吸门吸"
    rows(desk).setFocus()
    desk.press("A")
    assert (line(desk, "parts.name").text(), line(desk, "parts.count").text()) == ("角阀", "3")


def test_typing_is_kept_as_a_draft(parts: DeskUnderTest) -> None:
    choose(parts, "门吸")
    parts.press("Return", "End")
    parts.type("x")
    screen = parts.context.navigation.screen
    assert screen is not None
    screen.book.unsaved.flush()  # type: ignore[attr-defined]
    parts.settle()
    bodies = ask(parts, lambda s: s.store.rows("SELECT body FROM draft WHERE kind = 'parts'"))
    assert "门吸x" in bodies[0][0]


def test_enter_on_what_an_order_took_leads_to_the_order(parts: DeskUnderTest) -> None:
    ident = part(parts, "P-015").id
    order = ask(parts, as_owner(lambda session: make(session, ORDER))).value
    ask(parts, as_owner(lambda session: _book(session, ident, order, 2)))
    choose(parts, "门吸")
    moves = parts.find("parts.moves")
    assert isinstance(moves, RowView)
    row = moves.paged.row_at(0)
    assert row is not None
    assert row.cells[0].startswith("领用 · W2611-") or "W2611-" in row.cells[0]


def test_the_desk_looks_and_does_not_touch(make_parts: MakeParts) -> None:
    desk = make_parts(Role.FRONT_DESK)
    choose(desk, "门吸")
    for name in ("parts.add", "parts.save", "parts.do_count", "parts.do_bought", "parts.retire"):
        assert not visible(desk, name), name
    desk.press("A")
    assert words(desk, "parts.heading") == "门吸"


def test_everything_has_a_name_that_is_read_out(parts: DeskUnderTest) -> None:
    choose(parts, "门吸")
    for name in ("search", "which", "list", "moves", "name", "code", "unit", "minimum", "price"):
        assert parts.find(f"parts.{name}").accessibleName(), name


def test_another_language(parts: DeskUnderTest) -> None:
    parts.context.texts.set("en")
    parts.settle()
    choose(parts, "水龙头阀芯")
    assert words(parts, "parts.stock") == "3 个 in the store room"
    assert words(parts, "parts.do_count") == "Count …"
