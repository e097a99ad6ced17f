"""A small estate for the journeys: a building with a staircase of homes, people, and cases of before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from models.complaints.kinds import Channel, ComplaintDraft, Mood
from models.core.session import Session
from models.directory.actions import add_place, add_resident
from models.directory.kinds import ContactDraft, PlaceDraft, PlaceKind, ResidencyDraft, ResidentDraft
from models.directory.queries import children
from models.handling.actions import record


@dataclass(frozen=True)
class Estate:
    """Ids of what was made."""

    homes: dict[str, int]
    people: dict[str, int]
    cases: dict[str, int]


def settle(session: Session) -> Estate:
    """Make building 3 with homes on floors 14 to 17, their people, and two open cases of the riser."""
    root = children(session, None)[0].place.id
    building = add_place(session, PlaceDraft(root, PlaceKind.BUILDING, "3", "3号楼")).value
    homes = {}
    for floor in (14, 15, 16, 17):
        for door in (1, 2):
            code = f"{floor}{door:02d}"
            hints = "水阀在走廊表箱左侧" if code == "1502" else ""
            draft = PlaceDraft(building, PlaceKind.UNIT, code, floor=floor, hints=hints)
            homes[f"3-{code}"] = add_place(session, draft).value
    homes["riser"] = add_place(
        session, PlaceDraft(building, PlaceKind.COMMON, "", "15 层管井", floor=15)
    ).value
    people = _people(session, homes)
    cases = _cases(session, homes, people)
    return Estate(homes, people, cases)


def _people(session: Session, homes: dict[str, int]) -> dict[str, int]:
    def live(name: str, home: str, phone: str, kind: str = "owner", hints: str = "", needs: str = "") -> int:
        draft = ResidentDraft(name, hints=hints, access_needs=needs, contacts=(ContactDraft("phone", phone),))
        stay = ResidencyDraft(homes[home], kind, date(2019, 5, 1))
        return add_resident(session, draft, stay).value

    return {
        "chen": live(
            "陈建国", "3-1502", "138 6021 7745", hints="18:00 后和周末在家", needs="家里有狗，先按门铃"
        ),
        "liu": live("刘芳", "3-1502", "139 1180 3326", "family"),
        "zhou": live("周桂兰", "3-1402", "137 2200 1188"),
        "ma": live("Ma Ling", "3-1702", "136 4455 6677", "tenant"),
    }


def _cases(session: Session, homes: dict[str, int], people: dict[str, int]) -> dict[str, int]:
    now = session.clock.now()

    def old(words: str, home: str, who: str | None, days: int) -> int:
        draft = ComplaintDraft(
            words, channel=Channel.PHONE, received_at=now - timedelta(days=days), resident_id=people.get(who or ""),
            anonymous=who is None, place_id=homes[home], happened_text="昨天", asks_for="修好", category="leak",
            subcategory="leak.from_above", mood=Mood.UNHAPPY,
        )  # fmt: skip
        return record(session, draft).value.id

    return {
        "below": old("浴室顶有水渍", "3-1402", "zhou", 3),
        "riser": old("管井里是湿的", "riser", None, 2),
        "above": old("Drip from the air-con pipe", "3-1702", "ma", 0),
    }
