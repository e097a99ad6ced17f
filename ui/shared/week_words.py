"""What the days of the week are called. Free of Qt."""

from __future__ import annotations

from datetime import date, timedelta

from resources.texts import Texts

_MONDAY = date(2026, 11, 16)


def weekday_names(texts: Texts) -> list[str]:
    """Monday to Sunday, short, in the reader's language."""
    return [texts.weekday(_MONDAY + timedelta(days=day)) for day in range(7)]
