"""The phrases of the coach cards as they can be edited. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from models.core.action import Outcome
from models.core.changes import Changes
from models.core.session import Session
from models.options.actions import restore_phrase, save_phrase
from models.options.queries import phrases
from resources.phrases import Phrase, all_coach_phrases, categories
from resources.texts import Texts

LANGUAGES = ("zh_CN", "en")
LISTS = ("lead", "say", "never", "watch")
STEPS = ("receive", "isolate", "soothe", "apologise", "gather", "propose", "confirm", "follow_up")
GENERAL = "general"

# What a property writes in place of the built-in words: by language, then by key.
Own = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Words:
    """One phrase with the words in use. ``own`` names the languages in which they are the property's."""

    phrase: Phrase
    section: str
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key that stays."""
        return self.phrase.key

    def text(self, language: str) -> str:
        """The words in use."""
        return self.own.get(language, self.phrase.text(language))


def own_words(session: Session) -> Own:
    """What this property has written."""
    return {language: phrases(session.store, language) for language in LANGUAGES}


@cache
def _by_card() -> Mapping[tuple[str, str], tuple[Phrase, ...]]:
    """The phrases of each card: by step, then by category or mood, or ``general``."""
    found: dict[tuple[str, str], list[Phrase]] = {}
    for phrase in all_coach_phrases():
        step, card, _ = place_of(phrase.key)
        found.setdefault((step, card), []).append(phrase)
    return {place: tuple(some) for place, some in found.items()}


def place_of(key: str) -> tuple[str, str, str]:
    """Step, card and list of a key: ``coach.soothe.leak.say.1`` -> soothe, leak, say."""
    parts = key.split(".")[1:]
    at = next(i for i, part in enumerate(parts) if part in LISTS and i > 0)
    return parts[0], ".".join(parts[1:at]) or GENERAL, parts[at]


def cards_of(step: str) -> tuple[str, ...]:
    """The cards of a step: the general one, then those for moods and categories."""
    return tuple(card for known, card in _by_card() if known == step)


def card_word(card: str, texts: Texts) -> str:
    """What a card is called."""
    if card == GENERAL:
        return texts.t("Every complaint")
    known = {one.code: one for top in categories() for one in (top, *top.subs)}
    if card in known:
        return known[card].full_label(texts.language)
    return texts.t("Mood: {mood}", mood=texts.word("mood", card))


def words_of(step: str, card: str, own: Own) -> tuple[Words, ...]:
    """The phrases of one card, with what the property wrote."""
    return tuple(
        Words(
            phrase,
            place_of(phrase.key)[2],
            {
                language: own[language][phrase.key]
                for language in LANGUAGES
                if phrase.key in own.get(language, {})
            },
        )
        for phrase in _by_card().get((step, card), ())
    )


def write(session: Session, words: Words, texts: Mapping[str, str]) -> Outcome[None]:
    """Write these; the built-in words again are no words of one's own."""
    changes = Changes()
    for language, text in texts.items():
        if text.strip() == words.phrase.text(language):
            changes = changes | restore_phrase(session, words.key, language).changes
        else:
            changes = changes | save_phrase(session, words.key, language, text).changes
    return Outcome(None, changes)
