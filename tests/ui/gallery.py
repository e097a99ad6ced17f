"""Pictures of the parts and their states, to look at beside the drawings.

`python -m tests.ui.gallery FOLDER` writes them in both languages and both themes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import ThemeHolder
from ui.theme.current import theme
from ui.theme.paint import paint_hits
from ui.widgets.cards import (
    Avatar,
    Banner,
    Card,
    EmptyState,
    FactRow,
    KeyHint,
    Loading,
    Notice,
    Ring,
    SectionHead,
    StepBar,
    Tag,
    Toast,
)
from ui.widgets.choices import Check, Chips, FilterChip, RadioCards, Segmented, ViewTabs
from ui.widgets.controls import Button, GraveButton, IconButton, LinkButton, PrimaryButton, QuietButton
from ui.widgets.fields import (
    ChoiceField,
    DateTimeField,
    LabeledField,
    LineField,
    MoneyField,
    PasswordField,
    TextField,
)
from ui.widgets.labels import Label, RichLabel
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView
from ui.widgets.photo import EvidenceStrip
from ui.widgets.rail import RailStep, StepRail

Say = Callable[[str, str], str]


def english(en: str, zh: str) -> str:
    return en


def chinese(en: str, zh: str) -> str:
    return zh


class _Ground(QWidget):
    """A page in the colour of the sheet."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.setFixedSize(width, height)
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme().color("surface"))
        self.setPalette(palette)


class _ShowFocus(QWidget):
    """Makes one widget paint as if it had the focus, without a window system."""


def focused(widget: QWidget) -> QWidget:
    """Give a widget its focused look once the page is shown."""
    widget.setProperty("gallery_focus", True)
    return widget


def _row(*widgets: QWidget, gap: int = 10) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _buttons(say: Say) -> QVBoxLayout:
    box = QVBoxLayout()
    box.addWidget(SectionHead(say("Buttons", "按钮")))
    record = say("Record", "登记")
    off, busy = PrimaryButton(record), PrimaryButton(record)
    off.setEnabled(False)
    busy.set_busy(True, say("Saving", "正在保存"))
    pressed = PrimaryButton(record)
    pressed.setDown(True)
    box.addLayout(_row(PrimaryButton(record), pressed, off, busy, PrimaryButton(record, "plus", "Ctrl+N")))
    aside = say("Put aside", "先存着")
    down = Button(aside)
    down.setDown(True)
    disabled = Button(aside, "printer", "Ctrl+P")
    disabled.setEnabled(False)
    box.addLayout(
        _row(
            Button(aside),
            down,
            QuietButton(say("Skip…", "跳过…")),
            GraveButton(say("Erase…", "删除…")),
            Button(say("Call", "致电"), "phone", "C"),
            disabled,
        )
    )
    box.addLayout(
        _row(
            PrimaryButton(say("Finish, propose anew", "完成，提新方案"), None, "Ctrl+Return"),
            LinkButton(say("Add another", "再补一项"), "plus", "Alt+G"),
            IconButton("bell", say("News", "消息")),
            Button(say("Small", "小"), size="small"),
        )
    )
    return box


def _fields(say: Say) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(10)
    unit = LineField(size="large")
    unit.set_value("3-1502")
    unit.set_trailing(say("Building 3, floor 15", "3号楼 15 层"), "ok", "check")
    wrong = LineField()
    wrong.set_value("3-15002")
    wrong_field = LabeledField(say("&Unit", "房号(&U)"), wrong)
    wrong_field.set_error(say("No unit 3-15002. Did you mean 3-1502?", "没有 3-15002，是不是 3-1502？"))
    choice = ChoiceField(say("Category", "类别"))
    choice.set_options([("leak", say("Leak › from above", "渗漏水 › 来自楼上"))])
    choice.set_value("leak")
    words = TextField(lines=2)
    words.set_value("厨房顶昨晚开始滴水，滴到灶台上，早上还在滴。你们上次补的胶根本没用！柜门都泡胀了。")
    words.set_hits([(7, 2)])
    fixed = LineField()
    fixed.set_value("2611-0187")
    fixed.setReadOnly(True)
    password = PasswordField()
    password.set_value("secret123")
    money = MoneyField()
    money.set_value(6050)
    when = DateTimeField(placeholder="22:00")
    grid.addWidget(LabeledField(say("Unit, phone or name", "房号、电话、姓名"), unit), 0, 0, 1, 2)
    grid.addWidget(
        LabeledField(say("Where e&xactly", "具体位置(&X)"), LineField(say("Kitchen", "厨房"))), 1, 0
    )
    grid.addWidget(wrong_field, 1, 1)
    grid.addWidget(LabeledField(say("Cate&gory", "类别(&G)"), choice, say("from “滴水”", "来自“滴水”")), 2, 0)
    grid.addWidget(LabeledField(say("Since when", "何时开始"), when), 2, 1)
    label = say("In their own &words", "业主原话(&W)")
    grid.addWidget(LabeledField(label, words, say("Write it as they say it", "原样写")), 3, 0, 1, 2)
    grid.addWidget(LabeledField(say("Read only", "只读"), fixed), 4, 0)
    grid.addWidget(LabeledField(say("Amount", "金额"), money), 4, 1)
    grid.addWidget(LabeledField(say("Password", "密码"), password), 5, 0)
    return grid


