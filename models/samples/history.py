"""What the demo estate brought along: seven months of closed cases of all its buildings, as from an older list.

They fill every week up to what is usual there, so that trends, limits and Pareto tables have something to stand on.
They are written as an import writes them: in bulk, marked as imported, with no steps that nobody recorded.
"""

from __future__ import annotations

import random
from collections import Counter as Tally
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from models.complaints.rules import reference_of, title_of
from models.complaints.snapshot import WhereAbouts, of_places
from models.complaints.tables import Complaint, Event, ImportBatch
from models.core.action import action
from models.core.clock import from_millis, to_millis
from models.core.permissions import Permission
from models.core.work import Work
from models.handling.progress import UNRECORDED
from models.handling.tables import FollowUp
from models.incidents.kinds import IncidentKind, IncidentState
from models.incidents.tables import Incident
from models.options.queries import current_policy
from models.options.tables import Counter
from models.samples.cast import ZONE
from models.samples.week import caller
from models.store.fields import canonical
from models.store.search import SearchIndex
from models.store.search_documents import CASES, Document
from resources.phrases import category as category_of
from resources.samples import estate

WEEKS = 38  # twelve more than a trend shows, so that its first weeks have limits, too
OUTAGE = 13  # weeks before the one that stands out
_USUAL = 52
_SWING = (-1, -4, 3, -3, -6, 3, 0, -2, 5, 1, -3, -4, 0, 2, -5, -1, 4, -2, -3, 1, 3, -4, 0, 2)
_ASKED = 34  # complaints of the outage
_FILE = "翠湖花园 投诉台账.xlsx"
_LARGE = {"1": 6, "3": 6}  # the others are small
_STAFF = ("grace", "zhou", "li")
# What is usual, in parts of a hundred; most of the rest of the tree comes from the desk's own three months.
_KINDS = {
    "leak.from_above": 16, "leak.bathroom": 8, "leak.roof_wall": 4, "lift.stopped": 9, "lift.fault": 7,
    "noise.renovation": 8, "noise.neighbour": 6, "parking.taken": 7, "parking.gate": 2, "cleaning.common": 3,
    "cleaning.rubbish": 2, "security.card": 4, "security.entrance": 2, "fees.unclear": 2, "pets.loose": 2,
    "service.promise": 1, "water.none": 6, "water.pressure": 5, "drain.blocked": 8, "pests.cockroaches": 4,
}  # fmt: skip
_CAUSES = {
    "leak.from_above": ("wear.hoses", "wear.hoses", "wear.seals"),
    "lift.stopped": ("maintenance.contractor", "wear.parts"),
}
_OUTCOMES = {"satisfied": 55, "fairly_satisfied": 22, "not_reached": 12, "declined": 4, "": 7}
_COLUMNS = (
    "id", "reference", "kind", "channel", "status", "received_at", "recorded_at", "recorded_by", "handler_id",
    "caller_name", "where_text", "place_id", "title", "words", "asks_for", "category", "subcategory", "severity",
    "step", "steps", "resolved_at", "closed_at", "close_reason", "cause", "cause_text", "responsible",
    "satisfaction", "policy_version_id", "imported", "source_batch_id", "source_key", "follow_up_owed",
    "incident_id", "property_id", "building_id", "place_kind",
)  # fmt: skip


@dataclass(frozen=True)
class _Past:
    """One closed case, before it has a number."""

    at: datetime
    kind: str
    place_id: int
    building: str
    incident_id: int | None = None
    unhappy: bool = False


