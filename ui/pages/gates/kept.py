"""What somebody was writing when the desk was locked. Free of Qt."""

from __future__ import annotations

from models.complaints.queries import case_row
from models.core.errors import UserProblem
from models.core.session import Session
from models.options.queries import drafts


def kept_words(session: Session) -> str | None:
    """The case in which words are kept, by its reference; empty when they belong to none yet, ``None`` for no words."""
    found = drafts(session)
    if not found:
        return None
    newest = found[0]
    number = newest.key.partition(":")[0]
    if not number.isdigit():
        return number if "-" in number else ""
    try:
        return case_row(session.store, int(number)).reference
    except UserProblem:  # gone meanwhile; the words are still there
        return ""
