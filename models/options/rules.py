"""What an option may be, and how categories are coded. No database."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath, PureWindowsPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.core.errors import UserProblem
from resources.texts import LANGUAGES

LONGEST_TEXT = 200
LONGEST_PATH = 1000
IMPORTED = "imported:"
OWN = "own:"
UNKNOWN_CAUSE = "unknown"  # the cause that says that none was found

_ISO_WEEK = re.compile(r"\d{4}-W\d{2}")
_BREAKS = re.compile(r"[\r\n\0]")
_CURRENCY = re.compile(r"[A-Z]{3}")
_COUNTRY = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def any_text(key: str, value: object) -> str:
    """A line of text, possibly empty."""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or "\n" in value:
        raise UserProblem("option.unfit", option=key, value=_shown(value))
    return value.strip()


def some_text(key: str, value: object) -> str:
    """A line of text that says something."""
    text = any_text(key, value)
    if not text:
        raise UserProblem("option.missing", option=key)
    return text


def time_zone(key: str, value: object) -> str:
    """The IANA name of a time zone."""
    name = some_text(key, value)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UserProblem("option.unfit", option=key, value=_shown(value)) from error
    return name


def currency(key: str, value: object) -> str:
    """Three letters of ISO 4217."""
    code = some_text(key, value).upper()
    if not _CURRENCY.fullmatch(code):
        raise UserProblem("option.unfit", option=key, value=_shown(value))
    return code


def language(key: str, value: object) -> str:
    """A language that the application speaks."""
    if not isinstance(value, str) or value not in LANGUAGES:
        raise UserProblem("option.unfit", option=key, value=_shown(value))
    return value


def languages(key: str, value: object) -> list[str]:
    """One language, or several side by side; twice the same counts once."""
    if not isinstance(value, list | tuple) or not value:
        raise UserProblem("option.unfit", option=key, value=_shown(value))
    return list(dict.fromkeys(language(key, one) for one in value))


def whole(least: int, most: int) -> Callable[[str, object], int]:
    """A whole number between two bounds, both included."""

    def check(key: str, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise UserProblem("option.out_of_range", option=key, least=least, most=most)
        return value

    return check


def country(key: str, value: object) -> str:
    """A country of ISO 3166, with its part after a dash where that matters; nothing where no table is wanted."""
    code = any_text(key, value).upper()
    if code and not _COUNTRY.fullmatch(code):
        raise UserProblem("option.unfit", option=key, value=_shown(value))
    return code


def years(key: str, value: object) -> list[int]:
    """Years in order, each once."""
    if not isinstance(value, list | tuple):
        raise UserProblem("option.unfit", option=key, value=_shown(value))
    check = whole(_FIRST_YEAR, _LAST_YEAR)
    return sorted({check(key, one) for one in value})


def yes_or_no(key: str, value: object) -> bool:
    """A switch."""
    if not isinstance(value, bool):
        raise UserProblem("option.unfit", option=key, value=_shown(value))
    return value


def folder(key: str, value: object) -> str:
    """The whole path of a folder, or nothing. Whether it is there is seen when something is put into it."""
    if not isinstance(value, str) or len(value) > LONGEST_PATH or _BREAKS.search(value):
        raise UserProblem("option.unfit", option=key, value=_shown(value))
    path = value.strip()
    if path and not (PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute()):
        raise UserProblem("option.folder", option=key, path=path)
    return path


def week(key: str, value: object) -> str:
    """An ISO week as it is written, or nothing."""
    text = any_text(key, value)
    if text and not _ISO_WEEK.fullmatch(text):
        raise UserProblem("option.unfit", option=key, value=text)
    return text


def imported_code(name: str, sub: str = "") -> str:
    """The code of a category that a file names: the exact words, with the dot escaped that parts the levels."""
    if not name:
        raise ValueError("an imported category needs a name")
    code = IMPORTED + _escaped(name)
    return f"{code}.{_escaped(sub)}" if sub else code


def split_code(code: str) -> tuple[str, str | None]:
    """(code of the category, code of the sub-category or ``None``)."""
    parent, dot, _ = code.partition(".")
    return parent, code if dot else None


def _escaped(name: str) -> str:
    return name.replace("%", "%25").replace(".", "%2E")


def _shown(value: object) -> str:
    return value if isinstance(value, str) else repr(value)
