"""The demo estate: eight buildings, some 300 residents, staff of every role, 200 cases told in full, and an outage.

Everything is made through the same actions as at a real desk, in the order of time, with a seeded generator: the same
day makes the same estate.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from models.samples.cast import Cast
from models.samples.history import write_history
from models.samples.homes import Home, settle
from models.samples.keeping import hand_over, holidays, roster
from models.samples.learning import answer, draw_from_warnings, improvements
from models.samples.lessons import at_home, lessons
from models.samples.outage import outage
from models.samples.scenes import Stage, scenes
from models.samples.stories import Seen, Story, live
from models.samples.week import monday_of, more
from models.samples.works import works
from models.store.database import Store
from models.store.search import SearchIndex
from models.store.search_documents import CASES as CASES_INDEX
from models.sweep.actions import sweep
from resources.samples import estate

SEED = 20261120
CASES = 200
DAYS = 90
ZONE = "Asia/Shanghai"
BUSY = 34  # of a hundred cases, those of the last two weeks
SPOKEN_FOR = (("1-03", "pests"), ("3-02", "leak"))  # what today's scenes gather: no more of it this week
LATE = (
    timedelta(days=3),
    timedelta(days=9),
)  # how old they are when being late shows in the measures of this week


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
    holidays(cast, clock.instant, now)
    homes = settle(desk, root, data, chance)
    with store.in_bulk(), _indexed_at_the_end(store):
        _live_through(cast, homes, chance, now, cases, progress)
    made = int(store.rows("SELECT count(*) FROM complaint")[0][0])
    return Made(sum(len(home.people) for home in homes), made)


@contextmanager
def _indexed_at_the_end(store: Store) -> Iterator[None]:
    """A case changes some fifteen times in its life; nobody searches until all are over."""
    index = SearchIndex(store.execute, CASES_INDEX)
    with store.writing():
        index.postpone()
    try:
        yield
    finally:
        index.rebuild(atomic=store.writing)


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
    share = cases / CASES
    told = [
        *_past(cast, homes, chance, now, cases),
        *_present(cast, homes, now),
        *more(cast, now, share, random.Random(SEED)),
        lessons(cast, homes, now, random.Random(SEED)),
        *improvements(Stage(cast, homes, now)),
    ]
    waiting = [(next(one), number, one) for number, one in enumerate(told)]
    heapq.heapify(waiting)
    begun: set[int] = set()
    while waiting and waiting[0][0] < now:
        at, number, story = heapq.heappop(waiting)
        clock.instant = max(at, clock.instant + timedelta(milliseconds=1))
        following = next(story, None)
        if following is not None:
            heapq.heappush(waiting, (following, number, story))
        if number < cases and number not in begun:
            begun.add(number)
            if progress is not None:
                progress(len(begun), cases)
    clock.instant = max(now, clock.instant)
    write_history(cast["chen"], monday_of(now), share, SEED)
    sweep(cast["chen"])
    draw_from_warnings(cast, now)
    answer(cast)


def _past(
    cast: Cast, homes: list[Home], chance: random.Random, now: datetime, cases: int
) -> Iterator[Iterator[datetime]]:
    """The stories of three months; two of them grave, some late: more of them lately, so that the week has some."""
    seen = Seen(
        {(home.place_id, "leak") for home in at_home(homes)}, {line: [now] * 2 for line in SPOKEN_FOR}
    )
    told_elsewhere = {one["label"] for one in estate()["home"]}
    others = [home for home in homes if home.label not in told_elsewhere]
    starts = _beginnings(chance, now, cases)
    grave = {cases // 5, cases * 2 // 3}
    for number, start in enumerate(starts):
        age = now - start
        late = number % 13 == 3 if LATE[0] <= age <= LATE[1] else number % 53 == 7
        story = Story(
            number,
            random.Random(SEED * 1000 + number),
            others,
            cast,
            start,
            now,
            seen,
            grave=number in grave,
            late=late and number not in grave,
        )
        yield live(story)


def _present(cast: Cast, homes: list[Home], now: datetime) -> tuple[Iterator[datetime], ...]:
    """What is told of in full: what stands on the desk today, the outage, how the desk is kept, the repairs."""
    stage = Stage(cast, homes, now)
    troubled = outage(cast, homes, now, random.Random(SEED))
    return (*scenes(stage), troubled, roster(cast, now), hand_over(cast, now), *works(stage))


def _beginnings(chance: random.Random, now: datetime, cases: int) -> list[datetime]:
    """When the cases came in: by day mostly, and more of them lately."""
    zone = ZoneInfo(ZONE)
    starts = []
    for number in range(cases):
        least, most = (0, 14) if number < cases * BUSY // 100 else (14, DAYS)
        days = chance.uniform(least, most)
        day = (now - timedelta(days=days)).astimezone(zone).date()
        hour = chance.choices(range(7, 23), weights=[3, 6, 8, 7, 5, 3, 3, 4, 5, 5, 6, 7, 6, 4, 3, 2])[0]
        moment = datetime.combine(day, time(hour, chance.randint(0, 59), chance.randint(0, 59)), zone)
        if moment > now - timedelta(minutes=15):
            moment -= timedelta(days=1)
        starts.append(moment.astimezone(UTC))
    return sorted(starts)
