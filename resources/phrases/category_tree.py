"""The two-level tree of complaint categories."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from .kinds import BUILDING, Category
from .source import read_book, split_words


@cache
def category_book() -> tuple[dict[str, Any], ...]:
    """The raw entries, with the words by which categories are recognised."""
    return tuple(read_book("categories")["category"])


@cache
def categories() -> tuple[Category, ...]:
    """The first level, in the order in which the desk chooses."""
    return tuple(_family(entry) for entry in category_book())


@cache
def _by_code() -> dict[str, Category]:
    tops = categories()
    return {each.code: each for top in tops for each in (top, *top.subs)}


def category(code: str) -> Category | None:
    """The category of a code of either level; none for a code that the desk made up itself."""
    return _by_code().get(code)


def _family(entry: dict[str, Any]) -> Category:
    parent = _category(entry, entry, entry["code"])
    subs = (
        replace(_category(sub, entry, f"{entry['code']}.{sub['code']}"), parent=parent)
        for sub in entry.get("sub", ())
    )
    return replace(parent, subs=tuple(subs))


def _category(entry: dict[str, Any], family: dict[str, Any], code: str) -> Category:
    """One category; what it does not say itself it has from its family."""
    return Category(
        code=code,
        zh=entry["zh"],
        en=entry["en"],
        icon=entry.get("icon", family["icon"]),
        severity=entry.get("severity", family["severity"]),
        repair=entry.get("repair", family.get("repair", False)),
        second_look=entry.get("second_look", family.get("second_look", False)),
        runs_in=entry.get("runs_in", family.get("runs_in", BUILDING)),
        flags=split_words(entry.get("flags", "")),
    )
