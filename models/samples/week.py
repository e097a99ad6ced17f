"""Which week of the demo estate stands out, and what came in then: many more leaks, lifts and noise than usual."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from models.complaints.kinds import Channel
from models.handling.kinds import FollowOutcome
from models.samples.cast import ZONE, Case, Cast, plot_of
from models.samples.homes import Home
from resources.samples import estate

# Which kind, in which building; of the garage where none is named. No three of what one building shares.
_MORE = (
    *(("leak.from_above", "3"),) * 6,
    *(("leak.from_above", building) for building in ("5", "8", "5", "2", "6", "8")),
    ("leak.roof_wall", "7"),
    *(("lift.stopped", building) for building in ("2", "5")),
    *(("lift.fault", building) for building in ("2", "8", "6", "7", "4")),
    *(("noise.renovation", building) for building in ("4", "6", "7")),
    *(("noise.neighbour", building) for building in ("4", "6")),
    *(("parking.taken", building) for building in ("", "", "5", "8")),
    ("security.card", "6"),
    ("cleaning.common", "4"),
)
_WHOLE_WEEK = timedelta(days=4)  # a week younger than that has too few days to stand out
_DONE_WITHIN = timedelta(hours=8)
_LEVELS = ("2 层过道", "5 层过道", "9 层电梯厅", "11 层过道", "14 层过道", "17 层过道", "地下一层")


def monday_of(now: datetime) -> date:
    """The Monday of the week that stands out: this one, or, early in a week, the one before."""
    day = (now - _WHOLE_WEEK).astimezone(ZONE).date()
    return day - timedelta(days=day.weekday())


def more(cast: Cast, now: datetime, share: float, chance: random.Random) -> Iterator[Iterator[datetime]]:
    """The stories that make it stand out: ``share`` of them, each over within the day."""
    first = datetime.combine(monday_of(now), time(8), ZONE)
    last = min(first + timedelta(days=6), now - _DONE_WITHIN)
    days = max(1, (last - first).days + 1)
    places = _places(cast)
    wanted = chance.sample(_MORE, round(len(_MORE) * share))
    for number, (kind, building) in enumerate(wanted):
        start = first + timedelta(days=number % days, minutes=chance.randint(0, 360))
        if start > last:
            start -= timedelta(days=1)
        home = Home(places[building], f"{building}号楼" if building else "地库", (), english=False)
        case = Case(cast, home, plot_of(kind), chance.choice(["grace", "zhou"]))
        yield _settled_today(case, start.astimezone(UTC), chance)


def _places(cast: Cast) -> dict[str, int]:
    """The buildings by their codes, and the garage under no code at all."""
    found = cast["chen"].store.rows(
        "SELECT CASE kind WHEN 'building' THEN code ELSE '' END, id FROM place"
        " WHERE kind = 'building' OR (kind = 'common' AND code = 'B')"
    )
    return dict(found)


def caller(chance: random.Random) -> str:
    """Somebody who left a name and lives in no home that the directory knows."""
    data = estate()
    return str(chance.choice(data["surnames"]) + chance.choice(data["given"]))


def _settled_today(case: Case, start: datetime, chance: random.Random) -> Iterator[datetime]:
    yield start
    case.receive(
        Channel.PHONE,
        anonymous=False,
        caller_name=caller(chance),
        where_text=f"{case.home.label}，{chance.choice(_LEVELS)}",
    )
    for hours, act in ((0.4, case.visit), (1.2, case.agree), (1.6, case.carry_out)):
        yield case.now + timedelta(hours=hours * chance.uniform(0.7, 1.2))
        act()
    yield case.now + timedelta(hours=chance.uniform(0.6, 1.6))
    good = chance.choice([FollowOutcome.SATISFIED] * 3 + [FollowOutcome.FAIRLY_SATISFIED])
    case.call(chance.choice(["wang", "li"]), good, chance.choice(estate()["thanks"])[0], solved=True)
    yield case.now + timedelta(minutes=4)
    case.close()
