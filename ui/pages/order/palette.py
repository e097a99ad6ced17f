"""What the search box finds of work orders: by the reference, as a scanner types it, by unit, by words of the title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from models.core.errors import Unknown
from models.core.session import Session
from models.repairs.kinds import OrderFilter, OrderRow
from models.repairs.queries import order_id, order_page, order_row
from resources.texts import N_, Texts
from ui.palette import PaletteEntry
from ui.shared.order_words import state_words, where_words

_REFERENCE = re.compile(r"W\d{4}-\d{4,}")
_LIMIT = 5
_SHORTEST = 2


class OrderReferencePalette:
    """The order whose reference was typed or scanned in full."""

    title = N_("Work order")

    def find(self, session: Session, words: str, texts: Texts) -> Sequence[PaletteEntry]:
        """That one order, or nothing."""
        plain = unicodedata.normalize("NFKC", words).strip().upper()
        if not _REFERENCE.fullmatch(plain):
            return ()
        try:
            row = order_row(session.store, order_id(session.store, plain))
        except Unknown:
            return ()
        hits = ((0, len(row.reference)),)
        detail = " · ".join(part for part in (row.title, where_words(row), state_words(texts, row)) if part)
        return (PaletteEntry(row.reference, detail, "wrench", "order", {"id": row.id}, hits=hits),)


class OrderPalette:
    """Orders by unit and words of the title, the newest first."""

    title = N_("Work orders")

    def find(self, session: Session, words: str, texts: Texts) -> Sequence[PaletteEntry]:
        """The first few."""
        plain = unicodedata.normalize("NFKC", words).strip()
        if len(plain) < _SHORTEST or _REFERENCE.fullmatch(plain.upper()):
            return ()
        found = order_page(session.store, OrderFilter(text=plain), limit=_LIMIT)
        return [_entry(row, plain, texts) for row in found.rows]


def _entry(row: OrderRow, words: str, texts: Texts) -> PaletteEntry:
    detail = " · ".join(part for part in (row.reference, where_words(row), state_words(texts, row)) if part)
    at = row.title.casefold().find(words.casefold())
    hits = ((at, len(words)),) if at >= 0 else ()
    return PaletteEntry(row.title, detail, "wrench", "order", {"id": row.id}, hits=hits)
