"""Which column of a foreign file means what: a named mapping, built in or from a file of one's own.

A mapping file is TOML: ``columns`` names, for each of our fields, the headers it may stand under (several columns that
exist are joined for ``words`` and ``where``, the first is taken otherwise); ``status``, ``channel``, ``severity`` and
``responsible`` translate values; ``dates`` lists formats as of ``strptime``; ``timezone`` says whose clock the file
shows.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.complaints.kinds import Channel, Severity
from models.core.errors import UserProblem
from models.exchange.reading import fold_header
from models.handling.kinds import FollowOutcome
from models.handling.steps import RESPONSIBLE
from resources import mappings

FIELDS = (
    "key", "received", "closed", "status", "channel", "category", "subcategory", "title", "words", "asks_for", "unit",
    "where", "name", "phone", "severity", "outcome", "cause", "subcause", "cause_text", "responsible",
    "resolved", "satisfaction",
)  # fmt: skip
_JOINED = frozenset({"words", "where"})
_PARTS = frozenset(
    {
        "name",
        "proof",
        "dates",
        "timezone",
        "columns",
        "join",
        "status",
        "channel",
        "severity",
        "responsible",
        "satisfaction",
    }
)
_STATUSES = frozenset({"open", "closed", "cancelled"})


@dataclass(frozen=True)
class Mapping:
    """A mapping as read. Headers and values are folded; ``values[field][folded value]`` is our code."""

    name: str
    columns: AbstractMapping[str, tuple[str, ...]]
    values: AbstractMapping[str, AbstractMapping[str, str]]
    dates: tuple[str, ...]
    joins: AbstractMapping[str, str]
    proof: frozenset[str]
    zone: ZoneInfo | None

    def known_headers(self) -> frozenset[str]:
        """All folded headers that this mapping can use."""
        return frozenset(header for headers in self.columns.values() for header in headers)

    def places(self, headers: Sequence[str]) -> dict[str, tuple[int, ...]]:
        """For each field the columns (from 0) that a file with these headers has for it."""
        at = {fold_header(header): index for index, header in reversed(list(enumerate(headers)))}
        found: dict[str, tuple[int, ...]] = {}
        for field, wanted in self.columns.items():
            columns = tuple(at[header] for header in wanted if header in at)
            if columns:
                found[field] = columns if field in _JOINED else columns[:1]
        return found

    def fits(self, headers: Sequence[str]) -> bool:
        """Whether a file with these headers can be read: its proof is there, or a time and words are."""
        folded = {fold_header(header) for header in headers}
        if self.proof:
            return self.proof <= folded
        return {"received"} <= self.places(headers).keys() and bool(
            {"words", "title", "category"} & self.places(headers).keys()
        )


def built_in() -> tuple[Mapping, ...]:
    """The mappings that come with the program, in the order of trying."""
    return tuple(_read(mappings.load(mappings.FOLDER / f"{name}.toml"), name) for name in mappings.names())


def find_mapping(name: str) -> Mapping:
    """A mapping by the name of a built-in one or by the path of a file.

    Raises ``UserProblem``: ``mapping.unknown``, ``mapping.unreadable``, ``mapping.wrong``.
    """
    if name in mappings.names():
        return next(one for one in built_in() if one.name == name)
    path = Path(name)
    if path.suffix.casefold() != ".toml" or not path.is_file():
        raise UserProblem("mapping.unknown", name=name, known=mappings.names())
    try:
        data = mappings.load(path)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UserProblem("mapping.unreadable", name=path.name, detail=str(error)) from error
    return _read(data, path.stem)


def _read(data: dict[str, Any], fallback: str) -> Mapping:
    name = str(data.get("name", fallback))
    _refuse_strange(name, "", set(data) - _PARTS)
    columns = data.get("columns")
    if not isinstance(columns, dict) or "received" not in columns:
        raise UserProblem("mapping.wrong", name=name, what="columns.received")
    _refuse_strange(name, "columns.", set(columns) - set(FIELDS))
    return Mapping(
        name=name,
        columns={
            field: tuple(fold_header(text) for text in _texts(name, field, value))
            for field, value in columns.items()
        },
        values={
            "status": _values(name, data, "status", _STATUSES),
            "channel": _values(name, data, "channel", frozenset(Channel)),
            "severity": _values(name, data, "severity", frozenset(Severity)),
            "responsible": _values(name, data, "responsible", frozenset(RESPONSIBLE)),
            "satisfaction": _values(name, data, "satisfaction", frozenset(FollowOutcome)),
        },
        dates=_dates(name, data.get("dates", ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d"])),
        joins=_joins(name, data.get("join", {})),
        proof=frozenset(fold_header(text) for text in _texts(name, "proof", data.get("proof", []))),
        zone=_zone(name, data.get("timezone")),
    )


def _texts(name: str, what: str, value: object) -> list[str]:
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise UserProblem("mapping.wrong", name=name, what=what)
    return found


def _refuse_strange(name: str, where: str, strange: set[str]) -> None:
    """A word that means nothing here is most likely a misspelled one that does."""
    if strange:
        raise UserProblem("mapping.wrong", name=name, what=where + min(strange))


def _dates(name: str, value: object) -> tuple[str, ...]:
    forms = _texts(name, "dates", value)
    for form in forms:
        try:
            datetime.strptime(datetime(2000, 1, 1).strftime(form), form)  # noqa: DTZ001, DTZ007  (only the form counts)
        except ValueError as error:
            raise UserProblem("mapping.wrong", name=name, what=f"dates: {form}") from error
    return tuple(forms)


def _joins(name: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise UserProblem("mapping.wrong", name=name, what="join")
    _refuse_strange(name, "join.", set(value) - _JOINED)
    return dict(value)


def _values(name: str, data: dict[str, Any], field: str, codes: frozenset[Any]) -> dict[str, str]:
    table = data.get(field, {})
    if not isinstance(table, dict) or not set(table) <= {str(code) for code in codes}:
        raise UserProblem("mapping.wrong", name=name, what=field)
    return {
        fold_header(text): code
        for code, texts in table.items()
        for text in _texts(name, f"{field}.{code}", texts)
    }


def _zone(name: str, value: object) -> ZoneInfo | None:
    if value is None:
        return None
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # "Asia" alone is a folder
        raise UserProblem("mapping.wrong", name=name, what=f"timezone = {value}") from error
