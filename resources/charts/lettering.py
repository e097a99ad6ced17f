"""Words in a chart: measured, cut, broken. Chinese breaks between characters, others at blanks and after strokes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from resources.charts.shapes import Size

ELLIPSIS = "…"
_SLACK = 0.01  # of rounding: words fit into a room made for them
_NO_START = frozenset("，。、；：？！）】》」』〕’”…—·,.;:?!)]}%›»")


@dataclass(frozen=True)
class Ruler:
    """What the geometry asks of the medium: ``unit`` is a pixel of the drawings, ``heights`` those of lines.

    ``measure`` tells the width of a text in a size, strong or not.
    """

    unit: float
    heights: Mapping[Size, float]
    measure: Callable[[str, Size, bool], float]

    def width(self, words: str, size: Size = Size.TICK, strong: bool = False) -> float:
        """How wide a text is."""
        return self.measure(words, size, strong) if words else 0.0

    def fit(self, words: str, room: float, size: Size = Size.TICK, strong: bool = False) -> str:
        """The text, cut at the right where it does not fit; empty where not even a letter does."""
        room += _SLACK
        if self.width(words, size, strong) <= room:
            return words
        low, high = 0, len(words) - 1
        while low < high:
            middle = (low + high + 1) // 2
            cut = words[:middle].rstrip() + ELLIPSIS
            if self.width(cut, size, strong) <= room:
                low = middle
            else:
                high = middle - 1
        return words[:low].rstrip() + ELLIPSIS if low else ""

    def wrap(
        self, words: str, room: float, size: Size = Size.TICK, strong: bool = False, most: int = 9
    ) -> list[str]:
        """Lines no wider than the room; the last of ``most`` is cut."""
        lines: list[str] = []
        room += _SLACK
        rest = words.strip()
        while rest and len(lines) < most - 1 and self.width(rest, size, strong) > room:
            end = self._end(rest, room, size, strong)
            if not end:
                break
            lines.append(rest[:end].rstrip())
            rest = rest[end:].lstrip()
        last = self.fit(rest, room, size, strong)
        return [*lines, last] if last else lines

    def _end(self, words: str, room: float, size: Size, strong: bool) -> int:
        """How many characters the first line takes; 0 where no place to break fits."""
        best = 0
        for at in range(1, len(words)):
            if not may_break(words[at - 1], words[at]):
                continue
            if self.width(words[:at].rstrip(), size, strong) > room:
                break
            best = at
        return best


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if after.isspace() or after in _NO_START:
        return False
    return before.isspace() or before == "/" or before >= "\u2e80" or after >= "\u2e80"


def figure(value: float, suffix: str = "") -> str:
    """A figure on an axis."""
    if value == int(value):
        return f"{int(value):,}{suffix}"
    return f"{value:,.2f}".rstrip("0") + suffix
