"""What the directory hands out and takes in: codes, rows and drafts of places and residents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Ranges = tuple[tuple[int, int], ...]


class PlaceKind(StrEnum):
    """What a node of the place tree is."""

    PROPERTY = "property"
    BUILDING = "building"
    FLOOR = "floor"
    STAIRCASE = "staircase"
    UNIT = "unit"
    COMMON = "common"
    ASSET = "asset"


class ResidentKind(StrEnum):
    """As what somebody lives or works in a unit."""

    OWNER = "owner"
    TENANT = "tenant"
    FAMILY = "family"
    SHOP = "shop"
    OTHER = "other"


class ContactKind(StrEnum):
    """How somebody is reached."""

    PHONE = "phone"
    EMAIL = "email"
    MESSAGING = "messaging"


@dataclass(frozen=True)
class PlaceRow:
    """A place as stored."""

    id: int
    row_version: int
    parent_id: int | None
    property_id: int | None
    kind: str
    code: str
    name: str
    label: str
    path: str
    line: str
    floor: int | None
    hints: str
    active: bool


@dataclass(frozen=True)
class PlaceNode:
    """A line of the place tree: how many active places hang below it, how many people live directly there."""

    place: PlaceRow
    children: int
    people: int


@dataclass(frozen=True)
class ContactRow:
    """A telephone number or an address as stored; ``value`` is what was typed."""

    id: int
    kind: str
    value: str
    digits: str
    label: str
    position: int


@dataclass(frozen=True)
class ResidentRow:
    """A resident as stored."""

    id: int
    row_version: int
    name: str
    language: str | None
    access_needs: str
    hints: str
    vulnerable: bool
    age_group: str | None
    occupation: str | None
    created_at: datetime
    erased_at: datetime | None


@dataclass(frozen=True)
class ResidencyRow:
    """Somebody at a place from ``since`` until the day ``until``, from which on they no longer live there."""

    id: int
    row_version: int
    resident_id: int
    place_id: int
    resident_name: str
    place_label: str
    kind: str
    since: date | None
    until: date | None
    present: bool


@dataclass(frozen=True)
class Person:
    """A resident with the ways to reach them and, where one is meant, the residency."""

    resident: ResidentRow
    residency: ResidencyRow | None
    contacts: tuple[ContactRow, ...]

    @property
    def phones(self) -> tuple[str, ...]:
        """Telephone numbers as typed, the preferred one first."""
        return tuple(contact.value for contact in self.contacts if contact.kind == ContactKind.PHONE)

    @property
    def phone(self) -> str:
        """The preferred telephone number, or nothing."""
        return self.phones[0] if self.phones else ""

    @property
    def email(self) -> str:
        """The preferred e-mail address, or nothing."""
        return next((contact.value for contact in self.contacts if contact.kind == ContactKind.EMAIL), "")


@dataclass(frozen=True)
class HomeCard:
    """Everything the desk knows when a home is found.

    ``trail`` leads from the property to the place's parent. ``people`` live there at present: the chosen one first,
    then owners. ``other_places`` are further present homes of the chosen one. ``former`` counts those who moved out.
    ``line`` holds the ids of the homes above and below.
    """

    place: PlaceRow | None
    trail: tuple[PlaceRow, ...]
    people: tuple[Person, ...]
    chosen: Person | None
    other_places: tuple[PlaceRow, ...]
    former: int
    line: tuple[int, ...]


@dataclass(frozen=True)
class Found:
    """A hit of the finder. ``what`` is "place" or "resident"; a resident comes with the home they live in.

    ``detail`` needs no translation: the people of a place, or the home and the number of a person. Hits are ranges
    of ``label`` and ``detail``. ``exact``: this is the very unit that was typed.
    """

    what: str
    place_id: int | None
    resident_id: int | None
    place_kind: str | None
    resident_kind: str | None
    label: str
    detail: str
    label_hits: Ranges = ()
    detail_hits: Ranges = ()
    exact: bool = False


@dataclass(frozen=True)
class PlaceItem:
    """A line in the list of places, with those who live there at present."""

    place: PlaceRow
    names: tuple[str, ...]

    @property
    def people(self) -> int:
        """How many live there."""
        return len(self.names)


@dataclass(frozen=True)
class ResidentItem:
    """A line in the list of residents: the present home (or the last one, when ``present`` is false)."""

    resident: ResidentRow
    place_id: int | None
    place_label: str
    kind: str
    present: bool
    phone: str


@dataclass(frozen=True)
class PlaceFilter:
    """Which places a list shows; ``under_id`` means everything below that place."""

    text: str = ""
    kind: str | None = None
    under_id: int | None = None
    retired: bool = False


@dataclass(frozen=True)
class ResidentFilter:
    """Which residents a list shows; ``place_id`` means there or anywhere below, ``present`` None everybody."""

    text: str = ""
    place_id: int | None = None
    kind: str | None = None
    present: bool | None = None


@dataclass(frozen=True)
class DirectoryCounts:
    """How large the directory is; retired places and erased residents do not count."""

    places: int
    units: int
    residents: int


@dataclass(frozen=True)
class ContactDraft:
    """A way to reach somebody, as typed."""

    kind: str = ContactKind.PHONE
    value: str = ""
    label: str = ""


@dataclass(frozen=True)
class PlaceDraft:
    """A place as typed. Label, lookup, path and place line follow from code, name and parent."""

    parent_id: int | None = None
    kind: str = PlaceKind.UNIT
    code: str = ""
    name: str = ""
    floor: int | None = None
    hints: str = ""


@dataclass(frozen=True)
class ResidentDraft:
    """A resident as typed, with all contacts."""

    name: str = ""
    language: str | None = None
    access_needs: str = ""
    hints: str = ""
    vulnerable: bool = False
    age_group: str | None = None
    occupation: str | None = None
    contacts: tuple[ContactDraft, ...] = ()


@dataclass(frozen=True)
class ResidencyDraft:
    """A home of somebody, as typed."""

    place_id: int
    kind: str = ResidentKind.OWNER
    since: date | None = None
    until: date | None = None
