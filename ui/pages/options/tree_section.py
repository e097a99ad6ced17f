"""A tree of two levels: renamed, added to, retired; never taken away from the cases that have its codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.action import Action
from models.core.session import Session
from models.options.kinds import CategoryRow, CauseRow, label
from resources.texts import Texts
from ui.base.page import Page
from ui.context import Context
from ui.messages import Kind
from ui.operations import Undo
from ui.pages.options.section import Section
from ui.pages.options.tree_form import TreeForm
from ui.theme.current import theme
from ui.theme.paint import paint_tag, paint_text
from ui.widgets.cards import Scroller, Separator
from ui.widgets.controls import Button, PrimaryButton, QuietButton
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView
from ui.widgets.themed import Themed

PANEL = 320
INDENT = 20
Row = CategoryRow | CauseRow


@dataclass(frozen=True)
class TreeWords:
    """What a tree is called: the line above the list, the button that adds, its columns, a row that is new."""

    note: str
    add: str
    many: str
    one: str
    usual: str
    new: str


@dataclass(frozen=True)
class Tree:
    """Which tree it is: what reads and writes it, and the names under which its controls are found.

    ``many`` names the section and its list, ``one`` the fields and buttons of the panel. ``usual`` says what usually
    holds where a row is chosen, ``notes`` what else there is to say of it.
    """

    many: str
    one: str
    rows: Callable[[Session], tuple[Row, ...]]
    form: Callable[[Context], TreeForm]
    words: Callable[[Texts], TreeWords]
    usual: Callable[[Row, Texts], str]
    notes: Callable[[Row, Texts], list[str]]
    add: Action[[Any], str]
    change: Action[[str, int, Any], None]
    retire: Action[[str, int], None]
    restore: Action[[str, int], None]


class TreeDelegate(RowDelegate):
    """First level strong, second level indented, retired ones faint, a severity as its tag."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        found = row.row
        assert isinstance(found, (CategoryRow, CauseRow))
        top = found.parent_code is None
        name = self.cell_rect("name", rect).adjusted(0 if top else theme().px(INDENT), 0, 0, 0)
        ink = "text" if found.active else "faint"
        paint_text(painter, name, row.cells[0], ink, "body", top)
        paint_text(painter, self.cell_rect("other", rect), row.cells[1], "muted" if found.active else "faint")
        usual = self.cell_rect("usual", rect)
        if isinstance(found, CauseRow):
            paint_text(painter, usual, row.cells[2], "muted" if found.active else "faint")
        elif found.severity:
            paint_tag(painter, usual, row.cells[2], found.severity)
        paint_text(
            painter,
            self.cell_rect("notes", rect),
            row.cells[3],
            "muted" if found.active else "faint",
            "small",
        )


class TreePanel(Themed, QWidget):
    """The form with its buttons."""

    def __init__(self, form: TreeForm, one: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"options.{one}.panel")
        self.form = form
        self.title, self.line = ElidedLabel("", "heading"), Label("", "small", "muted", wrap=True)
        self.keep = PrimaryButton(key="Ctrl+S")
        self.cancel = QuietButton()
        self.below = Button(icon="plus")
        self.retire = Button()
        for name in ("keep", "cancel", "below", "retire"):
            getattr(self, name).setObjectName(f"options.{one}.{name}")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addWidget(self.cancel)
        row.addStretch(1)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(14)
        for widget in (self.title, self.line, form):
            self._column.addWidget(widget)
        self._column.addLayout(row)
        self._column.addWidget(Separator())
        for button in (self.below, self.retire):
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Separator(vertical=True))
        outer.addWidget(Scroller(inside), 1)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self.setFixedWidth(px(PANEL))
        self._column.setContentsMargins(px(20), px(20), px(24), px(20))


