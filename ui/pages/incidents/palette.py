"""What the search box finds of incidents: those that go on, by their name, place or cause."""

from __future__ import annotations

from collections.abc import Sequence

from models.core.session import Session
from models.incidents.kinds import IncidentRow
from models.incidents.queries import live
from resources.texts import N_, Texts
from ui.palette import PaletteEntry
from ui.shared.incident_words import count_words, incident_icon, incident_title, where_words

_LIMIT = 4


class IncidentPalette:
    """Live ones, and the way to their page, where the past is."""

    title = N_("Outages and shared causes")

    def find(self, session: Session, words: str, texts: Texts) -> Sequence[PaletteEntry]:
        """Those whose words hold what was typed."""
        typed = words.casefold().strip()
        if not typed:
            return ()
        found = [row for row in live(session) if typed in self._words(row, texts).casefold()]
        entries = [self._entry(row, texts) for row in found[:_LIMIT]]
        page = texts.t(self.title)
        if typed in page.casefold():
            entries.append(PaletteEntry(page, icon="droplet-off", page="incidents"))
        return entries

    @staticmethod
    def _words(row: IncidentRow, texts: Texts) -> str:
        kind = texts.word("incident_kind", row.kind)
        return " ".join(
            (incident_title(texts, row), where_words(texts, row), row.category_zh, row.category_en, kind)
        )

    @staticmethod
    def _entry(row: IncidentRow, texts: Texts) -> PaletteEntry:
        detail = texts.t("{where} · {asked}", where=where_words(texts, row), asked=count_words(texts, row))
        return PaletteEntry(
            incident_title(texts, row), detail, incident_icon(row), "incidents", {"id": row.id}
        )
