"""How the desk of the demo estate is kept: the holidays of the year, who is on which shift, what one tells the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from models.options.policies import confirm_year
from models.samples.cast import ZONE, Cast
from models.shifts import actions, queries
from models.shifts.kinds import Post
from models.shifts.rules import spell_at, week_of
from models.timing.official import as_exceptions, official_days

COUNTRY = "CN"
# Whoever looks at the estate finds the first two at the desk; the others have the shifts after theirs.
_DESKS = (("wang", "li"), ("grace",), ("ma",))
_NOTES = ("1号楼东梯凌晨停过，已报修，先别重启", "1-0602 老人耳背，电话请说慢一点")


def holidays(cast: Cast, first: datetime, now: datetime) -> None:
    """The official days of every year that the estate has seen, looked through and confirmed."""
    for year in range(first.astimezone(ZONE).year, now.astimezone(ZONE).year + 1):
        table = official_days(COUNTRY, year, "zh")
        confirm_year(cast["chen"], year, as_exceptions(table.rows), country=COUNTRY, complete=table.official)


def roster(cast: Cast, now: datetime) -> Iterator[datetime]:
    """The coordinator plans this week, and the next ones like it."""
    yield now - timedelta(days=8)
    planner = cast["zhou"]
    shifts = queries.shifts(planner.store)
    spell = spell_at(shifts, now, ZONE)
    assert spell is not None
    monday, turn = week_of(spell.day), [one.code for one in shifts].index(spell.shift.code)
    called = (cast["zhou"].actor.staff_id or 0, cast["liu"].actor.staff_id or 0)
    for number in range(7):
        day = monday + timedelta(days=number)
        for place, shift in enumerate(shifts):
            team = tuple(cast[login].actor.staff_id or 0 for login in _DESKS[(place - turn) % 3])
            actions.assign(planner, day, shift.code, Post.DESK, team)
            actions.assign(planner, day, shift.code, Post.ON_CALL, (called[number > 4],))
    for week in (1, 2):
        actions.copy_week(planner, monday + timedelta(weeks=week))


def hand_over(cast: Cast, now: datetime) -> Iterator[datetime]:
    """The shift before wrote two lines and handed over; one of the two at the desk has taken it."""
    spell = spell_at(queries.shifts(cast["ma"].store), now, ZONE)
    assert spell is not None
    yield spell.start - timedelta(minutes=25)
    for line in _NOTES:
        actions.write_note(cast["ma"], line)
    yield spell.start - timedelta(minutes=4)
    given = actions.give(cast["ma"], "一夜平稳").value
    yield spell.start + timedelta(minutes=6)
    actions.take(cast["li"], given)
