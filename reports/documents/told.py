"""A case and the voice that tells it: what every section of a report is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from models.complaints.kinds import CaseDetail, CaseRow
from models.handling.kinds import CaseFile
from models.handling.reporting import ReportCase
from reports.checksum import checksum
from reports.layout.styles import LABEL, LATE, MUTED, OK, Style
from reports.layout.text import Span
from reports.voice import Said, Voice, in_language, pair

CHECK = "✓"


@dataclass(frozen=True)
class Told:
    """One case in one voice."""

    case: ReportCase
    voice: Voice

    @property
    def file(self) -> CaseFile:
        return self.case.file

    @property
    def detail(self) -> CaseDetail:
        return self.case.file.case

    @property
    def row(self) -> CaseRow:
        return self.case.file.case.row

    @cached_property
    def digest(self) -> str:
        """The checksum of the case's data."""
        return checksum(self.case)

    @property
    def comma(self) -> str:
        """What stands between two things of one sentence."""
        return "；" if self.voice.first.language.startswith("zh") else "; "

    @property
    def colon(self) -> str:
        """What stands between a label and what it names, in one line."""
        return "：" if self.voice.first.language.startswith("zh") else ": "

    def name_of(self, staff_id: object) -> str:
        """The name of a staff member by id."""
        return self.case.staff.get(staff_id, "") if isinstance(staff_id, int) else ""

    def category(self) -> Said:
        """Category and sub-category: ``Leak › from above``."""
        levels = (self.case.category, self.case.subcategory)
        return self.voice.each(
            lambda texts: " › ".join(filter(None, (in_language(one, texts) for one in levels)))
        )

    def cause(self, code: object) -> Said:
        """A cause: ``Wear and age › Seals``; nothing where none was found."""
        known = self.case.causes.get(str(code or ""), {})
        return self.voice.each(lambda texts: in_language(known, texts)) if known else ()

    def in_time(self, done: datetime | None, due: datetime | None) -> list[Span]:
        """A tick when something was done by its time, how late it was otherwise; nothing without a time."""
        if due is None:
            return []
        if done is None:
            late = self.case.as_of > due
            return pair(self.voice.t("overdue"), LATE, LATE) if late else []
        if done <= due:
            return [Span(CHECK, OK)]
        # The length of time is said once: beside it the second language only needs the word.
        first = self.voice.first
        said = (first.t("{time} late", time=first.duration(done - due)), *self.voice.p("report", "late")[1:])
        return pair(said, LATE, LATE)


def by_when(told: Told, due: datetime, *, year: bool = False) -> list[Span]:
    """``by 20 Nov 18:00``"""
    return labelled(told.voice.p("report", "by"), told.voice.moment(due, year=year))


def labelled(name: Said, value: str, style: Style = MUTED) -> list[Span]:
    """A small label in each language, and the value once."""
    return [Span(" ".join(name) + " ", LABEL), Span(value, style)]
