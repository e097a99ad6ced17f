"""What goes on in building 3: an outage with callers, a riser that the program noticed, something of last week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from models.complaints.kinds import Channel, ComplaintDraft, Mood
from models.core.session import Session
from models.handling.actions.receiving import record
from models.handling.actions.telling import tell_all
from models.incidents import queries
from models.incidents.actions import declare, end
from models.incidents.kinds import IncidentDraft
from tests.ui.pages.intake.estate import Estate, settle

SAY = "水泵在换件，四点半前来水。来水我第一时间告诉您。"


@dataclass(frozen=True)
class Scene:
    """Ids of what was made."""

    estate: Estate
    water: int
    proposed: int
    past: int
    callers: tuple[int, ...]


def make(session: Session) -> Scene:
    """Fill the store."""
    estate = settle(session)
    now, store = session.clock.now(), session.store
    building = store.rows("SELECT parent_id FROM place WHERE id = ?", (estate.homes["3-1502"],))[0][0]
    past = declare(session, IncidentDraft("2号楼电梯停运", say="厂家在修。", category="lift")).value
    end(session, past, None, "门机皮带断了，已换")
    water = declare(
        session,
        IncidentDraft(
            "3号楼 10–18 层停水", say=SAY, category="water", place_id=building, floor_from=10, floor_to=18,
            started_at=now - timedelta(hours=1), expected_until=now + timedelta(hours=2, minutes=10),
        ),
    ).value  # fmt: skip
    callers = tuple(_caller(session, estate, home, water) for home in ("3-1401", "3-1501"))
    tell_all(session, water, None, "水泵已拆下，零件在路上。", "messaging")
    record(
        session,
        ComplaintDraft(
            "厨房顶滴水", channel=Channel.PHONE, place_id=estate.homes["3-1502"], resident_id=estate.people["chen"],
            happened_text="昨晚", asks_for="修好", category="leak", mood=Mood.ANGRY,
        ),
    )  # fmt: skip
    proposed = next(row.id for row in queries.live(session) if row.state == "proposed")
    return Scene(estate, water, proposed, past, callers)


def _caller(session: Session, estate: Estate, home: str, incident: int) -> int:
    draft = ComplaintDraft(
        "家里没水了", channel=Channel.PHONE, place_id=estate.homes[home], anonymous=True, happened_text="刚才",
        asks_for="什么时候来水", category="water", mood=Mood.WORRIED, incident_id=incident,
    )  # fmt: skip
    return record(session, draft).value.id