def _choices(say: Say) -> QVBoxLayout:
    box = QVBoxLayout()
    box.addWidget(SectionHead(say("Choices", "选择")))
    on, off = Check(say("on", "是"), "14:16"), Check(say("off", "否"))
    on.set_value(True)
    disabled = Check(say("disabled", "不可用"))
    disabled.setEnabled(False)
    box.addLayout(_row(off, on, disabled))
    moods = [
        ("calm", say("Calm", "平静")),
        ("worried", say("Worried", "担心")),
        ("unhappy", say("Unhappy", "不满")),
        ("angry", say("Angry", "生气")),
    ]
    before = Segmented(moods, say("before", "之前"), "neutral")
    before.set_value("angry")
    after = Segmented(moods, say("after", "之后"))
    after.set_value("worried")
    box.addWidget(before)
    box.addWidget(after)
    flags = [
        ("injury", say("Injury", "受伤")),
        ("media", say("Media", "媒体")),
        ("petition", say("Petition", "信访")),
        ("legal", say("Legal", "诉讼")),
    ]
    chips = Chips(flags)
    chips.set_values(["media"])
    chips.set_suggested(["petition"])
    box.addWidget(chips)
    box.addLayout(_row(FilterChip(say("Buildings 1–5", "1–5 号楼")), FilterChip(say("Open", "未结"))))
    tabs = ViewTabs([("open", say("Open", "未结"), 37), ("mine", say("Mine", "我的"), 14)])
    tabs.set_value("open")
    box.addWidget(tabs)
    cards = RadioCards(
        [
            ("own", say("My own buildings", "我自己的楼盘"), say("Read in a unit list.", "导入房号表。")),
            (
                "sample",
                say("A sample estate", "示例小区"),
                say("240 homes and 600 cases.", "240 户，600 件。"),
            ),
        ]
    )
    cards.set_value("own")
    box.addWidget(cards)
    return box


class _CaseRow(RowDelegate):
    """A row as the drawing shows it."""

    def paint_row(self, painter: QPainter, rect: object, row: ListRow, state: RowState) -> None:
        from ui.theme.paint import paint_ring, paint_steps, paint_tag, paint_text

        unit, title, steps, due = (self.cell_rect(key, rect) for key in ("unit", "title", "steps", "due"))  # type: ignore[arg-type]
        paint_tag(painter, self.cell_rect("tag", rect), row.cells[0], row.cells[0].lower())  # type: ignore[arg-type]
        paint_text(painter, unit, row.cells[1], strong=True)
        paint_hits(painter, title, row.cells[2], [(0, 2)])
        bar = steps.adjusted(0, steps.height() / 2 - 2.5, 0, -(steps.height() / 2 - 2.5))
        bar.setWidth(94)
        paint_steps(painter, bar, row.cells[3])
        state_name = row.cells[5]
        ring = due.adjusted(0, due.height() / 2 - 7, 0, -(due.height() / 2 - 7))
        ring.setWidth(14)
        paint_ring(painter, ring, 0.2, state_name)
        token = {"overdue": "overdue", "soon": "soon"}.get(state_name, "text")
        paint_text(painter, due.adjusted(22, 0, 0, 0), row.cells[4], token, "body", token != "text")


