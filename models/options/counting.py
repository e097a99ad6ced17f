"""Numbers that are never given twice, such as those of references."""

from __future__ import annotations

from models.core.work import Work
from models.options.tables import Counter


def next_number(work: Work, name: str) -> int:
    """The next number of a counter, from 1 on; a transaction that fails gives its number back."""
    found = work.store.rows("SELECT id, value FROM counter WHERE name = ?", (name,))
    value = int(found[0][1]) + 1 if found else 1
    if found:
        work.update(Counter, found[0][0], None, value=value)
    else:
        work.insert(Counter, name=name, value=value)
    return value
