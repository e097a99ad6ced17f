"""What may be said of technicians, contractors, skills and leave. No database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from models.core.errors import UserProblem
from models.crew.kinds import COLOURS, AbsenceDraft, ContractorDraft, Hours, TechnicianDraft
from models.timing.kinds import DAY, WEEKDAYS, clock_text

LONGEST_NAME = 80
LONGEST_NOTE = 4000
DEAREST = 100_000_00  # minor units an hour or a visit: beyond that somebody forgot the point
LONGEST_ABSENCE = timedelta(days=366)
FARTHEST_ABSENCE = timedelta(days=5 * 366)
_LONGEST_CODE = 40
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def tidy(text: str) -> str:
    """Words on one line: composed letters, single blanks, no control signs and nothing that turns text around."""
    kept = (" " if char.isspace() else char for char in unicodedata.normalize("NFC", text))
    return " ".join("".join(char for char in kept if char == " " or _shows(char)).split())


def _shows(char: str) -> bool:
    """Whether a character is one to read; the joiners inside emoji and Indic words stay."""
    kind = unicodedata.category(char)
    return char in "\u200c\u200d" or kind not in ("Cc", "Cf", "Cs", "Cn")


def named(text: str, missing: str, long: str) -> str:
    """A name put right; raises ``UserProblem`` with one of two codes when there is none or it is too long."""
    name = tidy(text)
    if not any(char.isalnum() for char in name):
        raise UserProblem(missing)
    if len(name) > LONGEST_NAME:
        raise UserProblem(long, most=LONGEST_NAME)
    return name


def folded(name: str) -> str:
    """A name for comparing: width, case and blanks aside."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def check_hours(hours: Hours) -> Hours:
    """Seven days of stretches in order. Raises ``calendar.interval``, ``calendar.overlap``, ``technician.no_hours``."""
    if len(hours) != len(WEEKDAYS):
        raise UserProblem("calendar.week")
    week = tuple(tuple(sorted((int(start), int(end)) for start, end in spans)) for spans in hours)
    for spans in week:
        for start, end in spans:
            if not 0 <= start < end <= DAY:
                raise UserProblem("calendar.interval", start=_minute(start), end=_minute(end))
        for one, other in pairwise(spans):
            if other[0] < one[1]:
                raise UserProblem("calendar.overlap", start=_minute(other[0]))
    if not any(week):
        raise UserProblem("technician.no_hours")
    return week


def _minute(minutes: int) -> str:
    return clock_text(minutes) if 0 <= minutes <= DAY else str(minutes)


def check_technician(draft: TechnicianDraft) -> TechnicianDraft:
    """A technician put right. Raises ``technician.no_name``, ``.name_long``, ``.colour``, ``.rate``, ``.no_hours``."""
    if not 1 <= draft.colour <= COLOURS:
        raise UserProblem("technician.colour", most=COLOURS)
    check_rates("technician.rate", draft.rate_minor)
    # Who comes by call has no hours: any time that is agreed.
    hours = None if draft.by_call or draft.hours is None else check_hours(draft.hours)
    return replace(
        draft,
        name=named(draft.name, "technician.no_name", "technician.name_long"),
        phone=tidy(draft.phone),
        hours=hours,
        note=check_note(draft.note),
    )


def check_contractor(draft: ContractorDraft) -> ContractorDraft:
    """A firm put right. Raises ``contractor.no_name``, ``.name_long``, ``.backwards``, ``.rate``, ``contact.email``."""
    check_contract(draft.since, draft.until)
    check_rates("contractor.rate", draft.rate_minor, draft.call_out_minor)
    email = tidy(draft.email)
    if email and not _EMAIL.fullmatch(email):
        raise UserProblem("contact.email", email=email)
    return replace(
        draft,
        name=named(draft.name, "contractor.no_name", "contractor.name_long"),
        contact=tidy(draft.contact),
        phone=tidy(draft.phone),
        email=email,
        note=check_note(draft.note),
    )


def check_contract(since: date | None, until: date | None) -> None:
    """Raises ``contractor.backwards`` when a contract ends before it begins; one day is a contract."""
    if since is not None and until is not None and until < since:
        raise UserProblem("contractor.backwards", since=since, until=until)


def check_rates(code: str, *rates: int) -> None:
    """Raises ``code`` for a rate below nothing or beyond all measure."""
    for rate in rates:
        if not 0 <= rate <= DEAREST:
            raise UserProblem(code)


def check_note(text: str) -> str:
    """A note without blanks around it. Raises ``crew.note_long``."""
    note = text.strip()
    if len(note) > LONGEST_NOTE:
        raise UserProblem("crew.note_long", most=LONGEST_NOTE)
    return note


def check_absence(draft: AbsenceDraft, now: datetime) -> None:
    """Raises ``absence.empty``, ``absence.too_long``, ``absence.far``."""
    if draft.ends_at <= draft.starts_at:
        raise UserProblem("absence.empty")
    if draft.ends_at - draft.starts_at > LONGEST_ABSENCE:
        raise UserProblem("absence.too_long", days=LONGEST_ABSENCE.days)
    if abs(draft.starts_at - now) > FARTHEST_ABSENCE:
        raise UserProblem("absence.far", start=draft.starts_at)


def overlaps(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    """Whether two times share a moment; touching is not sharing."""
    return one[0] < other[1] and other[0] < one[1]


def skill_code(code: str, en: str, taken: Iterable[str]) -> str:
    """The code of a new skill: as given, or made of its English word. Raises ``skill.code``, ``skill.twice``."""
    known = set(taken)
    if code.strip():
        wanted = code.strip().casefold()
        if not re.fullmatch(r"[a-z][a-z0-9_]*", wanted) or len(wanted) > _LONGEST_CODE:
            raise UserProblem("skill.code", text=tidy(code))
        if wanted in known:
            raise UserProblem("skill.twice", name=wanted)
        return wanted
    plain = unicodedata.normalize("NFKD", en).encode("ascii", "ignore").decode().casefold()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[: _LONGEST_CODE - 4]
    base = base if base[:1].isalpha() else "skill"
    return next(one for one in (base, *(f"{base}_{n}" for n in range(2, len(known) + 3))) if one not in known)


def skill_words(zh: str, en: str) -> tuple[str, str]:
    """Both words of a skill; one alone stands for the other. Raises ``skill.no_name``, ``skill.name_long``."""
    one, other = tidy(zh), tidy(en)
    return named(one or other, *_SKILL), named(other or one, *_SKILL)


_SKILL = ("skill.no_name", "skill.name_long")
