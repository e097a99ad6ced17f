"""What a query finds, reckoned the slow way: an own little alphabet, no regular expressions, one character at a time.

It shares nothing with the code under test but the sentences in ``models/store/search_query``.
"""

from __future__ import annotations

from collections.abc import Iterator

FOLDED = {
    **{char: char for char in "水漏电梯楼号陈株abezfim0123456789-жи "},
    "電": "电",
    "樓": "楼",
    "號": "号",
    "陳": "陈",
    "Ａ": "a",
    "B": "b",
    "é": "e",
    "É": "e",
    "Ж": "ж",
    "й": "и",
    "１": "1",
    "５": "5",
    "٣": "3",
    "—": "-",
    "，": " ",
    "。": " ",
    "\n": "\n",
    "ﬁ": "fi",
    "㎡": "m2",
    "\u0301": "",
    "\u200d": "",
    "💧": " ",
    "*": " ",
    "(": " ",
    ")": " ",
    "㈱": " 株 ",
    "\0": " ",
    "^": " ",
    "~": " ",
    "=": " ",
}
ALPHABET = "".join(FOLDED)
_DIGITS = "0123456789"
_UNSPACED = "水漏电梯楼号陈株"

Piece = tuple[str, str, bool]  # kind, text, right after the one before


def folded(text: str) -> str:
    return "".join(FOLDED[char] for char in text)


def kind(char: str) -> str:
    if char in _DIGITS:
        return "number"
    return "blank" if char in " -\n" else "run" if char in _UNSPACED else "word"


def pieces(text: str) -> list[Piece]:
    """Cut a query without quotation marks and without phones."""
    found: list[Piece] = []
    at = 0
    last_end = -1
    while at < len(text):
        what, start = kind(text[at]), at
        if what == "blank":
            at += 1
            continue
        while at < len(text) and (
            kind(text[at]) == what
            or (what == "number" and text[at] == "-" and text[at + 1 : at + 2] and text[at + 1] in _DIGITS)
        ):
            at += 1
        part = text[start:at]
        if "-" in part:
            what, part = "chain", part.replace("-", "")
        found.append((what, part, start == last_end))
        last_end = at
    return found


def words(text: str) -> list[list[Piece]]:
    found: list[list[Piece]] = []
    for piece in pieces(text):
        if not piece[2]:
            found.append([])
        found[-1].append(piece)
    return found


def digit_ends(text: str, at: int, digits: str) -> int | None:
    """Where the digits end that begin here, hyphens and, in long numbers, blanks between them left out."""
    for number, digit in enumerate(digits):
        if number:
            at = skip_link(text, at, long=len(digits) >= 7)
        if text[at : at + 1] != digit:
            return None
        at += 1
    return at


def skip_link(text: str, at: int, long: bool) -> int:
    if text[at : at + 1] == "-":
        return at + 1
    for blanks in (1, 2):
        before, after = text[max(0, at - 3) : at], text[at + blanks : at + blanks + 3]
        three = len(before) == len(after) == 3 and all(char in _DIGITS for char in before + after)
        if long and three and text[at : at + blanks] == " " * blanks:
            return at + blanks
    return at


def ends(text: str, at: int, word: list[Piece], place: int, open_word: bool) -> Iterator[int]:
    """The places where this piece of a word may end when it begins here."""
    what, part, _ = word[place]
    first, last = place == 0, place == len(word) - 1
    if what in ("run", "word"):
        end = at + len(part)
        whole = what == "run" or (
            (at == 0 or kind(text[at - 1]) != "word")
            and ((open_word and last) or end >= len(text) or kind(text[end]) != "word")
        )
        if text.startswith(part, at) and whole:
            yield end
        return
    found = digit_ends(text, at, part)
    if found is None:
        return
    begins = at == 0 or text[at - 1] not in _DIGITS
    finishes = text[found : found + 1] == "" or text[found] not in _DIGITS
    if what == "chain":
        fits = begins and (finishes or last)
    elif len(part) < 3:
        fits = begins and finishes
    elif first and last:
        fits = begins or finishes
    else:
        fits = (begins or first) and (finishes or last)
    if fits:
        yield found


def word_found(text: str, word: list[Piece], open_word: bool) -> bool:
    reached = set(range(len(text)))
    for place in range(len(word)):
        reached = {end for at in reached for end in ends(text, at, word, place, open_word)}
    return bool(reached)


def matches(query: str, text: str) -> bool:
    """Whether this query (no quotation marks, no phones) finds this text, readings of names apart."""
    wanted, body = words(folded(query)), folded(text)
    with_letters = [place for place, word in enumerate(wanted) if any(piece[0] == "word" for piece in word)]
    for place, word in enumerate(wanted):
        open_word = place == max(with_letters, default=-1) and word[-1][0] == "word" and len(word[-1][1]) > 1
        if not word_found(body, word, open_word):
            return False
    return True
