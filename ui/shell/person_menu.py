"""The menu of the person at the desk: language, theme, size, lock, another person."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from resources.texts import LANGUAGES
from ui.language import TextsHolder
from ui.preferences import SCALES, Preferences

THEMES = ("", "light", "dark")


class PersonMenu(QMenu):
    """Emits what is wanted; built anew each time it opens, so that its words are of now."""

    language_wanted = Signal(str)
    theme_wanted = Signal(str)
    scale_wanted = Signal(int)
    command_wanted = Signal(str)

    def __init__(self, texts: TextsHolder, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("menu")
        self._texts, self._preferences = texts, preferences
        self.aboutToShow.connect(self.build)
        self.triggered.connect(self._triggered)

    def build(self) -> None:
        """Fill the menu for what is chosen now."""
        self.clear()
        t = self._texts.t
        languages = [(f"language:{code}", name) for code, name in LANGUAGES.items()]
        self._choice_of(t("Language"), languages, f"language:{self._texts.language}")
        names = {"": t("As the system"), "light": t("Light"), "dark": t("Dark")}
        themes = [(f"theme:{name}", names[name]) for name in THEMES]
        self._choice_of(t("Colours"), themes, f"theme:{self._preferences.theme}")
        sizes = [(f"scale:{n}", f"{n} %") for n in SCALES]
        self._choice_of(t("Size"), sizes, f"scale:{self._preferences.scale}")
        self.addSeparator()
        self._command("shell.keys", t("Keys"))
        self._command("shell.lock", t("Lock the desk"), "Ctrl+L")
        self._command("shell.switch", t("Another person signs in"))
        self.addSeparator()
        self._command("shell.quit", t("Close Redress"))

    def _choice_of(self, title: str, options: list[tuple[str, str]], chosen: str) -> None:
        menu = self.addMenu(title)
        menu.setObjectName("menu." + options[0][0].partition(":")[0])
        group = QActionGroup(menu)
        for name, words in options:
            action = self._action(menu, name, words)
            action.setCheckable(True)
            action.setChecked(name == chosen)
            group.addAction(action)

    def _command(self, name: str, words: str, keys: str = "") -> None:
        self._action(self, f"command:{name}", f"{words}\t{keys}" if keys else words)

    def _action(self, menu: QMenu, name: str, words: str) -> QAction:
        action = menu.addAction(words)
        action.setObjectName(f"menu.{name}")
        action.setData(name)
        return action

    def _triggered(self, action: QAction) -> None:
        kind, _, value = str(action.data()).partition(":")
        if kind == "language":
            self.language_wanted.emit(value)
        elif kind == "theme":
            self.theme_wanted.emit(value)
        elif kind == "scale":
            self.scale_wanted.emit(int(value))
        else:
            self.command_wanted.emit(value)
