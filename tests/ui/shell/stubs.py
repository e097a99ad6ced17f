"""Small pages for the tests of the frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from models.core.changes import Changes
from models.core.permissions import Permission
from models.core.session import Session
from resources.texts import N_, Texts
from ui.application import Rooms
from ui.base.page import Page
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.navigation import PageSpec, Place
from ui.palette import PaletteEntry
from ui.shell.counts import Count
from ui.widgets.labels import Label


class StubPage(Page):
    """Counts what happens to it."""

    topics = frozenset({"case"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.log: list[str] = []
        self.made_in = self.parentWidget()
        self.heading = Label("", "page", parent=self)
        self.field = QLineEdit(self)
        self.field.setObjectName("stub.field")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(self.heading)
        column.addWidget(self.field)
        column.addStretch(1)
        self.connect_to(context.operations.changed, self.hear)
        self.retranslate()

    def hear(self, changes: Changes) -> None:
        self.log.append("heard " + ",".join(sorted(changes.topics)))

    def shown(self, **params: object) -> None:
        self.log.append(f"shown {sorted(params.items())}")

    def hidden(self) -> None:
        self.log.append("hidden")

    def refresh(self) -> None:
        self.log.append("refresh")

    def retranslate(self) -> None:
        self.heading.set_text(self.context.texts.t("Today"))

    def panes(self) -> Sequence[QWidget]:
        return (self.field,)


class TodayStub(StubPage):
    """Has its own large button for recording."""

    offers_record = True

    def hints(self) -> Sequence[Hint]:
        return (Hint(("Up", "Down"), N_("choose")),)


class CaseStub(StubPage):
    """A page that may refuse to be left, and has a command."""

    stays = False
    open_thing = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.kept = 0
        context.commands.add(
            self, Command("case.keep", N_("keep"), "Ctrl+S", self.keep, Scope.PAGE, hint=True)
        )

    def keep(self) -> None:
        self.kept += 1

    def can_leave(self) -> bool:
        return not self.stays

    def escape(self) -> bool:
        was, self.open_thing = self.open_thing, False
        return was

    def title(self) -> str:
        return "2611-0187"


class GateStub(StubPage):
    """A page that fills the window."""


class HomeStubs:
    """Finds two homes."""

    title = N_("Homes")

    def find(self, session: Session, words: str, texts: Texts) -> Sequence[PaletteEntry]:
        homes = (("1-1501", "马玲，没有未结"), ("3-1502", "陈建国，2 件未结"))
        return [
            PaletteEntry(unit, who, "house", "case", {"unit": unit}, hits=((unit.index(words), len(words)),))
            for unit, who in homes
            if words in unit
        ]


def counts(session: Session) -> Mapping[str, Count]:
    return {
        "today": Count(11),
        "complaints": Count(37),
        "repairs": Count(14),
        "improvements": Count(1, urgent=True),
    }


HERE = "tests.ui.shell.stubs:"

PAGES = (
    PageSpec("today", N_("Today"), HERE + "TodayStub", "inbox", "F2"),
    PageSpec("complaints", N_("Complaints"), HERE + "StubPage", "message-square-text", "F3"),
    PageSpec("repairs", N_("Repairs"), HERE + "StubPage", "wrench", "F4"),
    PageSpec("residents", N_("Residents"), HERE + "StubPage", "users-round", "F7"),
    PageSpec("insights", N_("Insight"), HERE + "StubPage", "chart-line", "F8"),
    PageSpec("improvements", N_("Improvements"), HERE + "StubPage", "sprout", "F9"),
    PageSpec("team", N_("Team"), HERE + "StubPage", "users", place=Place.FOOT),
    PageSpec(
        "options",
        N_("Options"),
        HERE + "StubPage",
        "settings-2",
        place=Place.FOOT,
        permission=Permission.MANAGE_OPTIONS,
    ),
    PageSpec("case", N_("Case"), HERE + "CaseStub", place=Place.INNER, link="reference", under="complaints"),
    PageSpec("intake", N_("Record a complaint"), HERE + "StubPage", place=Place.INNER),
    PageSpec("sign_in", N_("Sign in"), HERE + "GateStub", place=Place.GATE),
    PageSpec("lock", N_("Locked"), HERE + "GateStub", place=Place.GATE),
    PageSpec("first_run", N_("First run"), HERE + "GateStub", place=Place.GATE),
)

STUBS = Rooms(PAGES, (HERE + "HomeStubs",), HERE + "counts")
