"""A line of the list with everything that is painted, made ready on the database thread. Free of Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from models.complaints.kinds import Beside, CaseRow
from models.handling.steps import step_of
from models.store.search_hits import hits
from models.store.search_query import Query
from resources.texts import Texts
from ui.shared.case_clock import DueLook, due_look

Hits = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Speaker:
    """What turns rows into words: the language, the moment, the place, the person, the search."""

    texts: Texts
    now: datetime
    zone: tzinfo
    actor_id: int | None
    query: Query
    categories: Mapping[str, str]


@dataclass(frozen=True)
class CaseLine:
    """One case as the list paints it. Hits are (start, length)."""

    case: CaseRow
    unit: str
    resident: str
    due: DueLook
    initials: str
    mine: bool
    reference_hits: Hits = ()
    title_hits: Hits = ()
    unit_hits: Hits = ()
    resident_hits: Hits = ()

    @property
    def tag(self) -> str:
        """The severity in two letters."""
        return self.case.severity.upper()


def line_of(speaker: Speaker, case: CaseRow, beside: Beside) -> CaseLine:
    """Make a line."""
    resident = _resident(speaker.texts, case, beside.joined)
    lit: dict[str, Hits] = {}
    if not speaker.query.empty:
        lit = {
            "reference_hits": found(speaker.query, case.reference),
            "title_hits": found(speaker.query, case.title),
            "unit_hits": found(speaker.query, case.unit),
            "resident_hits": found(speaker.query, resident, (case.resident,)),
        }
    return CaseLine(
        case,
        case.unit,
        resident,
        due_look(speaker.texts, case, speaker.now, speaker.zone),
        initials(case.handler),
        case.handler_id is not None and case.handler_id == speaker.actor_id,
        **lit,
    )


def found(query: Query, text: str, names: tuple[str, ...] = ()) -> Hits:
    """Where a search is met in a text, as (start, length)."""
    return tuple((start, end - start) for start, end in hits(query, text, names))


def initials(name: str) -> str:
    """A person's sign: the family name's character, or the first letter."""
    return name.strip()[:1].upper()


def _resident(texts: Texts, case: CaseRow, joined: int) -> str:
    if not joined:
        return case.resident
    if case.resident:
        return texts.t("{name} +{n}", name=case.resident, n=joined)
    return texts.n("{n} home", "{n} homes", joined)


def _step(line: CaseLine, speaker: Speaker) -> str:
    number = line.case.step
    if line.case.closed_at is not None or not number:
        return speaker.texts.word("status", line.case.status)
    return f"{number} {speaker.texts.word('step', step_of(number).code)}"


def _received(line: CaseLine, speaker: Speaker) -> str:
    return speaker.texts.when(line.case.received_at, speaker.zone, speaker.now)


def _category(line: CaseLine, speaker: Speaker) -> str:
    code = line.case.category or ""
    return speaker.categories.get(code, code)


_CELLS: Mapping[str, Callable[[CaseLine, Speaker], str]] = {
    "severity": lambda line, speaker: speaker.texts.word("severity_tag", line.case.severity),
    "reference": lambda line, _: line.case.reference,
    "title": lambda line, _: line.case.title,
    "category": _category,
    "unit": lambda line, _: line.unit,
    "resident": lambda line, _: line.resident,
    "channel": lambda line, speaker: speaker.texts.word("channel", line.case.channel),
    "kind": lambda line, speaker: speaker.texts.word("kind", line.case.kind),
    "steps": _step,
    "status": lambda line, speaker: speaker.texts.word("status", line.case.status),
    "handler": lambda line, _: line.case.handler,
    "received": _received,
    "due": lambda line, _: line.due.spoken,
}


def cells(line: CaseLine, speaker: Speaker, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a line, column by column: painted where no picture stands for them, and read out."""
    return tuple(_CELLS[name](line, speaker) for name in columns)
