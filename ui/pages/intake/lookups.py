"""What the form asks the store while somebody types. Everything here runs on the database thread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.complaints.evidence import Kept, keep, read
from models.complaints.kinds import CaseFilter, CaseRow, FileDraft, Status, View
from models.complaints.listing import case_page
from models.complaints.queries import nearby
from models.complaints.repeats import Told, repeated, window
from models.core.errors import UserProblem
from models.core.session import Session
from models.directory.kinds import Found, HomeCard, PlaceKind, PlaceRow
from models.directory.queries import find, home, path, resolve_unit, same_line
from models.directory.units import looks_like_unit
from models.incidents.kinds import IncidentRow, IncidentState
from models.incidents.queries import concerning, homes_this_week, live
from models.incidents.rules import runs_in
from models.options.kinds import DraftRow
from models.options.queries import categories, current_policy, drafts, phrases, settings
from models.timing.business import explain
from models.timing.kinds import Piece
from resources.phrases.kinds import BUILDING

DRAFT_KIND = "intake"
PROMISED = ("on_site", "contained", "plan_told", "resolved")
_FORTNIGHT = timedelta(days=14)
_PHONE_DIGITS = 7
_HITS, _HOME_CASES, _LINE_CASES, _BUILDING_CASES = 8, 6, 20, 12


@dataclass(frozen=True)
class Hits:
    """What the finder knows about a text; ``near`` means that these are only similar, ``problem`` says so."""

    text: str
    found: tuple[Found, ...]
    near: bool = False
    problem: UserProblem | None = None


def is_phone(text: str) -> bool:
    """Whether this looks like a telephone number rather than a unit or a name."""
    return sum(char.isdigit() for char in text) >= _PHONE_DIGITS and not any(char.isalpha() for char in text)


def find_homes(text: str, session: Session) -> Hits:
    """Homes and people that fit; where a unit is typed that does not exist, the nearest one."""
    found = tuple(find(session, text, _HITS))
    if found or not text.strip():
        return Hits(text, found)
    if is_phone(text) or not looks_like_unit(text):
        return Hits(text, (), problem=UserProblem("finder.nobody", words=text))
    try:
        resolve_unit(session, text)
    except UserProblem as problem:
        near = problem.facts.get("near")
        similar = tuple(find(session, near, 1)) if isinstance(near, str) else ()
        return Hits(text, similar, near=True, problem=problem)
    return Hits(text, ())


@dataclass(frozen=True)
class Home:
    """The home that was taken: its card and its cases."""

    card: HomeCard
    cases: tuple[CaseRow, ...] = ()


def home_of(place_id: int | None, resident_id: int | None, session: Session) -> Home:
    """Card and cases of a home, or of somebody without one."""
    card = home(session, place_id, resident_id)
    if card.place is None:
        return Home(card)
    near = nearby(session.store, card.place.id, session.clock.now(), _HOME_CASES)
    return Home(card, near.home)


@dataclass(frozen=True)
class Neighbour:
    """An open case nearby. ``floors``: how many floors above (positive) or below, for homes of the same line."""

    row: CaseRow
    relation: str  # line, part, building, elsewhere
    floors: int | None = None


@dataclass(frozen=True)
class Around:
    """Similar open cases, the likeliest first; ``homes``: households with this cause in a week, this one included.

    ``incidents``: what is known to be off there; ``repeat``: the closed case that this one repeats by the rule;
    ``building``: households of the whole building count, not of the riser alone.
    """

    cases: tuple[Neighbour, ...] = ()
    homes: int = 0
    incidents: tuple[IncidentRow, ...] = ()
    repeat: int | None = None
    building: bool = False


@dataclass(frozen=True)
class Asked:
    """What the form says that others may have to do with: home, category, and the incident that it joined."""

    place_id: int | None = None
    category: str | None = None
    subcategory: str | None = None
    joined: int | None = None


def beside(asked: Asked, session: Session) -> Around:
    """Everything that may have to do with the complaint: cases, incidents, the case that it repeats."""
    found = around(asked.place_id, asked.category, session, asked.subcategory)
    told = Told("complaint", asked.place_id, asked.category, asked.subcategory, session.clock.now())
    return replace(found, incidents=_incidents(asked, session), repeat=repeated(session.store, told))


def _incidents(asked: Asked, session: Session) -> tuple[IncidentRow, ...]:
    """Declared ones: what is only proposed gathers its cases by itself. What was joined stays, wherever it is."""
    found = concerning(session, asked.place_id, asked.category, asked.subcategory)
    rows = [row for row in found if row.state == IncidentState.OPEN]
    if asked.joined is not None and asked.joined not in {row.id for row in rows}:
        rows += [row for row in live(session) if row.id == asked.joined]
    return tuple(rows)


def around(
    place_id: int | None, category: str | None, session: Session, subcategory: str | None = None
) -> Around:
    """Open cases of the place line and the parts around, and of the same kind in the building (or anywhere)."""
    now, store = session.clock.now(), session.store
    if place_id is None and category is None:
        return Around()
    line = {place.id: place for place in same_line(session, place_id)} if place_id is not None else {}
    found: dict[int, Neighbour] = {}
    if place_id is not None:
        for row in nearby(store, place_id, now, _LINE_CASES).line:
            found[row.id] = _neighbour(row, place_id, line)
    if category is not None:
        building = _building(session, place_id)
        wanted = CaseFilter(
            View.OPEN, categories=frozenset({category}), place_id=building, received_from=now - _FORTNIGHT
        )
        for row in case_page(store, wanted, None, now, limit=_BUILDING_CASES).rows:
            if row.place_id is None or row.place_id != place_id:
                found.setdefault(row.id, Neighbour(row, "building" if building else "elsewhere"))
    homes = 1
    if place_id is not None and category is not None:
        homes = homes_this_week(session, place_id, category, now, subcategory)
    wide = category is not None and runs_in(category, subcategory) == BUILDING
    return replace(_ordered(found.values(), category, homes), building=wide)


def _ordered(found: Iterable[Neighbour], category: str | None, homes: int) -> Around:
    cases = tuple(found)
    alike = [one for one in cases if category is None or one.row.category == category]
    other = [one for one in cases if one not in alike]
    order = {"line": 0, "part": 1, "building": 2, "elsewhere": 3}
    alike.sort(key=lambda one: order[one.relation])
    return Around((*alike, *other), homes)


def _neighbour(row: CaseRow, place_id: int, line: dict[int, PlaceRow]) -> Neighbour:
    here, there = line.get(place_id), line.get(row.place_id or 0)
    if here is None or there is None:
        return Neighbour(row, "part")
    known = here.floor is not None and there.floor is not None
    return Neighbour(row, "line", (there.floor or 0) - (here.floor or 0) if known else None)


def _building(session: Session, place_id: int | None) -> int | None:
    if place_id is None:
        return None
    trail = path(session, place_id)
    return next(
        (place.id for place in trail if place.kind == PlaceKind.BUILDING), trail[0].id if trail else None
    )


def is_repeat(row: CaseRow, now: datetime) -> bool:
    """Whether a new complaint about the same may be a repeat: closed within 30 days, leaks and damp within 90."""
    if row.closed_at is None or row.status != Status.CLOSED:
        return False
    return now - row.closed_at <= window(row.category, row.subcategory)


@dataclass(frozen=True)
class Promises:
    """What may be promised now, by the policy in force, and why the last of it falls when it does."""

    severity: str
    day_and_night: bool
    times: tuple[tuple[str, datetime | None], ...]
    why: tuple[Piece, ...]


def promises(severity: str, start: datetime, session: Session) -> Promises:
    """Due times of a complaint that came in at ``start``."""
    policy = current_policy(session.store).policy
    times = tuple((name, policy.due(severity, name, start)) for name in PROMISED)
    targets = (policy.target(severity, name) for name in reversed(PROMISED))
    last = next((target for target in targets if target is not None), None)
    why = explain(policy.calendar(severity), start, last).pieces if last is not None else ()
    return Promises(severity, severity in policy.round_the_clock, times, why)


@dataclass(frozen=True)
class Kind:
    """A category as the field offers it."""

    code: str
    zh: str
    en: str
    parent_zh: str = ""
    parent_en: str = ""

    def label(self, language: str) -> str:
        """``Leak › from above``."""
        own, parent = (self.zh, self.parent_zh) if language.startswith("zh") else (self.en, self.parent_en)
        return f"{parent} › {own}" if parent else own


def kinds(session: Session) -> tuple[Kind, ...]:
    """All categories that may be chosen, in order."""
    rows = {row.code: row for row in categories(session.store)}
    found = []
    for row in rows.values():
        parent = rows.get(row.parent_code or "")
        found.append(Kind(row.code, row.zh, row.en, parent.zh if parent else "", parent.en if parent else ""))
    return tuple(found)


def kept_drafts(session: Session) -> tuple[DraftRow, ...]:
    """Everything that this person began and did not record."""
    return drafts(session, DRAFT_KIND)


def own_phrases(language: str, session: Session) -> dict[str, str]:
    """The property's own words of the red cards, by key."""
    return dict(phrases(session.store, language))


def keep_file(file: FileDraft, session: Session) -> Kept:
    """Put a file's bytes into the store, so that a draft can name them. Raises ``file.*``."""
    return keep(session.store, file, settings(session.store).attachment_limit)


def fetch_files(named: tuple[tuple[str, str], ...], session: Session) -> tuple[tuple[FileDraft, Kept], ...]:
    """The files that a draft named by (name, digest); those that are gone are left out."""
    found = []
    for name, digest in named:
        try:
            file = FileDraft(name, read(session.store, digest))
        except UserProblem:
            continue
        found.append((file, keep_file(file, session)))
    return tuple(found)
