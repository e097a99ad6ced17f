"""Taking names and numbers out of what residents said, as far as they are known. Pure.

The summary never names a resident. What is taken out: telephone numbers, mail addresses and other long numbers; the
names of who belongs to the case; and a known surname before 先生, 女士, 阿姨 ... as Chinese speakers name one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

BLANK = "***"
_NUMBER = re.compile(
    r"(?P<day>(?<!\d)(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d))|(?<![\d.])\+?\d(?:[\s().-]?\d){6,}(?!\d)"
)  # seven digits and more; a day is no number
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TITLES = "先生|女士|小姐|太太|阿姨|叔叔|大爷|大妈|大叔|大姐|大哥|奶奶|爷爷|师傅|老师|总|姐|哥|姨|叔"
_CALLED = r"(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+"
_HAN = re.compile(r"[\u3400-\u9fff]")
_SHORTEST = 3  # letters of a part of a name in Latin script; shorter ones are words as well
_COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "端木",
)


def scrubbed(text: str, names: Iterable[str] = ()) -> str:
    """The text without numbers, mail addresses and these names."""
    for name in sorted({one.strip() for one in names if one.strip()}, key=len, reverse=True):
        text = _without(text, name)
    return _NUMBER.sub(_unless_day, _MAIL.sub(BLANK, text))


def _unless_day(found: re.Match[str]) -> str:
    return found["day"] or BLANK


def _without(text: str, name: str) -> str:
    if not _HAN.search(name):
        return _latin(text, name)
    text = text.replace(name, BLANK) if len(name) > 1 else text
    surname = name[:2] if name[:2] in _COMPOUND else name[:1]
    return re.sub(f"{re.escape(surname)}(?:{_TITLES})", BLANK, text)


def _latin(text: str, name: str) -> str:
    """A name as a whole, and each of its longer parts where it stands as a name: with a capital, or in capitals."""
    text = re.sub(rf"(?<!\w)(?:{_CALLED})?{re.escape(name)}(?!\w)", BLANK, text, flags=re.IGNORECASE)
    for part in re.split(r"[\s.,-]+", name):
        if len(part) >= _SHORTEST:
            either = f"{re.escape(part[:1].upper() + part[1:])}|{re.escape(part.upper())}"
            text = re.sub(rf"(?<!\w)(?:{_CALLED})?(?:{either})(?!\w)", BLANK, text)
    return text
