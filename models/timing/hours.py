"""Hours of a day as people type them: ``09:00-12:00, 13:30-18:00``."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from models.core.errors import UserProblem
from models.timing.kinds import DAY, Span, clock_text

_DASH = "-‐‑‒–—―~〜至到"
_HOURS = re.compile(rf"(\d{{1,2}})(?::(\d{{2}}))?\s*[{_DASH}]\s*(\d{{1,2}})(?::(\d{{2}}))?")
_BETWEEN = re.compile(r"[\s,;、/+&]*(?:和|and)?[\s,;、/+&]*")
_LAST_MINUTE = 59


def read_hours(text: str) -> tuple[Span, ...]:
    """The intervals of a line, in order; nothing means closed. Whole hours may be written without minutes.

    Raises ``UserProblem``: ``calendar.hours``, ``calendar.interval``, ``calendar.overlap``.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    spans, at = [], 0
    while at < len(plain):
        found = _HOURS.match(plain, at)
        if found is None:
            raise UserProblem("calendar.hours", text=plain[at:].strip())
        spans.append(_span(found))
        between = _BETWEEN.match(plain, found.end())
        at = between.end() if between is not None else found.end()
        if at == found.end() < len(plain):
            raise UserProblem("calendar.hours", text=plain[found.start() :])
    return _apart(tuple(sorted(spans)))


def hours_text(spans: tuple[Span, ...]) -> str:
    """Intervals as ``read_hours`` reads them."""
    return ", ".join(f"{clock_text(start)}-{clock_text(end)}" for start, end in spans)


def _span(found: re.Match[str]) -> Span:
    numbers = [int(part or 0) for part in found.groups()]
    start, end = numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]
    if max(numbers[1], numbers[3]) > _LAST_MINUTE:
        raise UserProblem("calendar.hours", text=found.group())
    if not start < end <= DAY:
        raise UserProblem("calendar.interval", start=clock_text(start), end=clock_text(end))
    return start, end


def _apart(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            raise UserProblem("calendar.overlap", start=clock_text(start))
    return spans
