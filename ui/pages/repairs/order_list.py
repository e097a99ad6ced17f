"""All orders as a list, with what it can be narrowed to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.repairs.kinds import OrderFilter, OrderRow, OrderState
from resources.texts import N_
from ui.base.page import Page
from ui.base.paging import After, Pager, by_key
from ui.language import TextsHolder
from ui.pages.repairs.eye import Eye
from ui.pages.repairs.feed import COUNTED, Cards, Choices, choices, listed
from ui.pages.repairs.lines import OrderLine
from ui.shared.case_rows import paint_due
from ui.theme.current import theme
from ui.theme.paint import paint_tag, paint_text
from ui.widgets.cards import EmptyState
from ui.widgets.choice_field import ChoiceField
from ui.widgets.choices import Check
from ui.widgets.fields import LineField
from ui.widgets.labels import Label
from ui.widgets.list_model import Column, ListRow, PagedModel
from ui.widgets.list_rows import RowDelegate, RowState
from ui.widgets.list_view import RowView
from ui.widgets.themed import Themed

_SHAPES: Mapping[str, tuple[str, int, bool, str]] = {
    "severity": ("", 40, False, "text"),
    "reference": (N_("Reference"), 108, False, "muted"),
    "title": (N_("Work"), 200, False, "text"),
    "where": (N_("Unit"), 116, True, "text"),
    "skill": (N_("Skill"), 92, False, "muted"),
    "technician": (N_("Technician"), 96, False, "text"),
    "when": (N_("Slot"), 116, False, "muted"),
    "state": (N_("State"), 92, False, "muted"),
    "due": (N_("Due"), 112, False, "muted"),
}
_NARROW = frozenset({"skill", "reference"})
_NARROW_BELOW = 1060


def columns(texts: TextsHolder, wide: bool = True) -> tuple[Column, ...]:
    """The columns, in the language of now."""
    return tuple(
        Column(key, texts.t(title) if title else "", width, stretch=key == "title", strong=strong, token=token,
               sortable=False)
        for key, (title, width, strong, token) in _SHAPES.items()
        if wide or key not in _NARROW
    )  # fmt: skip


class OrderDelegate(RowDelegate):
    """Paints the tag, the words and the clock."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        line = row.row
        if self.view is None or not isinstance(line, OrderLine):
            return
        for column, text in self.view.paged.texts(row):
            spot = self.cell_rect(column.key, rect)
            if column.key == "severity":
                paint_tag(painter, spot, line.tag, line.row.severity)
            elif column.key == "due":
                paint_due(painter, spot, line.due)
            elif text:
                paint_text(painter, spot, text, column.token, "body", column.strong)


class OrderFilters(Themed, QWidget):
    """State, skill, technician, what is late, and words."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text, self.state = LineField(), ChoiceField()
        self.skill, self.technician = ChoiceField(), ChoiceField()
        self.late, self.count = Check(), Label("", token="muted")
        fields: tuple[tuple[QWidget, str], ...] = (
            (self.text, "text"), (self.state, "state"), (self.skill, "skill"), (self.technician, "technician"),
            (self.late, "late"), (self.count, "count"),
        )  # fmt: skip
        self._row = QHBoxLayout(self)
        for widget, name in fields:
            widget.setObjectName(f"repairs.list.{name}")
            self._row.addWidget(widget, 1 if name == "text" else 0)
        for field in (self.text, self.state, self.skill, self.technician, self.late):
            field.changed.connect(self._changed)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._row.setContentsMargins(px(24), px(10), px(24), px(10))
        self._row.setSpacing(px(8))
        for field in (self.state, self.skill, self.technician):
            field.setFixedWidth(px(148))

    def _changed(self, _value: object) -> None:
        self.changed.emit()

    def wanted(self) -> OrderFilter:
        """What is asked for; without a choice that is everything."""
        state, person, skill = self.state.value(), self.technician.value(), self.skill.value()
        return OrderFilter(
            states=(str(state),) if state else (),
            technician_id=person if isinstance(person, int) else None,
            skill=str(skill) if skill else None,
            late=bool(self.late.value()),
            text=str(self.text.value() or "").strip(),
        )

    def show_choices(self, found: Choices) -> None:
        """Offer these skills and people."""
        self.skill.set_options(list(found.skills))
        self.technician.set_options(list(found.people))

    def retranslate(self, texts: TextsHolder) -> None:
        """Set all words."""
        self.text.setPlaceholderText(texts.t("Reference, unit or words"))
        self.text.setAccessibleName(texts.t("Reference, unit or words"))
        for field, words in (
            (self.state, texts.t("State")), (self.skill, texts.t("Skill")),
            (self.technician, texts.t("Technician")),
        ):  # fmt: skip
            field.set_placeholder(words)
            field.setAccessibleName(words)
        self.state.set_options([(one.value, texts.word("order_state", one)) for one in OrderState])
        self.late.set_text(texts.t("late only"))


class OrderList(Themed, QWidget):
    """``opened`` an order."""

    opened = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._eye: Eye | None = None
        self.filters = OrderFilters(self)
        self.view = RowView(PagedModel(columns(page.context.texts), self, _SHAPES), OrderDelegate(), self)
        self.view.rows.setParent(self.view)
        self._pages: Pager[Cards] = Pager(page.context.jobs, self.view.paged)
        self.view.setObjectName("repairs.list")
        self.empty = EmptyState("wrench", self)
        self.empty.setObjectName("repairs.list.empty")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._box = QVBoxLayout()
        self._box.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addLayout(self._box, 1)
        self.filters.changed.connect(self._ask)
        self.view.activated_row.connect(self.opened)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._box.setContentsMargins(px(12), 0, px(12), px(8))

    def ask(self, eye: Eye) -> None:
        """Read the list anew."""
        self._eye = eye
        self._page.query(partial(choices, eye.texts), self.filters.show_choices, key="choices")
        self._ask()

    def _ask(self) -> None:
        if self._eye is not None:
            ask = partial(listed, self._eye, self.filters.wanted())
            self._page.query(partial(ask, None), partial(self._came, by_key(ask)), key="list")

    def _came(self, after: After[Cards], found: Cards) -> None:
        texts = self._page.context.texts.current
        self._pages.begin(found, after)
        self._stack.setCurrentWidget(self.view if found.rows else self.empty)
        words = texts.n("{n} order", "{n} orders", found.total)
        self.filters.count.set_text(f"{words}+" if found.total >= COUNTED else words)

    def order(self) -> OrderRow | None:
        """The chosen order."""
        found = self.view.current()
        return found.row.row if found is not None and isinstance(found.row, OrderLine) else None

    def set_width(self, width: int) -> None:
        """Leave out what there is no room for."""
        self.view.paged.set_columns(columns(self._page.context.texts, width >= theme().px(_NARROW_BELOW)))

    def retranslate(self, texts: TextsHolder) -> None:
        """Set all words."""
        self.filters.retranslate(texts)
        self.view.setAccessibleName(texts.t("Work orders"))
        self.empty.set_words(
            texts.t("No work orders like that."), texts.t("Ask for less, or with other words.")
        )
