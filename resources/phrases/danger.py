"""Deciding whether a text tells of a danger to life at this moment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from .lexicon import Lexicon
from .scanner import Match

_CLAUSE_END = re.compile(r"[，。；！？、,;!?\n…]|\.(?=\s|$)")
_SENTENCE_END = re.compile(r"[。；！？;!?\n…]|\.(?=\s|$)")
_BEFORE = 60
_CHINESE_BEFORE = 12
_AFTER = 40
_CHINESE_AFTER = 8
_SMOKING_NEAR = 25
# Who writes this much first, and names the danger only then, tells a story.
_STORY_CHARS = 400
_STORY_BEGINS = 200
_YEAR = re.compile(r"(?:19|20)\d\d ?年|\b(?:in|since) (?:19|20)\d\d\b")


class Standing(Enum):
    """What a life-safety word says about this moment."""

    PRESENT = "present"
    DOUBTED = "doubted"
    DENIED = "denied"


def dangers(text: str, matches: Sequence[Match], lexicon: Lexicon) -> list[tuple[Match, Standing]]:
    """The life-safety words of a folded text, each with its standing."""
    harmless = [match for match in matches if match.tag == "harmless"]
    smoking = [match for match in matches if match.tag == "smoking"]
    return [
        (match, _standing(text, match, smoking, lexicon))
        for match in matches
        if match.tag == "emergency" and not any(_masked(match, other) for other in harmless)
    ]


def _masked(match: Match, harmless: Match) -> bool:
    """Whether the word is a part of a harmless one: the 着火 of 着火点."""
    return harmless.start <= match.start and match.end <= harmless.end


def _standing(text: str, match: Match, smoking: Sequence[Match], lexicon: Lexicon) -> Standing:
    # Of two words that belong together (电梯 … 困人), either may be the one that is denied.
    before = _piece_before(text, match.end - len(match.word))
    after = _piece_after(text, match.end)
    if any(_is_denied(piece, after, lexicon) for piece in (before, _piece_before(text, match.start))):
        return Standing.DENIED
    told, follows = _sentence_around(text, match)
    if lexicon.supposed.search(told):
        return Standing.DOUBTED
    if lexicon.now.search(told + match.word + follows):
        return Standing.PRESENT
    if match.word in lexicon.smoky and any(_gap(match, other) <= _SMOKING_NEAR for other in smoking):
        return Standing.DENIED
    doubted = (
        _YEAR.search(told)
        or lexicon.doubted_before.search(before)
        or lexicon.doubted_after.search(after)
        or (len(text) > _STORY_CHARS and match.start > _STORY_BEGINS)
        or (lexicon.feared_before.search(before) and not lexicon.emergencies[match.code].unseen)
    )
    return Standing.DOUBTED if doubted else Standing.PRESENT


def _is_denied(before: str, after: str, lexicon: Lexicon) -> bool:
    """A negation directly before, unless it is half of a question (是不是), or a denial after."""
    if lexicon.negated_after.search(after):
        return True
    return bool(lexicon.negated_before.search(before)) and not lexicon.asks_before.search(before)


def _piece_before(text: str, place: int) -> str:
    """The clause up to a place; in Chinese only its last few characters."""
    piece = text[max(0, place - _BEFORE) : place]
    ends = [end.end() for end in _CLAUSE_END.finditer(piece)]
    piece = piece[ends[-1] :] if ends else piece
    return piece if piece.isascii() else piece[-_CHINESE_BEFORE:]


def _piece_after(text: str, place: int) -> str:
    """The clause from a place on; in Chinese only its first few characters."""
    piece = text[place : place + _AFTER]
    end = _CLAUSE_END.search(piece)
    piece = piece[: end.start()] if end else piece
    return piece if piece.isascii() else piece[:_CHINESE_AFTER]


def _sentence_around(text: str, match: Match) -> tuple[str, str]:
    """What the sentence says before the word and after it."""
    before = text[max(0, match.start - _BEFORE) : match.start]
    after = text[match.end : match.end + _AFTER]
    ends = [end.end() for end in _SENTENCE_END.finditer(before)]
    end = _SENTENCE_END.search(after)
    return before[ends[-1] if ends else 0 :], after[: end.start() if end else None]


def _gap(one: Match, other: Match) -> int:
    return max(one.start, other.start) - min(one.end, other.end)