@action("samples.history", needs=Permission.IMPORT)
def write_history(work: Work, monday: date, share: float, seed: int) -> int:
    """Fill the weeks before ``monday`` up to what is usual; returns how many cases that took."""
    chance = random.Random(seed)
    places = _places(work)
    incident_id = _outage(work, monday)
    past = sorted(_all(work, monday, share, chance, places, incident_id), key=lambda one: one.at)
    batch_id = work.insert(
        ImportBatch, file_name=_FILE, mapping="plain", started_at=work.now, accepted=len(past)
    )
    about = of_places(work.store, places.values())
    numbers = _references(work, past)
    first = int(work.store.rows("SELECT COALESCE(MAX(id), 0) FROM complaint")[0][0]) + 1
    rows, events, calls, documents = [], [], [], []
    staff = dict(work.store.rows("SELECT login, id FROM staff"))
    fixed = (current_policy(work.store).id, batch_id, to_millis(work.now))
    for ident, (one, reference) in enumerate(zip(past, numbers, strict=True), first):
        row, call = _row(one, ident, reference, fixed, about[one.place_id], staff, chance)
        rows.append(row)
        calls.extend(call)
        facts = canonical({"batch": batch_id, "line": ident - first + 2})
        documents.append(_document(row))
        events.append((ident, row[_COLUMNS.index("closed_at")], None, "imported", "", facts))
    work.insert_many(Complaint, _COLUMNS, rows)
    work.insert_many(Event, ("complaint_id", "at", "staff_id", "kind", "text", "facts"), events)
    columns = ("complaint_id", "at", "staff_id", "attempt", "channel", "outcome", "solved")
    work.insert_many(FollowUp, columns, calls)
    SearchIndex(work.store.execute, CASES).put_many(documents)
    work.touch("case")
    work.fact(batch=batch_id, accepted=len(rows))
    return len(rows)


def _document(row: tuple[Any, ...]) -> Document:
    """What the search finds it by."""
    said = dict(zip(_COLUMNS, row, strict=True))
    texts = (said[name] for name in ("title", "words", "asks_for", "where_text", "cause_text"))
    names = (said["caller_name"],)
    body = "\n".join(dict.fromkeys(text for text in texts if text))
    return Document.of(0, body, names).headed(said["id"], said["reference"])


def _all(
    work: Work, monday: date, share: float, chance: random.Random, places: Mapping[str, int], incident_id: int
) -> Iterator[_Past]:
    """The cases of every week, so many that with those that are there it comes to what is usual."""
    there = _there(work)
    buildings = [code for code in places if code]
    for back in range(1, WEEKS + 1):
        start = monday - timedelta(weeks=back)
        usual = round((_USUAL + _SWING[back % len(_SWING)]) * share)
        kinds = chance.choices(list(_KINDS), list(_KINDS.values()), k=max(0, usual - there[start]))
        for number, kind in enumerate(kinds):
            building = "" if kind.startswith("parking") else _building(chance, buildings, kind, back)
            yield _Past(_moment(start, chance), kind, places[building], building, None, number < 3)
        if back == OUTAGE:
            for _ in range(round(_ASKED * share)):
                building = chance.choice(buildings)
                at = datetime.combine(start + timedelta(days=2), time(7, 30), ZONE)
                at += timedelta(minutes=chance.randint(0, 700))
                yield _Past(at.astimezone(UTC), "water.none", places[building], building, incident_id)


def _building(chance: random.Random, buildings: Sequence[str], kind: str, back: int) -> str:
    """Any of them; but building 3 had not many leaks before."""
    dry = "3" if kind.startswith("leak") and back <= WEEKS // 2 else ""
    weights = [0 if code == dry else _LARGE.get(code, 1) for code in buildings]
    return chance.choices(buildings, weights)[0]


def _there(work: Work) -> Tally[date]:
    """How many cases each week has, by its Monday."""
    found = Tally[date]()
    for (received,) in work.store.rows("SELECT received_at FROM complaint"):
        day = from_millis(received).astimezone(ZONE).date()
        found[day - timedelta(days=day.weekday())] += 1
    return found


def _moment(monday: date, chance: random.Random) -> datetime:
    day = monday + timedelta(days=chance.choices(range(7), weights=[9, 8, 8, 8, 8, 6, 5])[0])
    local = datetime.combine(day, time(chance.randint(8, 20), chance.randint(0, 59)), ZONE)
    return local.astimezone(UTC)


