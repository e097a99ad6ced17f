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
_SURNAMES = {
    **{"单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "朴": "piao", "查": "zha", "盖": "ge", "区": "ou"},
    **{"翟": "zhai", "黑": "he", "乐": "yue", "折": "she", "种": "chong", "召": "shao", "员": "yun", "冼": "xian"},
    **{"缪": "miao", "覃": "qin", "牟": "mu", "洗": "xian", "秘": "bi", "繁": "po", "隗": "wei", "宓": "fu"},
    **{"谌": "chen", "郗": "xi", "逄": "pang", "佴": "nai", "柏": "bai", "卜": "bu", "贾": "jia", "费": "fei"},
    **{"尹": "yin", "任": "ren", "沈": "shen", "石": "shi", "葛": "ge", "宁": "ning", "燕": "yan", "令": "ling"},
    **{"晁": "chao", "乜": "nie", "过": "guo", "哈": "ha", "盛": "sheng", "长": "zhang", "相": "xiang", "俞": "yu"},
}
_DOUBLE_SURNAMES = {
    **{"尉迟": ("yu", "chi"), "万俟": ("mo", "qi"), "长孙": ("zhang", "sun"), "澹台": ("tan", "tai")},
    **dict.fromkeys("欧阳 司马 上官 诸葛 司徒 夏侯 皇甫 公孙 慕容 宇文 令狐 南宫 东方 西门 端木 独孤 呼延 申屠".split(), ()),
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
    plain = [syllable for syllable in (found[0] if found else []) if syllable.isascii() and syllable.isalpha()]
    ways = dict.fromkeys(way for syllable in plain[:4] for way in _umlauts(syllable))
    return tuple(ways) or ("x",)


def _umlauts(syllable: str) -> tuple[str, ...]:
    if "v" not in syllable:
        return (syllable,)
    return (syllable, syllable.replace("v", "u"), syllable.replace("v", "yu"))
