"""Catalogues of translations: read from ``locale/<language>/LC_MESSAGES/redress.mo``."""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import Protocol

from .languages import PSEUDO
from .marks import CONTEXT_MARK, without_context
from .pseudo import pseudo

LOCALE_DIR = Path(__file__).with_name("locale")
DOMAIN = "redress"


class Catalogue(Protocol):
    """What a source of translations can do; a message may carry its context (see ``marks``)."""

    def message(self, msgid: str) -> str:
        """The translation, or the English words."""

    def plural(self, one: str, many: str, n: int) -> str:
        """The translation for n things, or the English words."""


class English:
    """The language the messages are written in."""

    def message(self, msgid: str) -> str:
        """The English words, without their context."""
        return without_context(msgid) if CONTEXT_MARK in msgid else msgid

    def plural(self, one: str, many: str, n: int) -> str:
        """The English form for n things."""
        return one if n == 1 else many


class Pseudo(English):
    """English made long and strange."""

    def message(self, msgid: str) -> str:
        """The English words, stretched."""
        return pseudo(super().message(msgid))

    def plural(self, one: str, many: str, n: int) -> str:
        """The English form, stretched."""
        return pseudo(super().plural(one, many, n))


class Compiled:
    """A compiled gettext catalogue; what it does not know stays English."""

    def __init__(self, translations: gettext.NullTranslations) -> None:
        self._translations = translations

    def message(self, msgid: str) -> str:
        """The translation of a message."""
        found = self._translations.gettext(msgid)
        return without_context(found) if CONTEXT_MARK in found else found

    def plural(self, one: str, many: str, n: int) -> str:
        """The translation for n things."""
        return self._translations.ngettext(one, many, n)


def open_catalogue(language: str, folder: Path = LOCALE_DIR) -> Catalogue:
    """The catalogue of a language; English where there is none."""
    if language == PSEUDO:
        return Pseudo()
    path = folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not path.is_file():
        return English()
    with path.open("rb") as stream:
        return Compiled(gettext.GNUTranslations(stream))
