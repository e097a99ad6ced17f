"""Sentences about homes and people. Free of Qt."""

from __future__ import annotations

from datetime import date

from models.core.errors import UserProblem
from models.directory.kinds import Person, PlaceRow, ResidencyRow
from resources.texts import Texts

PLACE_ICONS = {
    "property": "building-2",
    "building": "building-2",
    "floor": "rows-3",
    "staircase": "rows-3",
    "unit": "house",
    "common": "users",
    "asset": "settings-2",
}
# Which field a problem is told beside.
FIELD_OF = {
    "resident.no_name": "name",
    "contact.phone": "contacts",
    "contact.email": "contacts",
    "place.no_code": "code",
    "place.exists": "code",
    "place.wrong_parent": "parent_id",
    "place.own_child": "parent_id",
    "place.retired": "parent_id",
    "residency.twice": "since",
    "residency.backwards": "until",
}


def problem_words(texts: Texts, problem: UserProblem) -> str:
    """The sentence of a problem."""
    return texts.problem(problem.code, problem.facts)


def day(texts: Texts, when: date, today: date) -> str:
    """A day, with its year when it is another one."""
    return texts.date(when, year=when.year != today.year)


def period(texts: Texts, stay: ResidencyRow, today: date) -> str:
    """From when until when somebody lives or lived there; empty when nobody knows."""
    since, until = stay.since, stay.until
    if since is not None and since > today:
        return texts.t("moves in on {day}", day=day(texts, since, today))
    if until is not None and until > today:
        return texts.t("moves out on {day}", day=day(texts, until, today))
    if since is not None and until is not None:
        return texts.t("{first} to {last}", first=day(texts, since, today), last=day(texts, until, today))
    if until is not None:
        return texts.t("until {day}", day=day(texts, until, today))
    return texts.t("since {day}", day=day(texts, since, today)) if since is not None else ""


def stay_words(texts: Texts, stay: ResidencyRow, today: date) -> str:
    """As what, and since when."""
    return " · ".join(filter(None, (texts.word("resident_kind", stay.kind), period(texts, stay, today))))


def person_words(texts: Texts, person: Person, today: date) -> str:
    """The line below a name."""
    if person.residency is None:
        return texts.t("No home is known")
    return stay_words(texts, person.residency, today)


def place_name(texts: Texts, place: PlaceRow) -> str:
    """What a place is called; a bare number says of what."""
    if not place.label.replace("-", "").isdigit() or place.name:
        return place.label
    if place.kind == "building":
        return texts.t("Building {name}", name=place.label)
    if place.kind == "staircase":
        return texts.t("Staircase {n}", n=place.label)
    return texts.t("Floor {n}", n=place.code) if place.kind == "floor" else place.label


def place_line(texts: Texts, trail: tuple[PlaceRow, ...], place: PlaceRow) -> str:
    """What a place is and where it lies."""
    parts = [texts.word("place_kind", place.kind)]
    parts += [place_name(texts, row) for row in reversed(trail) if row.kind not in ("floor", "staircase")]
    if place.floor is not None and place.kind != "floor":
        parts.append(texts.t("floor {n}", n=place.floor))
    return " · ".join(parts)
