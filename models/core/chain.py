"""The hash chain of the audit trail: pure reckoning, no database.

digest = SHA-256 over the previous digest and the entry's fields, joined by the unit separator. The first entry's
previous digest is 64 zeros. Changing, removing or reordering any entry breaks the chain from there on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

GENESIS = "0" * 64
_SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Link:
    """One entry as it is stored; ``at`` in milliseconds since 1970, ``touched`` and ``facts`` as canonical JSON."""

    seq: int
    at: int
    staff_id: int | None
    action: str
    touched: str
    facts: str
    previous: str
    digest: str


def digest(previous: str, at: int, staff_id: int | None, action: str, touched: str, facts: str) -> str:
    """The digest of an entry that follows ``previous``."""
    staff = "" if staff_id is None else str(staff_id)
    text = _SEPARATOR.join((previous, str(at), staff, action, touched, facts))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def first_break(links: Iterable[Link]) -> int | None:
    """The ``seq`` of the first entry that does not fit the chain, or ``None`` when all of it holds."""
    previous, expected = GENESIS, 1
    for link in links:
        own = digest(link.previous, link.at, link.staff_id, link.action, link.touched, link.facts)
        if link.seq != expected or link.previous != previous or link.digest != own:
            return link.seq
        previous, expected = link.digest, link.seq + 1
    return None
