"""The demo estate as data: names, complaints and what was done about them, in both languages; repairs; lessons."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=1)
def estate() -> dict[str, Any]:
    """The content of ``estate.toml``."""
    return _read("estate.toml")


@lru_cache(maxsize=1)
def insight() -> dict[str, Any]:
    """The content of ``insight.toml``: what came in week by week, and what was learned from it."""
    return _read("insight.toml")


@lru_cache(maxsize=1)
def repairs() -> dict[str, Any]:
    """The content of ``repairs.toml``: technicians, parts, work orders."""
    return _read("repairs.toml")


def _read(name: str) -> dict[str, Any]:
    with (Path(__file__).parent / name).open("rb") as stream:
        return tomllib.load(stream)
