"""The right side of the import page: columns and their meaning, first rows, counts by type, rows not taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.texts import Texts
from ui.pages.exchange.looking import Looked
from ui.pages.exchange.reading import Outcome
from ui.pages.exchange.words import meaning
from ui.theme.current import theme
from ui.widgets.cards import Separator
from ui.widgets.choices import ViewTabs
from ui.widgets.lists import Column, ListRow, PagedModel, RowView
from ui.widgets.themed import Themed

COLUMNS, ROWS, TYPES, REASONS = "columns", "rows", "types", "reasons"
_MOST_COLUMNS = 7
_MOST_REASONS = 10_000
_CELL = 140


class Table(RowView):
    """A short list that is there as a whole."""

    def __init__(self, name: str) -> None:
        super().__init__(PagedModel(()))
        self.setObjectName(f"import.{name}")

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """Show these."""
        self.paged.set_columns(columns)
        self.paged.replace_all([ListRow(tuple(row), at, at) for at, row in enumerate(rows)], done=True)

    def texts(self, column: int) -> list[str]:
        """One column."""
        found = [self.paged.row_at(at) for at in range(self.paged.rowCount())]
        return [row.cells[column] for row in found if row is not None]


class Tables(Themed, QWidget):
    """Four views of a file and of what came of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = ViewTabs()
        self.tabs.setObjectName("import.views")
        self.views = {name: Table(name) for name in (COLUMNS, ROWS, TYPES, REASONS)}
        self._stack = QStackedWidget()
        for view in self.views.values():
            self._stack.addWidget(view)
        self._head, self._body = QHBoxLayout(), QHBoxLayout()
        self._head.addWidget(self.tabs)
        self._body.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(Separator())
        column.addLayout(self._body, 1)
        self.tabs.changed.connect(self._show_view)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._head.setContentsMargins(px(10), px(6), px(12), px(6))
        self._body.setContentsMargins(px(4), 0, px(8), 0)

    def _show_view(self, name: object) -> None:
        self._stack.setCurrentWidget(self.views[str(name)])

    def choose(self, name: str) -> None:
        """Show a view."""
        self.tabs.set_value(name)
        self._show_view(name)

    def show_all(self, texts: Texts, looked: Looked | None, outcome: Outcome | None) -> None:
        """Fill all views; those that have nothing to show are left out."""
        t = texts.t
        tabs: list[tuple[object, str, int | None]] = []
        if looked is not None:
            self._show_columns(texts, looked)
            self._show_first_rows(looked)
            tabs += [(COLUMNS, t("Columns"), len(looked.columns)), (ROWS, t("First rows"), None)]
        if outcome is not None and outcome.types:
            self._show_types(texts, outcome)
            tabs.append((TYPES, t("By type"), len(outcome.types)))
        if outcome is not None and (outcome.rejects or outcome.notes):
            self._show_reasons(texts, outcome)
            tabs.append((REASONS, t("Not taken"), len(outcome.rejects)))
        before = self.tabs.value()
        self.tabs.set_options(tabs)
        self.tabs.setAccessibleName(t("Views"))
        names = [str(tab[0]) for tab in tabs]
        if names:
            self.choose(str(before) if before in names else names[0])
        for name, words in ((COLUMNS, t("Columns")), (ROWS, t("First rows")), (TYPES, t("By type"))):
            self.views[name].setAccessibleName(words)
        self.views[REASONS].setAccessibleName(t("What to look at, row by row"))

    def _show_columns(self, texts: Texts, looked: Looked) -> None:
        t = texts.t
        columns = (
            Column("header", t("In the file"), 180, strong=True, sortable=False),
            Column("field", t("Becomes"), 150, sortable=False),
            Column("example", t("For example"), 200, stretch=True, token="muted", sortable=False),
        )
        rows = [(one.header or f"({at})", meaning(texts, one.field), one.example)
                for at, one in enumerate(looked.columns, 1)]  # fmt: skip
        self.views[COLUMNS].show_rows(columns, rows)

    def _show_first_rows(self, looked: Looked) -> None:
        chosen = [at for at, one in enumerate(looked.columns) if one.field] or list(
            range(len(looked.columns))
        )
        chosen = chosen[:_MOST_COLUMNS]
        columns = [
            Column(str(at), looked.columns[at].header, _CELL, stretch=True, sortable=False) for at in chosen
        ]
        rows = [[" ".join(row[at].split()) if at < len(row) else "" for at in chosen] for row in looked.rows]
        self.views[ROWS].show_rows(columns, rows)

    def _show_types(self, texts: Texts, outcome: Outcome) -> None:
        t = texts.t
        columns = (
            Column("type", t("Type"), 240, stretch=True, strong=True, sortable=False),
            Column("count", t("Count"), 90, align="right", sortable=False),
            Column("share", t("Share"), 90, align="right", token="muted", sortable=False),
        )
        total = sum(count for _, count in outcome.types) or 1
        rows = [
            (name or t("without a category"), texts.number(count), texts.percent(count / total, 1))
            for name, count in outcome.types
        ]
        self.views[TYPES].show_rows(columns, rows)

    def _show_reasons(self, texts: Texts, outcome: Outcome) -> None:
        t = texts.t
        columns = (
            Column("line", t("Line"), 70, align="right", token="muted", sortable=False),
            Column("reason", t("Why"), 520, stretch=True, sortable=False),
            Column("row", t("What stands there"), 300, stretch=True, token="muted", sortable=False),
        )
        rows = [("", texts.problem(note.code, note.facts), "") for note in outcome.notes]
        rows += [
            (texts.number(one.line), texts.problem(one.code, one.facts), " · ".join(filter(None, one.cells)))
            for one in outcome.rejects[:_MOST_REASONS]
        ]
        left = len(outcome.rejects) - _MOST_REASONS
        if left > 0:
            rows.append(("", texts.n("and {n} more row", "and {n} more rows", left), ""))
        self.views[REASONS].show_rows(columns, rows)
