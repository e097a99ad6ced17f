"""What an import of units and residents will write, reckoned in memory; nothing is ever taken away or overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.core.errors import UserProblem
from models.directory.indexing import place_document, resident_document
from models.directory.kinds import PlaceKind, ResidentKind
from models.directory.rules import Ancestry, fold_name, label_of
from models.directory.units import floor_of, fold_unit, place_line, unit_parts
from models.exchange.directory_columns import HomeLine
from models.exchange.directory_world import Soul, Spot, Stay, World, contact_key
from models.exchange.rejects import Reject
from models.store.search_documents import Document

_FILLED = ("language", "hints", "access_needs", "age_group", "occupation")


@dataclass
class Plan:
    """The world as it will be, with what came of each row and the index entries of what is new or changed."""

    world: World
    places: int = 0
    residents: int = 0
    accepted: int = 0
    changed: int = 0
    known: int = 0
    rejects: list[Reject] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.places or any(soul.touched for soul in self.world.souls.values()))

    def new_spots(self) -> list[Spot]:
        """Places to be added, parents first."""
        return [spot for spot in self.world.spots.values() if spot.new]

    def touched_souls(self) -> list[Soul]:
        """Residents to be added or changed."""
        return [soul for soul in self.world.souls.values() if soul.touched]


def reckon(plan: Plan, lines: Sequence[HomeLine], property_name: str) -> Iterator[HomeLine]:
    """Work the lines into the plan; each is handed back when it is done, so that the caller may tell and stop."""
    bare = not (plan.world.has_buildings() or any(line.building for line in lines))
    for line in lines:
        try:
            _work_in(plan, line, property_name, bare=bare)
        except UserProblem as problem:
            plan.rejects.append(Reject(line.line, line.cells, problem.code, problem.facts))
        yield line


def _work_in(plan: Plan, line: HomeLine, property_name: str, *, bare: bool) -> None:
    world = plan.world
    before = world.next_place, world.next_resident
    if not line.building and not bare:
        raise UserProblem("directory.no_building", unit=line.unit)
    root = _property(world, line.property, property_name)
    unit = _unit(world, root, line)
    changed = _person(world, unit, line) if line.name else False
    plan.places += world.next_place - before[0]
    plan.residents += world.next_resident - before[1]
    if (world.next_place, world.next_resident) != before:
        plan.accepted += 1
    elif changed:
        plan.changed += 1
    else:
        plan.known += 1


def _property(world: World, wanted: str, default: str) -> Spot:
    """The property that a row names, or the only one there is. Raises ``directory.no_property``."""
    if wanted:
        known = world.properties.get(fold_name(wanted))
        return known or _new(world, None, PlaceKind.PROPERTY, wanted, wanted)
    known = world.properties.get(fold_name(default)) if default else None
    if known is not None:
        return known
    roots = list({spot.id: spot for spot in world.properties.values()}.values())
    if len(roots) > 1:
        raise UserProblem("directory.no_property")
    return roots[0] if roots else _new(world, None, PlaceKind.PROPERTY, default or "1", default)


def _unit(world: World, root: Spot, line: HomeLine) -> Spot:
    """The unit of a row, known by its label wherever it hangs, or new. Raises ``place.retired``."""
    parent = root
    above = Ancestry()
    if line.building:
        parent = _inner(world, root, PlaceKind.BUILDING, line.building, line.building_name)
        above = Ancestry(building=parent.code)
    label = label_of(PlaceKind.UNIT, line.unit, "", Ancestry(above.building, line.staircase))
    known = world.units.get((root.id, unit_parts(label)))
    if known is not None:
        if not known.active:
            raise UserProblem("place.retired", label=known.label)
        return known
    if line.staircase:
        parent = _inner(world, parent, PlaceKind.STAIRCASE, line.staircase, "")
        label = label_of(PlaceKind.UNIT, line.unit, "", Ancestry(above.building, parent.code))
    unit = Spot(world.next_place, parent, PlaceKind.UNIT, line.unit, "", label, new=True)
    unit.floor = line.floor if line.floor is not None else floor_of(line.unit)
    unit.line = place_line(above.building, line.staircase, line.unit)
    world.add_spot(unit)
    return unit


def _inner(world: World, parent: Spot, kind: PlaceKind, code: str, name: str) -> Spot:
    known = world.inner.get((parent.id, kind, fold_unit(code)))
    if known is None:
        return _new(world, parent, kind, code, name)
    if not known.active:
        raise UserProblem("place.retired", label=known.label)
    return known


def _new(world: World, parent: Spot | None, kind: PlaceKind, code: str, name: str) -> Spot:
    building = parent.code if parent is not None and parent.kind == PlaceKind.BUILDING else ""
    label = label_of(kind, code, name, Ancestry(building))
    spot = Spot(world.next_place, parent, kind, code, name, label, new=True)
    world.add_spot(spot)
    return spot


def _person(world: World, unit: Spot, line: HomeLine) -> bool:
    """Work somebody in; whether anything about a known person changed."""
    digits = frozenset(digits for _, digits in line.contacts if digits)
    soul = world.same_soul(line.name, unit.id, digits)
    if soul is None:
        soul = Soul(world.next_resident, line.name, {}, new=True)
        world.add_soul(soul)
    changed = _fill(soul, line)
    for contact, number in line.contacts:
        key = contact_key(contact.kind, contact.value, number)
        if key not in soul.contacts:
            soul.contacts[key] = (str(contact.kind), contact.value, number)
            soul.added.append(soul.contacts[key])
            changed = True
    return _stay(soul, unit, line) or changed


def _fill(soul: Soul, line: HomeLine) -> bool:
    """Fill in what is not known yet; what people wrote here stands."""
    changed = False
    values: dict[str, object] = {name: getattr(line, name) for name in _FILLED}
    values["vulnerable"] = line.vulnerable
    for name, value in values.items():
        if value and not soul.fields.get(name):
            soul.fields[name] = soul.filled[name] = value
            changed = True
    return changed


def _stay(soul: Soul, unit: Spot, line: HomeLine) -> bool:
    """Work a residency in: the days of a known one are completed, a further time at the same place is added."""
    for stay in soul.stays:
        if stay.spot_id != unit.id or not _meet(stay, line.since, line.until):
            continue
        completed = (stay.since or line.since, stay.until or line.until)
        if completed == (stay.since, stay.until):
            return False
        stay.since, stay.until = completed
        stay.changed = True
        return True
    soul.stays.append(Stay(None, unit.id, line.kind or ResidentKind.OTHER, line.since, line.until))
    return True


def _meet(stay: Stay, since: date | None, until: date | None) -> bool:
    """Whether two times at a place have a day in common, an unknown end being open."""
    before = stay.until is not None and since is not None and stay.until <= since
    after = until is not None and stay.since is not None and until <= stay.since
    return not (before or after)


def documents(plan: Plan, today: date) -> Iterator[Document]:
    """The index entries of everything new or changed, in ascending order; making them is what takes time."""
    made: list[Document] = []
    for spot in plan.new_spots():
        made.append(place_document(spot.id, spot.label, spot.name))
        yield made[-1]
    for soul in plan.touched_souls():
        homes = [plan.world.spots[s.spot_id].label for s in soul.stays if s.until is None or s.until > today]
        contacts = [(value, digits) for _, value, digits in soul.contacts.values()]
        made.append(resident_document(soul.id, soul.name, contacts, dict.fromkeys(homes)))
        yield made[-1]
    plan.documents = sorted(made, key=lambda document: document.id)
