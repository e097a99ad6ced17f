"""Slow reckonings, written from the words of ``figures.md`` and of the rules, not from the code."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Any

from models.core.session import Session
from models.directory.queries import places_of
from models.incidents.rules import Report

WEEK = timedelta(days=7)


def together(reports: Sequence[Report], case_id: int) -> frozenset[int]:
    """Every case that stands in some week with ours in which three different households reported.

    A week is tried at its beginning: whichever reports of it are taken, they lie within seven days of the first.
    """
    found: set[int] = set()
    for size in (1, 2, 3, 4):
        for some in combinations(reports, size):
            times = [one.at for one in some]
            if max(times) - min(times) > WEEK or case_id not in {one.case_id for one in some}:
                continue
            first, last = min(times), max(times)
            if any(_three(reports, start) and start <= first and last <= start + WEEK
                   for start in {one.at for one in reports}):  # fmt: skip
                found.update(one.case_id for one in some)
    return frozenset(found)


def _three(reports: Sequence[Report], start: Any) -> bool:
    households: set[Hashable] = set()
    for one in reports:
        if start <= one.at <= start + WEEK:
            households.add(one.who)
    return len(households) > 2


IN_A_RISER = {
    "leak", "water", "drain", "power", "heating", "safety", "noise", "neighbours", "pets.barking",
}  # fmt: skip
IN_A_BUILDING = {"noise.equipment", "noise.outdoor", "noise.business", "noise.site", "service.phone"}
ALONE = {"other", "service", "neighbours.dispute"}


def shared(session: Session, place: int, code: str) -> Hashable | None:
    """Which place a complaint of a category, or of a kind of one, shares with others; from one parent to the next."""
    rows = {row["id"]: row for row in _rows(session, "place")}
    here = rows[place]
    family = code.split(".", maxsplit=1)[0]
    riser = code in IN_A_RISER or (family in IN_A_RISER and code not in IN_A_BUILDING)
    if here["kind"] == "property" or code in ALONE or (family in ALONE and code not in IN_A_BUILDING):
        return None
    if here["kind"] == "asset":
        return "place", place
    if not riser:
        above: Mapping[str, Any] | None = here
        while above is not None:
            if above["kind"] == "building":
                return "building", above["id"]
            above = rows.get(above["parent_id"])
    if here["kind"] not in ("unit", "common"):
        return None
    if riser and here["line"]:
        return "line", here["property_id"], here["line"]
    return "place", place, riser


def household(session: Session, place: int | None, resident: int | None, phone: str, name: str) -> Hashable:
    """Who reported, one question after the other."""
    store = session.store
    if place is not None and store.rows("SELECT kind FROM place WHERE id = ?", (place,))[0][0] == "unit":
        return "home", place
    if resident is not None:
        stays = [stay for stay in places_of(session, resident) if stay.present]
        homes = [
            stay for stay in stays
            if store.rows("SELECT kind FROM place WHERE id = ?", (stay.place_id,))[0][0] == "unit"
        ]  # fmt: skip
        if homes:
            return "home", min(homes, key=lambda stay: stay.id).place_id
        return "resident", resident
    if phone.strip():
        return "phone", phone.strip()
    return ("name", name.strip()) if name.strip() else "somebody"


def figures(session: Session, incident_id: int) -> tuple[int, int, int]:
    """Cases, open cases and households of an incident, row by row."""
    cases = [row for row in _rows(session, "complaint") if row["incident_id"] == incident_id]
    cases = [
        row for row in cases
        if row["status"] not in ("merged", "cancelled") and row["kind"] not in ("suggestion", "compliment")
    ]  # fmt: skip
    who = set()
    for row in cases:
        who.add(
            household(session, row["place_id"], row["resident_id"], row["caller_phone"], row["caller_name"])
        )
        for party in _rows(session, "party"):
            if party["complaint_id"] == row["id"] and party["role"] == "co_complainant":
                who.add(
                    household(session, party["place_id"], party["resident_id"], party["phone"], party["name"])
                )
    return len(cases), sum(row["closed_at"] is None for row in cases), len(who)


def _rows(session: Session, table: str) -> list[Mapping[str, Any]]:
    cursor = session.store.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
