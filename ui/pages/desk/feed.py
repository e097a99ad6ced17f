"""Everything that the page shows, read and put into words on the database thread. Free of Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from enum import StrEnum
from functools import partial

from models.complaints.kinds import CaseRow
from models.complaints.queries import case_detail, case_rows
from models.core.session import Session
from models.desk.kinds import DeskGroup, DeskItem, DeskScope, Need
from models.desk.measures import tiles
from models.desk.queries import desk, promises_of_today
from models.desk.warnings import DeskWarnings, warnings
from models.incidents.kinds import IncidentRow
from models.options.kinds import DraftRow
from models.options.queries import drafts, settings
from resources.texts import Texts
from ui.pages.desk.beside import Beside
from ui.pages.desk.repairs_card import RepairLines, repair_lines
from ui.shared.case_clock import DueLook
from ui.shared.desk_words import (
    GROUP_TOKENS,
    ICONS,
    Part,
    Speaker,
    TileWords,
    about,
    due_words,
    sentence,
    tile_words,
    verb,
    warning_words,
    whose,
)
from ui.widgets.list_model import ListRow

_CUT = 28


@dataclass(frozen=True)
class Question:
    """Whose work, and in which words."""

    scope: DeskScope
    texts: Texts
    zone: tzinfo


class Deed(StrEnum):
    """What is done from the list; ``open`` is for what needs the case's own page."""

    TALK = "talk"
    KEEP = "keep"
    ARRIVE = "arrive"
    ACKNOWLEDGE = "acknowledge"
    CALL = "call"
    VISIT = "visit"
    OPEN = "open"


_TALKED = frozenset({"progress_told", "first_response"})
_BY_TALKING = frozenset({"call", "answer"})
_DEEDS = {Need.FOLLOW_UP: Deed.CALL, Need.SECOND_LOOK: Deed.CALL, Need.APPOINTMENT: Deed.VISIT}


def deed_of(item: DeskItem) -> Deed:
    """What the next step comes to."""
    match item.need:
        case Need.STEP if item.kind in _TALKED:
            return Deed.TALK
        case Need.STEP if item.kind == "on_site":
            return Deed.ARRIVE
        case Need.PROMISE:
            return Deed.TALK if item.kind in _BY_TALKING else Deed.KEEP
        case Need.APPEAL if item.kind == "stage2_acknowledged":
            return Deed.ACKNOWLEDGE
        case _:
            return _DEEDS.get(item.need, Deed.OPEN)


@dataclass(frozen=True)
class Line:
    """One thing to do as the list paints it. ``deed`` is what can be done about it without opening it.

    ``ripe`` says that the time for it has come: before somebody comes one rather calls.
    """

    item: DeskItem
    look: DueLook
    icon: str
    verb: str
    about: str
    whose: str
    initials: str
    mine: bool
    spoken: str = ""
    ripe: bool = True

    @property
    def deed(self) -> Deed:
        """What can be done here and now."""
        return deed_of(self.item)

    @property
    def case(self) -> CaseRow:
        """The case that it belongs to."""
        return self.item.case


@dataclass(frozen=True)
class Answer:
    """The page at one moment."""

    question: Question
    rows: tuple[ListRow, ...]
    totals: dict[DeskScope, int]
    sentence: tuple[Part, ...]
    tiles: tuple[TileWords, ...]
    drafts: tuple[Beside, ...]
    promises: tuple[Beside, ...]
    promised: int
    told: int
    shared: bool
    warned: DeskWarnings
    warnings: tuple[Beside, ...]
    repairs: RepairLines
    now: datetime

    @property
    def outages(self) -> tuple[IncidentRow, ...]:
        """What has been declared; what is only proposed is a warning."""
        return tuple(row for row in self.warned.live if row not in self.warned.proposed)


def fetch(question: Question, session: Session) -> Answer:
    """Read the page anew."""
    now = session.clock.now()
    options = settings(session.store)
    speaker = Speaker(question.texts, now, question.zone, options.property_currency)
    found = desk(session, question.scope, question.zone)
    warned = warnings(session, now)
    promises, promised = promises_of_today(session.store, now, question.zone)
    return Answer(
        question,
        tuple(_rows(speaker, found.items, found.counts, session.actor.staff_id)),
        dict(found.totals),
        sentence(speaker, found, question.scope),
        tile_words(speaker, tiles(session.store, now, question.zone), warned),
        tuple(_drafts(session, speaker)),
        tuple(_promise(speaker, item) for item in promises),
        promised,
        found.told,
        found.shared,
        warned,
        tuple(
            Beside(one.page, one.params, one.lead, one.words, one.grave)
            for one in warning_words(speaker, warned)
        ),
        repair_lines(session, speaker),
        now,
    )


