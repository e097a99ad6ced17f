"""What the page asks the store, and small words about people. Free of Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from models.core.session import Session
from models.crew.kinds import AbsenceRow, ContractorRow, SkillRow, TechnicianRow
from models.crew.queries import absences, contractors, place_labels, skills, technicians
from models.options.standing import settings
from resources.texts import Texts

_BEHIND, _AHEAD = timedelta(days=31), timedelta(days=400)


@dataclass(frozen=True)
class Crew:
    """Everybody: a few dozen people, read whole."""

    people: tuple[TechnicianRow, ...] = ()
    firms: tuple[ContractorRow, ...] = ()
    skills: tuple[SkillRow, ...] = ()
    absences: tuple[AbsenceRow, ...] = ()
    places: Mapping[int, str] = field(default_factory=dict)
    currency: str = "CNY"
    today: date = date(2026, 1, 1)

    @property
    def working(self) -> int:
        """How many work here."""
        return sum(row.active for row in self.people)

    def away(self, technician_id: int, now: datetime) -> AbsenceRow | None:
        """What keeps somebody away at this moment."""
        mine = (one for one in self.absences if one.technician_id == technician_id)
        return next((one for one in mine if one.starts_at <= now < one.ends_at), None)

    def leave_of(self, technician_id: int) -> tuple[AbsenceRow, ...]:
        """Times away of one person, from a month ago on."""
        return tuple(one for one in self.absences if one.technician_id == technician_id)


def crew_of(session: Session) -> Crew:
    """Ask for everything at once; who works here comes before who left."""
    store, now = session.store, session.clock.now()
    held = settings(store)
    people = sorted(technicians(store, all=True), key=lambda row: not row.active)
    return Crew(
        tuple(people),
        tuple(sorted(contractors(store, all=True), key=lambda row: not row.active)),
        skills(store, all=True),
        absences(store, now - _BEHIND, now + _AHEAD),
        place_labels(store),
        held.property_currency,
        now.astimezone(held.zone).date(),
    )


def skill_words(codes: Iterable[str], crew: Crew, texts: Texts) -> str:
    """What somebody can do, in the order of the skills."""
    wanted = set(codes)
    return texts.list_of(row.label(texts.language) for row in crew.skills if row.code in wanted)


def absence_words(row: AbsenceRow, texts: Texts, zone: tzinfo) -> str:
    """``23 Nov – 25 Nov`` for whole days, with the hours where they are not whole."""
    start, end = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    if start.time() == time() == end.time():
        last = (end - timedelta(days=1)).date()
        if last <= start.date():
            return texts.long_date(start.date())
        return f"{texts.long_date(start.date())} – {texts.long_date(last)}"
    first = f"{texts.long_date(start.date())} {texts.time(start)}"
    if end.date() == start.date():
        return f"{first}–{texts.time(end)}"
    return f"{first} – {texts.long_date(end.date())} {texts.time(end)}"


def contract_words(row: ContractorRow, texts: Texts) -> str:
    """From when to when a contract runs."""
    if row.since and row.until:
        return f"{texts.date(row.since, year=True)} – {texts.date(row.until, year=True)}"
    if row.until:
        return texts.t("until {day}", day=texts.date(row.until, year=True))
    if row.since:
        return texts.t("since {day}", day=texts.date(row.since, year=True))
    return ""
