"""The complaints behind the improvements of the demo estate: so many a week that each verdict comes out as it does.

They are written week by week, all of a week in one action: cases like others, only that nobody tells how each went.
What a week has beside them is seen to by ``samples.history``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle

from models.complaints.rules import reference_of, title_of
from models.complaints.snapshot import WhereAbouts, of_places
from models.complaints.tables import Complaint, Event
from models.core.action import action
from models.core.clock import to_millis
from models.core.permissions import Permission
from models.core.work import Work
from models.handling.steps import LAST
from models.handling.tables import Clock, FollowUp, StepRecord
from models.options.queries import current_policy
from models.options.tables import Counter
from models.samples.cast import ZONE, Cast, Plot, in_daylight
from models.samples.homes import Home
from models.samples.week import caller, monday_of
from models.store.fields import canonical
from models.store.search import SearchIndex
from models.store.search_documents import CASES, Document
from models.timing.policy import Policy
from resources.samples import estate, insight

NIGHT = time(23, 50)
HOURS = range(8, 21)
LATE = 0.06
BUILDINGS = (
    "4",
    "5",
    "7",
    "8",
)  # so that no three of what a building shares come together with other stories
_HANDLERS = ("wang", "li", "grace", "zhou")
_SEVERITIES = {"s2": 1, "s3": 12, "s4": 7}
_CHANNELS = {"phone": 50, "visit": 20, "messaging": 14, "app": 8, "email": 4}
_ANSWERS = {"satisfied": 24, "fairly_satisfied": 9, "dissatisfied": 2, "not_reached": 6, "declined": 2}
_SAID = {"satisfied": "thanks", "fairly_satisfied": "thanks", "dissatisfied": "unhappy"}
_ROW = (
    "id", "reference", "kind", "channel", "status", "received_at", "recorded_at", "recorded_by", "handler_id",
    "resident_id", "caller_name", "place_id", "where_text", "title", "words", "asks_for", "category", "subcategory",
    "severity", "mood", "step", "steps", "resolve_due_at", "first_response_at", "resolved_at", "closed_at",
    "close_reason", "cause", "cause_text", "responsible", "satisfaction", "lessons", "policy_version_id",
    "reckoned_at", "handed_over_at", "property_id", "building_id", "place_kind", "resident_kind",
)  # fmt: skip
_EVENT = ("complaint_id", "at", "staff_id", "kind", "step", "text", "facts")
_STEP = (
    "complaint_id", "step", "state", "started_at", "finished_at", "owner_id", "finished_by", "due_at", "facts"
)  # fmt: skip
_CLOCK = ("complaint_id", "name", "started_at", "warns_at", "due_at", "stopped_at", "counted")
_CALL = ("complaint_id", "at", "staff_id", "attempt", "outcome", "solved", "words")
_BUILDINGS = "SELECT code, id FROM place WHERE kind = 'building' ORDER BY code"
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Lesson:
    """One complaint of an improvement: when it came, and from whom; without people only the building is known."""

    received: datetime
    plot: Plot
    home: Home


@dataclass(frozen=True)
class Went:
    """How one case went; moments in milliseconds."""

    id: int
    reference: str
    one: Lesson
    name: str
    handler: int
    caller: int
    severity: str
    channel: str
    answer: str
    received: int
    due: int
    response_due: int
    resolved: int
    called: int
    closed: int

    def say(self, name: str) -> str:
        """A text of its story in the resident's language."""
        return str(self.one.plot[name][int(self.one.home.english)])


def at_home(homes: Sequence[Home]) -> list[Home]:
    """The homes that say so themselves, and nothing else that leaks: those of building 1."""
    named = {one["label"] for one in estate()["home"]}
    return [one for one in homes if one.building == "1" and one.people and one.label not in named]


def lessons(cast: Cast, homes: Sequence[Home], now: datetime, chance: random.Random) -> Iterator[datetime]:
    """Week by week, on the evening of its Sunday."""
    monday = monday_of(now)
    weeks = max(int(back) for spec in insight()["improvement"] for back in spec["count"])
    places = {code: Home(ident, f"{code}号楼", (), False) for code, ident in _buildings(cast)}
    turns, own = cycle([places[code] for code in BUILDINGS]), cycle(at_home(homes))
    for back in range(weeks, 0, -1):
        start = monday - _WEEK * back
        yield datetime.combine(start + timedelta(days=6), NIGHT, ZONE)
        told = []
        for spec in insight()["improvement"]:
            for _ in range(spec["count"].get(str(back), 0)):
                home = next(own if "at_home" in spec else turns)
                first = spec.get("from_day", 0) if back == 1 else 0
                told.append(Lesson(_moment(start, chance, first), _plot(spec), home))
        _write(cast["chen"], sorted(told, key=lambda one: one.received), chance, now, cast)


