"""The word lists of ``lexicon.toml`` and ``categories.toml``, made ready for reading a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from .category_tree import category_book
from .scanner import Scanner, fold_table
from .source import read_book, split_words


@dataclass(frozen=True, slots=True)
class Near:
    """Two groups of words that mean something when they stand close together."""

    tag: str
    code: str


@dataclass(frozen=True, slots=True)
class Emergency:
    """A danger to life; ``unseen`` ones count even when somebody only fears them."""

    kind: str
    category: str
    unseen: bool


@dataclass(frozen=True)
class Lexicon:
    """Everything that reading a text needs."""

    scanner: Scanner
    fold: dict[int, str]
    near: tuple[Near, ...]
    emergencies: dict[str, Emergency]
    smoky: frozenset[str]
    negated_before: re.Pattern[str]
    negated_after: re.Pattern[str]
    asks_before: re.Pattern[str]
    supposed: re.Pattern[str]
    doubted_before: re.Pattern[str]
    doubted_after: re.Pattern[str]
    feared_before: re.Pattern[str]
    now: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon, built once (some 20 ms)."""
    book = read_book("lexicon")
    near: list[Near] = []
    entries = [*_categories(near), *_emergencies(book, near), *_hints(book)]
    negation, doubt = book["negation"], book["doubt"]
    fillers = _any(negation["fillers"])
    return Lexicon(
        scanner=Scanner(entries),
        fold=fold_table(book["fold"]["traditional"], book["fold"]["simplified"]),
        near=tuple(near),
        emergencies={
            each["kind"]: Emergency(each["kind"], each["category"], each.get("unseen", False))
            for each in book["emergency"]
        },
        smoky=frozenset(split_words(book["harmless"]["smoky"])),
        negated_before=re.compile(f"{_any(negation['before'])}(?: ?{fillers})* ?$"),
        negated_after=re.compile(_any(negation["after"])),
        asks_before=re.compile(f"{_any(negation['asks'])}(?: ?{fillers})* ?$"),
        supposed=re.compile(_any(doubt["supposed"])),
        doubted_before=re.compile(_any(doubt["before"])),
        doubted_after=re.compile(_any(doubt["after"])),
        feared_before=re.compile(_any(doubt["fear"])),
        now=re.compile(_any(doubt["now"])),
    )


def _any(words: str) -> str:
    """A pattern for any of the words; English ones only as whole words."""
    longest_first = sorted(split_words(words), key=len, reverse=True)
    patterns = (
        rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word[0].isascii() else re.escape(word)
        for word in longest_first
    )
    return f"(?:{'|'.join(patterns)})"


def _categories(near: list[Near]) -> Iterator[tuple[str, str, str]]:
    """The words of categories: tag ``category`` or ``weak``."""
    for family in category_book():
        yield from _entry_words(family, family["code"], near)
        for sub in family.get("sub", ()):
            yield from _entry_words(sub, f"{family['code']}.{sub['code']}", near)


def _entry_words(entry: dict[str, Any], code: str, near: list[Near]) -> Iterator[tuple[str, str, str]]:
    for word in split_words(entry.get("words", "")):
        yield word, "category", code
    for word in split_words(entry.get("weak", "")):
        yield word, "weak", code
    for line in entry.get("near", ()):
        yield from _near_words(line, Near("category", code), near)


def _near_words(line: str, rule: Near, near: list[Near]) -> Iterator[tuple[str, str, str]]:
    """The words of both sides of a rule, under its number."""
    number = len(near)
    near.append(rule)
    left, right = line.split("+")
    for side, words in (("left", left), ("right", right)):
        for word in split_words(words):
            yield word, side, str(number)


def _emergencies(book: dict[str, Any], near: list[Near]) -> Iterator[tuple[str, str, str]]:
    for each in book["emergency"]:
        for word in split_words(each["words"]):
            yield word, "emergency", each["kind"]
        for line in each.get("near", ()):
            yield from _near_words(line, Near("emergency", each["kind"]), near)


def _hints(book: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Harmless words, flags, urgency and mood."""
    for tag in ("words", "smoking"):
        for word in split_words(book["harmless"][tag]):
            yield word, "harmless" if tag == "words" else "smoking", ""
    for tag in ("flag", "urgency", "mood"):
        for code, words in book[tag].items():
            for word in split_words(words):
                yield word, tag, code
