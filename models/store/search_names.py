"""How a Chinese name may be typed on a Latin keyboard: 陈建国 as chenjianguo, jianguo, chenjg or cjg."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from models.store.search_fold import fold

_IDEOGRAPHS = re.compile("[\u3007\u3400-\u9fff\U00020000-\U0003fffd]+")
_MOST_READINGS = 24
_MOST_CHARACTERS = 8

# Surnames read otherwise than the same character elsewhere; the ordinary reading is kept beside it.
_SURNAMES = dict(
    re.findall(
        r"(\S)([a-z]+)",
        "单shan 曾zeng 解xie 仇qiu 朴piao 查zha 盖ge 区ou 翟zhai 黑he 乐yue 折she 种chong 召shao 员yun 缪miao"
        " 覃qin 牟mu 洗xian 秘bi 繁po 隗wei 宓fu 佴nai 乜nie 尉yu 卜bu",
    )
)
_DOUBLE_SURNAMES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        re.findall("..", "欧阳司马上官诸葛司徒夏侯皇甫公孙慕容宇文令狐南宫东方西门端木独孤呼延申屠"), ()
    ),
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"),
}


def readings(name: str) -> list[str]:
    """Everything that finds this name when typed whole or in part: for each run of ideographs and each way to read it
    the syllables together, those of the given name, surname with initials, and the initials. ``ü`` is v, u or yu.
    """
    found: dict[str, None] = {}
    for run in _IDEOGRAPHS.findall(unicodedata.normalize("NFKC", name)):
        surname = 2 if fold(run[:2]) in _DOUBLE_SURNAMES and len(run) > 2 else 1
        for syllables in _ways(run[:_MOST_CHARACTERS]):
            found.update(dict.fromkeys(_forms(syllables, surname)))
    return [reading for reading in found if len(reading) > 1]


def _forms(syllables: tuple[str, ...], surname: int) -> Iterator[str]:
    initials = "".join(syllable[0] for syllable in syllables)
    yield "".join(syllables)
    yield "".join(syllables[surname:])
    yield "".join(syllables[:surname]) + initials[surname:]
    yield initials


def _ways(run: str) -> Iterator[tuple[str, ...]]:
    choices = [_syllables(char) for char in run]
    head = fold(run[:2])
    double = _DOUBLE_SURNAMES.get(head, ())
    if double and len(run) > 2:
        choices[:2] = [(double[0],), (double[1],)]
    elif head[0] in _SURNAMES:
        choices[0] = tuple(dict.fromkeys((_SURNAMES[head[0]], *choices[0])))
    return islice(product(*choices), _MOST_READINGS)


@lru_cache(maxsize=8192)
def _syllables(char: str) -> tuple[str, ...]:
    """The readings of a character without tones, commonest first, at most four."""
    # Imported with the first name to be indexed, in the worker that does it: 0.2 s and some memory.
    from pypinyin import Style, pinyin

    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    plain = [
        syllable for syllable in (found[0] if found else []) if syllable.isascii() and syllable.isalpha()
    ]
    ways = dict.fromkeys(way for syllable in plain[:4] for way in _umlauts(syllable))
    return tuple(ways) or ("x",)


def _umlauts(syllable: str) -> tuple[str, ...]:
    if "v" not in syllable:
        return (syllable,)
    return (syllable, syllable.replace("v", "u"), syllable.replace("v", "yu"))
