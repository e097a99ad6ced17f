"""The kinds of complaints: renamed, added, retired; never taken away from the cases that have them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.session import Session
from models.options import actions
from models.options.kinds import CategoryRow, label
from models.options.queries import categories
from resources.texts import Texts
from ui.base.page import Page
from ui.messages import Kind
from ui.operations import Undo
from ui.pages.options.category_form import CategoryForm
from ui.pages.options.section import Section
from ui.theme.current import theme
from ui.theme.paint import paint_tag, paint_text
from ui.widgets.cards import Scroller, Separator
from ui.widgets.controls import Button, PrimaryButton, QuietButton
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView
from ui.widgets.themed import Themed

PANEL = 320
INDENT = 20


class CategoryDelegate(RowDelegate):
    """First level strong, second level indented, retired ones faint, the severity as its tag."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        found = row.row
        assert isinstance(found, CategoryRow)
        top = found.parent_code is None
        name = self.cell_rect("name", rect).adjusted(0 if top else theme().px(INDENT), 0, 0, 0)
        ink = "text" if found.active else "faint"
        paint_text(painter, name, row.cells[0], ink, "body", top)
        paint_text(painter, self.cell_rect("other", rect), row.cells[1], "muted" if found.active else "faint")
        if found.severity:
            paint_tag(painter, self.cell_rect("severity", rect), row.cells[2], found.severity)
        paint_text(
            painter,
            self.cell_rect("notes", rect),
            row.cells[3],
            "muted" if found.active else "faint",
            "small",
        )


class CategoryPanel(Themed, QWidget):
    """The form with its buttons."""

    def __init__(self, form: CategoryForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("options.category.panel")
        self.form = form
        self.title, self.line = ElidedLabel("", "heading"), Label("", "small", "muted", wrap=True)
        self.keep = PrimaryButton(key="Ctrl+S")
        self.cancel = QuietButton()
        self.below = Button(icon="plus")
        self.retire = Button()
        for name in ("keep", "cancel", "below", "retire"):
            getattr(self, name).setObjectName(f"options.category.{name}")
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


class CategoriesSection(Themed, Section):
    """The tree at the left, the chosen one at the right."""

    topics = frozenset({"category"})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("options.categories")
        self._rows: tuple[CategoryRow, ...] = ()
        self._shown: str | None = None  # the code; None for one that is not there yet
        self._filling = self._adding = False
        delegate = CategoryDelegate()
        self.list = RowView(PagedModel(()), delegate)
        delegate.setParent(self.list)
        self.list.setObjectName("options.categories.list")
        self.add = Button(icon="plus")
        self.add.setObjectName("options.categories.add")
        self._note = Label("", token="muted", wrap=True)
        self.form = CategoryForm(self.context)
        self.panel = CategoryPanel(self.form)
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
        self.page.query(_categories, self._show, key="categories")

    def start(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        texts = self.context.texts
        self._note.set_text(texts.t("Cases keep the category that they have, also when it is retired."))
        self.add.set_text(texts.t("Add a category"))
        self.list.setAccessibleName(texts.t("Categories"))
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
            self.page.run(actions.add_category, self.form.draft(), done=self._added)
        elif self.form.is_dirty():
            draft = self.form.draft()
            self.page.run(actions.change_category, row.code, row.row_version, draft, done=self._saved)

    def _row(self) -> CategoryRow | None:
        return next((row for row in self._rows if row.code == self._shown), None)

    def _show(self, rows: tuple[CategoryRow, ...]) -> None:
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
        self.list.paged.set_columns(_columns(texts))
        rows = [ListRow(_cells(row, texts), row, row.code) for row in self._rows]
        self.list.paged.replace_all(rows, done=True)
        self._filling = False

    def _chosen(self, row: object) -> None:
        if self._filling or not isinstance(row, CategoryRow) or row.code == self._shown:
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
        forth, back = actions.retire_category, actions.restore_category
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
            panel.title.set_text(texts.t("A new category"))
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


def _columns(texts: Texts) -> tuple[Column, ...]:
    return (
        Column("name", texts.t("Category"), 220, stretch=True, sortable=False),
        Column("other", texts.t("In the other language"), 200, stretch=True, sortable=False),
        Column("severity", texts.t("Severity"), 140, sortable=False),
        Column("notes", "", 160, sortable=False),
    )


def _cells(row: CategoryRow, texts: Texts) -> tuple[str, ...]:
    other = "en" if texts.language.startswith("zh") else "zh_CN"
    notes = []
    if not row.active:
        notes.append(texts.t("retired"))
    if row.origin != "built_in":
        notes.append(texts.t("your own") if row.origin == "own" else texts.t("imported"))
    if row.repair:
        notes.append(texts.t("repair"))
    if row.second_look:
        notes.append(texts.t("second look"))
    severity = texts.word("severity_tag", row.severity) if row.severity else ""
    return label(row, texts.language), label(row, other), severity, texts.list_of(notes)


def _categories(session: Session) -> tuple[CategoryRow, ...]:
    return categories(session.store, retired=True)