def _rows(speaker: Speaker, items: tuple[DeskItem, ...], counts: object, me: int | None) -> Iterator[ListRow]:
    assert isinstance(counts, dict)
    group: DeskGroup | None = None
    for item in items:
        if item.group is not group:
            group = item.group
            count = speaker.texts.number(counts[group])
            title = speaker.texts.word("desk_group", group)
            yield ListRow(("", count, GROUP_TOKENS.get(group, "text")), None, ("group", group), title)
        line = line_of(speaker, item, me)
        yield ListRow((line.spoken,), line, item.key)


def line_of(speaker: Speaker, item: DeskItem, me: int | None) -> Line:
    """Put one thing into words."""
    handler = item.case.handler.strip()
    line = Line(
        item,
        due_words(speaker, item),
        ICONS[item.need],
        verb(speaker, item),
        about(speaker, item),
        whose(speaker, item),
        handler[:1].upper(),
        item.case.handler_id is not None and item.case.handler_id == me,
        ripe=item.visit is None or item.visit.from_at <= speaker.now,
    )
    return replace(line, spoken=spoken(speaker.texts, line))


def spoken(texts: Texts, line: Line) -> str:
    """The line as it is read out."""
    case = line.case
    severity = texts.word("severity_tag", case.severity)
    parts = (line.look.spoken, line.verb, line.about, line.whose, case.reference, severity, case.handler)
    return ", ".join(part for part in parts if part)


def _promise(speaker: Speaker, item: DeskItem) -> Beside:
    assert item.due is not None
    late = item.due < speaker.now
    moment, today = item.due.astimezone(speaker.zone), speaker.now.astimezone(speaker.zone)
    time = speaker.texts.time(moment)
    if moment.date() != today.date():
        time = f"{speaker.texts.date(moment)} {time}"
    words = " ".join(filter(None, (item.case.unit, item.text)))
    return Beside("case", (("id", item.case.id),), time, words, late)


def _drafts(session: Session, speaker: Speaker) -> Iterator[Beside]:
    kept = drafts(session)
    steps = {int(one.key): one for one in kept if one.kind == "step" and one.key.isdigit() and one.body}
    cases = {row.id: row for row in case_rows(session.store, list(steps)) if row.closed_at is None}
    for draft in kept:
        when = partial(_when, speaker, draft.saved_at)
        if draft.kind == "intake" and (words := _intake_words(speaker.texts, draft)):
            yield Beside("intake", (("draft", draft.key),), when(), words)
        elif draft.kind == "step" and draft.key.isdigit() and (case := cases.get(int(draft.key))):
            yield Beside("case", (("id", case.id),), when(), f"{case.reference} {case.title}")


def _when(speaker: Speaker, saved: datetime) -> str:
    moment, today = saved.astimezone(speaker.zone), speaker.now.astimezone(speaker.zone)
    same = moment.date() == today.date()
    return speaker.texts.time(moment) if same else speaker.texts.date(moment)


def _intake_words(texts: Texts, draft: DraftRow) -> str:
    body = draft.body if isinstance(draft.body, dict) else {}
    who = str(body.get("unit_text") or body.get("caller_name") or body.get("caller_phone") or "").strip()
    words = " ".join(str(body.get("words") or "").split())
    words = words if len(words) <= _CUT else words[: _CUT - 1] + "…"
    written = any(value for name, value in body.items() if name != "aside")
    return " ".join(filter(None, (who, words))) or (texts.t("without words") if written else "")


@dataclass(frozen=True)
class Callee:
    """Whom to ring about a case, and under which number."""

    case_id: int
    title: str
    who: str
    phone: str


def callee(case_id: int, session: Session) -> Callee:
    """Look the number up. Raises ``Unknown("case")``."""
    detail = case_detail(session.store, case_id)
    row = detail.row
    phone = detail.caller_phone or (detail.phones[0] if detail.phones else "")
    return Callee(row.id, row.title, " ".join(filter(None, (row.unit, row.resident))), phone)