def _list(say: Say) -> QVBoxLayout:
    columns = [
        Column("tag", "", 40, group=say("Case", "投诉")),
        Column("unit", say("Unit", "房号"), 80, group=say("Case", "投诉")),
        Column("title", say("What happened", "事由"), 200, stretch=True, group=say("Case", "投诉")),
        Column("steps", say("Steps", "步骤"), 106, group=say("Progress", "进度")),
        Column("due", say("Next due", "下一时限"), 110, group=say("Clock", "时限")),
    ]
    model = PagedModel(columns)
    leak = say("Kitchen ceiling leak", "厨房顶漏水")
    over, left = say("46 min over", "超 46 分"), say("7 min", "剩 7 分")
    late = ListRow((say("Overdue", "已超时"), "1", "overdue"), None, "g1", say("Overdue", "已超时"))
    today = ListRow(("", "3"), None, "g2", say("Due today", "今天到期"))
    rows = [late, ListRow(("S2", "5-0602", leak, "ddddcrll", over, "overdue"), 1, 1), today]
    rows += [
        ListRow(("S2", "3-1502", leak, "ddcsdrll", left, "soon"), 2, 2),
        ListRow(("S1", "3-1503", leak, "dcllllll", left, "ok"), 3, 3),
        ListRow(("S4", "3-1504", leak, "dddddddd", say("Part, Tue", "等配件"), "paused"), 4, 4),
    ]
    view = RowView(model, _CaseRow())
    view.setFixedHeight(255)
    model.replace_all(rows, True)
    view.set_sort("due")
    view.select_key(2)
    view.setProperty("gallery_focus", True)
    model.setParent(view)
    box = QVBoxLayout()
    box.addWidget(SectionHead(say("Rows", "列表")))
    box.addWidget(view)
    return box


def _marks(say: Say) -> QVBoxLayout:
    box = QVBoxLayout()
    box.addWidget(SectionHead(say("Severity: letter, word and colour", "严重度"), 4, rule=True))
    words = [
        say("Life safety", "特急"),
        say("Urgent", "紧急"),
        say("Ordinary", "一般"),
        say("Slight", "轻微"),
    ]
    tags = [Tag(f"S{n} {word}", f"s{n}") for n, word in enumerate(words, 1)]
    box.addLayout(_row(*tags, Tag(say("Repeat, 14 days", "重复 · 14 天"))))
    rings: list[QWidget] = []
    for fraction, state, words_of in (
        (0.8, "ok", "16:00"),
        (0.25, "soon", say("12 min", "剩 12 分")),
        (0, "overdue", say("46 min over", "超 46 分")),
        (0, "paused", say("Part, Tue", "等配件")),
    ):
        ring = Ring()
        ring.set_clock(fraction, state)
        tone = {"soon": "soon", "overdue": "overdue"}.get(state, "text")
        rings += [ring, Label(words_of, token=tone, strong=tone != "text")]
    box.addLayout(_row(*rings))
    box.addLayout(
        _row(StepBar("ddcsdrll", width=94), Avatar("王", True), Avatar("LX"), Avatar("WM", True, 40))
    )
    box.addWidget(StepBar("ddcsdrll"))
    box.addLayout(_row(*[KeyHint(key) for key in ("Up", "Down", "Return", "Ctrl+Return", "Space", "F6")]))
    parts = [(say("Now ", "现在有 "), "muted", False), (say("2 overdue", "2 件已超时"), "overdue", True)]
    box.addWidget(RichLabel([*parts, (say(", call Zhou Guilan first.", "，先打给周桂兰。"), "muted", False)]))
    return box


def _rail(say: Say) -> StepRail:
    rail = StepRail()
    names = [
        ("Receive", "接收", "done", "4 / 15"),
        ("Isolate", "隔离", "done", "38 / 240"),
        ("Soothe", "安抚", "current", "8 / 15"),
        ("Apologise", "道歉", "skipped", say("with reason", "先解决再谈")),
        ("Gather", "收集", "done", "1 h 50"),
        ("Propose", "方案", "returned", say("v1 refused", "v1 被拒，需重提")),
        ("Confirm", "征求", "locked", "—"),
        ("Follow up", "跟踪", "locked", "—"),
    ]
    rail.set_steps(
        [
            RailStep(at, say(en, zh), state, line, say("Wang Min", "王敏"), "soon" if at == 3 else "muted")
            for at, (en, zh, state, line) in enumerate(names, 1)
        ]
    )
    return rail


