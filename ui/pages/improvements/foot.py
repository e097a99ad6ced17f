"""What can be done: at the foot of the pane the cases and what comes next; a menu, put at its head, with all of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from resources.texts import N_
from ui.context import Context
from ui.pages.improvements.data import Shown
from ui.pages.improvements.rights import allowed, next_deed
from ui.theme.current import theme
from ui.widgets.cards import Separator
from ui.widgets.controls import Button, IconButton
from ui.widgets.themed import Themed

# Every deed: its key and its words.
DEEDS: dict[str, tuple[str, str]] = {
    "edit": ("E", N_("Change it…")),
    "start": ("B", N_("Begin")),
    "force": ("P", N_("Put in force…")),
    "decide": ("D", N_("Decide…")),
    "judge": ("J", N_("Judge now")),
    "residents": ("T", N_("Tell the residents")),
    "department": ("M", N_("Tell the department…")),
    "note": ("O", N_("Print the note to the department")),
    "attach": ("A", N_("Add a file…")),
    "drop": ("X", N_("Drop it…")),
}


class Foot(Themed, QWidget):
    """``wanted`` carries the name of a deed."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.deeds: frozenset[str] = frozenset()
        self._next = ""
        self._context: Context | None = None
        self.cases, self.next = Button(key="↵"), Button(key="T")
        self.cases.setObjectName("improvements.cases")
        self.next.setObjectName("improvements.next")
        self.more = IconButton("ellipsis")
        self.more.setObjectName("improvements.more")
        self._row = QHBoxLayout()
        for button in (self.cases, self.next):
            self._row.addWidget(button)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Separator())
        column.addLayout(self._row)
        self.cases.clicked.connect(self._cases)
        self.next.clicked.connect(self._do_next)
        self.more.clicked.connect(self._show_menu)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._row.setContentsMargins(px(20), px(10), px(20), px(12))
        self._row.setSpacing(px(8))

    def retranslate(self, context: Context) -> None:
        """Set the words that do not depend on what is shown."""
        self.more.set_name(context.texts.t("What else can be done"))

    def show_for(self, context: Context, shown: Shown) -> None:
        """Offer what this person may do with it now."""
        self._context = context
        texts, row = context.texts.current, shown.file.row
        preview = shown.file.preview
        ripe = row.verdict is not None or (preview is not None and preview.complete)
        self.deeds = allowed(context.desk, row, ripe)
        self._next = next_deed(self.deeds, row)
        self.cases.set_text(texts.n("The {n} case", "The {n} cases", shown.cases))
        self.cases.setEnabled(shown.cases > 0)
        self.next.setVisible(bool(self._next))
        if self._next:
            key, words = DEEDS[self._next]
            self.next.set_key(key)
            self.next.set_text(texts.t(words))
        self.more.setVisible(bool(self.deeds - {"cases"}))

    def _cases(self) -> None:
        self.wanted.emit("cases")

    def _do_next(self) -> None:
        if self._next:
            self.wanted.emit(self._next)

    def menu(self) -> QMenu:
        """Everything that may be done; it goes when it is closed."""
        menu = QMenu(self)
        menu.setObjectName("improvements.menu")
        if self._context is not None:
            t = self._context.texts.t
            for name, (key, words) in DEEDS.items():
                if name in self.deeds:
                    shortcut = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
                    action = menu.addAction(f"{t(words)}\t{shortcut}")
                    action.setObjectName(f"improvements.menu.{name}")
                    action.triggered.connect(partial(self._chosen, name))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _chosen(self, name: str, _checked: bool = False) -> None:
        self.wanted.emit(name)

    def _show_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
