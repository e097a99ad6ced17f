"""Folding: the one form in which texts and queries meet.

Folding works a code point at a time and never looks at its neighbours, so that ``fold(a + b) == fold(a) + fold(b)``.
Everything exact about the search rests on that: a part of a text folds to a part of the folded text, and every folded
character can be traced back to the place it came from (``fold_with_places``).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# Scripts written without spaces between words; their characters are indexed singly and in pairs.
UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "\u2e80-\u2fdf"  # radicals
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b"  # iteration marks, 〇, Suzhou numerals
    "\u3040-\u312f\u31a0-\u31ff"  # kana, bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf"  # ideographs, Yi
    "\U00016fe0-\U00018dff\U0001aff0-\U0001b2ff"  # Tangut, Khitan, old kana
    "\U00020000-\U0003fffd"  # further ideographs
)

# Pairs that the traditional-to-simplified table changes only inside certain words, or not at all.
_FURTHER = dict(zip("著瞭藉摺妳甚祇衹牠姪衞汚", "着了借折你什只只它侄卫污", strict=True))


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    # Imported on the first ideograph and not before: it takes 25 ms that a starting window does not have.
    from opencc import OpenCC

    return OpenCC("t2s")


def _is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000"


def _fold_letter(char: str) -> str:
    """Fold one character of a decomposed, case-folded text."""
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf", "Cs"):
        return ""  # accents, variation selectors, joiners, direction marks, halves of broken pairs
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if _is_ideograph(char):
        convert = _converter().convert
        return _FURTHER.get(char) or convert(convert(char))  # twice: 薴 becomes 苧 becomes 苎
    if category[0] in "LM" or category == "Nl":
        return char
    if category == "Pd" or char == "\u2212":
        return "-"
    return "\n" if char in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029" else " "


def _fold_char(char: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(map(_fold_letter, plain))


class _Table(dict[int, str]):
    """What ``str.translate`` looks up; learns a code point when it first meets it."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_char(chr(code))
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """Lower case, ordinary width, simplified, without accents; digits 0-9, dashes ``-``, anything else blank.

    The result holds letters, digits, ``-``, the space and the line feed, and nothing else.
    """
    return text.translate(_TABLE)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters and its end, the place in ``text`` it came from."""
    parts: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        part = _TABLE[ord(char)]
        parts.append(part)
        places.extend([place] * len(part))
    places.append(len(text))
    return "".join(parts), places
