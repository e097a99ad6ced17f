"""Understanding when it happened, as people say it: "昨晚", "Thu 22:00", "two days ago". Local wall time; pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

_NUMERALS = {
    "半": 0.5, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "十一": 11, "十二": 12, "half an": 0.5, "half a": 0.5, "an": 1, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_NUMBER = r"\d{1,3}|十[一二]|[半一两二三四五六七八九十]"
_NUMBER_EN = r"\d{1,3}|half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten"
_UNITS = {
    "分钟": 1, "minute": 1, "min": 1, "小时": 60, "钟头": 60, "hour": 60, "天": 1440, "day": 1440,
    "周": 10080, "星期": 10080, "礼拜": 10080, "week": 10080, "个月": 43200, "month": 43200,
}  # fmt: skip
_WEEKDAYS = {
    "一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6,
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
_DAYS = {
    "大前": -3, "前": -2, "昨": -1, "今": 0, "the day before yesterday": -2, "yesterday": -1, "last night": -1,
    "last evening": -1, "tonight": 0, "today": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "this noon": 0,
}  # fmt: skip
# The hour that a part of the day means by itself, and whether hours up to 11 in it are after noon.
_PARTS = {
    "凌晨": (3, False), "清晨": (6, False), "早": (8, False), "晨": (7, False), "上午": (9, False), "中午": (12, True),
    "下午": (15, True), "傍晚": (18, True), "半夜": (1, False), "夜": (21, True), "晚": (20, True),
    "morning": (8, False), "noon": (12, True), "afternoon": (15, True), "evening": (19, True), "night": (21, True),
}  # fmt: skip

_PART_ZH = r"凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|半夜|夜里|夜|晚上|晚|晨"
_CLOCK_ZH = rf"(?:\d{{1,2}}[:.]\d{{2}}|(?:{_NUMBER})[点时](?:半|\d{{1,2}}分?)?)"
_CLOCK_EN = r"(?:\d{1,2}[:.]\d{2}(?:\s?[ap]m)?|\d{1,2}\s?[ap]m)"
_WEEKDAY_EN = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)

_ZH = re.compile(
    rf"(?:(?P<day>大前|前|昨|今)(?:天|日|(?={_PART_ZH}))|(?P<back>上个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
    rf"|(?:(?P<month>\d{{1,2}})月(?P<date>\d{{1,2}})[日号]))?"
    rf"\s*(?P<part>{_PART_ZH})?\s*(?P<clock>{_CLOCK_ZH})?"
)
_EN = re.compile(
    rf"(?:(?P<day>the day before yesterday|yesterday|last night|last evening|tonight|today"
    rf"|this (?=morning|afternoon|evening|noon))|(?P<back>last )?(?P<weekday>{_WEEKDAY_EN})\b)?"
    rf"[\s,]*(?P<part>morning|noon|afternoon|evening|night)?[\s,]*(?:at|around|about|from)?\s*(?P<clock>{_CLOCK_EN})?"
)
_AGO = re.compile(
    rf"(?P<n>{_NUMBER})\s*个?(?P<half>半)?(?P<unit>分钟|小时|钟头|天|周|星期|礼拜|月)(?P<tail>以?前|多?了)"
    rf"|(?:for |since )?(?P<n_en>{_NUMBER_EN}) (?P<unit_en>minute|min|hour|day|week|month)s?(?P<tail_en> ago| now)?"
)
_JUST = re.compile(r"刚才|刚刚|刚|现在|just now|right now|now")
_ISO = re.compile(
    r"(?:(?P<year>\d{4})[-/.])?(?P<month>\d{1,2})[-/](?P<date>\d{1,2})(?:\s+(?P<clock>\d{1,2}:\d{2}))?"
)
_BARE = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_NOISE = re.compile(r"^(?:从|自|大约|大概|since|from|about|around|at|on|in the|,|\s)+")


def understand(text: str, now: datetime) -> datetime | None:
    """The moment that was meant, never later than ``now``; ``None`` when the words say no time."""
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold().strip())
    if not plain:
        return None
    moment = _iso(plain, now) or _ago(plain, now) or _said(plain, now)
    if moment is None and _JUST.match(plain):
        moment = now
    return None if moment is None else min(moment, now).replace(second=0, microsecond=0)


def spot(words: str) -> str:
    """The first time that a resident's words name ("昨晚", "since last night"), or nothing."""
    best: tuple[int, str] | None = None
    for pattern in (_AGO, _ZH, _EN):
        for match in pattern.finditer(_flat(words)):
            if _tells(match) and (best is None or match.start() < best[0]):
                best = (match.start(), words[match.start() : match.end()].strip(" ,，"))
    return best[1] if best else ""


