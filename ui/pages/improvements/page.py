"""The improvement register: late plans first, then what runs, then the verdicts; one of them at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.improvements.kinds import ImprovementView
from resources.texts import N_
from ui.base.page import Page
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.improvements.asking import Asking
from ui.pages.improvements.data import Line, Listed, Reader, Shown, shown
from ui.pages.improvements.deeds import ImprovementDeeds
from ui.pages.improvements.exporting import RegisterSaver
from ui.pages.improvements.register import Register
from ui.pages.improvements.side import WIDTH, SidePane
from ui.shared.improvement_words import head_parts
from ui.theme.current import theme
from ui.widgets.choices import ViewTabs
from ui.widgets.controls import Button, QuietButton
from ui.widgets.labels import RichLabel
from ui.widgets.page_head import PageHead
from ui.widgets.themed import Themed

_NARROW = 1000  # of the page
_WIDEST = 16_777_215  # Qt's own "no limit"
_VIEW_LABELS = {
    ImprovementView.ALL: N_("all"),
    ImprovementView.LATE: N_("late"),
    ImprovementView.RUNNING: N_("running"),
    ImprovementView.JUDGED: N_("judged"),
    ImprovementView.FROM_WARNING: N_("proposed by a warning"),
}


class ImprovementsPage(Themed, Page):
    """``id`` names the row that is shown, ``view`` a tab; ``warning`` begins a row with what a warning proposes."""

    topics = frozenset({"improvement", "case", "staff", "category", "cause", "warning", "place"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("improvements")
        self._view = ImprovementView.ALL
        self._id: int | None = None
        self._listed: Listed | None = None
        self._alone = False  # the pane stands in the place of the list
        self.reviews, self.add = QuietButton(icon="calendar-clock", key="R"), Button(icon="plus", key="N")
        self.reviews.setObjectName("improvements.reviews.open")
        self.add.setObjectName("improvements.add")
        self.tabs = ViewTabs([(view, "", None) for view in ImprovementView])
        self.tabs.setObjectName("improvements.tabs")
        self.tabs.set_value(ImprovementView.ALL)
        self.sentence = RichLabel()
        self.sentence.setObjectName("improvements.sentence")
        self.head = PageHead(self.reviews, self.add, tabs=self.tabs, instead=self.sentence)
        self.register = Register(self)
        self.side = SidePane(context)
        self.asking = Asking(self, self.show_row)
        self.deeds = ImprovementDeeds(self, self.side, self.show_row)
        self.saver = RegisterSaver(self)
        self._lay_out()
        self._wire()
        self.follow_theme()
        self.retranslate()

    def _lay_out(self) -> None:
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        self._rows = QHBoxLayout()
        self._rows.addWidget(self.register)
        column.addLayout(self._rows, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left, 1)
        row.addWidget(self.side)

    def _wire(self) -> None:
        asking, pane = self.asking, Scope.PANE
        self.reviews.clicked.connect(asking.reviews)
        self.add.clicked.connect(asking.from_cause)
        self.tabs.changed.connect(self._choose_view)
        self.register.chosen.connect(self._chosen)
        self.register.opened.connect(self._opened)
        self.register.came.connect(self._list_came)
        self.connect_to(self.context.desk.changed, self.mark_stale)
        mine = [
            Command("improvements.new", N_("new from a cause"), "N", asking.from_cause, pane, hint=True,
                    enabled=asking.may_improve),
            *self.deeds.commands(),
            Command("improvements.print", N_("print the register"), "Ctrl+P", self._print, Scope.PAGE, hint=True,
                    palette=True),
            Command("improvements.export", N_("export the register"), "Ctrl+E", self.saver.ask, Scope.PAGE,
                    palette=True, enabled=self.saver.may),
            Command("improvements.reviews", N_("reviews to come"), "R", asking.reviews, pane),
            Command("improvements.side", N_("details"), "I", self.toggle, pane, hint=self.is_narrow,
                    enabled=self.is_narrow),
            *(
                Command(f"improvements.view.{view.value}", label, str(number), partial(self._choose_view, view), pane)
                for number, (view, label) in enumerate(_VIEW_LABELS.items(), 1)
            ),
        ]  # fmt: skip
        self.context.commands.add(self, *mine)

    # -- the life of the page

    def shown(self, **params: object) -> None:
        wanted = str(params.get("id") or "")
        if wanted.isdigit() and int(wanted) != self._id:
            self._id = int(wanted)
            self.mark_stale()
        view = str(params.get("view") or "")
        if view in set(ImprovementView):
            self._choose_view(view)
        warning = str(params.get("warning") or "")
        if warning.isdigit():
            self.context.navigation.remember(warning="")  # coming back does not begin another one
            self.asking.from_warning(int(warning))
        self._fit()
        self.register.take_focus()

    def refresh(self) -> None:
        self.register.ask(self._view, self._id)

    def _list_came(self, found: Listed) -> None:
        self._listed = found
        self._say()
        line = self.register.line()
        if self._id is None and line is not None:
            self._id = line.row.id
        self._fetch()

    def _fetch(self) -> None:
        if self._id is None:
            self._came(None)
            return
        eye = Reader(self.context.texts.current, self.context.desk.zone)
        self.query(partial(shown, self._id, eye), self._came, key="shown")

    def _came(self, found: Shown | None) -> None:
        if found is None or found.file.row.id == self._id:
            self.side.show_improvement(found)
            self._fit()
            self.context.commands.look_again()
            self.hints_changed.emit()

    def _chosen(self, line: Line) -> None:
        if line.row.id != self._id:
            self._id = line.row.id
            self.context.navigation.remember(id=line.row.id)
            self._fetch()

    def _opened(self, line: Line) -> None:
        self._chosen(line)
        self.deeds.open_cases(line.row)

    def _choose_view(self, view: object) -> None:
        chosen = ImprovementView(str(view))
        if chosen is not self._view:
            self._view = chosen
            self.tabs.set_value(chosen)
            self.register.say_nothing(chosen)
            self.mark_stale()

    def _print(self) -> None:
        self.deeds.print_register(self._view)

    def show_row(self, improvement_id: int) -> None:
        """Show what was just written, or asked for."""
        self._id = improvement_id
        self.context.navigation.remember(id=improvement_id)
        self.mark_stale()

    def help(self) -> bool:
        """How an improvement is judged."""
        self.asking.help()
        return True

    # -- words and room

    def retranslate(self) -> None:
        texts = self.context.texts.current
        self.head.set_title(texts.t("Improvements"))
        self.add.set_text(texts.t("From a cause"))
        self.add.setVisible(self.asking.may_improve())
        self.reviews.set_text(texts.t("Reviews"))
        self.tabs.setAccessibleName(texts.t("Views"))
        self.register.retranslate()
        self.side.retranslate()
        self._say()
        self._fit_columns()
        self.mark_stale()  # rows are words too

    def _say(self) -> None:
        texts, found = self.context.texts.current, self._listed
        counts = found.counts if found is not None else {}
        self.tabs.set_options(
            [(view, texts.word("improvement_view", view), counts.get(view)) for view in ImprovementView]
        )
        if found is not None and found.head is not None:
            parts = head_parts(texts, found.head)
            self.sentence.set_parts((words, "text" if strong else "muted", strong) for words, strong in parts)

    def hints(self) -> Sequence[Hint]:
        return (Hint(("↑", "↓"), N_("choose")), Hint(("↵",), N_("cases")))

    def panes(self) -> Sequence[QWidget]:
        return (self.tabs, self.register, self.side)

    def escape(self) -> bool:
        """Out of the pane that stands alone."""
        if self.is_narrow() and self._alone:
            self.toggle()
            return True
        return False

    def is_narrow(self) -> bool:
        """Whether there is room for one of the two only."""
        return self.width() < theme().px(_NARROW)

    def toggle(self) -> None:
        """Show the other one of list and pane."""
        self._alone = not self._alone
        self._fit()
        if self._alone and self.is_narrow():
            self.side.take_focus()
        else:
            self.register.take_focus()

    def retheme(self) -> None:
        px = theme().px
        # Rows reach beyond their text at both sides.
        self._rows.setContentsMargins(px(12), 0, px(12), 0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow, there = self.is_narrow(), self.side.shown is not None
        if not narrow:
            self._alone = False
            self.side.setFixedWidth(theme().px(WIDTH))
        else:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(_WIDEST)
        alone = narrow and self._alone and there
        self._left.setVisible(not alone)
        self.side.setVisible(there and (alone or not narrow))
        self._fit_columns()

    def _fit_columns(self) -> None:
        self.register.fit_columns(self.width() if self.is_narrow() else self.width() - theme().px(WIDTH))
