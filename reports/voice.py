"""What a report says, in one language or in two side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from reports.layout.styles import BODY, LABEL, MUTED, Style
from reports.layout.text import Span
from resources.texts import Texts, local

Said = tuple[str, ...]
DASH = "—"


class Voice:
    """The texts of a report. Each saying is a tuple: the first language, and the second where there is one."""

    def __init__(self, texts: Sequence[Texts], zone: ZoneInfo, currency: str) -> None:
        self.texts = tuple(texts[:2])
        self.first = self.texts[0]
        self.zone, self.currency = zone, currency

    @property
    def both(self) -> bool:
        """Whether two languages stand side by side."""
        return len(self.texts) > 1

    def each(self, say: Callable[[Texts], str]) -> Said:
        """The same thing in each language; said once where both say it alike."""
        return tuple(dict.fromkeys(said for said in map(say, self.texts) if said))

    def t(self, msgid: str, /, **facts: object) -> Said:
        """A text in each language."""
        return self.each(lambda texts: texts.t(msgid, **facts))

    def p(self, context: str, msgid: str, /) -> Said:
        """A text whose translation depends on where it stands."""
        return self.each(lambda texts: texts.p(context, msgid))

    def n(self, one: str, many: str, n: int, /, **facts: object) -> Said:
        """A text about n things in each language."""
        return self.each(lambda texts: texts.n(one, many, n, **facts))

    def word(self, kind: str, code: object, *, inside: bool = False) -> Said:
        """The label of a code; the second language is written small, as it stands beside the first."""
        return self.each(lambda texts: texts.word(kind, code, inside=inside or texts is not self.first))

    def words(self, kind: str, codes: Sequence[object], between: str | None = None) -> Said:
        """Several labels of one kind: a list, or with something between them."""

        def say(texts: Texts) -> str:
            small = texts is not self.first
            said = [texts.word(kind, code, inside=small or at > 0) for at, code in enumerate(codes)]
            return texts.list_of(said) if between is None else between.join(said)

        return self.each(say)

    def moment(self, instant: datetime | None, *, year: bool = False) -> str:
        """A moment as the property's clock shows it: in figures where two languages share it, and in Chinese."""
        if instant is None:
            return DASH
        at = local(instant, self.zone)
        if self.both or self.first.language.startswith("zh"):
            return f"{at:%Y-%m-%d %H:%M}" if year else f"{at:%m-%d %H:%M}"
        return f"{self.first.date(at, year=year)} {self.first.time(at)}"

    def duration(self, length: timedelta) -> Said:
        """A length of time."""
        return self.each(lambda texts: texts.duration(length))

    def money(self, minor: int) -> str:
        """An amount in the property's currency."""
        return self.first.money(minor, self.currency)


def in_language(labels: Mapping[str, str], texts: Texts) -> str:
    """The label of a category in the language of some texts; English where there is none."""
    return labels.get(texts.language) or labels.get("en", "")


def pair(said: Said, style: Style = BODY, beside: Style = MUTED, gap: str = " ") -> list[Span]:
    """A saying as spans: the first language in its style, the second greyer beside it."""
    spans = [Span(said[0], style)] if said else []
    return [*spans, *(Span(gap + other, beside) for other in said[1:])]


def written(text: str, style: Style = BODY) -> list[Span]:
    """What a person wrote, as spans; none where nothing was written."""
    return [Span(text.strip(), style)] if text.strip() else []


def label(said: Said) -> list[Span]:
    """A label above or before a value."""
    return [Span(" ".join(said), LABEL)]


def join(parts: Sequence[Sequence[Span]], between: str, style: Style = BODY) -> list[Span]:
    """Several groups of spans in a row, with something between them; empty groups are left out."""
    joined: list[Span] = []
    for part in parts:
        if not part:
            continue
        if joined:
            joined.append(Span(between, style))
        joined.extend(part)
    return joined
