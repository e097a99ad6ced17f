"""The one tokenizer: what of a text goes into the search index.

A token is one of these; the marks keep the kinds apart and occur in no folded text:

=================  =========================================================================================
``水`` ``漏水``     each character of a script without spaces, and each pair of neighbours
``elevator``       a word of letters, folded (its first 64 letters)
``31502``          digits from the start of a group to the end of its number: ``3-1502`` gives 31502 and 1502
``~20513``         digits from the start of a number to the end of a group, backwards: finds a phone by its tail
``=3``             a group of one or two digits by itself
``^cjg``           a reading of a name (``search_names``), which no word in a text can be confused with
=================  =========================================================================================

A *number* is a row of digit groups linked by single hyphens, or by one or two blanks between groups of three digits and
more, as phones are written. The index may hold more than is asked for, never less: what it cannot decide is compared
with the text itself (``search_query``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import add

from models.store.search_fold import UNSPACED, fold
from models.store.search_names import readings

TOKENIZER_VERSION = 1
"""Raise it with every change of what ``tokens`` or ``name_tokens`` return: indexes of another version are rebuilt."""

WORD_LENGTH = 64
NUMBER_LENGTH = 20
LINK = "(?:-|(?<=[0-9]{3}) {1,2}(?=[0-9]{3}))"
LETTER = rf"[^ \n\-0-9{UNSPACED}]"
TAIL, SHORT, NAME = "~", "=", "^"
MARKS = TAIL + SHORT + NAME

_PIECE = re.compile(
    rf"(?P<run>[{UNSPACED}]+)|(?P<number>[0-9]+(?:{LINK}[0-9]+)*)|(?P<word>{LETTER}+)",
)
_DIGITS = re.compile("[0-9]+")


def tokens(text: str) -> list[str]:
    """Every distinct token of a text, in order of first appearance."""
    found: dict[str, None] = {}
    for piece in _PIECE.finditer(fold(text)):
        part = piece.group()
        if piece.lastgroup == "run":
            found.update(dict.fromkeys(part))
            found.update(dict.fromkeys(map(add, part, part[1:])))
        elif piece.lastgroup == "word":
            found[part[:WORD_LENGTH]] = None
        else:
            found.update(dict.fromkeys(_number_tokens(_DIGITS.findall(part))))
    return list(found)


def name_tokens(name: str) -> list[str]:
    """The tokens by which typed pinyin or initials find a name; they say nothing about its characters."""
    return [NAME + reading for reading in readings(name)]


def document_tokens(body: str, names: Iterable[str]) -> str:
    """What is handed to the index for one document: tokens with blanks between them."""
    names = tuple(names)
    found = dict.fromkeys(tokens("\n".join((body, *names))))
    for name in names:
        found.update(dict.fromkeys(name_tokens(name)))
    return " ".join(found)


def _number_tokens(groups: list[str]) -> Iterable[str]:
    before = after = ""
    for group in reversed(groups):
        after = (group + after)[:NUMBER_LENGTH]
        if len(after) > 1:
            yield after
        if len(group) < 3:
            yield SHORT + group
    for group in groups:
        before = (before + group)[-NUMBER_LENGTH:]
        if len(before) > 2:
            yield TAIL + before[::-1]
