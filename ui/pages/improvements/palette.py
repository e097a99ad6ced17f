"""What the search box finds of improvements: by title, root cause or department; what is not over first."""

from __future__ import annotations

from collections.abc import Sequence

from models.core.session import Session
from models.improvements.queries import named
from models.improvements.saying import name_of, names, root_of
from resources.texts import N_, Texts
from ui.palette import PaletteEntry
from ui.shared.improvement_words import standing_words

_LIMIT = 4


class ImprovementPalette:
    """Rows of the register."""

    title = N_("Improvements")

    def find(self, session: Session, words: str, texts: Texts) -> Sequence[PaletteEntry]:
        """Those whose words hold what was typed."""
        found = named(session, words, _LIMIT)
        if not found:
            return ()
        known = names(session, texts.language)
        return [
            PaletteEntry(
                name_of(row, known),
                " · ".join(filter(None, (standing_words(texts, row), root_of(row, known)))),
                "sprout",
                "improvements",
                {"id": row.id},
            )
            for row in found
        ]
