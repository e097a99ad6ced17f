"""The languages of the application, and which of them the system asks for."""

from __future__ import annotations

import locale
import os
from collections.abc import Iterable, Mapping

ENGLISH = "en"
CHINESE = "zh_CN"
PSEUDO = "en_XA"

# Each language by its own name, as a person who cannot read the current one looks for it.
LANGUAGES: dict[str, str] = {CHINESE: "简体中文", ENGLISH: "English"}

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def match_language(tag: str) -> str | None:
    """The language that serves a tag such as ``zh-Hans-CN``, ``en_GB.UTF-8`` or ``Chinese_China``."""
    name = tag.strip().replace("-", "_").lower()
    if name.startswith("en_xa"):
        return PSEUDO
    if name == "zh" or name.startswith(("zh_", "zh.", "chinese")):
        return CHINESE
    if name == "en" or name.startswith(("en_", "en.", "english")):
        return ENGLISH
    return None


def _asked_for(environment: Mapping[str, str]) -> list[str]:
    """The tags in the environment, most important first."""
    tags: list[str] = []
    for variable in _VARIABLES:
        tags.extend(environment.get(variable, "").split(":"))
    return tags


def system_language(preferred: Iterable[str] = (), environment: Mapping[str, str] | None = None) -> str:
    """The language to start in.

    ``preferred`` are tags that the window system names (Qt's ``uiLanguages``); on Windows and macOS
    they know better than the environment, which is asked next. English serves everybody else.
    """
    tags = [*preferred, *_asked_for(os.environ if environment is None else environment)]
    if environment is None:
        tags.append(locale.getlocale()[0] or "")
    for tag in tags:
        found = match_language(tag)
        if found is not None:
            return found
    return ENGLISH
