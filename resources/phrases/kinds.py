"""What the phrase books contain, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

# Codes of languages as in ``resources.texts``; everything else reads the English words.
_CHINESE = "zh"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence in both languages under a key that stays, so that a property can put its own in its place."""

    key: str
    zh: str
    en: str

    def text(self, language: str) -> str:
        """The sentence in a language such as ``zh_CN``."""
        return self.zh if language.startswith(_CHINESE) else self.en


def overridden(phrases: tuple[Phrase, ...], own: Mapping[str, str], language: str) -> tuple[Phrase, ...]:
    """The phrases with a property's own words, by key, in the place of one language."""
    side = "zh" if language.startswith(_CHINESE) else "en"
    return tuple(
        replace(phrase, **{side: own[phrase.key]}) if phrase.key in own else phrase for phrase in phrases
    )


# How far one cause reaches when several households complain of it.
RISER, BUILDING, NOTHING = "riser", "building", "nothing"


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of complaint. The first level has ``subs``; the second has the code ``leak.from_above``."""

    code: str
    zh: str
    en: str
    icon: str
    severity: str
    repair: bool
    second_look: bool
    runs_in: str = BUILDING
    flags: tuple[str, ...] = ()
    parent: Category | None = None
    subs: tuple[Category, ...] = ()

    @property
    def top(self) -> str:
        """The code of the first level."""
        return self.code.partition(".")[0]

    def label(self, language: str) -> str:
        """Its own name: ``from above``."""
        return self.zh if language.startswith(_CHINESE) else self.en

    def full_label(self, language: str) -> str:
        """Its name with that of its parent: ``Leak › from above``."""
        own = self.label(language)
        return own if self.parent is None else f"{self.parent.label(language)} › {own}"


@dataclass(frozen=True, slots=True)
class EmergencyStep:
    """One line of the red card; ``act`` is say (read it out), do (tick when done) or tell (told by itself)."""

    act: str
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class EmergencyCard:
    """What to say and do before anything is written."""

    kind: str
    title: Phrase
    steps: tuple[EmergencyStep, ...]


@dataclass(frozen=True, slots=True)
class Containment:
    """What to check and what to do so that the harm does not spread."""

    hazards: tuple[Phrase, ...]
    actions: tuple[Phrase, ...]

    def with_own(self, own: Mapping[str, str], language: str) -> Containment:
        """The checklist with a property's own words."""
        return Containment(overridden(self.hazards, own, language), overridden(self.actions, own, language))


@dataclass(frozen=True, slots=True)
class Coach:
    """The coach card of a step. The most fitting phrases come first; a page shows three and offers the rest."""

    step: str
    lead: Phrase
    say: tuple[Phrase, ...]
    never: tuple[Phrase, ...]
    watch: tuple[Phrase, ...]

    def with_own(self, own: Mapping[str, str], language: str) -> Coach:
        """The card with a property's own words."""
        return Coach(
            self.step,
            overridden((self.lead,), own, language)[0],
            overridden(self.say, own, language),
            overridden(self.never, own, language),
            overridden(self.watch, own, language),
        )