def _places(work: Work) -> dict[str, int]:
    """The buildings by their codes, and the garage under no code at all."""
    found = work.store.rows(
        "SELECT CASE kind WHEN 'building' THEN code ELSE '' END, id FROM place"
        " WHERE kind = 'building' OR (kind = 'common' AND code = 'B') ORDER BY id"
    )
    return dict(found)


def _outage(work: Work, monday: date) -> int:
    """The tank was cleaned and the water was off everywhere: a week that is nobody's measure."""
    start = datetime.combine(monday - timedelta(weeks=OUTAGE) + timedelta(days=2), time(7), ZONE)
    chief = work.store.rows("SELECT id FROM staff WHERE login = 'zhou'")[0][0]
    return work.insert(
        Incident,
        state=str(IncidentState.ENDED),
        kind=str(IncidentKind.OUTAGE),
        title="全小区停水：水箱抢修",
        say="水箱在抢修，傍晚前来水。The tank is being repaired; water will be back before evening.",
        category="water",
        started_at=start.astimezone(UTC),
        declared_at=start.astimezone(UTC),
        declared_by=chief,
        ended_at=(start + timedelta(hours=12)).astimezone(UTC),
        ended_by=chief,
    )


def _references(work: Work, past: Sequence[_Past]) -> list[str]:
    """After those that the months have already."""
    months = [one.at.astimezone(ZONE) for one in past]
    taken = {row.name: row for row in Counter.select().where(Counter.name.startswith("reference."))}
    last: dict[str, int] = {name: row.value for name, row in taken.items()}
    made = []
    for month in months:
        name = f"reference.{month:%y%m}"
        last[name] = last.get(name, 0) + 1
        made.append(reference_of(month, last[name]))
    for name, value in last.items():
        if name in taken:
            work.update(Counter, taken[name].id, None, value=value)
        else:
            work.insert(Counter, name=name, value=value)
    return made


def _row(
    one: _Past,
    ident: int,
    reference: str,
    fixed: tuple[int, int, int],
    about: WhereAbouts,
    staff: Mapping[str, int],
    chance: random.Random,
) -> tuple[tuple[Any, ...], list[tuple[Any, ...]]]:
    """The columns of a case, and its follow-up call if there was one."""
    category, _, sub = one.kind.partition(".")
    plot = next(plot for plot in estate()["story"] if (plot["category"], plot["sub"]) == (category, sub))
    known = category_of(one.kind)
    resolved = one.at + timedelta(hours=chance.uniform(2, 60))
    called = resolved + timedelta(hours=chance.uniform(3, 30))
    outcome = "dissatisfied" if one.unhappy else chance.choices(list(_OUTCOMES), list(_OUTCOMES.values()))[0]
    cause = chance.choice(_CAUSES.get(one.kind, (plot["cause"],))) if chance.random() < 0.94 else None
    answered = outcome if outcome in ("satisfied", "fairly_satisfied", "dissatisfied") else None
    handler, other = chance.sample(_STAFF, 2)
    policy_id, batch_id, now = fixed
    words = plot["words"][0]
    row = (
        ident, reference, "complaint", chance.choice(("phone", "phone", "visit", "messaging", "app")), "closed",
        to_millis(one.at), now, None, staff[handler], caller(chance),
        f"{one.building}号楼" if one.building else "地库", one.place_id, title_of(words), words, plot["asks"][0],
        category, one.kind, (known.severity if known else None) or "s3", 0, UNRECORDED, to_millis(resolved),
        to_millis(called), "solved", cause, plot["cause_text"][0] if cause else "",
        plot["responsible"] if cause else None, answered, policy_id, 1, batch_id, f"demo:{ident}", 0,
        one.incident_id, about.property_id, about.building_id, about.place_kind,
    )  # fmt: skip
    solved = None if answered is None else int(outcome != "dissatisfied")
    call = (ident, to_millis(called), staff[other], 1, "phone", outcome, solved)
    return row, [call] if outcome else []
