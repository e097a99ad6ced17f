"""What the values of slices are called, and which of them can be chosen. Read once with every fresh look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from models.accounts.queries import staff
from models.core.session import Session
from models.directory.kinds import PlaceKind
from models.directory.queries import of_kind
from models.insights.kinds import Asked, Cut, Slice, SliceValue
from models.insights.queries import counts_by
from models.options.causes import cause_labels, causes
from models.options.kinds import CategoryRow, label
from models.options.queries import categories, settings
from resources.texts import Texts
from resources.texts.places import building_name

Option = tuple[SliceValue, str]
# Slices whose values are codes of the house: the kind of their words.
_WORDS: Mapping[Slice, str] = {
    Slice.PLACE_KIND: "place_kind",
    Slice.RESIDENT_KIND: "resident_kind",
    Slice.RESPONSIBLE: "responsible",
    Slice.CHANNEL: "channel",
    Slice.SEVERITY: "severity_tag",
    Slice.KIND: "kind",
}
_PLACES: Mapping[Slice, PlaceKind] = {Slice.PROPERTY: PlaceKind.PROPERTY, Slice.BUILDING: PlaceKind.BUILDING}
# Free words of the estate: only those that occur are offered.
_FOUND = (Slice.AGE_GROUP, Slice.OCCUPATION)
_CLASSIFIED = frozenset({Slice.CATEGORY, Slice.SUBCATEGORY, Slice.CAUSE, Slice.RESPONSIBLE})
CHOOSABLE = (
    Slice.PROPERTY, Slice.BUILDING, Slice.PLACE_KIND, Slice.RESIDENT_KIND, Slice.AGE_GROUP, Slice.OCCUPATION,
    Slice.CATEGORY, Slice.SUBCATEGORY, Slice.CAUSE, Slice.RESPONSIBLE, Slice.CHANNEL, Slice.HANDLER, Slice.SEVERITY,
    Slice.KIND,
)  # fmt: skip


@dataclass(frozen=True)
class Names:
    """Options by slice in the order of choosing, and words for those that can no longer be chosen too."""

    texts: Texts
    currency: str = "CNY"
    options: Mapping[Slice, tuple[Option, ...]] = field(default_factory=dict)
    words: Mapping[Slice, Mapping[SliceValue, str]] = field(default_factory=dict)

    def say(self, slice_: Slice, value: SliceValue) -> str:
        """What a value is called."""
        if value is None:
            return self.texts.t("not known")
        known = self.words.get(slice_, {})
        if value in known:
            return known[value]
        kind = _WORDS.get(slice_)
        return self.texts.word(kind, value) if kind is not None else str(value)

    def row(self, slice_: Slice, value: SliceValue) -> str:
        """What a row of a table is called; what is not known is not classified there."""
        if value is None and slice_ in _CLASSIFIED:
            return self.texts.t("not classified")
        return self.say(slice_, value)

    def builder(self, slice_: Slice) -> Callable[[SliceValue], str]:
        """The same for whoever builds a chart."""
        return partial(self.row, slice_)

    def chip(self, slice_: Slice, value: SliceValue) -> str:
        """``Channel: Phone``; what tells itself stands alone."""
        words = self.say(slice_, value)
        if value is not None and slice_ in (
            Slice.BUILDING,
            Slice.CATEGORY,
            Slice.SUBCATEGORY,
            Slice.SEVERITY,
        ):
            return words
        return self.texts.t("{title}: {words}", title=self.texts.word("slice", slice_), words=words)

    def chips(self, cut: Cut) -> dict[Slice, str]:
        """What the chips of a cut say; of several values of a slice the first two."""
        made: dict[Slice, str] = {}
        for slice_ in dict.fromkeys(one for one, _ in cut.values):
            values = cut.of(slice_)
            words = self.chip(slice_, values[0])
            if len(values) > 1:
                rest = [self.say(slice_, value) for value in values[1:]]
                words = (
                    self.texts.list_of([words, *rest])
                    if len(rest) == 1
                    else self.texts.t("{first} +{n}", first=words, n=len(rest))
                )
            made[slice_] = words
        return made


def _active(rows: Iterable[CategoryRow], words: Mapping[SliceValue, str]) -> tuple[Option, ...]:
    return tuple((row.code, words[row.code]) for row in rows if row.active and row.code in words)


def _begun(words: str) -> str:
    """With a capital letter, as rows begin."""
    return words[:1].upper() + words[1:]


def load(session: Session, asked: Asked, texts: Texts) -> Names:
    """Read them, on the database thread."""
    store, language = session.store, texts.language
    words: dict[Slice, dict[SliceValue, str]] = {}
    options: dict[Slice, tuple[Option, ...]] = {
        slice_: tuple((code, word) for code, word in texts.words(kind).items())
        for slice_, kind in _WORDS.items()
    }
    kinds = categories(store, retired=True)
    words[Slice.CATEGORY] = {row.code: label(row, language) for row in kinds if row.parent_code is None}
    words[Slice.SUBCATEGORY] = {row.code: _begun(label(row, language)) for row in kinds if row.parent_code}
    options[Slice.CATEGORY] = _active(kinds, words[Slice.CATEGORY])
    options[Slice.SUBCATEGORY] = _active(kinds, words[Slice.SUBCATEGORY])
    why = causes(store, retired=True)
    words[Slice.CAUSE] = {row.code: _begun(label(row, language)) for row in why}
    paths = {code: names.get(language, names["en"]) for code, names in cause_labels(store).items()}
    options[Slice.CAUSE] = tuple((row.code, paths[row.code]) for row in why if row.active)
    people = staff(store)
    words[Slice.HANDLER] = {row.id: row.name for row in people}
    options[Slice.HANDLER] = tuple((row.id, row.name) for row in people if row.active)
    for slice_, kind in _PLACES.items():
        places = of_kind(store, kind)
        called = partial(building_name, texts) if slice_ is Slice.BUILDING else str
        words[slice_] = {place.id: called(place.label) for place in places}
        options[slice_] = tuple((place.id, words[slice_][place.id]) for place in places if place.active)
    for slice_ in _FOUND:
        found = counts_by(store, Asked(asked.period, Cut(), asked.as_of), slice_)
        options[slice_] = tuple((row[0], str(row[0])) for row in found if row[0] is not None)
    return Names(texts, settings(store).property_currency, options, words)
