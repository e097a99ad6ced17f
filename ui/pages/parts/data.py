"""What the page asks the store. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from models.core.session import Session
from models.options.standing import settings
from models.stock.kinds import PartRow
from models.stock.queries import parts, short_count

MOST = 2000  # a store room of common parts has some hundreds; beyond that one searches


@dataclass(frozen=True)
class Shelf:
    """What was found, how many parts are short, and the currency of prices."""

    rows: tuple[PartRow, ...] = ()
    short: int = 0
    currency: str = "CNY"
    more: bool = False


def shelf(text: str, which: str, session: Session) -> Shelf:
    """Look for parts: ``which`` is all, short or retired."""
    page = parts(session, text, short=which == "short", retired=which == "retired", limit=MOST)
    currency = settings(session.store).property_currency
    return Shelf(page.rows, short_count(session), currency, page.next_key is not None)


def looking_for(text: str, which: str) -> partial[Shelf]:
    """The question, for the database thread."""
    return partial(shelf, text, which)
