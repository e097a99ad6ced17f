"""What happens between the parts of the window. Reads like a wiring diagram."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.base.screen import Screen
from ui.context import Context
from ui.desk_state import Phase
from ui.main_window import MainWindow
from ui.navigation import PageSpec, Place, resolve
from ui.operations import SaveState
from ui.palette import Palette
from ui.shell.appearance import apply_theme
from ui.shell.bell import Bell
from ui.shell.counts import Count, Counts
from ui.shell.duty import DutyLine
from ui.shell.idle import IdleWatch
from ui.shell.person_menu import PersonMenu
from ui.shell.shell_commands import RECORD_PAGE, ShellCommands
from ui.shell.voice import Voice


class Wiring(QObject):
    """Connects the services with the window, and shows each phase of the desk."""

    def __init__(self, context: Context, window: MainWindow, palette: Palette, counts: Counts | None) -> None:
        super().__init__(window)
        self.context, self.window = context, window
        self._counts = counts
        self._saved = SaveState.SAVED
        sheet = window.frame.sheet
        self.voice = Voice(context, window, sheet, (sheet.banners, window.gate.banners))
        self.menu = PersonMenu(context.texts, context.preferences, window)
        self.idle = IdleWatch(self)
        context.navigation.attach(
            self._make_page, context.desk.may, window.frame.sheet.pages, window.gate.pages
        )
        self.commands = ShellCommands(context, window, self.voice, self.menu)
        self.bell = Bell(context, window.frame, window.frame.top.bell, self.voice)
        self.duty = DutyLine(context, self)
        self._wire_services()
        self._wire_search(palette)
        self._wire_window()
        self.retranslate()

    def _wire_services(self) -> None:
        context = self.context
        context.jobs.problem.connect(context.messages.problem)
        context.navigation.refused.connect(context.messages.problem)
        context.navigation.moved.connect(self._moved)
        context.operations.changed.connect(context.navigation.take_changes)
        context.operations.state.connect(self._show_saved)
        context.texts.changed.connect(self.retranslate)
        context.commands.changed.connect(self._show_keys)
        context.desk.changed.connect(self._show_desk)
        context.desk.signed_out.connect(self._somebody_left)
        context.desk.signed_in.connect(self._somebody_came)
        self.duty.changed.connect(self._show_person)
        self.idle.quiet.connect(context.desk.lock)
        if self._counts is not None:
            context.operations.changed.connect(self._counts.take_changes)
            self._counts.counted.connect(self._show_counts)

    def _wire_search(self, palette: Palette) -> None:
        search = self.window.frame.top.search
        search.asked.connect(palette.ask)
        search.chosen.connect(palette.choose)
        palette.found.connect(search.show_found)

    def _wire_window(self) -> None:
        frame = self.window.frame
        frame.side.page_wanted.connect(self._go)
        frame.side.person.clicked.connect(self.commands.menu)
        frame.top.record.clicked.connect(self.commands.record)
        self.menu.language_wanted.connect(self._set_language)
        self.menu.theme_wanted.connect(self._set_theme)
        self.menu.scale_wanted.connect(self._set_scale)
        self.menu.command_wanted.connect(self.context.commands.trigger)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # -- pages

    def _make_page(self, spec: PageSpec) -> Screen:
        page = resolve(spec.factory)(self.context)
        if not isinstance(page, Screen):
            raise TypeError(f"{spec.factory} is no page")
        page.title_changed.connect(self._show_title)
        page.hints_changed.connect(self.context.commands.look_again)
        return page

    def _go(self, page_id: str) -> None:
        self.context.navigation.navigate(page_id)
        self.window.frame.side.light(self.context.navigation.lit())

    def _moved(self, page_id: str) -> None:
        navigation = self.context.navigation
        if navigation.specs[page_id].place is not Place.GATE:
            self.window.frame.side.light(navigation.lit())
            screen = navigation.screen
            has_own = screen is not None and screen.offers_record
            allowed = RECORD_PAGE in navigation.specs and page_id != RECORD_PAGE
            self.window.frame.top.show_record(allowed and not has_own)
        self._show_title()
        self.context.commands.look_again()

    # -- the desk

    def _show_desk(self) -> None:
        phase, navigation = self.context.desk.phase, self.context.navigation
        self._show_person()
        if phase is Phase.OPEN:
            self.window.show_frame()
            navigation.close_gates()
            if not navigation.current:
                self._go_home()
            navigation.resume()
        else:
            self.window.show_gate()
            if phase.value in navigation.specs:
                navigation.navigate(phase.value)
        self._show_title()

    def _go_home(self) -> None:
        for spec in self.context.navigation.specs.values():
            if spec.place is Place.SIDE and self.context.desk.may(spec.permission):
                self.context.navigation.navigate(spec.id)
                return

    def _somebody_came(self) -> None:
        language = self.context.desk.actor.language
        if language:
            self.context.texts.set(language)
        self.idle.touch()

    def _somebody_left(self) -> None:
        self.context.navigation.reset()
        self.context.messages.clear()
        self.window.frame.top.search.clear()

    def _show_counts(self, counts: Mapping[str, Count]) -> None:
        self.window.frame.side.set_counts(counts)
        self.window.frame.side.retranslate(self.context.texts, self.context.desk.property_name)

    # -- words

    def retranslate(self) -> None:
        """Set all words of the frame."""
        frame, texts = self.window.frame, self.context.texts
        frame.side.retranslate(texts, self.context.desk.property_name)
        frame.top.retranslate(texts)
        self.bell.retranslate()
        self._show_person()
        self._show_saved(self._saved)
        self._show_title()
        self._show_keys()

    def _show_person(self) -> None:
        texts, desk, side = self.context.texts, self.context.desk, self.window.frame.side
        role = texts.word("role", desk.actor.role)
        spoken = texts.t("{name}, {role}: menu", name=desk.actor.name, role=role)
        side.person.set_person(desk.actor.name, self.duty.words() or role, spoken)
        side.retranslate(texts, desk.property_name)
        specs = self.context.navigation.specs.values()
        side.set_allowed({spec.id: desk.may(spec.permission) for spec in specs})
        self._show_saved(self._saved)

    def _show_title(self) -> None:
        texts, navigation = self.context.texts, self.context.navigation
        phase = self.context.desk.phase
        page = navigation.current if phase is Phase.OPEN else phase.value
        title = navigation.title_of(page, texts.t) if page in navigation.specs else ""
        name = texts.t("Redress")
        self.window.setWindowTitle(f"{name} · {title}" if title else name)

    def _show_saved(self, state: SaveState) -> None:
        self._saved = state
        texts, desk = self.context.texts, self.context.desk
        words, icon, token = {
            SaveState.SAVED: (texts.t("Saved"), "check", "ok"),
            SaveState.SAVING: (texts.t("Saving …"), "loader-circle", "muted"),
            SaveState.NOT_SAVED: (texts.t("Not saved; your words are kept"), "circle-alert", "overdue"),
        }[state]
        if desk.backup_at is not None:
            time = texts.current.time(desk.backup_at.astimezone(desk.zone).time())
            words += " · " + texts.t("backup {time}, restore proven", time=time)
        self.window.frame.status.set_saved(words, icon, token)

    def _show_keys(self) -> None:
        texts, screen = self.context.texts, self.context.navigation.screen
        own = [(hint.keys, texts.t(hint.title)) for hint in screen.hints()] if screen is not None else []
        commands = [((c.first_key,), texts.t(c.title)) for c in self.context.commands.hints()]
        self.window.frame.status.keys.set_hints([*own, *commands])

    def _focus_moved(self) -> None:
        self.context.commands.look_again()

    # -- how it looks

    def _set_language(self, language: str) -> None:
        self.context.preferences.set(language=language)
        self.context.texts.set(language)

    def _set_theme(self, name: str) -> None:
        self.context.preferences.set(theme=name)
        apply_theme(self.context.theme, self.context.preferences)

    def _set_scale(self, percent: int) -> None:
        self.context.preferences.set(scale=percent)
        apply_theme(self.context.theme, self.context.preferences)
