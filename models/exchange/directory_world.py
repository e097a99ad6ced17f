"""The directory as an import finds it, and as it will be: everything in memory, nothing written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from models.directory.kinds import PlaceKind
from models.directory.rows import day
from models.directory.rules import fold_name
from models.directory.units import fold_unit, unit_parts
from models.store.database import Store

_SHARED_DIGITS = 7  # a shared number of fewer digits says little: an extension, a switchboard


@dataclass
class Spot:
    """A place, known or new."""

    id: int
    parent: Spot | None
    kind: str
    code: str
    name: str
    label: str
    active: bool = True
    new: bool = False
    line: str = ""
    floor: int | None = None

    @property
    def path(self) -> str:
        """The ids from the root down."""
        return f"{self.parent.path if self.parent else '/'}{self.id}/"

    @property
    def root(self) -> Spot:
        """The property."""
        return self.parent.root if self.parent else self


@dataclass
class Stay:
    """A residency, known or new. ``changed`` ones have days that are to be written."""

    id: int | None
    spot_id: int
    kind: str
    since: date | None
    until: date | None
    changed: bool = False


@dataclass
class Soul:
    """A resident, known or new, with what an import may add: nothing is ever taken away."""

    id: int
    name: str
    fields: dict[str, object] = field(default_factory=dict)
    contacts: dict[tuple[str, str], tuple[str, str, str]] = field(
        default_factory=dict
    )  # kind, key -> kind, value, digits
    stays: list[Stay] = field(default_factory=list)
    new: bool = False
    filled: dict[str, object] = field(default_factory=dict)
    added: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def touched(self) -> bool:
        """Whether anything is to be written."""
        return bool(
            self.new or self.filled or self.added or any(s.changed or s.id is None for s in self.stays)
        )


@dataclass
class World:
    """All places and residents, found by what people call them."""

    spots: dict[int, Spot] = field(default_factory=dict)
    properties: dict[str, Spot] = field(default_factory=dict)
    inner: dict[tuple[int, str, str], Spot] = field(default_factory=dict)  # parent, kind, folded code
    units: dict[tuple[int, tuple[str, ...]], Spot] = field(
        default_factory=dict
    )  # property, parts of the label
    souls: dict[int, Soul] = field(default_factory=dict)
    by_name: dict[str, list[Soul]] = field(default_factory=dict)
    next_place: int = 1
    next_resident: int = 1
    stamp: int = 0

    def add_spot(self, spot: Spot) -> None:
        """Enter a place under the names by which it is looked up."""
        self.spots[spot.id] = spot
        self.next_place = max(self.next_place, spot.id + 1)
        if spot.kind == PlaceKind.PROPERTY:
            for name in (spot.name, spot.code):
                if name:
                    self.properties.setdefault(fold_name(name), spot)
        elif spot.kind == PlaceKind.UNIT:
            self._enter_unit(spot)
        elif spot.parent is not None:
            for name in (spot.code, spot.name):
                if name:
                    self.inner.setdefault((spot.parent.id, spot.kind, fold_unit(name)), spot)

    def _enter_unit(self, spot: Spot) -> None:
        key = (spot.root.id, unit_parts(spot.label))
        if key not in self.units or not self.units[key].active:
            self.units[key] = spot

    def add_soul(self, soul: Soul) -> None:
        """Enter a resident by name."""
        self.souls[soul.id] = soul
        self.next_resident = max(self.next_resident, soul.id + 1)
        self.by_name.setdefault(fold_name(soul.name), []).append(soul)

    def same_soul(self, name: str, spot_id: int, digits: frozenset[str]) -> Soul | None:
        """The resident of this name who has or had this home, or who is reached by one of these numbers."""
        namesakes = self.by_name.get(fold_name(name), [])
        for soul in namesakes:
            if any(stay.spot_id == spot_id for stay in soul.stays):
                return soul
        for soul in namesakes:
            own = {digits for _, _, digits in soul.contacts.values()}
            if any(len(number) >= _SHARED_DIGITS for number in own & digits):
                return soul
        return None

    def has_buildings(self) -> bool:
        """Whether there is any building, so that a bare number is not enough to name a unit."""
        return any(spot.kind == PlaceKind.BUILDING and spot.active for spot in self.spots.values())


def load_world(store: Store) -> World:
    """Read the directory; five statements. ``stamp`` tells later whether anything was written since."""
    world = World(stamp=last_entry(store))
    world.next_place, world.next_resident = store.rows(
        "SELECT (SELECT COALESCE(max(id), 0) + 1 FROM place), (SELECT COALESCE(max(id), 0) + 1 FROM resident)"
    )[0]
    _load_places(store, world)
    columns = "name, language, access_needs, hints, vulnerable, age_group, occupation"
    for ident, *values in store.rows(f"SELECT id, {columns} FROM resident WHERE erased_at IS NULL"):
        known = dict(zip(columns.split(", "), values, strict=True))
        world.add_soul(Soul(ident, str(known.pop("name")), known))
    for resident_id, kind, value, digits in store.rows(
        "SELECT resident_id, kind, value, digits FROM contact_point"
    ):
        if resident_id in world.souls:
            world.souls[resident_id].contacts[contact_key(kind, value, digits)] = (kind, value, digits)
    for ident, resident_id, place_id, kind, since, until in store.rows(
        "SELECT id, resident_id, place_id, kind, since, until FROM residency ORDER BY id"
    ):
        if resident_id in world.souls:
            world.souls[resident_id].stays.append(Stay(ident, place_id, kind, day(since), day(until)))
    return world


def _load_places(store: Store, world: World) -> None:
    found = store.rows("SELECT id, parent_id, kind, code, name, label, active, floor FROM place")
    by_id = {row[0]: row for row in found}
    built: dict[int, Spot] = {}

    def build(ident: int) -> Spot:
        if ident not in built:
            _, parent_id, kind, code, name, label, active, floor = by_id[ident]
            parent = build(parent_id) if parent_id is not None else None
            built[ident] = Spot(ident, parent, kind, code, name, label, bool(active), floor=floor)
        return built[ident]

    for ident in sorted(by_id):
        world.add_spot(build(ident))


def last_entry(store: Store) -> int:
    """The number of the last entry of the audit trail: it moves with every write, whoever makes it."""
    return int(store.rows("SELECT COALESCE(max(id), 0) FROM audit_entry")[0][0])


def contact_key(kind: str, value: str, digits: str) -> tuple[str, str]:
    """By what two contacts are the same."""
    return kind, digits or value.casefold()
