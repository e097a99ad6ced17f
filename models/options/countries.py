"""In which country a time zone is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any


def country_of(timezone: str) -> str:
    """The ISO code of the country that a time zone belongs to; China's where that cannot be said."""
    return str(_territories().get(timezone) or "CN")


@lru_cache(maxsize=1)
def _territories() -> Mapping[str, Any]:
    from babel.core import get_global  # 20 ms, once in the life of a store

    found: Mapping[str, Any] = get_global("zone_territories")
    return found
