"""How units are said and written: folding to one form, floors, place lines and near misses. No database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import product

_TRADITIONAL = str.maketrans("號樓棟單層門戶鋪區幢", "号楼栋单层门户铺区幢")
_NUMERAL = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_NUMERALS = "".join(_NUMERAL) + "十百"
_ZH_WORDS = "号楼|号院|单元|号|楼|栋|幢|座|室|房|户|层|门|区"
_EN_WORDS = (
    "buildings?|bldg|block|blk|tower|staircase|stairs?|stairwell|entrance|"
    "unit|apartment|apt|flat|room|rm|floor|fl|no"
)
_SPOKEN = re.compile(rf"([{_NUMERALS}]+)(?={_ZH_WORDS})")
_WORDS = re.compile(rf"(?<=[0-9a-z])\s*(?:{_ZH_WORDS})|(?<![a-z])(?:{_EN_WORDS})(?![a-z])")
_BUILDING_LAST = re.compile(r"(.*\w.*?)(?<![a-z])((?:buildings?|bldg|block|blk|tower)(?![a-z]).*)")
_PARTS = re.compile(r"[^\W_]+")
_CODE = re.compile(r"(?P<below>b|-)?(?P<digits>[0-9]+)(?P<side>[a-z]{0,2}[0-9]?)")
_MOST_CANDIDATES = 16


def _plain(text: str) -> str:
    """Width, case and the few traditional characters of addresses made one; spoken numerals made digits."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_TRADITIONAL)
    return _SPOKEN.sub(lambda match: str(numeral(match.group(1))), folded)


def numeral(text: str) -> int:
    """The number of Chinese numerals below a thousand: 三 3, 十二 12, 一百零三 103, 一五〇二 1502."""
    if not set("十百") & set(text):
        return int("".join(str(_NUMERAL[char]) for char in text))
    total = digit = 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _NUMERAL[char]
    return total + digit


def unit_parts(text: str) -> tuple[str, ...]:
    """The parts of a unit as said: "三号楼 1502室" and "Apt 1502, Building 3" both give ("3", "1502")."""
    plain = _plain(text)
    if (turned := _BUILDING_LAST.fullmatch(plain)) is not None:
        plain = f"{turned[2]} {turned[1]}"
    return tuple(_PARTS.findall(_WORDS.sub(" ", plain)))


def fold_unit(text: str) -> str:
    """The one form in which a unit is looked up: "3-1502", "3号楼1502" and "3 1502" all give "31502"."""
    return "".join(unit_parts(text))


def looks_like_unit(text: str) -> bool:
    """Whether this may name a unit at all: it has a digit, and no word longer than a building's name."""
    parts = unit_parts(text)
    return any(any(map(str.isdigit, part)) for part in parts) and all(
        len(part) <= 6 or part.isdigit() for part in parts
    )


def unit_candidates(text: str) -> tuple[str, ...]:
    """Lookups to try, the likeliest first: as typed, then with noughts dropped or put in ("03-502" for "3-0502")."""
    ways = [_ways_of(part, last=index > 0) for index, part in enumerate(unit_parts(text))]
    found = dict.fromkeys("".join(way) for way in list(product(*ways))[:_MOST_CANDIDATES])
    return tuple(found) if ways else ()


def _ways_of(part: str, *, last: bool) -> tuple[str, ...]:
    ways = [part]
    if part.isdigit():
        ways.append(part.lstrip("0") or "0")
        if last and len(part) == 3:
            ways.append("0" + part)
    return tuple(dict.fromkeys(ways))


def floor_of(code: str) -> int | None:
    """The floor that a unit's code tells: 15 of "1502", 5 of "0502" and "502", -1 of "B101"; else None."""
    found = _split_code(code)
    return found[0] if found else None


def position_of(code: str) -> str:
    """Where on its floor a unit lies: "02" of "1502", "A" of "12A"; empty when the code does not tell."""
    found = _split_code(code)
    return found[1] if found else ""


def _split_code(code: str) -> tuple[int, str] | None:
    plain = re.sub(r"\s+", "", _WORDS.sub("", _plain(code)))
    if (pair := re.fullmatch(r"([0-9]{1,2})[-/]([0-9a-z]{1,2})", plain)) is not None:
        return int(pair[1]), pair[2].upper().zfill(2)
    match = _CODE.fullmatch(plain)
    if match is None:
        return None
    digits, side = match["digits"], match["side"].upper()
    if 3 <= len(digits) <= 4:
        floor, position = int(digits[:-2]), digits[-2:] + side
    elif len(digits) <= 2 and side[:1].isalpha():
        floor, position = int(digits), side
    else:
        return None
    return (-floor if match["below"] else floor), position


def place_line(building: str, staircase: str, code: str) -> str:
    """What homes above and below each other share: "3/02" of 3-1502, "3-1/02" with a staircase; else empty."""
    position = position_of(code)
    if not position:
        return ""
    return f"{building}-{staircase}/{position}" if staircase else f"{building}/{position}"


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts 2 before 10 and words after numbers."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", unicodedata.normalize("NFKC", text).casefold())
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces)


def near_units(text: str, labels: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Units that may have been meant, the nearest first: one slip of the finger, two in a long code."""
    # Imported with the first unit that nobody knows: it takes 60 ms that a starting window does not have.
    from rapidfuzz.distance import DamerauLevenshtein

    parts = unit_parts(text)
    wanted = "".join(parts)
    if not wanted:
        return ()
    slips = 1 if len(wanted) < 7 else 2
    found = []
    for label in labels:
        own = unit_parts(label)
        apart = DamerauLevenshtein.distance(wanted, "".join(own), score_cutoff=slips)
        if 0 < apart <= slips:
            found.append(
                (
                    apart,
                    _squeezed(own) != _squeezed(parts),
                    _parts_apart(parts, own),
                    natural_key(label),
                    label,
                )
            )
    return tuple(dict.fromkeys(entry[-1] for entry in sorted(found)[: most * 2]))[:most]


def _squeezed(parts: Sequence[str]) -> list[str]:
    """Without doubled characters: a key held too long is the likeliest slip."""
    return [re.sub(r"(.)\1+", r"\1", part) for part in parts]


def _parts_apart(wanted: Sequence[str], own: Sequence[str]) -> int:
    """How many parts differ: rather another door than another building and another door."""
    if len(wanted) != len(own):
        return len(own) + 1
    return sum(one != other for one, other in zip(wanted, own, strict=True))
