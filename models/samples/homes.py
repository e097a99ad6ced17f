"""The buildings of the demo estate and who lives there."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from models.core.action import action
from models.core.permissions import Permission
from models.core.session import Session
from models.core.work import Work
from models.directory.kinds import ContactDraft, PlaceDraft, ResidencyDraft, ResidentDraft
from models.directory.moving import resident_in
from models.directory.placing import place_in

_COMMON = (
    ("common", "大堂 Lobby"),
    ("common", "楼道 Stairs"),
    ("asset", "东梯 East lift"),
    ("asset", "西梯 West lift"),
)


@dataclass(frozen=True)
class Home:
    """A home with the ids of those who live there, and whether they speak English."""

    place_id: int
    label: str
    people: tuple[int, ...]
    english: bool

    @property
    def building(self) -> str:
        """The building in which it lies."""
        return self.label.partition("-")[0]

    @property
    def line(self) -> str:
        """The riser on which it lies."""
        return f"{self.building}-{self.label[-2:]}"


@action("samples.settle", needs=Permission.EDIT_DIRECTORY)
def _settle(work: Work, root: int, data: dict[str, Any], chance: random.Random) -> list[Home]:
    homes: list[Home] = []
    for name, code in (("地库 Garage", "B"), ("中心花园 Garden", "G")):
        place_in(work, PlaceDraft(root, "common", code, name))
    for building in data["buildings"]:
        building_id = _building(work, root, building)
        codes = (
            f"{floor:02d}{unit:02d}"
            for floor in range(1, data["floors"] + 1)
            for unit in range(1, data["units"] + 1)
        )
        homes.extend(_home(work, building_id, building, code, data, chance) for code in codes)
    for building in data["others"]:
        _building(work, root, building)
    return homes


def _building(work: Work, root: int, code: str) -> int:
    """A building with what everybody in it shares; its id."""
    building_id = place_in(work, PlaceDraft(root, "building", code))
    for kind, name in _COMMON:
        place_in(work, PlaceDraft(building_id, kind, "", name))
    return building_id


def settle(session: Session, root: int, data: dict[str, Any], chance: random.Random) -> list[Home]:
    """Build the estate and let people move in; returns the homes in order."""
    return _settle(session, root, data, chance).value


def _home(
    work: Work, building_id: int, building: str, code: str, data: dict[str, Any], chance: random.Random
) -> Home:
    known = next((one for one in data["home"] if one["label"] == f"{building}-{code}"), None)
    english = chance.random() < 0.12 and known is None
    side = int(english)
    hint = chance.choice(data["hints"])[side] if chance.random() < 0.2 else ""
    hint = hint if known is None else known.get("hint", "")
    place_id = place_in(work, PlaceDraft(building_id, "unit", code, hints=hint))
    count = chance.choices([0, 1, 2, 3, 4], weights=[1, 4, 8, 5, 2])[0]
    if known is not None:
        person = _known(work, place_id, known)
        return Home(place_id, f"{building}-{code}", (person,), english=False)
    since = work.now.date() - timedelta(days=chance.randint(100, 3000))
    tenant = chance.random() < 0.25
    family = "tenant" if tenant else "owner"
    people = tuple(
        _person(work, place_id, family if number == 0 else "family", since, english, data, chance)
        for number in range(count)
    )
    return Home(place_id, f"{building}-{code}", people, english)


def _known(work: Work, place_id: int, one: dict[str, Any]) -> int:
    """Somebody whose story is told in full."""
    draft = ResidentDraft(
        name=one["name"],
        language="zh_CN",
        access_needs=one.get("needs", ""),
        hints=one.get("own_hint", ""),
        vulnerable="needs" in one,
        contacts=(ContactDraft("phone", one["phone"]),),
    )
    since = work.now.date() - timedelta(days=900)
    return resident_in(work, draft, ResidencyDraft(place_id, one.get("kind", "owner"), since))


def _person(
    work: Work,
    place_id: int,
    kind: str,
    since: date,
    english: bool,
    data: dict[str, Any],
    chance: random.Random,
) -> int:
    name = (
        chance.choice(data["english"])
        if english
        else chance.choice(data["surnames"]) + chance.choice(data["given"])
    )
    frail = chance.random() < 0.08
    digits = "".join(str(chance.randint(0, 9)) for _ in range(9))
    phone = f"1{chance.choice('35789')}{digits[0]} {digits[1:5]} {digits[5:]}"
    # Not everybody has left a number: the desk must manage without.
    contacts = (ContactDraft("phone", phone),) if chance.random() < 0.85 else ()
    draft = ResidentDraft(
        name=name,
        language="en" if english else "zh_CN",
        access_needs=chance.choice(data["needs"])[int(english)] if frail else "",
        hints=chance.choice(data["hints"])[int(english)] if chance.random() < 0.1 else "",
        vulnerable=frail,
        contacts=contacts,
    )
    return resident_in(work, draft, ResidencyDraft(place_id, kind, since))
