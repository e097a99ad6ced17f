"""Words for incidents, for every page that shows one. Free of Qt."""

from __future__ import annotations

from datetime import datetime, tzinfo

from models.directory.kinds import PlaceKind
from models.incidents.kinds import IncidentRow, IncidentState
from resources.phrases import category as category_of
from resources.texts import Texts
from resources.texts.places import building_name

OUTAGE, NOTICED = "droplet-off", "triangle-alert"


def incident_icon(row: IncidentRow) -> str:
    """The picture of an incident: its trouble where that has one, else a plain sign."""
    if row.state == IncidentState.PROPOSED:
        return NOTICED
    known = category_of(row.category) if row.category else None
    if known is None or row.category == "water":
        return OUTAGE if row.kind == "outage" else NOTICED
    return known.icon or NOTICED


def incident_title(texts: Texts, row: IncidentRow) -> str:
    """What it is called; what the program only proposes is named after its cause and place."""
    if row.title:
        return row.title
    cause = row.category_label(texts.language) or texts.t("One cause")
    if not row.place:
        return cause
    if row.place_kind == PlaceKind.UNIT and row.place_line:
        return texts.t("{cause} on the riser of {place}", cause=cause, place=row.place)
    return texts.t("{cause}: {place}", cause=cause, place=place_words(texts, row))


def place_words(texts: Texts, row: IncidentRow) -> str:
    """The place itself; a building that is only a number says that it is a building."""
    return building_name(texts, row.place) if row.place_kind == PlaceKind.BUILDING else row.place


def where_words(texts: Texts, row: IncidentRow) -> str:
    """``Building 3, floors 10–18``, ``the riser of 3-1502``, ``the whole property``."""
    if row.place_id is None:
        return texts.t("the whole property")
    if row.place_kind == PlaceKind.UNIT and row.place_line:
        return texts.t("the riser of {place}", place=row.place)
    low, high = row.floor_from, row.floor_to
    if low is None and high is None:
        return place_words(texts, row)
    if low is not None and high is not None:
        floors = texts.t("floors {low}–{high}", low=low, high=high)
    elif low is not None:
        floors = texts.t("from floor {n} up", n=low)
    else:
        floors = texts.t("up to floor {n}", n=high)
    return texts.t("{place}, {floors}", place=place_words(texts, row), floors=floors)


def until_words(texts: Texts, row: IncidentRow, now: datetime, zone: tzinfo) -> str:
    """``until 16:30``; where that has passed, that it was expected by then; nothing where nobody knows."""
    if row.expected_until is None:
        return ""
    when = time_words(texts, row.expected_until, now, zone)
    if row.is_live and row.expected_until < now:
        return texts.t("expected by {when}", when=when)
    return texts.t("until {when}", when=when)


def time_words(texts: Texts, moment: datetime, now: datetime, zone: tzinfo) -> str:
    """``16:30`` today, else with the day."""
    local = moment.astimezone(zone)
    if local.date() == now.astimezone(zone).date():
        return texts.time(local)
    return texts.datetime(moment, zone)


def is_late(row: IncidentRow, now: datetime) -> bool:
    """Whether people were told a time that has passed."""
    return row.is_live and row.expected_until is not None and row.expected_until < now


def count_words(texts: Texts, row: IncidentRow) -> str:
    """Households and cases: two figures that are not the same."""
    if not row.cases:
        return texts.t("nobody has asked yet")
    homes = texts.n("{n} household", "{n} households", row.households)
    cases = texts.n("{n} case", "{n} cases", row.cases)
    return texts.t("{households} · {cases}", households=homes, cases=cases)


def said(texts: Texts, words: str) -> str:
    """The line to say, in quotation marks."""
    return texts.t("“{words}”", words=words)
