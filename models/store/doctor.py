"""Examining a store: the file, its references, the audit chain, the attachments."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from models.core.errors import Fact
from models.store import insight_checks, order_checks, sql, trail
from models.store.database import Store

Progress = Callable[[str, int, int], None]

_CHUNK = 1 << 20

# child table: column -> parent table; a column that is not empty must point to a row there
REFERENCES: Mapping[str, Mapping[str, str]] = {
    "place": {"parent_id": "place", "property_id": "place"},
    "contact_point": {"resident_id": "resident"},
    "residency": {"resident_id": "resident", "place_id": "place"},
    "import_batch": {"staff_id": "staff"},
    "policy_version": {"created_by": "staff"},
    "complaint": {
        "resident_id": "resident",
        "place_id": "place",
        "handler_id": "staff",
        "recorded_by": "staff",
        "property_id": "place",
        "building_id": "place",
        "policy_version_id": "policy_version",
        "source_batch_id": "import_batch",
        "merged_into_id": "complaint",
        "repeat_of_id": "complaint",
        "reviewed_by": "staff",
        "incident_id": "incident",
    },
    "party": {
        "complaint_id": "complaint",
        "resident_id": "resident",
        "place_id": "place",
        "joined_by": "staff",
    },
    "attachment": {
        "complaint_id": "complaint",
        "work_order_id": "work_order",
        "improvement_id": "improvement",
        "added_by": "staff",
    },
    "step_record": {"complaint_id": "complaint", "owner_id": "staff", "finished_by": "staff"},
    "proposal": {
        "complaint_id": "complaint",
        "made_by": "staff",
        "approved_by": "staff",
        "answered_by": "staff",
    },
    "offer": {"proposal_id": "proposal"},
    "remedy": {
        "complaint_id": "complaint",
        "proposal_id": "proposal",
        "granted_by": "staff",
        "approved_by": "staff",
    },
    "promise": {"complaint_id": "complaint", "made_by": "staff", "settled_by": "staff"},
    "contact": {"complaint_id": "complaint", "staff_id": "staff"},
    "follow_up": {"complaint_id": "complaint", "staff_id": "staff"},
    "event": {"complaint_id": "complaint", "staff_id": "staff"},
    "clock": {"complaint_id": "complaint"},
    "pause": {"complaint_id": "complaint", "started_by": "staff", "ended_by": "staff"},
    "escalation": {
        "complaint_id": "complaint",
        "clock_id": "clock",
        "promise_id": "promise",
        "acknowledged_by": "staff",
    },
    "incident": {"place_id": "place", "declared_by": "staff", "ended_by": "staff"},
    "incident_update": {"incident_id": "incident", "staff_id": "staff"},
    "merge": {
        "survivor_id": "complaint",
        "merged_id": "complaint",
        "staff_id": "staff",
        "undone_by": "staff",
    },
    "appeal": {
        "complaint_id": "complaint",
        "asked_by": "staff",
        "handler_id": "staff",
        "acknowledged_by": "staff",
        "answered_by": "staff",
    },
    "duty": {"staff_id": "staff"},
    "hand_over": {"given_by": "staff", "taken_by": "staff"},
    "hand_over_note": {"complaint_id": "complaint", "written_by": "staff", "done_by": "staff"},
    "note_read": {"note_id": "hand_over_note", "staff_id": "staff"},
    "technician": {"contractor_id": "contractor", "base_id": "place"},
    "technician_skill": {"technician_id": "technician"},
    "technician_area": {"technician_id": "technician", "place_id": "place"},
    "absence": {"technician_id": "technician"},
    "recurring_plan": {"place_id": "place", "technician_id": "technician", "created_by": "staff"},
    "work_order": {
        "complaint_id": "complaint",
        "remedy_id": "remedy",
        "plan_id": "recurring_plan",
        "part_of_id": "work_order",
        "return_of_id": "work_order",
        "place_id": "place",
        "resident_id": "resident",
        "technician_id": "technician",
        "override_by": "staff",
        "created_by": "staff",
        "checked_by": "staff",
    },
    "home_window": {"work_order_id": "work_order"},
    "appointment": {"work_order_id": "work_order", "made_by": "staff", "settled_by": "staff"},
    "labour": {"work_order_id": "work_order", "technician_id": "technician", "added_by": "staff"},
    "order_cost": {"work_order_id": "work_order", "contractor_id": "contractor", "added_by": "staff"},
    "stock_move": {"part_id": "part", "work_order_id": "work_order", "staff_id": "staff"},
    "reading": {"work_order_id": "work_order", "staff_id": "staff"},
    "order_event": {"work_order_id": "work_order", "staff_id": "staff"},
    "warning": {
        "building_id": "place",
        "place_id": "place",
        "resident_id": "resident",
        "owner_id": "staff",
        "acknowledged_by": "staff",
        "incident_id": "incident",
        "improvement_id": "improvement",
    },
    "warning_case": {"warning_id": "warning", "complaint_id": "complaint"},
    "improvement": {
        "building_id": "place",
        "owner_id": "staff",
        "decided_by": "staff",
        "created_by": "staff",
        "warning_id": "warning",
    },
    "improvement_task": {"improvement_id": "improvement", "done_by": "staff"},
    "improvement_event": {"improvement_id": "improvement", "staff_id": "staff"},
    "audit_entry": {"staff_id": "staff"},
}


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be. What is not grave costs nobody anything (a file that nothing needs)."""

    code: str
    grave: bool
    facts: dict[str, Fact]


