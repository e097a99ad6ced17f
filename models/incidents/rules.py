"""Which complaints belong together: pure, no database.

**Shared place.** How far a cause reaches is said with its category (``runs_in`` in ``categories.toml``), and from that
and the place of a complaint follows the place that it shares with others:

* what runs in a riser (water, leaks, drains, power, heating, gas): homes above and below one another, the same ``line``
  of the same property, are one *place line*; a home without a line, or a common part, is one by itself. A building is
  too wide here: what is wrong with all of it is declared by a person.
* what is heard or smelt from home to home (a neighbour's noise, smoke): the place line, too.
* everything else (parking, fees, cleaning, noise of a building site; also what a property named itself): the building,
  whether the complaint names a home, a floor, a common part or the building; without a building the place itself.
* an asset (a lift, a pump, a gate) is one by itself, whatever is wrong with it.
* what has no cause in common ("something else", how somebody was treated) shares nothing, and a whole property is too
  wide for everything. Three of these in a week are chance; that they have one cause after all, a person says.

**Cause.** The same category, as far as it reaches equally far. Sub-categories do not part else: a riser that leaks is a
stain in one home and a drip in another; but the noise of a building site is not that of a neighbour. Only complaints
and requests count, and neither those that were merged nor those that were cancelled.

**Household.** A home is one household, whoever reports. A report without a home is counted under the home where the
resident lives, else under the resident, the caller's number, the caller's name; those who gave nothing at all cannot be
told apart and count as one. Everybody who joined a case as a co-complainant reports, too.

**Proposal.** When three households report one cause of one shared place within 7 days of each other, their cases are
gathered in a proposed incident. What a person has taken out of an incident is not gathered again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.core.errors import UserProblem
from models.directory.kinds import PlaceKind
from models.incidents.kinds import IncidentDraft, IncidentRow, IncidentState
from models.timing.policy import MAJOR_DAYS, MAJOR_HOUSEHOLDS, households_within
from resources.phrases import category as category_of
from resources.phrases.kinds import BUILDING, NOTHING, RISER

SPAN = timedelta(days=MAJOR_DAYS)
_SMALL = frozenset({PlaceKind.UNIT, PlaceKind.COMMON})


@dataclass(frozen=True)
class Report:
    """A household reported a case, or joined it."""

    case_id: int
    who: Hashable
    at: datetime


@dataclass(frozen=True)
class Spot:
    """Where a complaint is: as much of a place as decides what it belongs to."""

    place_id: int
    path: str
    line: str = ""
    property_id: int | None = None
    floor: int | None = None


@dataclass(frozen=True)
class Ground:
    """A shared place: a place line, everything below ``below``, or one place by itself.

    ``reaches``: how far the causes reach that complaints share there.
    """

    place_id: int
    line: str = ""
    property_id: int | None = None
    below: str = ""
    reaches: frozenset[str] = frozenset()

    def same(self, other: Ground) -> bool:
        """Whether two complaints that stand on these share one."""
        if self.reaches != other.reaches:
            return False
        if self.line or other.line:
            return (self.line, self.property_id) == (other.line, other.property_id)
        return self.place_id == other.place_id


def runs_in(category: str, subcategory: str | None = None) -> str:
    """How far a cause reaches; what a property named itself, as far as its category, or as a building."""
    known = (None if subcategory is None else category_of(subcategory)) or category_of(category)
    return BUILDING if known is None else known.runs_in


def kinds_that_reach(category: str, reaches: Collection[str]) -> tuple[str, bool]:
    """``|a|b|``: the kinds of a category of which ``runs_in`` is so; ``False``: all of it but these.

    The latter where the category itself does: what nobody has named more exactly, or a property named, is among it.
    """
    known, listed = category_of(category), runs_in(category) not in reaches
    codes = (
        [one.code for one in known.subs if (one.runs_in in reaches) is listed] if known is not None else []
    )
    return "|".join(["", *codes, ""]), listed


def ground_of(reach: str, spot: Spot, kind: str, building: Spot | None) -> Ground | None:
    """The place that a complaint shares with others of its cause; ``building`` is that around its place, or itself."""
    if reach == NOTHING or kind == PlaceKind.PROPERTY:
        return None
    only = frozenset({reach})
    if kind == PlaceKind.ASSET:
        return Ground(spot.place_id, reaches=frozenset({RISER, BUILDING}))
    if reach == BUILDING and building is not None:
        return Ground(building.place_id, below=building.path, reaches=only)
    if kind not in _SMALL:
        return None
    if reach == RISER and spot.line:
        return Ground(spot.place_id, spot.line, spot.property_id, reaches=only)
    return Ground(spot.place_id, reaches=only)


def is_major(reports: Collection[Report]) -> bool:
    """Whether three households reported within 7 days of each other."""
    if len({one.who for one in reports}) < MAJOR_HOUSEHOLDS:
        return False  # a hundred calls from one home need no weeks to be tried
    return households_within(((one.who, one.at) for one in reports), SPAN) >= MAJOR_HOUSEHOLDS


def gathered(reports: Sequence[Report], case_id: int) -> frozenset[int]:
    """The cases that belong together with this one: of every week with it in which three households reported.

    One pass over the reports in the order of time, with a week as the window.
    """
    own = [one.at for one in reports if one.case_id == case_id]
    near = sorted(
        (one for one in reports if any(abs(one.at - at) <= SPAN for at in own)), key=lambda one: one.at
    )
    found: set[int] = set()
    households: Counter[Hashable] = Counter()
    end, taken = 0, 0  # the week reaches up to ``end``; what lies before ``taken`` has been found
    for begin, first in enumerate(near):
        while end < len(near) and near[end].at <= first.at + SPAN:
            households[near[end].who] += 1
            end += 1
        begins_a_week = not begin or near[begin - 1].at < first.at
        if (
            begins_a_week
            and len(households) >= MAJOR_HOUSEHOLDS
            and any(first.at <= at <= first.at + SPAN for at in own)
        ):
            found.update(one.case_id for one in near[max(begin, taken) : end])
            taken = end
        households[first.who] -= 1
        if not households[first.who]:
            del households[first.who]
    return frozenset(found)


def concerns(incident: IncidentRow, spot: Spot) -> bool:
    """Whether an incident is about a place: the whole property, a place above it, or its place line."""
    if incident.place_id is None:
        return True
    same = incident.place_id == spot.place_id or _shares_line(incident, spot)
    return same or (f"/{incident.place_id}/" in spot.path and _on_floors(incident, spot.floor))


def _shares_line(incident: IncidentRow, spot: Spot) -> bool:
    return bool(
        spot.line
        and incident.place_line == spot.line
        and incident.property_id == spot.property_id
        and incident.place_kind == PlaceKind.UNIT
    )


def _on_floors(incident: IncidentRow, floor: int | None) -> bool:
    """A place that does not say its floor may be meant."""
    if floor is None:
        return True
    low, high = incident.floor_from, incident.floor_to
    return (low is None or floor >= low) and (high is None or floor <= high)


def fits_cause(incident: IncidentRow, category: str | None, subcategory: str | None = None) -> bool:
    """Whether a cause is that of the incident; what nobody has named yet may be."""
    if incident.category is None or category is None:
        return True
    if incident.category != category:
        return False
    return None in (incident.subcategory, subcategory) or incident.subcategory == subcategory


def is_guess(incident: IncidentRow, category: str | None) -> bool:
    """Whether it is only a proposal for a whole building: who calls about something else need not hear of that."""
    wide = incident.place_kind == PlaceKind.BUILDING and incident.state == IncidentState.PROPOSED
    return wide and incident.category != category


def check(draft: IncidentDraft, now: datetime) -> None:
    """Raises ``UserProblem``: ``incident.no_title``, ``incident.no_say``, ``incident.floors``, ``incident.past``."""
    if not draft.title.strip():
        raise UserProblem("incident.no_title")
    if not draft.say.strip():
        raise UserProblem("incident.no_say")
    if draft.floor_from is not None and draft.floor_to is not None and draft.floor_from > draft.floor_to:
        raise UserProblem("incident.floors")
    if draft.expected_until is not None and draft.expected_until <= now:
        raise UserProblem("incident.past")
