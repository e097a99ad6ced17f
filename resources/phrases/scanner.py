"""Finding many words in a text in one pass."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Match(NamedTuple):
    """A word found, with what it means; positions count characters of the text."""

    start: int
    end: int
    word: str
    tag: str
    code: str

    def inside(self, other: Match) -> bool:
        """Whether a longer word contains this one."""
        return other.start <= self.start and self.end <= other.end and self[:2] != other[:2]


def fold_table(traditional: str, simplified: str) -> dict[int, str]:
    """Characters that are read as others: capitals, full-width forms, traditional script, line ends.

    One character always becomes one character, so that places in the folded text are places in the text.
    """
    table = {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
    # Full stops and commas stay wide: they end a clause, which a point in "1.5" does not.
    table = {code: char for code, char in table.items() if char.isalnum()}
    table.update({ord(char): char.lower() for char in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
    table.update({ord("’"): "'", ord("‘"): "'", 0x3000: " ", ord("\t"): " ", ord("\r"): "\n"})
    table.update({ord(old): new for old, new in zip(traditional, simplified, strict=True)})
    return table


def is_latin(char: str) -> bool:
    """Whether the character belongs to a word written with spaces around it."""
    return char.isascii() and char.isalnum()


class Scanner:
    """Words with tags and codes; finds them all, overlapping ones too.

    English words match as whole words, with a star at their end as beginnings of words. Each place of the text
    costs one look-up unless a word begins there.
    """

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        self._meanings: dict[str, dict[tuple[str, str, bool], None]] = {}
        lengths: dict[str, set[int]] = {}
        for written, tag, code in entries:
            word = written.rstrip("*")
            begins = written.endswith("*")
            self._meanings.setdefault(word, {})[tag, code, begins] = None
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}

    def scan(self, text: str) -> list[Match]:
        """Every word in a folded text, by place, longest first."""
        found: list[Match] = []
        lengths, meanings = self._lengths, self._meanings
        for start, char in enumerate(text):
            sizes = lengths.get(char)
            if sizes is None or (start and is_latin(char) and is_latin(text[start - 1])):
                continue
            for size in sizes:
                end = start + size
                known = meanings.get(text[start:end])
                if known is None or end > len(text):
                    continue
                cut = end < len(text) and is_latin(text[end]) and is_latin(text[end - 1])
                for tag, code, begins in known:
                    if begins or not cut:
                        found.append(Match(start, end, text[start:end], tag, code))
        return found


def outermost(matches: Iterable[Match]) -> list[Match]:
    """The matches that no longer one contains."""
    kept: list[Match] = []
    reach: Match | None = None
    for match in sorted(matches, key=lambda each: (each.start, -each.end)):
        if reach is not None and match.inside(reach):
            continue
        kept.append(match)
        if reach is None or match.end > reach.end:
            reach = match
    return kept
