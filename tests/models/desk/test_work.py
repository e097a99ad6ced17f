"""What repairs ask of the desk today."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from models.core.clock import SetClock
from models.core.permissions import Role
from models.desk.work import SHOWN, work_statements, work_today
from models.repairs.actions import agree, drop_appointment, wait
from models.repairs.kinds import AppointmentDraft, WaitsFor
from models.stock.actions import add_part
from models.stock.kinds import PartDraft
from models.store import sql
from tests.cases import a_case
from tests.models.conftest import MakeSession
from tests.repairs import an_order

ZONE = ZoneInfo("Asia/Shanghai")


def test_what_repairs_ask_for_today(session: MakeSession, clock: SetClock, estate: int) -> None:
    desk, boss = session(Role.FRONT_DESK), session(Role.COORDINATOR)
    hour, now = timedelta(hours=1), clock.now()
    for ahead in (5, -1, 3, 2, 30):  # the last one is tomorrow's
        begin = now + ahead * hour
        agree_at = min(begin, now) - 2 * hour
        clock.instant = agree_at
        agree(desk, an_order(desk), None, AppointmentDraft(begin, begin + hour))
        clock.instant = now
    of_case = an_order(desk, a_case(desk))
    agree(desk, of_case, None, AppointmentDraft(now + hour, now + 2 * hour))
    dropped = an_order(desk)
    agree(desk, dropped, None, AppointmentDraft(now + hour, now + 2 * hour))
    drop_appointment(desk, dropped, None, "改天")
    for minutes in (50, 40, None, 90, 60, 30):
        until = None if minutes is None else now + timedelta(minutes=minutes)
        wait(desk, an_order(desk, title=str(minutes)), None, WaitsFor.PARTS, until, "缺货")
    for count in range(7):
        add_part(boss, PartDraft(f"P{count}", f"P{count}", "", count, 5))
    clock.instant = now + timedelta(minutes=61)
    found = work_today(desk.store, clock.now(), ZONE)
    hours = [(row.window[0] - now) // hour for row in found.visits if row.window is not None]
    assert (hours, found.visit_count) == ([-1, 2, 3], 4)
    assert found.unscheduled == 7
    assert ([row.title for row in found.late_waits], found.late_wait_count) == (["30", "40", "50"], 4)
    assert ([row.name for row in found.short], found.short_count) == (["P0", "P1", "P2"], 5)
    assert SHOWN == 3


def test_its_statements_go_by_an_index(session: MakeSession, clock: SetClock) -> None:
    store = session(Role.FRONT_DESK).store
    plans = [sql.plan(store.database, *one) for one in work_statements(clock.now(), ZONE)]
    assert all("appointment_coming" in plan for plan in plans[:2]), plans
    assert all("work_order_open" in plan for plan in plans[2:]), plans
