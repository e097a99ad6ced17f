"""What a typed query asks for, exactly.

A query is several words in any order; all of them must be found. Case, width, accents, and traditional or simplified
characters make no difference (``search_fold``). A word is a row of pieces without a blank or punctuation in between:

* characters of a script without spaces are found anywhere, side by side, as typed;
* letters are found as a whole word; the last word of letters in the query, when it has two letters or more, also as
  the beginning of a word. Standing alone they also find a name by its reading (``search_names``);
* one or two digits are found as a whole group of digits: 3 in ``3-1502``, not in ``13``;
* three digits and more are found at the beginning or at the end of a group, whatever hyphens the text writes between
  them: 31502, 315, 1502 and 502 all find ``3-1502``. From seven digits on the text may also have blanks between groups
  of three digits and more, as phones are written;
* digits with hyphens begin where a group of digits begins: ``3-15`` and ``3-1502`` find ``3-1502``, not ``13-1502``.
  Digits grouped like a phone, with hyphens or blanks, are one row of digits; +86 before them is left out;
* several pieces in one word are found side by side: ``3号楼`` is not found in ``13号楼``. Of digits at the beginning of
  the word the tail is enough, of digits at its end the head, when there are three digits or more.

Words between quotation marks are found in this order with nothing but blanks and punctuation where the query has some;
the last of them must then be whole. Everything else is ignored, and a query of nothing else asks for everything. Only
the first thousand characters count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from models.store.search_fold import UNSPACED, fold
from models.store.tokens import LETTER, LINK, NAME, NUMBER_LENGTH, SHORT, TAIL, WORD_LENGTH

QUERY_LENGTH = 1000
_MOST_TERMS = 40  # asked of the index; more than enough to leave few texts to compare
_LONG = 7  # digits from which blanks between groups are bridged

_COUNTRY = re.compile(r"[+＋](?:86|[0-9]{1,3}(?=[ (\-]))")
_QUOTED = re.compile("\"([^\"]*)\"|＂([^＂]*)＂|“([^“”]*)”|«([^»]*)»|「([^」]*)」|『([^』]*)』")
_PIECE = re.compile(
    rf"(?P<run>[{UNSPACED}]+)"
    r"|(?P<phone>(?<![0-9])(?:[0-9]{3} {0,2}[ -][0-9]{3,4}[ -][0-9]{4}|[0-9]{3,4}[ -][0-9]{7,8})(?![0-9]|-[0-9]))"
    rf"|(?P<number>[0-9]+(?:-[0-9]+)*)|(?P<word>{LETTER}+)"
)
_NO_DIGIT_BEFORE, _NO_DIGIT_AFTER = "(?<![0-9])", "(?![0-9])"


class Term(NamedTuple):
    """A token, or the beginning of one, that the index is asked for."""

    token: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one kind: run, word, number (one row of digits) or chain (digits typed with hyphens)."""

    kind: str
    text: str
    joined: bool
    """Nothing stood between it and the piece before."""
    open: bool = False
    """A word that may go on."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """One word of the query, or one quotation."""

    pattern: re.Pattern[str]
    """Finds it in a folded text."""
    needs: tuple[tuple[Term, ...], ...]
    """Of each group at least one must be in the index."""
    exact: bool
    """The index alone decides."""
    reading: Term | None = None
    """The reading of a name that it may be."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query, ready to be asked of an index and of a text."""

    chunks: tuple[Chunk, ...]
    needs: tuple[tuple[Term, ...], ...]
    exact: bool

    @property
    def empty(self) -> bool:
        """It asks for nothing, so that everything is found."""
        return not self.chunks

    def confirms(self, folded: str) -> bool:
        """Whether a text that the index found, folded, is one that was asked for."""
        return all(chunk.exact or chunk.pattern.search(folded) for chunk in self.chunks)


@lru_cache(maxsize=64)
def parse(text: str) -> Query:
    """Read a query. There is no wrong query."""
    groups = _close_words([list(group) for group in _groups(text[:QUERY_LENGTH])])
    chunks = tuple(dict.fromkeys(_chunk(tuple(group)) for group in groups))
    needs = tuple(dict.fromkeys(need for chunk in chunks for need in chunk.needs))
    exact = all(chunk.exact for chunk in chunks) and len(needs) <= _MOST_TERMS
    if not exact and len(needs) > _MOST_TERMS:
        chunks = tuple(replace(chunk, exact=chunk.exact and chunk.reading is not None) for chunk in chunks)
        needs = _fewer(chunks, needs)
    return Query(chunks, needs, exact)


def as_query(query: str | Query) -> Query:
    """The query itself, or what its text says."""
    return parse(query) if isinstance(query, str) else query