def _messages(say: Say) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(10)
    banner = Banner("soon")
    outage = say("Water is off in Building 3 until 16:30.", "3号楼停水到 16:30。")
    banner.set_message(say("Known outage", "已知停水"), outage, "droplet-off")
    banner.set_action(say("Join", "并入"), "Alt+J")
    error = Notice("error")
    error.set_message(
        say("The folder D:\\Redress cannot be written to.", "D:\\Redress 写不进去。"),
        say(
            "Your words are safe on this screen. Free some space, then try again.",
            "您写的都在。请腾出空间再试。",
        ),
    )
    error.set_action(say("Try again", "再试"), "R")
    changed = Notice("changed")
    changed.set_message(
        say("Li Xiang changed the category while you were writing.", "您写的时候，李想改了类别。"),
        say("Nothing is lost. Look at both and choose.", "什么都没丢。对照一下再选。"),
    )
    changed.set_action(say("Compare", "对照"), "Return")
    for widget in (banner, error, changed):
        box.addWidget(widget)
    card = Card(say("You can promise", "可以答应"), "raised")
    card.set_heading(say("You can promise", "可以答应"), say("S2, day and night", "S2，昼夜"))
    card.add_action(LinkButton(say("Why these times?", "为什么？")))
    facts = FactRow()
    facts.set_facts(
        [
            (say("Home", "住户"), say("3-1502 Chen Jianguo, owner", "3-1502 陈建国（业主）"), True),
            (
                say("Asks for", "诉求"),
                say("find the pipe upstairs, repair the cupboard", "查楼上水管，修柜子"),
            ),
        ]
    )
    card.body.addWidget(facts)
    box.addWidget(card)
    empty_card = Card()
    empty = EmptyState("sun-medium")
    empty.set_icon("sun-medium", "ok")
    empty.set_words(say("Nothing needs you right now", "现在没有要办的"), say("Next: 16:00", "下一件：16:00"))
    empty_card.body.addWidget(empty)
    loading_card, loading = Card(), Loading()
    loading.start()
    loading_card.body.addWidget(loading)
    box.addWidget(empty_card)
    box.addWidget(loading_card)
    return box


def _evidence() -> EvidenceStrip:
    strip = EvidenceStrip()
    pictures = []
    for number, colour in enumerate(("#C9B79C", "#8A5A33", "#7A8B99")):
        image = QImage(160, 90, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        pictures.append((number, image, f"photo {number}"))
    strip.set_images(pictures)
    strip.set_total(6)
    return strip


def page(say: Say) -> QWidget:
    """Build the page of all parts."""
    ground = _Ground(1640, 1330)
    columns = QHBoxLayout()
    columns.setSpacing(40)
    left, middle, right = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
    left.addLayout(_buttons(say))
    left.addLayout(_fields(say))
    left.addLayout(_choices(say))
    middle.addLayout(_list(say))
    middle.addLayout(_marks(say))
    middle.addWidget(_evidence())
    middle.addWidget(Segmented([(n, str(n)) for n in "123"], equal=False))
    right.addLayout(_messages(say))
    for column in (left, middle, right):
        column.setSpacing(12)
        column.addStretch(1)
        columns.addLayout(column, 1)
    whole = QVBoxLayout(ground)
    whole.setContentsMargins(40, 24, 40, 70)
    whole.setSpacing(20)
    whole.addWidget(Label(say("Parts and their states", "部件与状态"), "page"))
    whole.addWidget(_rail(say))
    whole.addLayout(columns, 1)
    toast = Toast(ground)
    toast.show_message(
        say("Moved to Sat 21 Nov, 10:00.", "已改到 11 月 21 日 10:00。"), say("Undo", "撤销"), "Ctrl+Z"
    )
    return ground


def settle(ground: QWidget, app: QApplication) -> None:
    """Let timers and animations of the page come to rest."""
    from PySide6.QtTest import QTest

    QTest.qWait(450)


def paint(folder: Path, app: QApplication, holder: ThemeHolder) -> list[Path]:
    """Write the four pictures."""
    made = []
    for name in ("light", "dark"):
        for language, say in (("en", english), ("zh", chinese)):
            holder.set(name)
            ground = page(say)
            ground.show()
            for widget in ground.findChildren(QWidget):
                if widget.property("gallery_focus"):
                    widget.setFocus()
            settle(ground, app)
            target = folder / f"parts-{name}-{language}.png"
            ground.grab().save(str(target))
            ground.close()
            ground.deleteLater()
            made.append(target)
    return made


def main() -> None:
    """Write the pictures into the folder named on the command line."""
    from resources import fonts

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["FONTCONFIG_FILE"] = str(fonts.fontconfig(Path(scratch)))
        app = QApplication([])
        folder = Path(sys.argv[1])
        folder.mkdir(parents=True, exist_ok=True)
        for path in paint(folder, app, ThemeHolder()):
            print(path)


if __name__ == "__main__":
    main()
