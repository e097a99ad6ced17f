"""The preview of handling reports and receipts: looked at, printed, saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.core.changes import Changes
from models.core.errors import UserProblem
from resources.texts import N_
from ui.base.page import Page
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.reports.bar import ReportBar
from ui.pages.reports.making import LANGUAGES, Kind, Printed, Wanted, make
from ui.pages.reports.output import Output
from ui.task import TaskHandle
from ui.widgets.cards import EmptyState, Loading, Separator
from ui.widgets.sheet_view import SheetView


class ReportPage(Page):
    """Shows the document of ``ids``; ``kind`` is "report" or "receipt"."""

    topics = frozenset({"case", "setting", "category"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("report")
        self._ids: tuple[int, ...] = ()
        self._kind = Kind.REPORT
        self._language = context.texts.language if context.texts.language in LANGUAGES else "en"
        self._printed: Printed | None = None
        self._making: TaskHandle | None = None
        self._problem: UserProblem | None = None
        self.bar = ReportBar()
        self.sheets = SheetView()
        self.sheets.setObjectName("report.sheets")
        self.empty = EmptyState("printer")
        self.empty.setObjectName("report.empty")
        self.loading = Loading(9)
        self.output = Output(self)
        self._stack = QStackedWidget()
        for widget in (self.loading, self.sheets, self.empty):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 1)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(Separator())
        column.addWidget(self._stack, 1)
        self._wire()
        self._add_commands()
        self.retranslate()

    def _wire(self) -> None:
        bar, sheets = self.bar, self.sheets
        bar.back.connect(self.context.navigation.back)
        bar.print_wanted.connect(self.print)
        bar.save_wanted.connect(self.save)
        bar.kind_chosen.connect(self._choose_kind)
        bar.language_chosen.connect(self._choose_language)
        bar.fit_wanted.connect(partial(sheets.set_zoom, None))
        bar.whole_wanted.connect(partial(sheets.set_zoom, 1.0))
        bar.zoom_stepped.connect(sheets.step_zoom)
        bar.page_stepped.connect(self._step_page)
        sheets.wanted.connect(self._draw)
        sheets.page_changed.connect(self._show_place)
        sheets.zoom_changed.connect(self._show_zoom)

    def _add_commands(self) -> None:
        page, ready = Scope.PAGE, self.is_ready
        self.context.commands.add(
            self,
            Command("report.print", N_("Print"), "Ctrl+P", self.print, page, hint=True, icon="printer", enabled=ready),
            Command("report.save", N_("Save as"), "Ctrl+S", self.save, page, hint=True, enabled=ready),
            Command("report.larger", N_("Larger"), ("Ctrl++", "Ctrl+="), partial(self.sheets.step_zoom, True), page),
            Command("report.smaller", N_("Smaller"), "Ctrl+-", partial(self.sheets.step_zoom, False), page),
            Command("report.whole", N_("Real size"), "Ctrl+1", partial(self.sheets.set_zoom, 1.0), page),
            Command("report.fit", N_("Page width"), "Ctrl+0", partial(self.sheets.set_zoom, None), page, hint=True),
        )  # fmt: skip

    # Life

    def shown(self, **params: object) -> None:
        ids = _ids(params.get("ids"))
        kind = Kind.RECEIPT if params.get("kind") == Kind.RECEIPT else Kind.REPORT
        if (ids, kind) != (self._ids, self._kind) or self._printed is None:
            self._ids, self._kind = ids, kind
            self._forget()
            self.mark_stale()
        self._show_choices()
        self.sheets.setFocus(Qt.FocusReason.OtherFocusReason)

    def hidden(self) -> None:
        if self._making is not None:
            self._making.cancel()
            self.mark_stale()

    def refresh(self) -> None:
        """Make the document anew; what is shown stays until the new one is there."""
        if self._making is not None:
            self._making.cancel()
        self._problem = None
        if not self._ids:
            self._stack.setCurrentWidget(self.empty)
            self._retell()
            return
        if self._printed is None:
            self._stack.setCurrentWidget(self.loading)
            self.loading.start()
        wanted = Wanted(self._ids, self._kind, self._language)
        self._making = self.context.jobs.long(self, partial(make, wanted=wanted), self._made, self._failed)

    def affected_by(self, changes: Changes) -> bool:
        own = {("case", one) for one in self._ids}
        return bool(changes.ids & own) or bool({"setting", "category"} & changes.topics)

    def dispose(self) -> None:
        if self._making is not None:
            self._making.cancel()
        if self._printed is not None:
            self._printed.sheets.close()
        super().dispose()

    def panes(self) -> Sequence[QWidget]:
        return (self.sheets, self.bar)

    def hints(self) -> Sequence[Hint]:
        return (Hint(("Page ↑", "Page ↓"), N_("turn the pages")),)

    def title(self) -> str:
        return self.bar.heading.text()

    # Making

    def _made(self, printed: Printed) -> None:
        wanted = Wanted(self._ids, self._kind, self._language)
        if printed.wanted != wanted:  # something else was chosen meanwhile
            printed.sheets.close()
            return
        old, self._printed, self._making = self._printed, printed, None
        if old is not None:
            old.sheets.close()
        self.loading.stop()
        self.sheets.set_sheets(printed.sheets.sizes, keep_place=old is not None)
        self._stack.setCurrentWidget(self.sheets)
        if self.focusWidget() is None:
            self.sheets.setFocus(Qt.FocusReason.OtherFocusReason)
        self._retell()
        self.title_changed.emit()

    def _failed(self, problem: UserProblem) -> bool:
        self._making, self._problem = None, problem
        self.loading.stop()
        self._forget()
        self._stack.setCurrentWidget(self.empty)
        self._retell()
        return True

    def _forget(self) -> None:
        if self._printed is not None:
            self._printed.sheets.close()
            self._printed = None
            self.sheets.set_sheets(())

    def _draw(self, page: int, scale: float) -> None:
        if self._printed is not None:
            work = partial(self._printed.sheets.picture, page, scale)
            self.context.jobs.work(self, work, partial(self._drawn, page, scale), key=f"sheet {page}")

    def _drawn(self, page: int, scale: float, picture: QImage | None) -> None:
        if picture is not None:
            self.sheets.give(page, scale, picture)

    # Doing

    def is_ready(self) -> bool:
        """Whether there is a document."""
        return self._printed is not None

    def print(self) -> None:
        """Ask for a printer."""
        if self._printed is not None:
            self.output.ask_printer(self._printed)

    def save(self) -> None:
        """Ask for a file."""
        if self._printed is not None:
            self.output.ask_file(self._printed)

    def _choose_kind(self, kind: object) -> None:
        self._kind = Kind(str(kind))
        self.context.navigation.remember(kind=str(self._kind))
        self._retell()
        self.mark_stale()

    def _choose_language(self, language: object) -> None:
        self._language = str(language)
        self.mark_stale()

    def _step_page(self, step: int) -> None:
        self.sheets.go_to(self.sheets.page + step)

    # Words

    def retranslate(self) -> None:
        texts = self.context.texts
        self.bar.retranslate(texts)
        self.sheets.setAccessibleName(texts.t("Preview"))
        self.loading.setAccessibleName(texts.t("Looking …"))
        self._show_choices()
        self._retell()

    def _show_choices(self) -> None:
        with QSignalBlocker(self.bar):
            self.bar.kind.set_value(self._kind)
            self.bar.language.set_value(self._language)
        before = self.context.navigation.previous_title(self.context.texts.t)
        self.bar.back_link.set_text(before)
        self.bar.back_link.setVisible(bool(before))

    def _retell(self) -> None:
        texts = self.context.texts
        heading = "Handling report" if self._kind is Kind.REPORT else "Receipt"
        self.bar.heading.set_text(texts.t(heading))
        self.bar.line.set_text(self._line())
        if self._problem is not None:
            self.empty.set_words(texts.problem(self._problem))
        else:
            self.empty.set_words(
                texts.t("No case was chosen."), texts.t("Choose cases in the list of complaints and press R.")
            )
        self.bar.set_ready(self.is_ready())
        self._show_place()
        self._show_zoom()
        self.context.commands.look_again()

    def _line(self) -> str:
        texts = self.context.texts
        if self._printed is None:
            return texts.t("One moment …") if self._ids and self._problem is None else ""
        references = self._printed.references
        if len(references) == 1:
            return references[0]
        words = texts.n("{n} case", "{n} cases", len(references))
        return f"{words} · {references[0]} – {references[-1]}"

    def _show_place(self, _page: int = 0) -> None:
        self.bar.show_place(self.context.texts, self.sheets.page, self.sheets.count)

    def _show_zoom(self, _zoom: float = 1.0) -> None:
        self.bar.show_zoom(self.context.texts, self.sheets.zoom)


def _ids(given: object) -> tuple[int, ...]:
    """The ids as a page or a link gives them: a list of numbers, or ``"3,5"``."""
    parts: Iterable[object] = given.split(",") if isinstance(given, str) else given if isinstance(given, Iterable) else ()
    return tuple(dict.fromkeys(int(part) for part in map(str, parts) if part.strip().isdigit()))