def _flat(words: str) -> str:
    """Lower case, without changing where anything stands."""
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in words)


def _tells(match: re.Match[str]) -> bool:
    """Whether a find inside running words is a time: a day, or some time ago; "在早上" alone is too little."""
    groups = match.groupdict()
    if "tail" in groups:
        return bool(groups["tail"] or (groups["tail_en"] or "").strip() == "ago")
    if groups.get("weekday") and match.start() and match.string[match.start() - 1].isascii():
        return not match.string[match.start() - 1].isalpha()
    return bool(groups["day"] or groups.get("weekday") or groups.get("month"))


def _number(text: str) -> float:
    return float(text) if text.isdigit() else _NUMERALS[text]


def _ago(text: str, now: datetime) -> datetime | None:
    match = _AGO.match(text)
    if match is None:
        return None
    if match["unit"]:
        unit = "个月" if match["unit"] == "月" else match["unit"]
        amount = _number(match["n"]) + (0.5 if match["half"] else 0)
    else:
        unit, amount = match["unit_en"], _number(match["n_en"])
    return now - timedelta(minutes=amount * _UNITS[unit])


def _iso(text: str, now: datetime) -> datetime | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    day = _past_day(
        int(match["month"]), int(match["date"]), now, int(match["year"]) if match["year"] else None
    )
    clock = _clock(match["clock"], None) if match["clock"] else time(0)
    return None if day is None or clock is None else datetime.combine(day, clock)


def _past_day(month: int, day: int, now: datetime, year: int | None = None) -> date | None:
    for candidate in (year,) if year else (now.year, now.year - 1):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found <= now.date():
            return found
    return None


def _said(text: str, now: datetime) -> datetime | None:
    bare = _BARE.fullmatch(text)
    if bare:
        return _on_some_day(time(int(bare[1]), int(bare[2])), now)
    for pattern in (_ZH, _EN):
        match = pattern.match(text)
        if match and match.end():
            return _of_match(match, now)
    return None


def _of_match(match: re.Match[str], now: datetime) -> datetime | None:
    groups = match.groupdict()
    part = _part(groups["part"] or groups["day"] or "")
    clock = _clock(groups["clock"], part) if groups["clock"] else None
    if groups["clock"] and clock is None:
        return None
    day = _day(groups, now)
    if day is None and clock is None and part is None:
        return None
    at = clock or (time(part[0]) if part else time(0))
    return _on_some_day(at, now) if day is None else datetime.combine(day, at)


def _on_some_day(clock: time, now: datetime) -> datetime:
    """Today, or yesterday where that hour has not come yet."""
    moment = datetime.combine(now.date(), clock)
    return moment if moment <= now else moment - timedelta(days=1)


def _day(groups: dict[str, str | None], now: datetime) -> date | None:
    said = (groups["day"] or "").strip()
    if said:
        return now.date() + timedelta(days=_DAYS.get(said, 0))
    weekday = groups["weekday"]
    if weekday:
        back = (now.weekday() - _WEEKDAYS[weekday[:3]]) % 7
        if groups["back"] and groups["back"].startswith("上"):
            back = now.weekday() + 7 - _WEEKDAYS[weekday[:3]]
        elif groups["back"] and not back:
            back = 7
        return now.date() - timedelta(days=back)
    month = groups.get("month")
    return _past_day(int(month), int(groups["date"] or 0), now) if month else None


def _part(text: str) -> tuple[int, bool] | None:
    return next((meaning for word, meaning in _PARTS.items() if word in text), None)


def _clock(text: str, part: tuple[int, bool] | None) -> time | None:
    match = re.fullmatch(rf"(\d{{1,2}}|{_NUMBER})\s*(?:[:.点时])?\s*(半|\d{{1,2}})?分?\s*([ap]m)?", text)
    if match is None:
        return None
    hour = int(_number(match[1]))
    minute = 30 if match[2] == "半" else int(match[2] or 0)
    after_noon = match[3] == "pm" or (match[3] is None and part is not None and part[1])
    if after_noon and hour < 12:
        hour += 12
    if match[3] == "am" and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None
