"""A building with two place lines and a lift, and complaints of its homes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from models.complaints.kinds import Channel, ComplaintDraft, Mood
from models.core.clock import SetClock
from models.core.session import Session
from models.directory.actions import add_place, add_resident
from models.directory.kinds import PlaceDraft, PlaceKind, ResidencyDraft, ResidentDraft
from models.handling.actions.receiving import record

FLOORS = (9, 10, 14, 15, 18)


@dataclass
class Block:
    """Building 3: homes by label, people by home, the lift and the riser cupboard."""

    session: Session
    building: int
    places: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)

    @property
    def clock(self) -> SetClock:
        """The clock that everybody looks at."""
        assert isinstance(self.session.clock, SetClock)
        return self.session.clock

    def case(self, home: str = "", category: str | None = "leak", **fields: Any) -> int:
        """Record a complaint of a home (of nobody where none is named); returns its id."""
        draft: dict[str, Any] = {
            "words": "厨房顶滴水",
            "channel": Channel.PHONE,
            "place_id": self.places.get(home),
            "resident_id": self.people.get(home),
            "happened_text": "昨晚",
            "asks_for": "修好",
            "category": category,
            "mood": Mood.WORRIED,
        }
        return record(self.session, ComplaintDraft(**{**draft, **fields})).value.id

    def value(self, column: str, case: int) -> Any:
        """One column of a case."""
        return self.session.store.rows(f"SELECT {column} FROM complaint WHERE id = ?", (case,))[0][0]

    def events(self, case: int) -> list[str]:
        """The kinds of what happened to a case."""
        return [
            row[0]
            for row in self.session.store.rows(
                "SELECT kind FROM event WHERE complaint_id = ? ORDER BY id", (case,)
            )
        ]

    def incidents(self) -> list[tuple[Any, ...]]:
        """State, kind and major of every incident."""
        return self.session.store.rows("SELECT state, kind, major FROM incident ORDER BY id")


def build(session: Session, root: int) -> Block:
    """Make building 3: homes 01 and 02 on five floors, somebody in each, a lift and a cupboard."""
    building = add_place(session, PlaceDraft(root, PlaceKind.BUILDING, "3", "3号楼")).value
    made = Block(session, building)
    for floor in FLOORS:
        for door in (1, 2):
            code = f"{floor}{door:02d}"
            home = add_place(session, PlaceDraft(building, PlaceKind.UNIT, code, floor=floor)).value
            made.places[f"3-{code}"] = home
            stay = ResidencyDraft(home, "owner", date(2019, 5, 1))
            made.people[f"3-{code}"] = add_resident(session, ResidentDraft(f"住户{code}"), stay).value
    made.places["lift"] = add_place(session, PlaceDraft(building, PlaceKind.ASSET, "3A", "3A 电梯")).value
    made.places["hall"] = add_place(session, PlaceDraft(building, PlaceKind.COMMON, "", "大堂")).value
    made.places["building"], made.places["estate"] = building, root
    return made


def days(block: Block, count: float) -> None:
    """Let time pass."""
    block.clock.instant += timedelta(days=count)
