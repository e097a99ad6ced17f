"""Who carries out repairs: technicians, contractors, skills, each behind a tab."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.core.permissions import Permission
from resources.texts import N_
from ui.base.page import Page
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.crew.data import Crew, crew_of
from ui.pages.crew.firms import FirmsBook
from ui.pages.crew.people import PeopleBook
from ui.pages.crew.skills import SkillsBook
from ui.widgets.controls import PrimaryButton
from ui.widgets.page_head import PageHead
from ui.widgets.tabs import ViewTabs

_ADD = {"people": N_("Add a technician"), "firms": N_("Add a contractor"), "skills": N_("Add a skill")}


class CrewPage(Page):
    """Everybody looks; who manages the crew changes."""

    topics = frozenset({"technician", "contractor", "skill", "absence", "place", "setting"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("crew_page")
        self._crew = Crew()
        self._wanted: int | None = None
        self.people, self.firms, self.skills = PeopleBook(self), FirmsBook(self), SkillsBook(self)
        self.books: dict[str, PeopleBook | FirmsBook | SkillsBook] = {
            "people": self.people,
            "firms": self.firms,
            "skills": self.skills,
        }
        self.add = PrimaryButton(icon="plus", key="A")
        self.add.setObjectName("crew.add")
        self.tabs = ViewTabs(tuple((name, "", None) for name in self.books))
        self.tabs.setObjectName("crew.tabs")
        self.tabs.set_value("people")
        self.head = PageHead(self.add, tabs=self.tabs)
        self._stack = QStackedWidget()
        for book in self.books.values():
            self._stack.addWidget(book)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        self._wire()
        self.retranslate()
        self._rights_changed()

    def _wire(self) -> None:
        self.tabs.changed.connect(self._show_tab)
        self.add.clicked.connect(self._add)
        self.connect_to(self.context.desk.changed, self._rights_changed)
        commands = self.context.commands
        for name, book in self.books.items():
            commands.add(book.list, Command(f"crew.add_{name}", _ADD[name], "A", book.add, scope=Scope.PANE,
                                            hint=True, icon="plus", enabled=self._may))  # fmt: skip
        commands.add(
            self, Command("crew.save", N_("Save"), "Ctrl+S", self._save, scope=Scope.PAGE, enabled=self._may)
        )
        self.people.leave.add_commands(self.people.list)

    @property
    def book(self) -> PeopleBook | FirmsBook | SkillsBook:
        """The list behind the tab that is chosen."""
        return self.books[str(self.tabs.value())]

    def shown(self, **params: object) -> None:
        wanted = str(params.get("id", ""))  # a link brings it as text
        if wanted.isdecimal():
            self._wanted = int(wanted)
            self.tabs.set_value("people")
            self._show_tab("people")
            self.mark_stale()
        self.book.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self.query(crew_of, self._show, key="crew")

    def retranslate(self) -> None:
        texts = self.context.texts
        self.head.set_title(texts.t("Technicians"))
        self._say_line()
        self.add.set_text(texts.t(_ADD[str(self.tabs.value())]))
        self.tabs.set_options(
            (
                ("people", texts.t("Technicians"), None),
                ("firms", texts.t("Contractors"), None),
                ("skills", texts.t("Skills"), None),
            )
        )
        self.tabs.setAccessibleName(texts.t("Views"))
        for book in self.books.values():
            book.retranslate()

    def hints(self) -> Sequence[Hint]:
        return (Hint(("↑", "↓"), N_("choose")), Hint(("Enter",), N_("change")))

    def panes(self) -> Sequence[QWidget]:
        return (self.tabs, self.book.list, self.book.panel)

    def escape(self) -> bool:
        return self.book.escape()

    def _show(self, crew: Crew) -> None:
        self._crew = crew
        for book in self.books.values():
            book.show_crew(crew)
        if self._wanted is not None:
            self.people.keep()
            self.people.shown, self._wanted = self._wanted, None
            self.people.show_again()
        self._say_line()

    def _say_line(self) -> None:
        texts, crew, now = self.context.texts, self._crew, self.context.clock.now()
        words = texts.n("{n} technician works here.", "{n} technicians work here.", crew.working)
        away = sum(row.active and crew.away(row.id, now) is not None for row in crew.people)
        if away:
            more = texts.n("{n} is away now.", "{n} are away now.", away)
            words = texts.t("{words} {more}", words=words, more=more)
        self.head.set_sentence(words)

    def _show_tab(self, _tab: object) -> None:
        self._stack.setCurrentWidget(self.book)
        self.add.set_text(self.context.texts.t(_ADD[str(self.tabs.value())]))

    def _add(self) -> None:
        self.book.add()

    def _save(self) -> None:
        self.book.save()

    def _may(self) -> bool:
        return self.context.desk.may(Permission.MANAGE_CREW)

    def _rights_changed(self) -> None:
        self.add.setVisible(self._may())
        for book in self.books.values():
            book.show_panel()
