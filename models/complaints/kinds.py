"""What a complaint is made of: codes, drafts and rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What the resident came with."""

    COMPLAINT = "complaint"
    REQUEST = "request"
    SUGGESTION = "suggestion"
    COMPLIMENT = "compliment"


class Channel(StrEnum):
    """How it reached the desk (process.md, section 3)."""

    PHONE = "phone"
    VISIT = "visit"
    EMAIL = "email"
    LETTER = "letter"
    MESSAGING = "messaging"
    APP = "app"
    SOCIAL = "social"
    HOTLINE = "hotline"
    INSPECTION = "inspection"
    OTHER = "other"


class Status(StrEnum):
    """Where a case stands as a whole. ``resolved``: carried out, not yet followed up and closed."""

    OPEN = "open"
    RESOLVED = "resolved"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    MERGED = "merged"


class Severity(StrEnum):
    """How grave (figures.md, section 1)."""

    S1 = "s1"
    S2 = "s2"
    S3 = "s3"
    S4 = "s4"


class Mood(StrEnum):
    """How the resident feels."""

    CALM = "calm"
    WORRIED = "worried"
    UNHAPPY = "unhappy"
    ANGRY = "angry"
    FURIOUS = "furious"


class Flag(StrEnum):
    """A risk that somebody above the desk must know of."""

    MEDIA = "media"
    PETITION = "petition"
    LEGAL = "legal"
    INJURY = "injury"
    VULNERABLE = "vulnerable"


class Validity(StrEnum):
    """Decided later, with a reason."""

    UNDECIDED = "undecided"
    VALID = "valid"
    NOT_VALID = "not_valid"


class PartyRole(StrEnum):
    """How somebody besides the complainant belongs to a case."""

    CO_COMPLAINANT = "co_complainant"
    REPORTER = "reporter"


@dataclass(frozen=True)
class FileDraft:
    """A file to attach: its bytes and the name that people see. The name is never used as a path."""

    name: str
    content: bytes = field(repr=False)
    kind: str = "photo"
    note: str = ""


@dataclass(frozen=True)
class PartyDraft:
    """A further household, or the person who calls for somebody else."""

    role: PartyRole = PartyRole.CO_COMPLAINANT
    resident_id: int | None = None
    place_id: int | None = None
    name: str = ""
    phone: str = ""
    words: str = ""


