"""What a printed report needs of a case, gathered once: plain data, so that printing needs no database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from models.core.clock import from_millis
from models.handling.kinds import CaseFile
from models.handling.queries import case_file
from models.handling.steps import step_of
from models.options.causes import cause_labels
from models.options.queries import categories, settings
from models.store.database import Store

LANGUAGES = ("zh_CN", "en")


@dataclass(frozen=True)
class ReportCase:
    """One case as it is printed.

    ``category`` and ``subcategory`` hold the label by language, ``causes`` and ``kinds`` those of the causes and of the
    categories that its facts name, by code. ``as_of`` is the moment of the last change, not of the printing: the same
    data give the same bytes. ``staff`` names the people whose ids stand in the facts.
    """

    file: CaseFile
    property_name: str
    zone: ZoneInfo
    currency: str
    category: Mapping[str, str]
    subcategory: Mapping[str, str]
    as_of: datetime
    property_phone: str = ""
    property_address: str = ""
    staff: Mapping[int, str] = field(default_factory=dict)
    causes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    kinds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def report_cases(store: Store, ids: Sequence[int]) -> tuple[ReportCase, ...]:
    """The cases with these ids, in this order. Raises ``Unknown("case")``."""
    options = settings(store)
    labels = {row.code: {"zh_CN": row.zh, "en": row.en} for row in categories(store, retired=True)}
    causes = cause_labels(store)
    staff = {int(row[0]): str(row[1]) for row in store.rows("SELECT id, name FROM staff")}
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
                max([file.case.recorded_at, *(event.at for event in file.events), *_worked(store, one)]),
                options.property_phone,
                options.property_address,
                _mentioned(file, staff),
                _found(file, causes),
                _sorted(file, labels),
            )
        )
    return tuple(made)


def _worked(store: Store, complaint_id: int) -> list[datetime]:
    """When something was last written about the work orders of a case: an invoice is no line of its timeline."""
    found = store.rows(
        """SELECT max(e.at) FROM order_event e JOIN work_order o ON o.id = e.work_order_id
        WHERE o.complaint_id = ?""",
        (complaint_id,),
    )
    return [from_millis(row[0]) for row in found if row[0] is not None]


def _found(file: CaseFile, causes: Mapping[str, Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    """The causes that a case names, and no others: a new cause must not change an old report."""
    named = {file.case.cause, *(link.cause for link in file.after.chain)}
    named |= {str(row.facts["cause"]) for row in file.steps if row.facts.get("cause")}
    named |= set(_classes(file, ("cause",)))
    return {code: said for code, said in causes.items() if code in named}


def _sorted(file: CaseFile, kinds: Mapping[str, Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    """The categories that a case was taken from and put into by being classified."""
    named = set(_classes(file, ("category", "subcategory")))
    return {code: said for code, said in kinds.items() if code in named}


def _classes(file: CaseFile, names: Sequence[str]) -> Iterator[str]:
    """The codes of some fields in the events that say how a case was classified."""
    for event in file.events:
        for side in ("before", "after") if event.kind == "classified" else ():
            fields = event.facts.get(side)
            if isinstance(fields, dict):
                yield from (str(fields[name]) for name in names if fields.get(name))


def _mentioned(file: CaseFile, staff: Mapping[int, str]) -> dict[int, str]:
    """The names behind the ids in a case's facts, and no others: a new colleague must not change an old report."""
    ids = {
        row.facts.get(fact.name)
        for row in file.steps
        for fact in step_of(row.step).facts
        if fact.shape == "staff"
    }
    changes = [event.facts for event in file.events if event.kind in ("handler_changed", "appeal_assigned")]
    ids |= {facts.get(side) for facts in changes for side in ("before", "after")}  # type: ignore[misc]
    return {one: name for one, name in staff.items() if one in ids}
