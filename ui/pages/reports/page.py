"""Looking at handling reports or receipts, then printing or saving them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.changes import Changes
from models.core.errors import UserProblem
from models.core.session import Session
from models.options.queries import settings
from resources.texts import N_
from ui.base.page import Page
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.reports.outlet import Outlet, work
from ui.pages.reports.sheets import Sheets
from ui.pages.reports.telling import Telling
from ui.pages.reports.waiting import Waiting
from ui.pages.reports.wanted import OF_CASES, OWN_LANGUAGE, TOPICS, Document, Wanted
from ui.task import Task, TaskHandle
from ui.theme.current import theme
from ui.widgets.cards import EmptyState
from ui.widgets.choices import Segmented
from ui.widgets.controls import Button, PrimaryButton
from ui.widgets.labels import Label

BOTH = "both"


class ReportPage(Page):
    """The PDF of some cases, page by page."""

    topics = frozenset({"case", "work_order", "setting"}).union(*TOPICS.values())

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("report")
        self._wanted = Wanted()
        self._languages: tuple[str, ...] = ()
        self._made: Any = None
        self._task: TaskHandle | None = None
        self.outlet = Outlet(self)
        self._telling = Telling(self)
        self.outlet.printed.connect(self._printed)
        self._build()
        self._lay_out()
        self.retranslate()
        page, made = Scope.PAGE, self.is_made
        context.commands.add(
            self,
            Command("report.print", N_("print"), "Ctrl+P", self.outlet.print, page, hint=True, enabled=made),
            Command(
                "report.save", N_("save as PDF"), "Ctrl+S", self.outlet.save, page, hint=True, enabled=made
            ),
        )

    def _build(self) -> None:
        self.heading = Label("", "page", strong=True)
        self.count = Label("", token="muted")
        self.kind = Segmented()
        self.language = Segmented()
        self.zoom = Segmented()
        for name, field in (("kind", self.kind), ("language", self.language), ("zoom", self.zoom)):
            field.setObjectName(f"report.{name}")
        self.save_button = Button(icon="folder", key="Ctrl+S")
        self.save_button.setObjectName("report.save")
        self.print_button = PrimaryButton(icon="printer", key="Ctrl+P")
        self.print_button.setObjectName("report.print")
        self.loading = Waiting()
        self.empty = EmptyState("printer")
        self.sheets = Sheets()
        self.sheets.setObjectName("report.sheets")
        self.kind.changed.connect(self._kind_chosen)
        self.language.changed.connect(self._language_chosen)
        self.zoom.changed.connect(self._zoom_chosen)
        self.save_button.clicked.connect(self.outlet.save)
        self.print_button.clicked.connect(self.outlet.print)
        self.sheets.wanted.connect(self._draw)
        self.sheets.page_changed.connect(self._say_page)

    def _lay_out(self) -> None:
        px = theme().px
        head = QHBoxLayout()
        head.setContentsMargins(px(24), px(16), px(24), px(12))
        head.setSpacing(px(8))
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.heading)
        titles.addWidget(self.count)
        head.addLayout(titles, 1)
        for button in (self.save_button, self.print_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        choices = QHBoxLayout()
        choices.setContentsMargins(px(24), 0, px(24), px(12))
        choices.setSpacing(px(12))
        choices.addWidget(self.kind)
        choices.addWidget(self.language)
        choices.addStretch(1)
        choices.addWidget(self.zoom)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addLayout(choices)
        for shown in (self.loading, self.empty, self.sheets):
            box.addWidget(shown, 1)
        self._show(self.loading)

    def _show(self, part: QWidget) -> None:
        for one in (self.loading, self.empty, self.sheets):
            one.setVisible(one is part)

    # What is asked for

    def shown(self, **params: object) -> None:
        wanted = self._wanted.of(params)
        if wanted != self._wanted or self._made is None:
            self._wanted, self._made = wanted, None
            self.retranslate()
            self.mark_stale()
        self.sheets.setFocus()

    def affected_by(self, changes: Changes) -> bool:
        document, ids = self._wanted.document, self._wanted.ids
        topic = "case" if document in OF_CASES else "work_order"
        mine = document in OF_CASES or document is Document.SLIPS
        if mine and any(changes.touches(topic, one) for one in ids):
            return True
        return bool((TOPICS[document] | {"setting"}) & changes.topics)

    def refresh(self) -> None:
        if self._wanted.is_empty:
            self._show(self.empty)
            return
        if not self._languages:
            self.query(_report_languages, self._languages_known)
            return
        if self._task is not None:
            self._task.cancel()
        if self._made is None:
            self._show(self.loading)
        wanted, languages = self._wanted, self._languages

        def make(task: Task) -> Any:
            return work("make", wanted, languages, task)

        self._task = self.context.jobs.long(self, make, self._show_made, self._failed)
        self.loading.follow(self._task)

    def _languages_known(self, languages: tuple[str, ...]) -> None:
        self._languages = languages
        self.language.set_value(BOTH if len(languages) > 1 else languages[0])
        self.refresh()

    def _show_made(self, made: Any) -> None:
        self._made = made
        self._show(self.sheets)
        self.sheets.set_pages(made.sizes)
        self._say_page(self.sheets.page())
        self.title_changed.emit()
        self.hints_changed.emit()
        self._enable()

    def _failed(self, problem: UserProblem) -> bool:
        self._made = None
        self.empty.set_words(self.context.texts.problem(problem))
        self._show(self.empty)
        self._enable()
        return True

    def _draw(self, number: int, scale: float) -> None:
        made = self._made
        if made is None:
            return
        self.context.jobs.work(
            self,
            partial(work, "draw", made.content, number, scale),
            partial(self._drawn, made, number, scale),
        )

    def _drawn(self, made: Any, number: int, scale: float, image: QImage) -> None:
        if made is self._made:
            self.sheets.set_image(number, scale, image)

    # Choices

    def _kind_chosen(self, kind: object) -> None:
        self._wanted, self._made = replace(self._wanted, document=Document(str(kind))), None
        self.retranslate()
        self.refresh()

    def _language_chosen(self, chosen: object) -> None:
        self._languages = ("zh_CN", "en") if chosen == BOTH else (str(chosen),)
        self._made = None
        self._enable()
        self.refresh()

    def _zoom_chosen(self, zoom: object) -> None:
        self.sheets.set_fit(zoom == "fit")

    # Doing

    def is_made(self) -> bool:
        """Whether there is a document to print or save."""
        return self._made is not None

    def _printed(self) -> None:
        if self._wanted.document is Document.LETTERS and self._made is not None:
            self._telling.ask(self._wanted.ids[0], len(self._made.references))

    # Words

    def retranslate(self) -> None:
        texts = self.context.texts
        t = texts.t
        of_cases = (Document.REPORT, Document.RECEIPT)
        self.kind.set_options([(one.value, texts.word("document", one)) for one in of_cases])
        self.language.set_options([("zh_CN", "中文"), ("en", "English"), (BOTH, t("Both"))])
        self.zoom.set_options([("fit", t("Fit width")), ("full", "100 %")])
        if self.zoom.value() is None:
            self.zoom.set_value("fit")
        document = self._wanted.document
        self.kind.set_value(document.value)
        self.kind.setVisible(document in OF_CASES)
        self.language.setVisible(document not in OWN_LANGUAGE)
        self.heading.set_text(texts.word("document", document))
        self.loading.retranslate(texts.current)
        self.save_button.set_text(t("Save as…"))
        self.print_button.set_text(t("Print…"))
        for widget, name in (
            (self.kind, t("What to print")),
            (self.language, t("Language of the paper")),
            (self.zoom, t("Size on the screen")),
            (self.sheets, t("Pages")),
        ):
            widget.setAccessibleName(name)
        self.empty.set_words(t("Nothing to print"), t("Choose cases in the list first."))
        self._say_page(self.sheets.page())
        self._enable()

    def _enable(self) -> None:
        self.outlet.made, self.outlet.name = self._made, self._wanted.document.value
        has_tables = self._wanted.document is Document.WEEKLY and self._languages
        self.outlet.tables = partial(work, "tables", self._wanted, self._languages[0]) if has_tables else None
        for button in (self.save_button, self.print_button):
            button.setEnabled(self._made is not None)

    def _say_page(self, number: int) -> None:
        texts = self.context.texts
        if self._made is None:
            self.count.set_text("")
            return
        references = self._made.references
        n = len(references)
        of_cases = self._wanted.document in OF_CASES
        about = texts.n("{n} case", "{n} cases", n) if of_cases else texts.n("{n} paper", "{n} papers", n)
        if n == 1:
            about = references[0]
        page = texts.t("page {page} of {pages}", page=number + 1, pages=len(self._made.sizes))
        self.count.set_text(f"{about} · {page}")

    def title(self) -> str:
        references: tuple[str, ...] = self._made.references if self._made is not None else ()
        return references[0] if len(references) == 1 else ""

    def hints(self) -> Sequence[Hint]:
        return (Hint(("PgUp", "PgDown"), N_("leaf through")),)

    def panes(self) -> Sequence[QWidget]:
        return (self.kind, self.sheets)


def _report_languages(session: Session) -> tuple[str, ...]:
    return settings(session.store).report_languages
