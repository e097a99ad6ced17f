"""What the shifts of a day may be. No database."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from models.core.errors import UserProblem

DAY = 24 * 60
MOST = 8
LONGEST_NAME = 20
_CODE = re.compile(r"[a-z][a-z0-9_]{0,19}")
_FIELDS = frozenset({"code", "zh", "en", "start", "end"})


def shifts(key: str, value: object) -> list[dict[str, Any]]:
    """Shifts in the order of the day: names in both languages, minutes of the wall clock, none over another.

    One that ends when it begins takes the whole day; one that ends before it begins goes on past midnight.
    """
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= MOST:
        raise UserProblem("shift.number", most=MOST)
    found = [_shift(key, one) for one in value]
    if len({one["code"] for one in found}) < len(found):
        raise UserProblem("option.unfit", option=key, value=repr(value))
    for first, second in combinations(found, 2):
        if _minutes(first) & _minutes(second):
            raise UserProblem("shift.overlap", zh=first["zh"], other=second["zh"])
    return sorted(found, key=lambda one: (one["start"], one["code"]))


def _shift(key: str, one: object) -> dict[str, Any]:
    if not isinstance(one, Mapping) or set(one) != _FIELDS or not _CODE.fullmatch(str(one["code"])):
        raise UserProblem("option.unfit", option=key, value=repr(one))
    names = {language: _name(one[language]) for language in ("zh", "en")}
    for edge in ("start", "end"):
        minute = one[edge]
        if isinstance(minute, bool) or not isinstance(minute, int) or not 0 <= minute < DAY:
            raise UserProblem("shift.time", name=names["zh"])
    return {"code": one["code"], **names, "start": one["start"], "end": one["end"]}


def _name(value: object) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text or len(text) > LONGEST_NAME:
        raise UserProblem("shift.name", most=LONGEST_NAME)
    return text


def _minutes(one: Mapping[str, Any]) -> set[int]:
    """The minutes of the clock that a shift takes."""
    length = (one["end"] - one["start"]) % DAY or DAY
    return {(one["start"] + minute) % DAY for minute in range(length)}
