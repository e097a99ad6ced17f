"""What can be set, declared once, and the rows of options, trees, views and drafts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from models.options import rules, shift_rules
from resources.texts import N_

if TYPE_CHECKING:
    from models.timing.kinds import Target
    from models.timing.policy import Policy

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Settings:
    """All options at one moment. A field is called like its key with ``_`` for ``.``."""

    property_name: str = ""
    property_address: str = ""
    property_phone: str = ""
    property_timezone: str = "Asia/Shanghai"
    property_currency: str = "CNY"
    property_language: str = "zh_CN"
    report_languages: tuple[str, ...] = ("zh_CN",)
    idle_lock_minutes: int = 10
    attachments_limit_mb: int = 20
    audit_keep_years: int = 3
    demo: bool = False
    calendar_country: str = "CN"
    calendar_confirmed_years: tuple[int, ...] = ()
    shifts: tuple[Mapping[str, Any], ...] = ()  # empty: those of models.shifts.rules
    weekly_folder: str = ""  # empty: the summary of the week is not put anywhere by itself
    weekly_written: str = ""  # the last week that was put there, such as 2026-W46

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the property."""
        return ZoneInfo(self.property_timezone)

    @property
    def attachment_limit(self) -> int:
        """The most bytes that one attachment may have."""
        return self.attachments_limit_mb * MEBIBYTE


@dataclass(frozen=True)
class Option:
    """One thing that an administrator can set. ``check`` returns the value to keep or raises ``UserProblem``."""

    key: str
    title: str
    check: Callable[[str, object], object]

    @property
    def attribute(self) -> str:
        """The field of ``Settings`` that carries it."""
        return self.key.replace(".", "_")

    @property
    def default(self) -> object:
        """What holds until somebody sets it."""
        return getattr(Settings, self.attribute)


OPTIONS: Mapping[str, Option] = {
    option.key: option
    for option in (
        Option("property.name", N_("Name of the property"), rules.some_text),
        Option("property.address", N_("Address"), rules.any_text),
        Option("property.phone", N_("Phone of the desk"), rules.any_text),
        Option("property.timezone", N_("Time zone"), rules.time_zone),
        Option("property.currency", N_("Currency"), rules.currency),
        Option("property.language", N_("Language"), rules.language),
        Option("report.languages", N_("Languages of reports"), rules.languages),
        Option("idle_lock_minutes", N_("Lock after so many minutes without input"), rules.whole(1, 240)),
        Option("attachments.limit_mb", N_("Largest attachment, in MB"), rules.whole(1, 500)),
        Option("audit.keep_years", N_("Years that the audit trail is kept"), rules.whole(3, 100)),
        Option("demo", N_("Demo estate"), rules.yes_or_no),
        Option("calendar.country", N_("Country of the official holidays"), rules.country),
        Option("calendar.confirmed_years", N_("Years whose holidays are confirmed"), rules.years),
        Option("shifts", N_("Shifts"), shift_rules.shifts),
        Option("weekly.folder", N_("Folder for the weekly summary"), rules.folder),
        Option("weekly.written", N_("Last week whose summary was put there"), rules.week),
    )
}


@dataclass(frozen=True)
class PolicyRow:
    """One version of the targets and calendars. ``name`` is the preset that it began as."""

    id: int
    name: str
    version: int
    body: Any
    policy: Policy
    created_at: datetime
    created_by: int | None


@dataclass(frozen=True)
class TargetsDraft:
    """Targets as somebody wants them, by severity; ``name`` is the preset that they began as."""

    name: str
    targets: Mapping[str, Mapping[str, Target]]
    round_the_clock: frozenset[str]


@dataclass(frozen=True)
class CategoryDraft:
    """A kind of complaint to be added or changed; ``parent_code`` makes it a sub-category."""

    zh: str
    en: str
    parent_code: str | None = None
    severity: str | None = None
    repair: bool = False
    second_look: bool = False


@dataclass(frozen=True)
class CategoryRow:
    """A kind of complaint. ``origin`` is built_in, own or imported."""

    id: int
    row_version: int
    code: str
    parent_code: str | None
    zh: str
    en: str
    severity: str | None
    repair: bool
    second_look: bool
    active: bool
    origin: str
    position: int


@dataclass(frozen=True)
class CauseDraft:
    """A cause to be added or changed; ``responsible`` is who usually answers for it."""

    zh: str
    en: str
    parent_code: str | None = None
    responsible: str | None = None


@dataclass(frozen=True)
class CauseRow:
    """Why something happened. ``origin`` is built_in, own or imported."""

    id: int
    row_version: int
    code: str
    parent_code: str | None
    zh: str
    en: str
    responsible: str | None
    active: bool
    origin: str
    position: int


@dataclass(frozen=True)
class ViewRow:
    """A list as somebody likes it. ``shared`` ones are everybody's."""

    id: int
    row_version: int
    page: str
    name: str
    body: object
    shared: bool
    position: int


@dataclass(frozen=True)
class DraftRow:
    """Something typed and not yet recorded."""

    id: int
    kind: str
    key: str
    body: object
    saved_at: datetime


def label(row: CategoryRow | CauseRow, language: str) -> str:
    """The name of a category or a cause in a reader's language."""
    return row.zh if language.startswith("zh") else row.en


def labels_of(rows: Sequence[CategoryRow | CauseRow], language: str) -> dict[str, str]:
    """What the rows of a tree are called, by code; one below another is named after both: ``Wear and age › Seals``."""
    own = {row.code: label(row, language) for row in rows}
    above = {row.code: own.get(row.parent_code or "") for row in rows}
    return {code: f"{above[code]} › {name}" if above[code] else name for code, name in own.items()}
