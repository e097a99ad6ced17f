"""What a printed report needs of a case, gathered once: plain data, so that printing needs no database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from models.handling.kinds import CaseFile
from models.handling.queries import case_file
from models.options.queries import categories, settings
from models.store.database import Store

LANGUAGES = ("zh_CN", "en")


@dataclass(frozen=True)
class ReportCase:
    """One case as it is printed.

    ``category`` and ``subcategory`` hold the label by language. ``as_of`` is the moment of the last change, not of the
    printing: the same data give the same bytes.
    """

    file: CaseFile
    property_name: str
    zone: ZoneInfo
    currency: str
    category: Mapping[str, str]
    subcategory: Mapping[str, str]
    as_of: datetime


def report_cases(store: Store, ids: Sequence[int]) -> tuple[ReportCase, ...]:
    """The cases with these ids, in this order. Raises ``Unknown("case")``."""
    options = settings(store)
    labels = {row.code: {"zh_CN": row.zh, "en": row.en} for row in categories(store, retired=True)}
    nothing = dict.fromkeys(LANGUAGES, "")
    made = []
    for one in ids:
        file = case_file(store, one)
        row = file.case.row
        made.append(
            ReportCase(
                file,
                options.property_name,
                options.zone,
                options.property_currency,
                labels.get(row.category or "", nothing),
                labels.get(row.subcategory or "", nothing),
                max([file.case.recorded_at, *(event.at for event in file.events)]),
            )
        )
    return tuple(made)
