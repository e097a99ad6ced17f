"""What the search box offers: things found by providers on the database thread, and things to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from models.core.session import Session
from resources.texts import Texts
from ui.commands import Commands
from ui.jobs import Jobs
from ui.language import TextsHolder
from ui.navigation import Navigation, Place, resolve

LIMIT = 6
DO_LIMIT = 8
SEARCH_PAGE = "complaints"  # shows everything that a search finds


@dataclass(frozen=True)
class PaletteEntry:
    """One line: a page to go to with its parameters, or a command to do. ``hits`` are (start, length)."""

    title: str
    detail: str = ""
    icon: str = "house"
    page: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    command: str = ""
    keys: str = ""
    hits: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class PaletteGroup:
    """A heading with its lines."""

    title: str
    entries: tuple[PaletteEntry, ...]


class PaletteProvider(Protocol):
    """Finds one kind of thing. ``title`` is the msgid of its heading."""

    title: str

    def find(self, session: Session, words: str, texts: Texts) -> Sequence[PaletteEntry]:
        """What matches ``words``, best first; runs on the database thread."""
        ...


class Palette(QObject):
    """Asks the providers while somebody types, and does what is chosen."""

    found = Signal(str, object)

    def __init__(
        self,
        jobs: Jobs,
        texts: TextsHolder,
        commands: Commands,
        navigation: Navigation,
        may: Callable[[Any], bool],
        providers: Iterable[str] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._texts, self._commands = jobs, texts, commands
        self._navigation, self._may = navigation, may
        self._names = tuple(providers)
        self._providers: tuple[PaletteProvider, ...] | None = None

    def ask(self, words: str) -> None:
        """Look for ``words``; ``found`` follows, once at once with commands alone when nothing is typed."""
        words = words.strip()
        if not words:
            self.found.emit(words, self._do(words))
            return
        providers, texts = self._resolved(), self._texts.current

        def find(session: Session) -> tuple[PaletteGroup, ...]:
            groups = (
                PaletteGroup(texts.t(p.title), tuple(p.find(session, words, texts))[:LIMIT])
                for p in providers
            )
            return tuple(group for group in groups if group.entries)

        def answer(groups: tuple[PaletteGroup, ...]) -> None:
            offered = any(entry.page == SEARCH_PAGE for group in groups for entry in group.entries)
            self.found.emit(words, groups + self._do(words, offered))

        self._jobs.query(self, find, answer, key="palette")

    def choose(self, entry: PaletteEntry) -> None:
        """Do what a line stands for."""
        if entry.command:
            self._commands.trigger(entry.command)
        elif entry.page:
            self._navigation.navigate(entry.page, **entry.params)

    def _resolved(self) -> tuple[PaletteProvider, ...]:
        if self._providers is None:
            self._providers = tuple(resolve(name)() for name in self._names)
        return self._providers

    def _do(self, words: str, search_offered: bool = False) -> tuple[PaletteGroup, ...]:
        wanted = words.casefold()
        search = [] if search_offered else self._search_entry(words)
        entries = [*search, *self._page_entries(), *self._command_entries()]
        fitting = [e for e in entries if wanted in e.title.casefold()]
        if not fitting:
            return ()
        return (PaletteGroup(self._texts.p("palette", "Do"), tuple(fitting[:DO_LIMIT])),)

    def _search_entry(self, words: str) -> list[PaletteEntry]:
        if not words or SEARCH_PAGE not in self._navigation.specs:
            return []
        title = self._texts.t("Look for “{words}” in all complaints", words=words)
        return [PaletteEntry(title, icon="search", page=SEARCH_PAGE, params={"search": words})]

    def _page_entries(self) -> list[PaletteEntry]:
        shown = (
            spec
            for spec in self._navigation.specs.values()
            if spec.place in (Place.SIDE, Place.FOOT) and self._may(spec.permission)
        )
        return [
            PaletteEntry(self._texts.t(spec.title), icon=spec.icon, page=spec.id, keys=spec.key)
            for spec in shown
        ]

    def _command_entries(self) -> list[PaletteEntry]:
        return [
            PaletteEntry(
                self._texts.t(command.title),
                icon=command.icon or "chevron-right",
                command=command.id,
                keys=command.first_key,
            )
            for command in self._commands.usable()
            if command.palette
        ]
