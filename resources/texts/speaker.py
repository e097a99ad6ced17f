"""Texts: everything the application says, in one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

from .catalogue import Catalogue, open_catalogue
from .formats import Formats, Zone
from .marks import CONTEXT_MARK, Plural, without_context
from .problems import PROBLEMS, UNKNOWN_PROBLEM
from .words import WORDS

_MISSING = "–"


class _Lenient(dict[str, object]):
    """Facts of a message; one that is missing shows as a dash instead of failing."""

    def __missing__(self, key: str) -> str:
        return _MISSING


class Texts(Formats):
    """What the application says in one language. Free of Qt; safe to share between threads."""

    def __init__(self, language: str, catalogue: Catalogue | None = None) -> None:
        super().__init__(language)
        self._catalogue = open_catalogue(language) if catalogue is None else catalogue

    def __repr__(self) -> str:
        return f"Texts({self.language!r})"

    def t(self, msgid: str, /, **facts: object) -> str:
        """The text, its ``{placeholders}`` filled after translating."""
        text = self._catalogue.message(msgid)
        return _fill(text, without_context(msgid), facts) if facts else text

    def p(self, context: str, msgid: str, /, **facts: object) -> str:
        """A text whose translation depends on where it stands: ``p("verb", "Open")``."""
        return self.t(f"{context}{CONTEXT_MARK}{msgid}", **facts)

    def n(self, one: str, many: str, n: int, /, **facts: object) -> str:
        """A text about n things; ``{n}`` is filled by itself, with separators in large numbers."""
        english = one if n == 1 else many
        return _fill(self._catalogue.plural(one, many, n), english, {"n": self.number(n), **facts})

    def word(self, kind: str, code: object, *, inside: bool = False) -> str:
        """The label of a code: ``word("channel", "phone")``. A code without label stays as it is.

        ``inside`` is for the middle of a sentence: "by phone". Names such as WeChat keep their capitals.
        """
        msgid = WORDS.get(f"{kind}.{code}")
        if msgid is None:
            return str(code)
        label = self.t(msgid)
        return _inside(label) if inside else label

    def words(self, kind: str) -> dict[str, str]:
        """All labels of a kind by code, in the order in which people choose from them."""
        start = f"{kind}."
        return {key[len(start) :]: self.t(msgid) for key, msgid in WORDS.items() if key.startswith(start)}

    def problem(self, code: str, facts: Mapping[str, object] | None = None, zone: Zone = dt.UTC) -> str:
        """What went wrong and what to do, for the person at the desk. It never fails itself.

        Facts may be texts, numbers, dates, instants, durations, lists of those, and the tuples
        ``("word", kind, code)``, ``("money", minor, currency)`` and ``("span", start, end)``.
        """
        given = facts or {}
        message = PROBLEMS.get(code)
        if message is None:
            return self.t(UNKNOWN_PROBLEM, code=code)
        said = _Lenient({name: self._fact(_labelled(name, value), zone) for name, value in given.items()})
        count = given.get("n")
        if isinstance(message, Plural):
            n = count if isinstance(count, int) else 2
            english = message.one if n == 1 else message.many
            return _fill(self._catalogue.plural(message.one, message.many, n), english, said)
        return _fill(self._catalogue.message(message), without_context(message), said)

    def _fact(self, value: object, zone: Zone) -> str:
        """A fact of a problem as words."""
        match value:
            case ("word", str(kind), code):
                return self.word(kind, code, inside=True)
            case ("money", int(minor), str(currency)):
                return self.money(minor, currency)
            case dt.datetime() | dt.date() | dt.timedelta() | ("span", dt.datetime(), dt.datetime()):
                return self._fact_of_time(value, zone)
            case list() | tuple() | set() | frozenset():
                items = sorted(value, key=str) if isinstance(value, (set, frozenset)) else value
                return self.list_of(self._fact(item, zone) for item in items)
        if value is None:
            return _MISSING
        return self.number(value) if isinstance(value, int | float) else str(value)

    def _fact_of_time(self, value: object, zone: Zone) -> str:
        """A date, an instant, a length of time, or from when to when, as words."""
        match value:
            case ("span", dt.datetime() as start, dt.datetime() as end):
                return self.span(start, end, zone)
            case dt.timedelta():
                return self.duration(value)
            case dt.datetime():
                return self.datetime(value, zone)
            case dt.date():
                return self.date(value, year=True)
        return str(value)


# Facts that hold codes, and the kind of label that each code has.
_CODES = {"gaps": "gap", "step": "step", "permission": "permission"}


def _labelled(name: str, value: object) -> object:
    """A fact that holds codes, with the kind of its labels."""
    kind = _CODES.get(name)
    if kind is None:
        return value
    if isinstance(value, str):
        return ("word", kind, value)
    if isinstance(value, tuple) and value[:1] != ("word",):
        return [("word", kind, one) for one in value]
    return value


def _fill(text: str, english: str, facts: Mapping[str, object]) -> str:
    """Facts put into a text. A translation with a wrong placeholder must not stop the desk."""
    try:
        return text.format_map(facts)
    except (KeyError, IndexError, ValueError, AttributeError):
        return english.format_map(facts)


def _inside(label: str) -> str:
    """The label with a small first letter, unless its capitals belong to it."""
    if label[1:] != label[1:].lower():
        return label
    return label[:1].lower() + label[1:]


@lru_cache(maxsize=8)
def load(language: str) -> Texts:
    """The texts of a language; the same object each time."""
    return Texts(language)