def _buildings(cast: Cast) -> list[tuple[str, int]]:
    return [(str(code), int(ident)) for code, ident in cast["chen"].store.rows(_BUILDINGS)]


def _moment(monday: date, chance: random.Random, first: int) -> datetime:
    local = time(chance.choice(HOURS), chance.randrange(60), chance.randrange(60))
    return datetime.combine(monday + timedelta(days=chance.randrange(first, 7)), local, ZONE).astimezone(UTC)


def _plot(spec: Mapping[str, object]) -> Plot:
    sub = str(spec.get("subcategory", "leak.pipe")).partition(".")[2]
    both = {name: [text, text] for name, text in (("cause_text", spec["root_cause"]), ("offer", spec["now"]))}
    asks = ["不要再有下次", "That it does not happen again"]
    kept = {name: spec[name] for name in ("category", "cause", "responsible", "words", "where")}
    return {**kept, **both, "sub": sub, "asks": asks, "lessons": both["offer"], "mood": "unhappy"}


@action("samples.lessons", needs=Permission.IMPORT)
def _write(work: Work, told: Sequence[Lesson], chance: random.Random, now: datetime, cast: Cast) -> None:
    policy = current_policy(work.store)
    staff = [cast[login].actor.staff_id or 0 for login in _HANDLERS]
    known = work.store.rows("SELECT r.id, r.name FROM resident r")
    first = int(work.store.rows("SELECT COALESCE(max(id), 0) FROM complaint")[0][0]) + 1
    pairs = zip(told, _references(work, [one.received for one in told]), strict=True)
    gone = [
        _went(first + number, reference, one, dict(known), staff, policy.policy, chance, now)
        for number, (one, reference) in enumerate(pairs)
    ]
    places = of_places(work.store, (one.home.place_id for one in told))
    work.insert_many(Complaint, _ROW, (_row(one, places[one.one.home.place_id], policy.id) for one in gone))
    work.insert_many(Event, _EVENT, (row for one in gone for row in _events(one)))
    work.insert_many(StepRecord, _STEP, (row for one in gone for row in _steps(one)))
    work.insert_many(Clock, _CLOCK, (row for one in gone for row in _clocks(one)))
    work.insert_many(FollowUp, _CALL, (_call(one, chance) for one in gone))
    SearchIndex(work.store.execute, CASES).put_many(map(_document, gone))
    work.touch("case")
    work.fact(cases=len(gone))


def _went(
    ident: int,
    reference: str,
    one: Lesson,
    people: Mapping[int, str],
    staff: Sequence[int],
    policy: Policy,
    chance: random.Random,
    now: datetime,
) -> Went:
    start = one.received
    severity = chance.choices(list(_SEVERITIES), list(_SEVERITIES.values()))[0]
    due = policy.due(severity, "resolved", start) or start + timedelta(days=3)
    resolved = min(in_daylight(start + (due - start) * chance.uniform(0.2, 0.8)), due)
    if chance.random() < LATE:
        resolved = in_daylight(due + timedelta(hours=chance.uniform(1, 20)))
    called = in_daylight(resolved + timedelta(hours=chance.uniform(12, 30)))
    last = now - timedelta(hours=1)
    resolved, called = min(resolved, last - timedelta(hours=1)), min(called, last)
    handler, other = chance.sample(staff, 2)
    respond = policy.due(severity, "first_response", start) or due
    return Went(
        id=ident,
        reference=reference,
        one=one,
        name=people[one.home.people[0]] if one.home.people else caller(chance),
        handler=handler,
        caller=other,
        severity=severity,
        channel=chance.choices(list(_CHANNELS), list(_CHANNELS.values()))[0],
        answer=chance.choices(list(_ANSWERS), list(_ANSWERS.values()))[0],
        received=to_millis(start),
        due=to_millis(due),
        response_due=to_millis(respond),
        resolved=to_millis(resolved),
        called=to_millis(called),
        closed=to_millis(called + timedelta(minutes=9)),
    )


