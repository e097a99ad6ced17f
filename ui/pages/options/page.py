"""The options: a tab for each part that the person at the desk may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.core.changes import Changes
from models.core.permissions import Permission
from resources.texts import N_
from ui.base.page import Page
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.options.appearance import AppearanceSection
from ui.pages.options.calendar import CalendarSection
from ui.pages.options.categories import CategoriesSection, CausesSection
from ui.pages.options.coach import CoachSection
from ui.pages.options.estate import EstateSection
from ui.pages.options.section import Section
from ui.pages.options.targets import TargetsSection
from ui.pages.options.trail import TrailSection
from ui.widgets.page_head import PageHead
from ui.widgets.tabs import ViewTabs


@dataclass(frozen=True)
class Part:
    """A section before it is made."""

    code: str
    title: str
    make: type[Section]
    permission: Permission | None = None


PARTS = (
    Part("look", N_("Appearance"), AppearanceSection),
    Part("property", N_("Property"), EstateSection, Permission.MANAGE_OPTIONS),
    Part("targets", N_("Targets"), TargetsSection, Permission.VIEW),
    Part("calendar", N_("Calendar"), CalendarSection, Permission.VIEW),
    Part("categories", N_("Categories"), CategoriesSection, Permission.MANAGE_OPTIONS),
    Part("causes", N_("Causes"), CausesSection, Permission.MANAGE_OPTIONS),
    Part("coach", N_("Coach cards"), CoachSection, Permission.EDIT_PHRASES),
    Part("trail", N_("Audit trail"), TrailSection, Permission.VIEW_AUDIT),
)


class OptionsPage(Page):
    """Sections are made when they are first shown, and hidden from those who may not use them."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("options")
        self._sections: dict[str, Section] = {}
        self.tabs = ViewTabs()
        self.tabs.setObjectName("options.tabs")
        self.tabs.changed.connect(self._choose)
        self._stack = QStackedWidget()
        self.head = PageHead(tabs=self.tabs, sentence=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        context.commands.add(self, Command("options.save", N_("Save"), "Ctrl+S", self.save, scope=Scope.PAGE))
        self.connect_to(context.desk.changed, self._rights_changed)
        self.retranslate()

    def shown(self, **params: object) -> None:
        wanted = str(params.get("section") or self.tabs.value() or "look")
        self._open(wanted if wanted in self._allowed() else "look")
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        if (section := self.section) is not None:
            section.refresh()

    def retranslate(self) -> None:
        t = self.context.texts.t
        self.head.set_title(t("Options"))
        self.tabs.setAccessibleName(t("Options"))
        self._show_tabs()
        for section in self._sections.values():
            section.retranslate()

    def panes(self) -> Sequence[QWidget]:
        return (self.tabs, self._stack)

    def affected_by(self, changes: Changes) -> bool:
        return self.section is not None and self.section.affected_by(changes)

    def help(self) -> bool:
        return self.section is not None and self.section.help()

    def escape(self) -> bool:
        return self.section is not None and self.section.escape()

    def save(self) -> None:
        """Save what is written in the section that is shown."""
        if self.section is not None:
            self.section.save()

    @property
    def section(self) -> Section | None:
        """The section that is shown."""
        return self._sections.get(str(self.tabs.value()))

    def _allowed(self) -> dict[str, Part]:
        return {part.code: part for part in PARTS if self.context.desk.may(part.permission)}

    def _show_tabs(self) -> None:
        t = self.context.texts.t
        self.tabs.set_options([(part.code, t(part.title), None) for part in self._allowed().values()])

    def _rights_changed(self) -> None:
        """A right that was taken away takes its section along."""
        self._show_tabs()
        if self.tabs.value() not in self._allowed():
            self._open("look")

    def _choose(self, code: object) -> None:
        self._open(str(code))
        self.context.navigation.remember(section=str(code))
        if (section := self.section) is not None:
            section.start()

    def _open(self, code: str) -> None:
        self.tabs.set_value(code)
        if code not in self._sections:
            section = self._allowed()[code].make(self)
            section.retranslate()
            self._sections[code] = section
            self._stack.addWidget(section)
        self._stack.setCurrentWidget(self._sections[code])
        self._sections[code].refresh()
        self.hints_changed.emit()
