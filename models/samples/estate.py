"""The demo estate: two buildings, some 300 residents, staff of every role, 200 cases over 90 days, and an outage.

Everything is made through the same actions as at a real desk, in the order of time, with a seeded generator: the same
day makes the same estate.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models.accounts.actions import add_staff
from models.accounts.kinds import SetupDraft, StaffDraft
from models.accounts.queries import actor, is_demo, is_set_up
from models.accounts.setting_up import set_up
from models.core.clock import SetClock
from models.core.errors import UserProblem
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.samples.homes import Home, settle
from models.samples.outage import BEGAN, outage
from models.samples.stories import Cast, Story, live
from models.samples.supervising import supervise
from resources.samples import estate

SEED = 20261120
CASES = 200
DAYS = 90
ZONE = "Asia/Shanghai"


@dataclass(frozen=True)
class Made:
    """How much was made."""

    residents: int
    cases: int


def make_estate(
    session: Session, cases: int = CASES, progress: Callable[[int, int], object] | None = None
) -> Made | None:
    """Fill an empty store with the demo estate; ``None`` when it is there already.

    The estate ends at the present moment of the session's clock. Raises ``UserProblem("demo.not_empty")`` for a store
    that holds something else.
    """
    store = session.store
    if is_set_up(store):
        if is_demo(store):
            return None
        raise UserProblem("demo.not_empty")
    chance = random.Random(SEED)
    now = session.clock.now()
    clock = SetClock(now - timedelta(days=DAYS + 1))
    data = estate()
    desk = Session(store, OWNER, clock)
    root = set_up(desk, SetupDraft(data["property"], timezone=ZONE, demo=True)).value
    cast = _hire(desk, data)
    homes = settle(desk, root, data, chance)
    _live_through(cast, homes, chance, now, cases, progress)
    return Made(sum(len(home.people) for home in homes), cases)


def _hire(desk: Session, data: dict[str, Any]) -> Cast:
    people: dict[str, Session] = {}
    for one in data["staff"]:
        draft = StaffDraft(one["login"], one["name"], Role(one["role"]), language=one.get("language"))
        staff_id = add_staff(desk, draft).value
        people[one["login"]] = Session(desk.store, actor(desk.store, staff_id), desk.clock)
    return Cast(people)


def _live_through(
    cast: Cast,
    homes: list[Home],
    chance: random.Random,
    now: datetime,
    cases: int,
    progress: Callable[[int, int], object] | None,
) -> None:
    """Let all stories happen side by side: whoever's next moment is the earliest acts."""
    clock = cast.clock
    waiting: list[tuple[datetime, int, Iterator[datetime]]] = []
    for number, start in enumerate(_beginnings(chance, now, cases)):
        story = Story(number, random.Random(SEED * 1000 + number), homes, cast, start, now)
        heapq.heappush(waiting, (start, number, live(story)))
    troubled = outage(cast, homes, now, random.Random(SEED))
    heapq.heappush(waiting, (now - BEGAN, cases, troubled))
    morning = datetime.combine((now - timedelta(days=DAYS)).date(), time(1, 10), UTC)
    heapq.heappush(waiting, (morning, cases + 1, supervise(cast, now)))
    done = 0
    while waiting:
        at, number, story_so_far = heapq.heappop(waiting)
        if at >= now:
            continue
        clock.instant = max(at, clock.instant + timedelta(milliseconds=1))
        following = next(story_so_far, None)
        if following is not None:
            heapq.heappush(waiting, (following, number, story_so_far))
        elif number < cases:
            done += 1
            if progress is not None:
                progress(done, cases)


def _beginnings(chance: random.Random, now: datetime, cases: int) -> list[datetime]:
    """When the cases came in: by day mostly, more of them lately, a few in the last hours."""
    zone = ZoneInfo(ZONE)
    starts = []
    for number in range(cases):
        if number < cases // 5:
            starts.append(now - timedelta(minutes=chance.randint(15, 60 * 60)))
            continue
        days = DAYS * (1 - chance.random() ** 0.7)
        day = (now - timedelta(days=days)).astimezone(zone).date()
        hour = chance.choices(range(7, 23), weights=[3, 6, 8, 7, 5, 3, 3, 4, 5, 5, 6, 7, 6, 4, 3, 2])[0]
        moment = datetime.combine(day, time(hour, chance.randint(0, 59), chance.randint(0, 59)), zone)
        starts.append(min(moment.astimezone(UTC), now - timedelta(minutes=15)))
    return sorted(starts)
