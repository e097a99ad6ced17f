"""What this computer remembers about its window; never anything of the estate."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

FILE_NAME = "window.json"
SCALES = (100, 112, 125)


@dataclass(frozen=True)
class WindowSettings:
    """Settings of the window on this computer. Empty means: as the system has it."""

    language: str = ""
    theme: str = ""
    scale: int = 100
    geometry: str = ""
    notices: bool = True

    def checked(self) -> WindowSettings:
        """Replace what a stray hand may have written into the file."""
        clean: dict[str, object] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            clean[field.name] = value if isinstance(value, type(field.default)) else field.default
        made = WindowSettings(**clean)  # type: ignore[arg-type]  # each value was just checked
        return made if made.scale in SCALES else replace(made, scale=100)


class Preferences(QObject):
    """Keeps ``WindowSettings`` in one small file beside the store."""

    changed = Signal()

    def __init__(self, folder: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = folder / FILE_NAME if folder is not None else None
        self._settings = self._read()

    @property
    def language(self) -> str:
        """The language chosen on this computer, or empty."""
        return self._settings.language

    @property
    def theme(self) -> str:
        """``light``, ``dark`` or empty for the system's."""
        return self._settings.theme

    @property
    def scale(self) -> int:
        """Size of everything, in percent."""
        return self._settings.scale

    @property
    def geometry(self) -> str:
        """Where the window stood, as Qt's own saved geometry in base 64."""
        return self._settings.geometry

    @property
    def notices(self) -> bool:
        """Whether notices may appear in the system tray."""
        return self._settings.notices

    def set(
        self,
        *,
        language: str | None = None,
        theme: str | None = None,
        scale: int | None = None,
        geometry: str | None = None,
        notices: bool | None = None,
    ) -> None:
        """Remember what is given; ``None`` leaves a setting as it is."""
        given = {
            "language": language, "theme": theme, "scale": scale, "geometry": geometry, "notices": notices,
        }  # fmt: skip
        fresh = {name: value for name, value in given.items() if value is not None}
        wanted = WindowSettings(**{**asdict(self._settings), **fresh}).checked()
        if wanted != self._settings:
            self._settings = wanted
            self._write()
            self.changed.emit()

    def _read(self) -> WindowSettings:
        if self._path is None or not self._path.is_file():
            return WindowSettings()
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return WindowSettings()  # a broken file of window sizes is not worth a word
        known = {field.name for field in fields(WindowSettings)}
        if not isinstance(stored, dict):
            return WindowSettings()
        return WindowSettings(**{name: value for name, value in stored.items() if name in known}).checked()

    def _write(self) -> None:
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(self._settings), indent=1), encoding="utf-8")
        os.replace(fresh, self._path)
