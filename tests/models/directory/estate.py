"""A small estate for tests: two buildings, a staircase, a lift, and people who live there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from models.core.session import Session
from models.directory import actions
from models.directory.kinds import ContactDraft, PlaceDraft, PlaceKind, ResidencyDraft, ResidentDraft


@dataclass
class Estate:
    """Adds places and people, and remembers them by label and name."""

    session: Session
    root: int
    ids: dict[str, int] = field(default_factory=dict)

    def place(
        self, kind: PlaceKind, code: str, parent: str | None = None, name: str = "", **more: object
    ) -> int:
        """Add a place below the one remembered as ``parent`` (the property)."""
        parent_id = self.root if parent is None else self.ids[parent]
        draft = PlaceDraft(parent_id, kind, code, name, **more)  # type: ignore[arg-type]
        self.ids[name or code] = actions.add_place(self.session, draft).value
        return self.ids[name or code]

    def unit(self, building: str, code: str) -> int:
        """Add a unit, remembered as "3-1502"."""
        ident = actions.add_place(self.session, PlaceDraft(self.ids[building], PlaceKind.UNIT, code)).value
        self.ids[f"{building}-{code}"] = ident
        return ident

    def person(
        self,
        name: str,
        *phones: str,
        home: str | None = None,
        kind: str = "owner",
        since: date | None = None,
        until: date | None = None,
        **more: object,
    ) -> int:
        """Add somebody with telephone numbers, at home somewhere."""
        contacts = tuple(ContactDraft("phone", phone) for phone in phones)
        draft = ResidentDraft(name, contacts=contacts, **more)  # type: ignore[arg-type]
        residency = None if home is None else ResidencyDraft(self.ids[home], kind, since, until)
        self.ids[name] = actions.add_resident(self.session, draft, residency).value
        return self.ids[name]


def furnish(session: Session, root: int) -> Estate:
    """Buildings 3 and 13 with units on two floors, a lift, and a handful of people."""
    estate = Estate(session, root)
    for building in ("3", "13"):
        estate.place(PlaceKind.BUILDING, building)
        for code in ("1501", "1502", "1602"):
            estate.unit(building, code)
    estate.place(PlaceKind.ASSET, "L1", "3", name="客梯")
    estate.person("周桂兰", "138 0000 1234", home="3-1502", hints="听力不好，请慢慢说")
    estate.person("陈建国", "+86 139-1111-2222", home="3-1502", kind="family")
    estate.person("John Wood", "010-8888 7777 转 12", home="13-1502", kind="tenant", language="en")
    estate.person("歐陽娜娜", home="3-1602")
    return estate
