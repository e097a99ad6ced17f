"""The coach cards: what to say, what never to say, what to look out for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from .kinds import Coach, Phrase
from .source import phrase_of, phrases_of, read_book

# Step, category and mood of a card; the general card of a step has neither category nor mood.
_Place = tuple[str, str | None, str | None]
_LISTS = ("say", "never", "watch")


@cache
def _cards() -> dict[_Place, dict[str, tuple[Phrase, ...]]]:
    """The lists of every card; a card without a lead has an empty one."""
    cards = {}
    for card in read_book("coach")["card"]:
        place = (card["step"], card.get("category"), card.get("mood"))
        prefix = ".".join(part for part in ("coach", *place) if part)
        lists = {name: phrases_of(f"{prefix}.{name}", card.get(name, [])) for name in _LISTS}
        lists["lead"] = (phrase_of(f"{prefix}.lead", card["lead"]),) if "lead" in card else ()
        cards[place] = lists
    return cards


@cache
def coach(step: str, category: str | None = None, mood: str | None = None) -> Coach:
    """The card of a step, most fitting first: by mood, by category of either level, then the general one.

    A step that does not exist is a bug and raises KeyError.
    """
    if (step, None, None) not in _cards():
        raise KeyError(step)
    cards = [_cards()[place] for place in _places(step, category, mood) if place in _cards()]
    lists = {name: tuple(phrase for card in cards for phrase in card[name]) for name in ("lead", *_LISTS)}
    return Coach(step, lists["lead"][0], lists["say"], lists["never"], lists["watch"])


def _places(step: str, category: str | None, mood: str | None) -> Iterator[_Place]:
    """Where to look, from the special to the general."""
    if mood:
        yield (step, None, mood)
    if category:
        yield (step, category, None)
        if "." in category:
            yield (step, category.partition(".")[0], None)
    yield (step, None, None)


@cache
def all_coach_phrases() -> tuple[Phrase, ...]:
    """Every phrase of every card, for the page where a property writes its own."""
    return tuple(phrase for card in _cards().values() for name in ("lead", *_LISTS) for phrase in card[name])
