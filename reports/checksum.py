"""The checksum of a case's data, printed on its report: proof that the paper was made from these very data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo


def checksum(data: object) -> str:
    """The SHA-256 of dataclasses, texts, numbers and instants in one canonical spelling, as 64 hex digits."""
    text = json.dumps(_plain(data), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def grouped(digest: str, groups: int = 3) -> str:
    """The first digits of a checksum in groups of four, for people: ``8f3a c41d 77e0``."""
    return " ".join(digest[at : at + 4] for at in range(0, groups * 4, 4))


def shortened(digest: str) -> str:
    """``3f9a…c21b``"""
    return f"{digest[:4]}…{digest[-4:]}" if len(digest) > 9 else digest


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(held) for key, held in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, frozenset):
        return sorted((_plain(one) for one in value), key=str)
    return _leaf(value)


def _leaf(value: Any) -> Any:
    """A single value as JSON can hold it."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case bytes():
            return hashlib.sha256(value).hexdigest()
        case ZoneInfo():
            return value.key
        case str():
            return str(value)
    return value
