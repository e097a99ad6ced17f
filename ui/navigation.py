"""Which page is shown, how it is reached, and the way back."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from models.core.changes import Changes
from models.core.errors import NotAllowed
from models.core.permissions import Permission
from ui.base.screen import Screen

SCHEME = "redress"
HISTORY = 50


class Place(Enum):
    """Where a page is reached from."""

    SIDE = "side"
    FOOT = "foot"
    INNER = "inner"
    GATE = "gate"


@dataclass(frozen=True)
class PageSpec:
    """One page. ``factory`` is ``"module:Class"``, imported when the page is first shown.

    ``title`` is a msgid. ``link`` names the parameter that the tail of a deep link fills. ``under`` is the side-bar
    item that an inner page belongs to; one that ``follows`` belongs to the page from which it was reached, if any. With
    ``palette`` the search box offers it by its title.
    """

    id: str
    title: str
    factory: str
    icon: str = ""
    key: str = ""
    place: Place = Place.SIDE
    permission: Permission | None = None
    link: str = ""
    under: str = ""
    follows: bool = False
    palette: bool = False


@dataclass(frozen=True)
class Visit:
    """A page with the parameters it was shown with."""

    page_id: str
    params: Mapping[str, object] = field(default_factory=dict)


def resolve(name: str) -> Any:
    """What ``"module:attribute"`` names; imported now."""
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


class Navigation(QObject):
    """Makes pages when they are first wanted, shows them, and knows the way back."""

    moved = Signal(str)
    refused = Signal(object)

    def __init__(self, specs: Iterable[PageSpec], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.specs = {spec.id: spec for spec in specs}
        self._screens: dict[str, Screen] = {}
        self._history: list[Visit] = []
        self._visit: Visit | None = None
        self._make: Callable[[PageSpec], Screen] | None = None
        self._may: Callable[[Permission | None], bool] | None = None
        self._stacks: dict[bool, QStackedWidget] = {}
        self._nest: QStackedWidget | None = None

    def attach(
        self,
        make: Callable[[PageSpec], Screen],
        may: Callable[[Permission | None], bool],
        sheet: QStackedWidget,
        gate: QStackedWidget,
    ) -> None:
        """Take what pages are made with, and where they are put: the sheet, or the whole window."""
        self._make, self._may = make, may
        self._stacks = {False: sheet, True: gate}

    def take_nest(self) -> QStackedWidget | None:
        """Where the page that is being made will lie, for that page alone and not for the parts it makes.

        Made anywhere else, it would be dressed once more by Qt, with all its parts, when it is moved in.
        """
        nest, self._nest = self._nest, None
        return nest

    @property
    def current(self) -> str:
        """The id of the page in the sheet, or empty."""
        return self._visit.page_id if self._visit else ""

    @property
    def params(self) -> Mapping[str, object]:
        """What the current page was shown with."""
        return self._visit.params if self._visit else {}

    @property
    def screen(self) -> Screen | None:
        """The page in the sheet."""
        return self._screens.get(self.current)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a way back."""
        return bool(self._history)

    def navigate(self, page_id: str, **params: object) -> bool:
        """Show a page; ``False`` when the present one may not be left, or the person may not see it."""
        visit = Visit(page_id, params)
        if self._visit == visit and self.specs[page_id].place is not Place.GATE:
            return True
        way = self._history if self._visit is None else [*self._history, self._visit]
        return self._go(visit, way[-HISTORY:])

    def open_link(self, link: str) -> bool:
        """Follow ``redress:case/2611-0187?step=3``; ``False`` when it leads nowhere."""
        visit = self.parse(link)
        return visit is not None and self.navigate(visit.page_id, **visit.params)

    def parse(self, link: str) -> Visit | None:
        """Read a deep link; ``None`` when it is none of ours."""
        parts = urlsplit(link.strip())
        page_id, _, tail = parts.path.lstrip("/").partition("/")
        spec = self.specs.get(page_id)
        if parts.scheme != SCHEME or spec is None or spec.place is Place.GATE:
            return None
        params: dict[str, object] = dict(parse_qsl(parts.query))
        if tail and spec.link:
            params[spec.link] = unquote(tail)
        return Visit(page_id, params)

    def back(self) -> bool:
        """Return to where one came from."""
        return bool(self._history) and self._go(self._history[-1], self._history[:-1])

    def remember(self, **params: object) -> None:
        """Add to the present place, so that coming back finds it as it was."""
        if self._visit is not None:
            self._visit = Visit(self._visit.page_id, {**self._visit.params, **params})

    def previous_title(self, translate: Callable[[str], str]) -> str:
        """What the way back is called, or empty."""
        if not self._history:
            return ""
        page_id = self._history[-1].page_id
        if page_id == self.current:  # from one order to the next: its own name is that of this one
            return translate(self.specs[page_id].title)
        return self.title_of(page_id, translate)

    def title_of(self, page_id: str, translate: Callable[[str], str]) -> str:
        """What a page calls itself now, or the side bar's word for it."""
        screen = self._screens.get(page_id)
        return (screen.title() if screen else "") or translate(self.specs[page_id].title)

    def lit(self) -> str:
        """The side-bar item that belongs to the present page."""
        found = self.specs.get(self.current)
        if found is None:
            return ""
        way = (self.specs[visit.page_id] for visit in reversed(self._history))
        spec = next((one for one in way if not one.follows), found) if found.follows else found
        return spec.under or spec.id

    def take_changes(self, changes: Changes) -> None:
        """Visible pages that are touched fetch at once, hidden ones when they are next shown."""
        for screen in self._screens.values():
            if screen.affected_by(changes):
                screen.mark_stale()

    def resume(self) -> None:
        """The sheet is seen again after a gate."""
        if self.screen is not None:
            self.screen.freshen()

    def reset(self) -> None:
        """Another person sits down: no page and no way back is left from the one before."""
        self._history.clear()
        self._visit = None
        for page_id in [i for i in self._screens if self.specs[i].place is not Place.GATE]:
            self._drop(page_id)

    def close_gates(self) -> None:
        """Gate pages hold passwords in fields: none outlives its showing."""
        for page_id in [i for i in self._screens if self.specs[i].place is Place.GATE]:
            self._drop(page_id)

    def _go(self, visit: Visit, way: list[Visit]) -> bool:
        spec = self.specs[visit.page_id]
        if self._may is None or not self._may(spec.permission):
            self.refused.emit(NotAllowed(str(spec.permission)))
            return False
        leaving = self.screen
        at_gate = spec.place is Place.GATE
        if not at_gate and leaving is not None and not leaving.can_leave():
            return False
        screen = self._screen(spec)
        if not at_gate:
            if leaving is not None and leaving is not screen:
                leaving.hidden()
            self._visit, self._history = visit, way
        self._stacks[at_gate].setCurrentWidget(screen)
        screen.shown(**visit.params)
        screen.freshen()
        self.moved.emit(spec.id)
        return True

    def _screen(self, spec: PageSpec) -> Screen:
        if spec.id not in self._screens:
            if self._make is None:
                raise RuntimeError("navigation has no window yet")
            stack = self._nest = self._stacks[spec.place is Place.GATE]
            screen = self._make(spec)
            self._screens[spec.id] = screen
            stack.addWidget(screen)
        return self._screens[spec.id]

    def _drop(self, page_id: str) -> None:
        screen = self._screens.pop(page_id)
        self._stacks[self.specs[page_id].place is Place.GATE].removeWidget(screen)
        screen.dispose()