@dataclass(frozen=True)
class ComplaintDraft:
    """A complaint as the desk types it. Everything but the words may be missing; ``receipt_gaps`` says what is.

    ``severity`` is what the person chose; with ``None`` it follows from urgency, impact, flags and the words.
    ``received_at`` is ``None`` for "now". What it repeats follows by rule unless ``repeat_of_id`` names another case or
    ``no_repeat`` says that it repeats none. ``incident_id`` is the incident that it joins.
    """

    words: str
    kind: Kind = Kind.COMPLAINT
    channel: Channel | None = Channel.PHONE
    received_at: datetime | None = None
    resident_id: int | None = None
    place_id: int | None = None
    anonymous: bool = False
    on_behalf: bool = False
    group_case: bool = False
    caller_name: str = ""
    caller_phone: str = ""
    where_text: str = ""
    happened_at: datetime | None = None
    happened_text: str = ""
    title: str = ""
    asks_for: str = ""
    category: str | None = None
    subcategory: str | None = None
    severity: Severity | None = None
    urgency: int = 2
    impact: str = "unit"
    mood: Mood | None = None
    flags: frozenset[Flag] = frozenset()
    repeat_of_id: int | None = None
    no_repeat: bool = False
    incident_id: int | None = None
    parties: tuple[PartyDraft, ...] = ()
    files: tuple[FileDraft, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Recorded:
    """What recording hands back: enough for the receipt and the next screen."""

    id: int
    reference: str
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class CaseRow:
    """One line of a list. ``category`` and ``subcategory`` are codes; ``steps`` one letter a step.

    ``next_due_kind`` is the name of a clock (``handling.clock_kinds.ClockName``), ``next_since`` when it began and
    ``next_warns_at`` when it is due soon. ``paused_until`` is when the case goes on by itself, while it waits.
    """

    id: int
    reference: str
    kind: str
    channel: str
    status: str
    received_at: datetime
    next_due_at: datetime | None
    next_due_kind: str | None
    resolve_due_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    severity: str
    category: str | None
    subcategory: str | None
    title: str
    unit: str
    place_id: int | None
    resident: str
    resident_id: int | None
    step: int
    steps: str
    handler_id: int | None
    handler: str
    mood: str | None
    flags: tuple[str, ...]
    major: bool
    imported: bool
    repeat_of_id: int | None
    reopened: int
    satisfaction: str | None
    row_version: int
    next_since: datetime | None = None
    next_warns_at: datetime | None = None
    paused_until: datetime | None = None
    cause: str | None = None
    responsible: str | None = None


class View(StrEnum):
    """The lists that everybody has."""

    ALL = "all"
    OPEN = "open"
    MINE = "mine"
    OVERDUE = "overdue"
    RESOLVED = "resolved"
    REPEATS = "repeats"
    CLOSED = "closed"
    UNCLASSIFIED = "unclassified"


class Sort(StrEnum):
    """What a list is ordered by; the id decides between equals."""

    DUE = "due"
    RECEIVED = "received"
    REFERENCE = "reference"
    SEVERITY = "severity"
    CLOSED = "closed"


@dataclass(frozen=True)
class Behind:
    """The cases behind a figure: a statement that selects their ids, its values, and the figure's identifier."""

    sql: str
    params: tuple[object, ...]
    label: str


@dataclass(frozen=True)
class CaseFilter:
    """Which cases a list shows. Empty sets mean "any"; ``search`` is what stands in the search box; ``ids`` picks
    single cases out, as when somebody has marked them; ``behind`` those of a figure.
    """

    view: View = View.ALL
    statuses: frozenset[str] = frozenset()
    severities: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    handler_id: int | None = None
    place_id: int | None = None
    resident_id: int | None = None
    received_from: datetime | None = None
    received_to: datetime | None = None
    imported: bool | None = None
    flag: str | None = None
    ids: frozenset[int] = frozenset()
    behind: Behind | None = None
    search: str = ""
    sort: Sort = Sort.RECEIVED
    descending: bool = True


class ClockGroup(StrEnum):
    """Where the clock of a case stands, in the order in which a list by due time shows them."""

    OVERDUE = "overdue"
    TODAY = "today"
    LATER = "later"
    NO_CLOCK = "none"
    CLOSED = "closed"


@dataclass(frozen=True)
class Tally:
    """How many cases a list holds, by clock group. Not ``complete``: there are more."""

    groups: Mapping[ClockGroup, int]
    complete: bool

    @property
    def total(self) -> int:
        """All groups together."""
        return sum(self.groups.values())


@dataclass(frozen=True)
class Beside:
    """What a list shows of a case besides its row: how many homes joined it."""

    joined: int = 0


@dataclass(frozen=True)
class PartyRow:
    """Somebody else of a case."""

    id: int
    role: str
    resident_id: int | None
    place_id: int | None
    name: str
    unit: str
    phone: str
    words: str
    joined_at: datetime


@dataclass(frozen=True)
class AttachmentRow:
    """A file of a case, or of its work order ``order`` (a reference).

    ``thumbnail`` holds JPEG bytes of at most 320 x 240 pixels, or nothing.
    """

    id: int
    sha256: str
    name: str
    media_type: str
    size: int
    kind: str
    step: int | None
    note: str
    added_at: datetime
    added_by: str
    thumbnail: bytes | None = field(repr=False, default=None)
    order: str = ""

    @property
    def labels(self) -> str:
        """The kind of words in which ``kind`` has its label."""
        return "file_kind" if self.order else "evidence_kind"


@dataclass(frozen=True)
class EventRow:
    """A line of the timeline; sentences are made from ``kind`` and ``facts`` at the edge."""

    id: int
    at: datetime
    staff: str
    kind: str
    step: int | None
    text: str
    facts: Mapping[str, object]


@dataclass(frozen=True)
class CaseDetail:
    """Everything that was recorded at receipt, and where the case stands."""

    row: CaseRow
    recorded_at: datetime
    recorded_by: str
    anonymous: bool
    on_behalf: bool
    group_case: bool
    caller_name: str
    caller_phone: str
    where_text: str
    happened_at: datetime | None
    happened_text: str
    words: str
    asks_for: str
    severity_reason: str
    life_safety: bool
    urgency: int
    impact: str
    validity: str
    validity_reason: str
    first_response_at: datetime | None
    close_reason: str | None
    cause: str | None
    cause_text: str
    responsible: str | None
    lessons: str
    repeat_of: str
    merged_into: str
    policy: str
    source_key: str
    phones: tuple[str, ...]
    access_needs: str
    resident_hints: str
    place_hints: str
    resident_kind: str
    parties: tuple[PartyRow, ...]


@dataclass(frozen=True)
class ChainLink:
    """One case of a chain of repeats."""

    id: int
    reference: str
    title: str
    status: str
    received_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None
    cause: str | None
    chain: int