class TreeSection(Themed, Section):
    """The tree at the left, the chosen one at the right. Subclasses say which tree, and its words."""

    tree: ClassVar[Tree]

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        many = f"options.{self.tree.many}"
        self.setObjectName(many)
        self._rows: tuple[Row, ...] = ()
        self._shown: str | None = None  # the code; None for one that is not there yet
        self._filling = self._adding = False
        delegate = TreeDelegate()
        self.list = RowView(PagedModel(()), delegate)
        delegate.setParent(self.list)
        self.list.setObjectName(f"{many}.list")
        self.add = Button(icon="plus")
        self.add.setObjectName(f"{many}.add")
        self._note = Label("", token="muted", wrap=True)
        self.form = self.tree.form(self.context)
        self.panel = TreePanel(self.form, self.tree.one)
        self._lay_out()
        self._wire()
        self.follow_theme()

    def _lay_out(self) -> None:
        self._bar = QHBoxLayout()
        self._bar.addWidget(self._note, 1)
        self._bar.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        self._box = QVBoxLayout()
        self._box.addWidget(self.list)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(self._bar)
        left.addLayout(self._box, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.panel)

    def _wire(self) -> None:
        self.list.current_row.connect(self._chosen)
        self.list.activated_row.connect(self._open)
        self.add.clicked.connect(self._add_top)
        self.form.changed.connect(self._show_buttons)
        self.panel.keep.clicked.connect(self.save)
        self.panel.cancel.clicked.connect(self.escape)
        self.panel.below.clicked.connect(self._add_below)
        self.panel.retire.clicked.connect(self._retire)

    def retheme(self) -> None:
        px = theme().px
        self._bar.setContentsMargins(px(24), px(14), px(24), px(6))
        self._box.setContentsMargins(px(12), 0, px(12), px(8))

    def refresh(self) -> None:
        self.page.query(self.tree.rows, self._show, key=self.tree.many)

    def start(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        words = self.tree.words(self.context.texts.current)
        self._note.set_text(words.note)
        self.add.set_text(words.add)
        self.list.setAccessibleName(words.many)
        self.form.retranslate()
        self._show_list()
        self._show_panel()

    def escape(self) -> bool:
        if not self._adding and not self.form.is_dirty():
            return False
        row = self.list.current()
        if self._adding and row is not None:
            self._shown, self._adding = str(row.key), False
        self._load()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def save(self) -> None:
        problems = self.form.problems()
        if problems:
            self.form.show_problems(problems)
            return
        row = self._row()
        if row is None:
            self.page.run(self.tree.add, self.form.draft(), done=self._added)
        elif self.form.is_dirty():
            draft = self.form.draft()
            self.page.run(self.tree.change, row.code, row.row_version, draft, done=self._saved)

    def _row(self) -> Row | None:
        return next((row for row in self._rows if row.code == self._shown), None)

    def _show(self, rows: tuple[Row, ...]) -> None:
        self._rows = rows
        self._show_list()
        if self._shown is not None:
            self.list.select_key(self._shown)
        elif not self._adding:
            self.list.select_first()
            self._chosen(rows[0] if rows else None)
        if not self._adding and not self.form.is_dirty():
            self._load()
        else:
            self._show_panel()

    def _show_list(self) -> None:
        texts = self.context.texts.current
        self._filling = True
        self.list.paged.set_columns(_columns(texts, self.tree.words(texts)))
        rows = [ListRow(self._cells(row, texts), row, row.code) for row in self._rows]
        self.list.paged.replace_all(rows, done=True)
        self._filling = False

    def _chosen(self, row: object) -> None:
        if self._filling or not isinstance(row, (CategoryRow, CauseRow)) or row.code == self._shown:
            return
        if self.form.is_dirty() and self._row() is not None and not self.form.problems():
            self.save()  # moving on keeps what was typed
        self._shown, self._adding = row.code, False
        self._load()

    def _open(self, _row: object) -> None:
        self.form.zh.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _load(self) -> None:
        self.form.load_row(self._row(), self.form.parent_code)
        self._show_panel()

    def _add_top(self) -> None:
        self._begin(None)

    def _add_below(self) -> None:
        row = self._row()
        self._begin(row.code if row is not None else None)

    def _begin(self, parent_code: str | None) -> None:
        self._shown, self._adding = None, True
        self.form.load_row(None, parent_code)
        self._show_panel()
        self._open(None)

    def _added(self, code: object) -> None:
        self.form.mark_clean()
        self._shown, self._adding = str(code), False

    def _saved(self, _value: object) -> None:
        self.form.mark_clean()
        self._show_buttons()
        self.context.messages.tell(Kind.DONE, self.context.texts.t("Saved"))

    def _retire(self) -> None:
        row = self._row()
        if row is None:
            return
        forth, back = self.tree.retire, self.tree.restore
        texts, name = self.context.texts, label(row, self.context.texts.language)
        words = texts.t("{name} is not offered any more.", name=name)
        if not row.active:
            forth, back = back, forth
            words = texts.t("{name} is offered again.", name=name)

        def undo(_value: object) -> Undo:
            return Undo(words, back, (row.code, row.row_version + 1))

        self.page.run(forth, row.code, row.row_version, undo=undo)

    def _show_panel(self) -> None:
        texts, row = self.context.texts, self._row()
        panel = self.panel
        if row is not None:
            panel.title.set_text(label(row, texts.language))
        else:
            panel.title.set_text(self.tree.words(texts.current).new)
        parent = next((one for one in self._rows if one.code == self.form.parent_code), None)
        below = texts.t("Below {name}", name=label(parent, texts.language)) if parent is not None else ""
        panel.line.set_text(below)
        panel.line.setVisible(bool(below))
        panel.keep.set_text(texts.t("Save"))
        panel.cancel.set_text(texts.t("Cancel"))
        panel.below.set_text(texts.t("Add one below it"))
        active = row is None or row.active
        panel.retire.set_text(texts.t("Retire") if active else texts.t("Use it again"))
        panel.below.setVisible(row is not None and row.parent_code is None and row.active)
        panel.retire.setVisible(row is not None)
        self._show_buttons()

    def _show_buttons(self) -> None:
        new = self._row() is None
        dirty = new or self.form.is_dirty()
        self.panel.keep.setVisible(dirty)
        self.panel.cancel.setVisible(dirty)

    def _cells(self, row: Row, texts: Texts) -> tuple[str, ...]:
        other = "en" if texts.language.startswith("zh") else "zh_CN"
        notes = [] if row.active else [texts.t("retired")]
        if row.origin != "built_in":
            notes.append(texts.t("your own") if row.origin == "own" else texts.t("imported"))
        notes.extend(self.tree.notes(row, texts))
        return (
            label(row, texts.language),
            label(row, other),
            self.tree.usual(row, texts),
            texts.list_of(notes),
        )


def _columns(texts: Texts, words: TreeWords) -> tuple[Column, ...]:
    return (
        Column("name", words.one, 220, stretch=True, sortable=False),
        Column("other", texts.t("In the other language"), 200, stretch=True, sortable=False),
        Column("usual", words.usual, 140, sortable=False),
        Column("notes", "", 160, sortable=False),
    )
