"""What the audit trail says, in words. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo

from models.accounts.queries import staff_names
from models.audit.kinds import EntryFilter, EntryRow
from models.audit.queries import entries
from models.complaints.queries import case_rows
from models.core.paging import Key
from models.core.session import Session
from resources.phrases import categories
from resources.texts import N_, P_, Texts

# The first words of actions, as they can be chosen from; the rest is found by scrolling.
KINDS: Mapping[str, str] = {
    "account": N_("People and sign-in"),
    "complaint": N_("Receipt and facts"),
    "case": N_("Handling"),
    "step": N_("Steps"),
    "proposal": N_("Proposals"),
    "remedy": N_("Remedies"),
    "promise": N_("Promises"),
    "contact": N_("Contacts"),
    "place": N_("Homes and places"),
    "resident": N_("Residents"),
    "option": N_("Settings"),
    "policy": N_("Targets"),
    "calendar": N_("Calendar"),
    "category": N_("Categories"),
    "phrase": N_("Coach phrases"),
    "view": N_("Views"),
}
# What the facts of an entry are called; others stand as they are kept.
FACTS: Mapping[str, str] = {
    "answer": P_("fact", "answer"),
    "attachment": P_("fact", "file"),
    "category": P_("fact", "category"),
    "changes": P_("fact", "changes"),
    "contact": P_("fact", "contact"),
    "days": P_("fact", "days"),
    "cost_minor": P_("fact", "cost, in cents"),
    "failures": P_("fact", "failures in a row"),
    "files": P_("fact", "files"),
    "flags": P_("fact", "flags"),
    "follow_up": P_("fact", "call"),
    "language": P_("fact", "language"),
    "locked": P_("fact", "locked"),
    "next": P_("fact", "next step"),
    "offers": P_("fact", "offers"),
    "options": P_("fact", "settings"),
    "outcome": P_("fact", "outcome"),
    "permission": P_("fact", "right"),
    "phrase": P_("fact", "phrase"),
    "policy": P_("fact", "targets"),
    "promise": P_("fact", "promise"),
    "proposal": P_("fact", "proposal"),
    "remedy": P_("fact", "remedy"),
    "role": P_("fact", "role"),
    "severity": P_("fact", "severity"),
    "sha256": P_("fact", "checksum"),
    "state": P_("fact", "state"),
    "step": P_("fact", "step"),
    "version": P_("fact", "version"),
    "year": P_("fact", "year"),
}
_WORDS = {"role": "role", "permission": "permission", "severity": "severity_tag", "answer": "answer",
          "outcome": "follow_outcome"}  # fmt: skip
_SHORT = 12  # of a checksum


@dataclass(frozen=True)
class Entries:
    """A page of entries with the names that they need."""

    rows: tuple[EntryRow, ...]
    references: Mapping[int, str]
    staff: Mapping[int, str]
    next_key: Key | None


def read(session: Session, wanted: EntryFilter, after: Key | None) -> Entries:
    """One page, and the names of the cases and people in it."""
    store = session.store
    page = entries(store, wanted, after=after)
    ids = sorted({row_id for entry in page.rows for topic, row_id in entry.touched if topic == "case"})
    references = {row.id: row.reference for row in case_rows(store, ids)}
    return Entries(page.rows, references, staff_names(store), page.next_key)


def cells(entry: EntryRow, found: Entries, texts: Texts, zone: tzinfo) -> tuple[str, ...]:
    """Number, when, who, what, on what, and the details."""
    who = entry.staff_name or texts.word("role", "system")
    return (
        str(entry.seq),
        texts.datetime(entry.at, zone, year=True),
        who,
        texts.word("action", entry.action),
        about(entry, found, texts),
        details(entry, texts),
    )


def about(entry: EntryRow, found: Entries, texts: Texts) -> str:
    """The case, the person or the record that was touched."""
    names = []
    for topic, row_id in entry.touched:
        if topic == "case" and row_id in found.references:
            names.append(found.references[row_id])
        elif topic == "staff" and row_id in found.staff:
            names.append(found.staff[row_id])
    return texts.list_of(dict.fromkeys(names))


def details(entry: EntryRow, texts: Texts) -> str:
    """The facts: codes with their words where they have some, the rest as they are kept."""
    parts = []
    for name, value in entry.facts.items():
        if name == "reference":
            continue
        shown = _category(value, texts) if name == "category" else _plain(value)
        if name in _WORDS:
            shown = texts.word(_WORDS[name], value)
        called = texts.t(FACTS[name]) if name in FACTS else name
        parts.append(texts.t("{fact}: {value}", fact=called, value=shown))
    return " · ".join(parts)


def _category(code: object, texts: Texts) -> str:
    built_in = {one.code: one for top in categories() for one in (top, *top.subs)}
    found = built_in.get(str(code))
    return found.full_label(texts.language) if found is not None else str(code)


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    text = str(value)
    is_checksum = len(text) == 64 and text.isalnum()
    return text[:_SHORT] if is_checksum else text
