"""Who carries out repairs, as drafts and rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Hours = tuple[tuple[tuple[int, int], ...], ...]  # Monday first; minutes of the local day, [from, to)
COLOURS = 6


class AbsenceKind(StrEnum):
    """Why a technician is not to be scheduled. ``on_call`` keeps the time free for emergencies."""

    LEAVE = "leave"
    SICK = "sick"
    TRAINING = "training"
    DAY_OFF = "day_off"
    ON_CALL = "on_call"


@dataclass(frozen=True)
class SkillRow:
    """Something that people can do; ``zh`` and ``en`` are its words."""

    code: str
    zh: str
    en: str
    active: bool
    id: int = 0
    row_version: int = 1

    def label(self, language: str) -> str:
        """Its word in a language; English for all but Chinese."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True)
class ContractorDraft:
    """A firm as typed. Rates are minor units an hour and a visit; without ``until`` the contract is open."""

    name: str
    contact: str = ""
    phone: str = ""
    email: str = ""
    since: date | None = None
    until: date | None = None
    rate_minor: int = 0
    call_out_minor: int = 0
    note: str = ""


@dataclass(frozen=True)
class ContractorRow:
    """A firm as stored, with the number of its people."""

    id: int
    row_version: int
    name: str
    contact: str
    phone: str
    email: str
    since: date | None
    until: date | None
    rate_minor: int
    call_out_minor: int
    note: str
    active: bool
    people: int = 0


@dataclass(frozen=True)
class TechnicianDraft:
    """A technician as typed. ``hours`` of ``None`` are the office calendar; no ``areas`` means everywhere."""

    name: str
    phone: str = ""
    colour: int = 1
    contractor_id: int | None = None
    by_call: bool = False
    hours: Hours | None = None
    rate_minor: int = 0
    base_id: int | None = None
    note: str = ""
    skills: frozenset[str] = frozenset()
    areas: frozenset[int] = frozenset()


@dataclass(frozen=True)
class TechnicianRow:
    """A technician as stored. ``areas`` are places, ``area_paths`` the same as paths of the place tree.

    ``since`` and ``until`` are the contract's days where a contractor sends this person (``until`` included).
    """

    id: int
    row_version: int
    name: str
    phone: str
    colour: int
    contractor_id: int | None
    contractor: str
    by_call: bool
    hours: Hours | None
    rate_minor: int
    base_id: int | None
    base_path: str
    note: str
    active: bool
    left_on: date | None
    skills: frozenset[str]
    areas: frozenset[int]
    area_paths: tuple[str, ...]
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class AbsenceDraft:
    """A time in which a technician is away."""

    technician_id: int
    kind: AbsenceKind
    starts_at: datetime
    ends_at: datetime
    text: str = ""


@dataclass(frozen=True)
class AbsenceRow:
    """The same as stored."""

    id: int
    row_version: int
    technician_id: int
    kind: str
    starts_at: datetime
    ends_at: datetime
    text: str


Labels = Mapping[str, SkillRow]
