"""The demo estate as data: names, complaints and what was done about them, in both languages."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=1)
def estate() -> dict[str, Any]:
    """The content of ``estate.toml``."""
    with (Path(__file__).parent / "estate.toml").open("rb") as stream:
        return tomllib.load(stream)
