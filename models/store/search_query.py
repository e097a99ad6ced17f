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
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from models.core.characters import whole
from models.store.search_fold import UNSPACED, fold
from models.store.tokens import LETTER, LINK, NAME, NUMBER_LENGTH, SHORT, TAIL, WORD_LENGTH

QUERY_LENGTH = 1000
_LONG = 7  # digits from which blanks between groups are bridged

_COUNTRY = re.compile(r"[+＋](?:86|[0-9]{1,3}(?=[ (\-]))")
_QUOTED = re.compile('"([^"]*)"|＂([^＂]*)＂|“([^“”]*)”|«([^»]*)»|「([^」]*)」|『([^』]*)』')
_GAP = "(?:-| {1,2})"
_PIECE = re.compile(
    rf"(?P<run>[{UNSPACED}]+)"
    rf"|(?P<phone>(?<![0-9])(?:[0-9]{{3}}{_GAP}[0-9]{{3,4}}{_GAP}[0-9]{{4}}|[0-9]{{3,4}}{_GAP}[0-9]{{7,8}})(?![0-9]|-[0-9]))"
    rf"|(?P<number>[0-9]+(?:-[0-9]+)*)|(?P<word>{LETTER}+)"
)
_NO_DIGIT_BEFORE, _NO_DIGIT_AFTER = "(?<![0-9])", "(?![0-9])"


class Term(NamedTuple):
    """A token, or the beginning of one, that the index is asked for."""

    token: str
    prefix: bool = False

    @property
    def numeric(self) -> bool:
        """It is made of digits."""
        return self.token[-1].isdecimal()


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

    source: str
    """Of the pattern that finds it in a folded text."""
    needs: tuple[tuple[Term, ...], ...]
    """Of each group at least one must be in the index."""
    exact: bool
    """The index alone decides."""
    reading: Term | None = None
    """The reading of a name that it may be."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Made when it is needed: it takes 2 ms for a word of letters, which the index alone decides."""
        return _compiled(self.source)


@lru_cache(maxsize=256)
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


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
    groups = _open_last_word([group for part in _parts(whole(text[:QUERY_LENGTH])) for group in part])
    chunks = tuple(dict.fromkeys(map(_chunk, groups)))
    needs = tuple(dict.fromkeys(need for chunk in chunks for need in chunk.needs))
    return Query(chunks, needs, all(chunk.exact for chunk in chunks))


def as_query(query: str | Query) -> Query:
    """The query itself, or what its text says."""
    return parse(query) if isinstance(query, str) else query


def _parts(text: str) -> Iterator[list[tuple[Piece, ...]]]:
    """The words of each stretch without quotation marks, and each quotation."""
    text = _COUNTRY.sub(" ", text)
    end = 0
    for quoted in _QUOTED.finditer(text):
        yield _words(text[end : quoted.start()])
        pieces = tuple(_pieces(quoted.group()))
        yield [pieces] if pieces else []
        end = quoted.end()
    yield _words(text[end:])


def _words(text: str) -> list[tuple[Piece, ...]]:
    words: list[list[Piece]] = []
    for piece in _pieces(text):
        if not piece.joined:
            words.append([])
        words[-1].append(piece if piece.kind != "word" else replace(piece, open=True))
    return [tuple(word) for word in words]


def _pieces(text: str) -> Iterator[Piece]:
    end = -1
    for found in _PIECE.finditer(fold(text)):
        kind, part = found.lastgroup or "", found.group()
        if kind == "number" and "-" in part:
            kind = "chain"
        digits = re.sub("[ -]", "", part)
        yield Piece("number" if kind == "phone" else kind, digits, found.start() == end)
        end = found.end()


def _open_last_word(groups: list[tuple[Piece, ...]]) -> list[tuple[Piece, ...]]:
    """Leave open only the last word of letters in the query, if it ends its group and was not quoted."""
    seen = False
    for place in reversed(range(len(groups))):
        *before, last = groups[place]
        may_go_on = last.open and not seen and len(last.text) > 1
        seen = seen or any(piece.kind == "word" for piece in groups[place])
        groups[place] = (*(replace(piece, open=False) for piece in before), replace(last, open=may_go_on))
    return groups


def _chunk(pieces: tuple[Piece, ...]) -> Chunk:
    source = "".join(_patterns(pieces))
    alone = len(pieces) == 1
    needs = tuple(need for place, piece in enumerate(pieces) for need in _needs(piece, place, len(pieces)))
    word = pieces[0]
    if not alone or word.kind != "word":
        return Chunk(source, needs, alone and _index_decides(word))
    term = Term(word.text[:WORD_LENGTH], word.open)
    reading = Term(NAME + term.token, word.open)
    if not _index_decides(word):
        return Chunk(source, ((term,),), exact=False)
    return Chunk(source, ((term, reading),), exact=True, reading=reading)


def _index_decides(piece: Piece) -> bool:
    most = {"run": 2, "number": 2, "word": WORD_LENGTH - 1, "chain": 0}
    return len(piece.text) <= most[piece.kind]


def _needs(piece: Piece, place: int, count: int) -> Iterator[tuple[Term, ...]]:
    text = piece.text
    if piece.kind == "run":
        pairs = [text[at : at + 2] for at in range(len(text) - 1)] or [text]
        yield from ((Term(pair),) for pair in pairs)
    elif piece.kind == "word":
        yield (Term(text[:WORD_LENGTH], piece.open),)
    elif piece.kind == "number" and len(text) < 3:
        yield (Term(SHORT + text),)
    else:
        head = Term(text[:NUMBER_LENGTH], True)
        tail = Term(TAIL + text[: -NUMBER_LENGTH - 1 : -1], True)
        first, last = place == 0, place == count - 1
        if piece.kind == "chain" or not first:
            yield (head,)
        else:
            yield (head, tail) if last else (tail,)


def _patterns(pieces: tuple[Piece, ...]) -> Iterator[str]:
    for place, piece in enumerate(pieces):
        if place:
            yield "" if piece.joined else r"[ \n\-]+"
        if piece.kind == "run":
            yield piece.text
        elif piece.kind == "word":
            yield f"(?<!{LETTER}){re.escape(piece.text)}" + ("" if piece.open else f"(?!{LETTER})")
        else:
            yield _number_pattern(piece, len(pieces) == 1)


def _number_pattern(piece: Piece, alone: bool) -> str:
    link = LINK if len(piece.text) >= _LONG else "-"
    digits = f"{link}?".join(piece.text) if len(piece.text) > 2 or piece.kind == "chain" else piece.text
    if piece.kind == "chain":
        return _NO_DIGIT_BEFORE + digits
    if len(piece.text) < 3:
        return _NO_DIGIT_BEFORE + digits + _NO_DIGIT_AFTER
    if alone:
        return f"(?:{_NO_DIGIT_BEFORE}{digits}|{digits}{_NO_DIGIT_AFTER})"
    return digits  # between pieces of other kinds, or at an end that may be in the middle of a group