def _row(one: Went, about: WhereAbouts, policy_id: int) -> tuple[object, ...]:
    plot, home = one.one.plot, one.one.home
    row = {
        "id": one.id, "reference": one.reference, "kind": "complaint", "channel": one.channel, "status": "closed",
        "received_at": one.received, "recorded_at": one.received, "recorded_by": one.handler,
        "handler_id": one.handler, "resident_id": home.people[0] if home.people else None,
        "caller_name": "" if home.people else one.name, "place_id": home.place_id,
        "where_text": one.say("where"), "title": title_of(one.say("words")), "words": one.say("words"),
        "asks_for": one.say("asks"), "category": plot["category"],
        "subcategory": f"{plot['category']}.{plot['sub']}", "severity": one.severity, "mood": plot["mood"],
        "step": 0, "steps": "d" * LAST, "resolve_due_at": one.due, "first_response_at": one.received,
        "resolved_at": one.resolved, "closed_at": one.closed, "close_reason": "solved", "cause": plot["cause"],
        "cause_text": one.say("cause_text"), "responsible": plot["responsible"],
        "satisfaction": one.answer if one.answer in _SAID else None, "lessons": one.say("lessons"),
        "policy_version_id": policy_id, "reckoned_at": one.received, "handed_over_at": one.received,
        **vars(about), "resident_kind": "owner" if home.people else None,
    }  # fmt: skip
    return tuple(row[name] for name in _ROW)


def _call(one: Went, chance: random.Random) -> tuple[object, ...]:
    kind = _SAID.get(one.answer)
    words = "" if kind is None else chance.choice(estate()[kind])[int(one.one.home.english)]
    return (
        one.id,
        one.called,
        one.caller,
        1,
        one.answer,
        None if kind is None else int(kind == "thanks"),
        words,
    )


def _document(one: Went) -> Document:
    texts = (one.reference, one.say("words"), one.say("asks"), one.one.home.label, one.say("where"))
    more = (one.say("cause_text"), one.say("offer"), one.say("lessons"))
    body = "\n".join(dict.fromkeys(text for text in (*texts, *more) if text))
    return Document.waiting(one.id, body, (one.name,))


def _events(one: Went) -> Iterator[tuple[object, ...]]:
    by = one.handler
    yield (one.id, one.received, by, "recorded", None, "", canonical({"channel": one.channel}))
    yield (one.id, one.resolved, by, "carried_out", LAST, one.say("offer"), None)
    facts = {"attempt": 1, "outcome": one.answer}
    yield (one.id, one.called, one.caller, "follow_up_called", LAST, "", canonical(facts))
    yield (one.id, one.closed, by, "closed", None, "", canonical({"reason": "solved"}))


def _steps(one: Went) -> Iterator[tuple[object, ...]]:
    """Its eight steps, done one after the other until it was resolved, the last one with the call."""
    told, mood = one.say("words"), one.one.plot["mood"]
    length = one.resolved - one.received
    at = [one.received + length * share // 10 for share in (0, 1, 1, 1, 4, 6, 6)]
    facts: tuple[dict[str, object], ...] = (
        {},
        {"hazards_checked": True, "affected": one.one.home.label, "contained_at": at[1]},
        {"restated": told, "confirmed": True, "mood_before": mood, "mood_after": "calm"},
        {"apologised_by": one.handler, "way": "phone"},
        {"account": told, "cause": one.one.plot["cause"], "cause_text": one.say("cause_text"),
         "responsible": one.one.plot["responsible"]},
        {}, {},
        {"carried_out": one.say("offer"), "lessons": one.say("lessons"), "close_reason": "solved"},
    )  # fmt: skip
    begins, ends = (at[0], *at), (*at, one.closed)
    for number, (begin, end, fact) in enumerate(zip(begins, ends, facts, strict=True), 1):
        due = max(one.due, end) if number == LAST else one.due
        yield (one.id, number, "d", begin, end, one.handler, one.handler, due, canonical(fact))


def _clocks(one: Went) -> Iterator[tuple[object, ...]]:
    by, end = one.received, one.resolved
    yield (one.id, "first_response", by, one.response_due, one.response_due, by, 0)
    yield (one.id, "resolved", by, max(by, one.due - 14_400_000), one.due, end, end - by)


def _references(work: Work, received: Sequence[datetime]) -> list[str]:
    """The next numbers of their months."""
    months = [one.astimezone(ZONE) for one in received]
    held = {row.name: row for row in Counter.select()}
    values = {name: row.value for name, row in held.items()}
    found = []
    for month in months:
        name = f"reference.{month:%y%m}"
        values[name] = values.get(name, 0) + 1
        found.append(reference_of(month, values[name]))
    for name in sorted({f"reference.{month:%y%m}" for month in months}):
        if name in held:
            work.update(Counter, held[name].id, None, value=values[name])
        else:
            work.insert(Counter, name=name, value=values[name])
    return found
