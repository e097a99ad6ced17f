"""The chosen case and the marked ones: shown, opened, called, printed, handed over, closed, merged, classified."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint

from models.core.errors import UserProblem
from models.core.permissions import Permission
from ui.base.page import Page
from ui.pages.complaints.bulk import CaseWork
from ui.pages.complaints.case_list import CaseList
from ui.pages.complaints.controls import ListControls
from ui.pages.complaints.exporting import Exporter, marked_cases
from ui.pages.complaints.figures import filter_of
from ui.pages.complaints.lines import CaseLine
from ui.pages.complaints.preview import PreviewPane
from ui.pages.complaints.preview_data import Preview, preview_of
from ui.pages.complaints.showing import Showing
from ui.pages.complaints.sorting import Sorter
from ui.pages.complaints.state import Named

CASE, REPORT = "case", "report"


class ChosenCases(QObject):
    """Acts on the marked cases, or on the chosen one when none is marked."""

    def __init__(
        self, page: Page, rows: CaseList, controls: ListControls, showing: Showing, preview: PreviewPane
    ) -> None:
        super().__init__(page)
        self._page, self._rows, self._controls = page, rows, controls
        self._showing, self._preview = showing, preview
        self.work = CaseWork(page)
        self.exporter = Exporter(page)
        self.sorter = Sorter(page, self.work, rows, controls, showing)
        self._wire()

    def _wire(self) -> None:
        rows, bulk, heading, preview = self._rows, self._controls.bulk, self._controls.heading, self._preview
        rows.chosen.connect(self.chosen)
        rows.answered.connect(self._answered)
        rows.opened.connect(self._open)
        rows.marks_changed.connect(self._marked)
        heading.print.clicked.connect(self.print_reports)
        heading.export.clicked.connect(self.export)
        bulk.assign.clicked.connect(self.assign)
        bulk.close_cases.clicked.connect(self.close_cases)
        bulk.merge.clicked.connect(self.merge_cases)
        bulk.classify.clicked.connect(self.sorter.classify)
        bulk.print.clicked.connect(self.print_reports)
        bulk.export.clicked.connect(self.export)
        bulk.clear.clicked.connect(rows.view.clear_marks)
        preview.open.clicked.connect(self.open)
        preview.call.clicked.connect(self.call)
        preview.report.clicked.connect(self.print_reports)
        self.work.done_with.connect(rows.view.clear_marks)
        self.work.kept_open.connect(self._kept_open)

    # Which

    def has_case(self) -> bool:
        """Whether there is anything to act on."""
        return self._rows.line() is not None or bool(self._rows.marked())

    def ids(self) -> tuple[int, ...]:
        """The marked cases, or the chosen one."""
        return self._rows.meant()

    def lines(self) -> list[CaseLine]:
        """The same as lines."""
        return self._rows.meant_lines()

    def can_handle(self) -> bool:
        """Whether this person may change them."""
        return self.has_case() and self._page.context.desk.may(Permission.HANDLE)

    def can_merge(self) -> bool:
        """Whether there are two or more to be made one."""
        return len(self._rows.marked()) > 1 and self._page.context.desk.may(Permission.HANDLE)

    def can_print(self) -> bool:
        """Whether there is something to print, and a page that prints it."""
        return self.has_case() and REPORT in self._page.context.navigation.specs

    def can_export(self) -> bool:
        """Whether this person may take data out."""
        return self._page.context.desk.may(Permission.EXPORT)

    # The preview

    def chosen(self, line: object) -> None:
        """Show a case at the right; the newest choice wins."""
        if not isinstance(line, CaseLine):
            self._preview.show_case(None)
            return
        context, search = self._page.context, self._showing.state.search
        texts, zone, case_id = context.texts.current, context.desk.zone, line.case.id
        self._page.query(
            lambda session: preview_of(session, case_id, search, texts, zone),
            self._came,
            _gone,
            key="preview",
        )

    def _came(self, preview: Preview) -> None:
        line = self._rows.line()
        if line is not None and line.case.id == preview.id:
            self._preview.show_case(preview)

    def _answered(self, _answer: object) -> None:
        self.chosen(self._rows.line())
        self.show_rights()

    def show_rights(self) -> None:
        """Buttons that would do nothing are greyed or gone."""
        heading, bulk, preview = self._controls.heading, self._controls.bulk, self._preview
        can_print, can_export = REPORT in self._page.context.navigation.specs, self.can_export()
        handles = self._page.context.desk.may(Permission.HANDLE)
        for button in (heading.print, preview.report, bulk.print):
            button.setEnabled(can_print and self.has_case())
        for button in (heading.export, bulk.export):
            button.setVisible(can_export)
        for button in (preview.call, bulk.assign, bulk.close_cases):
            button.setEnabled(handles)
        bulk.merge.setEnabled(self.can_merge())
        bulk.classify.setVisible(self.sorter.may())
        self._page.context.commands.look_again()

    # What is done

    def _marked(self, marks: list[object]) -> None:
        self._controls.show_marks(len(marks))
        self.show_rights()

    def _kept_open(self, ids: list[int]) -> None:
        self._rows.view.set_marks(ids)
        self._marked(list(ids))

    def _open(self, line: object) -> None:
        if isinstance(line, CaseLine) and CASE in self._page.context.navigation.specs:
            self._page.context.navigation.navigate(CASE, id=line.case.id)

    def open(self) -> None:
        """Open the chosen case."""
        self._open(self._rows.line())

    def call(self) -> None:
        """Note a conversation about the case in the preview."""
        shown = self._preview.shown
        if shown is not None and self.can_handle():
            self.work.call(shown)

    def print_reports(self) -> None:
        """The handling reports, in the page that prints them."""
        if self.can_print():
            self._page.context.navigation.navigate(REPORT, ids=list(self.ids()))

    def assign(self) -> None:
        """Ask to whom, and hand over."""
        if self.can_handle():
            under = self._controls.bulk.assign
            shown = under if under.isVisible() else self._rows.view
            at = shown.mapToGlobal(QPoint(0, under.height()))
            self.work.assign_menu(self._controls.choices, self._assign, at)

    def _assign(self, person: Named) -> None:
        self.work.assign(self.lines(), person)

    def close_cases(self) -> None:
        """Close what owes nothing."""
        if self.can_handle():
            titles = {line.case.id: f"{line.case.reference} {line.case.title}" for line in self.lines()}
            self.work.close_cases(titles)

    def merge_cases(self) -> None:
        """Make one case of the marked ones."""
        if self.can_merge():
            self.work.merge(self.lines())

    def export(self) -> None:
        """Ask for a file, and write the marked cases into it, or the whole list."""
        context = self._page.context
        marked = self._rows.marked()
        if not self.can_export():
            return
        if marked:
            self.exporter.ask(partial(marked_cases, frozenset(marked)))
        else:
            self.exporter.ask(partial(filter_of, self._showing.state, context.desk.zone))


def _gone(_problem: UserProblem) -> bool:
    """The case went while it was looked at; the list is about to say so."""
    return True
