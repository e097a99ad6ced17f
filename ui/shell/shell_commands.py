"""The keys of the frame: pages, search, record, lock, panes, back."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QWidget

from resources.texts import N_
from ui.commands import Command
from ui.context import Context
from ui.main_window import MainWindow
from ui.shell.keys_dialog import KeysDialog
from ui.shell.leaving import leave
from ui.shell.person_menu import PersonMenu
from ui.shell.voice import Voice

RECORD_PAGE, PRINT_PAGE = "intake", "report"


class PageKey:
    """Goes to one page: F2, F3 and so on."""

    def __init__(self, context: Context, page_id: str) -> None:
        self._context, self._page_id = context, page_id

    def go(self) -> None:
        """Show the page."""
        self._context.navigation.navigate(self._page_id)

    def allowed(self) -> bool:
        """Whether the person may."""
        spec = self._context.navigation.specs[self._page_id]
        return self._context.desk.may(spec.permission)


class ShellCommands(QObject):
    """Registers the frame's commands and does them."""

    def __init__(self, context: Context, window: MainWindow, voice: Voice, menu: PersonMenu) -> None:
        super().__init__(window)
        self._context, self._window, self._voice, self._menu = context, window, voice, menu
        self._page_keys = {spec.id: PageKey(context, spec.id) for spec in context.navigation.specs.values()}
        context.commands.add(window.frame, *self._own(), *self._pages())

    def _own(self) -> list[Command]:
        undo = self._voice
        return [
            Command("shell.record", N_("Record a complaint"), "Ctrl+N", self.record, palette=True,
                    icon="square-pen", enabled=self._page_keys_allowed),
            Command("shell.search", N_("Search and do"), "Ctrl+K", self._window.frame.top.search.open_list),
            Command("shell.refresh", N_("Look again"), "F5", self.refresh),
            Command("shell.menu", N_("Menu"), "F10", self.menu),
            Command("shell.lock", N_("Lock the desk"), "Ctrl+L", self._context.desk.lock, palette=True, icon="lock"),
            Command("shell.switch", N_("Another person signs in"), (), self.switch,
                    palette=True, icon="users"),
            Command("shell.undo", N_("Undo"), "Ctrl+Z", undo.undo, enabled=undo.can_undo),
            Command("shell.summary", N_("Print the summary of last week"), (), self.summary, palette=True,
                    icon="printer", enabled=self._can_print),
            Command("shell.keys", N_("Keys"), (), self.keys, palette=True, icon="circle-help"),
            Command("shell.quit", N_("Close Redress"), (), self._window.close, palette=True, icon="x"),
            Command("shell.pane", N_("next pane"), "F6", self.next_pane, hint=True),
            Command("shell.help", N_("help"), "F1", self.help, hint=True),
            Command("shell.back", N_("back"), "Esc", self.escape, hint=self._can_go_back),
        ]  # fmt: skip

    def _pages(self) -> list[Command]:
        specs = [spec for spec in self._context.navigation.specs.values() if spec.key or spec.palette]
        return [
            Command(
                f"go.{s.id}",
                s.title,
                s.key or (),
                self._page_keys[s.id].go,
                palette=s.palette,
                icon=s.icon,
                enabled=self._page_keys[s.id].allowed,
            )
            for s in specs
        ]

    def _page_keys_allowed(self) -> bool:
        key = self._page_keys.get(RECORD_PAGE)
        return key is not None and key.allowed()

    def _can_go_back(self) -> bool:
        return self._context.navigation.can_go_back

    def record(self) -> None:
        """Begin a complaint."""
        self._page_keys[RECORD_PAGE].go()

    def refresh(self) -> None:
        """Fetch the page again."""
        if (screen := self._context.navigation.screen) is not None:
            screen.mark_stale()
            screen.freshen()

    def summary(self) -> None:
        """Look at the summary of the last week that is over, to print it."""
        self._context.navigation.navigate(PRINT_PAGE, kind="weekly", period="", ids=())

    def _can_print(self) -> bool:
        key = self._page_keys.get(PRINT_PAGE)
        return key is not None and key.allowed()

    def switch(self) -> None:
        """Leave the desk to somebody else."""
        leave(self._context, self)

    def menu(self) -> None:
        """Drop the menu at the person."""
        person = self._window.frame.side.person
        self._menu.popup(person.mapToGlobal(QPoint(0, -self._menu.sizeHint().height())))

    def keys(self) -> None:
        """List the keys that work now."""
        usable = [command for command in self._context.commands.usable() if command.sequences]
        KeysDialog(self._context, usable, self._window).open()

    def help(self) -> None:
        """The page's own help, or the keys."""
        screen = self._context.navigation.screen
        self._context.commands.help_wanted.emit()
        if screen is None or not screen.help():
            self.keys()

    def escape(self) -> None:
        """Put away what is open on the page, or go back."""
        screen = self._context.navigation.screen
        if screen is None or not screen.escape():
            self._context.navigation.back()

    def next_pane(self) -> None:
        """Carry the focus on: side bar, search, the panes of the page."""
        frame, screen = self._window.frame, self._context.navigation.screen
        inside = [pane for pane in screen.panes() if pane.isVisible()] if screen is not None else []
        if not inside and screen is not None:
            inside = [screen]
        panes: list[QWidget] = [frame.side, frame.top.search, *inside]
        focus = self._window.focusWidget()
        now = next(
            (i for i, pane in enumerate(panes) if focus is pane or pane.isAncestorOf(focus)),
            -1,
        )
        self._give_focus(panes[(now + 1) % len(panes)])

    def _give_focus(self, pane: QWidget) -> None:
        reason = Qt.FocusReason.TabFocusReason
        if pane is self._window.frame.side:
            self._window.frame.side.first_item().setFocus(reason)
        elif (target := _first_focusable(pane)) is not None:
            target.setFocus(reason)


def _first_focusable(pane: QWidget) -> QWidget | None:
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return pane
    widget = pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and pane.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled():
            return widget
        widget = widget.nextInFocusChain()
    return None