@dataclass(frozen=True)
class Report:
    """What an examination found, and how much it looked at."""

    findings: tuple[Finding, ...]
    cases: int
    entries: int
    attachments: int

    @property
    def ok(self) -> bool:
        """Whether nothing grave was found."""
        return not any(finding.grave for finding in self.findings)


def examine(store: Store, progress: Progress | None = None) -> Report:
    """Look at everything; reads only. ``progress(stage, done, total)``; stages: file, trail, attachments."""
    tell = progress or (lambda stage, done, total: None)
    tell("file", 0, 1)
    findings = _file_findings(store) or _missing_tables(store)
    if findings:  # the rest would only stumble over the same damage
        return Report(tuple(findings), 0, 0, 0)
    findings.extend(_dangling(store))
    findings.extend(_inconsistent(store))
    tell("file", 1, 1)
    chain = trail.check(store, lambda done, total: tell("trail", done, total))
    findings.extend(_trail_findings(chain))
    kept = _kept(store)
    findings.extend(_attachment_findings(store.attachments, kept, tell))
    cases = int(store.rows("SELECT count(*) FROM complaint")[0][0])
    return Report(tuple(findings), cases, chain.count, len(kept))


def _file_findings(store: Store) -> list[Finding]:
    try:
        problems = sql.integrity_problems(store.database)
    except sql.ENGINE_ERRORS as error:
        problems = [str(error)]
    return [Finding("database.damaged", True, {"detail": problem}) for problem in problems]


def _missing_tables(store: Store) -> list[Finding]:
    missing = []
    for table in sorted(
        {*REFERENCES, *(parent for columns in REFERENCES.values() for parent in columns.values())}
    ):
        try:
            store.rows(f"SELECT 1 FROM {table} LIMIT 0")
        except sql.ENGINE_ERRORS as error:
            missing.append(Finding("database.damaged", True, {"detail": str(error)}))
    return missing


# Cases whose parts contradict each other: no action leaves such a one, whatever the path (process.md, section 2).
_CONTRADICTIONS = """
SELECT reference FROM complaint c WHERE (closed_at IS NULL) <> (status IN ('open', 'resolved'))
  OR (status = 'closed' AND replace(replace(steps, 'd', ''), 's', '') <> '' AND NOT (imported AND steps = 'llllllll'))
  OR (closed_at IS NULL AND (substr(steps, step, 1) <> 'c' OR NOT EXISTS (
      SELECT 1 FROM step_record s WHERE s.complaint_id = c.id AND s.step = c.step AND s.state = 'c')))
ORDER BY id LIMIT 20
"""


def _inconsistent(store: Store) -> Iterator[Finding]:
    for (reference,) in store.rows(_CONTRADICTIONS):
        yield Finding("case.contradicts", True, {"case": reference})
    for (reference,) in store.rows(order_checks.ORDERS):
        yield Finding("order.contradicts", True, {"order": reference})
    for (code,) in store.rows(order_checks.PARTS):
        yield Finding("part.contradicts", True, {"part": code})
    for (title,) in store.rows(insight_checks.IMPROVEMENTS):
        yield Finding("improvement.contradicts", True, {"title": title})


def _dangling(store: Store) -> Iterator[Finding]:
    for child, columns in REFERENCES.items():
        for column, parent in columns.items():
            count, first = store.rows(
                f"SELECT count(*), min(c.id) FROM {child} c LEFT JOIN {parent} p ON p.id = c.{column} "
                f"WHERE c.{column} IS NOT NULL AND p.id IS NULL"
            )[0]
            if count:
                facts: dict[str, Fact] = {"table": child, "column": column, "n": count, "id": first}
                yield Finding("reference.dangling", True, facts)


def _trail_findings(chain: trail.TrailCheck) -> Iterator[Finding]:
    if chain.first_broken is not None:
        yield Finding("audit.broken", True, {"entry": chain.first_broken})
    elif chain.count != chain.highest:
        yield Finding("audit.shortened", True, {"n": chain.highest - chain.count, "last": chain.count})


def _kept(store: Store) -> dict[str, str]:
    """SHA-256 of each attachment, with the reference of the first case that has it."""
    return dict(
        store.rows(
            "SELECT a.sha256, min(c.reference) FROM attachment a LEFT JOIN complaint c ON c.id = a.complaint_id "
            "GROUP BY a.sha256"
        )
    )


def _attachment_findings(folder: Path, kept: dict[str, str], tell: Progress) -> Iterator[Finding]:
    for done, (digest, case) in enumerate(sorted(kept.items()), start=1):
        path = attachment_path(folder, digest)
        facts: dict[str, Fact] = {"file": digest[:12], "case": case}
        if not path.is_file():
            yield Finding("attachment.missing", True, facts)
        elif not _holds(path, digest):
            yield Finding("attachment.damaged", True, facts)
        tell("attachments", done, len(kept))
    expected = {attachment_path(folder, digest) for digest in kept}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path not in expected:
            yield Finding("attachment.stray", False, {"file": path.relative_to(folder).as_posix()})


def attachment_path(folder: Path, digest: str) -> Path:
    """Where the bytes of a digest lie."""
    return folder / digest[:2] / digest


def _holds(path: Path, digest: str) -> bool:
    """Whether the file can be read and its bytes have that digest."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as source:
            while chunk := source.read(_CHUNK):
                found.update(chunk)
    except OSError:
        return False
    return found.hexdigest() == digest
