"""What the filters offer, and what their chips say. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.accounts.queries import staff, staff_names
from models.core.session import Session
from models.directory.kinds import PlaceKind
from models.directory.queries import children, of_kind
from models.insights.kinds import Slice, SliceValue
from models.options.causes import causes
from models.options.kinds import CategoryRow, CauseRow, label
from models.options.queries import categories
from resources.texts import N_, Texts
from ui.pages.complaints.figures import Names, figure_words
from ui.pages.complaints.state import SETS, Filters, Named, days_of

TITLES: Mapping[str, str] = {
    "figure": N_("Figure"),
    "statuses": N_("Status"),
    "severities": N_("Severity"),
    "kinds": N_("Kind"),
    "channels": N_("Channel"),
    "categories": N_("Category"),
    "place": N_("Building or home"),
    "handler": N_("Handler"),
    "resident": N_("Resident"),
    "period": N_("Received"),
    "imported": N_("Origin"),
    "flag": N_("Risk"),
}
_WORDS = {"statuses": "status", "severities": "severity_tag", "kinds": "kind", "channels": "channel"}
PERIODS: Mapping[str, str] = {
    "today": N_("today"),
    "7d": N_("last 7 days"),
    "30d": N_("last 30 days"),
    "month": N_("this month"),
}


@dataclass(frozen=True)
class Choices:
    """People, buildings and the two trees as they stand in this store; ``categories`` are the tops of ``kinds``.

    ``called`` names those too that can no longer be chosen: buildings, properties and people that figures speak of.
    """

    staff: tuple[Named, ...] = ()
    buildings: tuple[Named, ...] = ()
    categories: tuple[tuple[str, str], ...] = ()
    kinds: tuple[CategoryRow, ...] = ()
    causes: tuple[CauseRow, ...] = ()
    called: Names = field(default_factory=dict)


def load(session: Session, language: str) -> Choices:
    """Read them; on the database thread."""
    people = tuple(Named(row.id, row.name) for row in staff(session.store, inactive=False))
    roots = [node.place for node in children(session, None)]
    below = [
        node.place for top in roots if top.kind == PlaceKind.PROPERTY for node in children(session, top.id)
    ]
    buildings = tuple(
        Named(place.id, place.name or place.label)
        for place in (*roots, *below)
        if place.kind == PlaceKind.BUILDING
    )
    kinds = categories(session.store, retired=True)
    tops = tuple((row.code, label(row, language)) for row in kinds if row.active and row.parent_code is None)
    return Choices(people, buildings, tops, kinds, causes(session.store, retired=True), _called(session))


def _called(session: Session) -> Names:
    kinds = {Slice.PROPERTY: PlaceKind.PROPERTY, Slice.BUILDING: PlaceKind.BUILDING}
    places: Names = {
        slice_: {place.id: place.name or place.label for place in of_kind(session, kind)}
        for slice_, kind in kinds.items()
    }
    return {**places, Slice.HANDLER: dict(staff_names(session.store).items())}


def set_options(texts: Texts, choices: Choices, name: str) -> tuple[tuple[str, str], ...]:
    """The codes of a set with their words, in the order of choosing."""
    if name == "categories":
        return choices.categories
    return tuple((code, word) for code, word in texts.words(_WORDS[name]).items() if code in SETS[name])


def chip_words(texts: Texts, choices: Choices, name: str, filters: Filters) -> str:
    """What a chip says: the value, with the field where the value alone would not tell."""
    value = getattr(filters, name)
    if name == "figure":
        return texts.t(
            "The cases of {figure}", figure=figure_words(texts, value, names_of(choices, texts.language))
        )
    title = texts.t(TITLES[name])
    if isinstance(value, frozenset):
        known = dict(set_options(texts, choices, name))
        order: list[str] = [code for code in known if code in value] + sorted(value - known.keys())
        if name == "categories":  # one that is retired keeps its name
            known = {str(code): words for code, words in _kinds(choices, texts.language).items()} | known
        words = [known.get(code, code) for code in order]
        joined = (
            texts.list_of(words)
            if len(words) <= 2
            else texts.t("{first} +{n}", first=words[0], n=len(words) - 1)
        )
        return (
            joined
            if name in ("statuses", "severities", "kinds", "categories")
            else _with(texts, title, joined)
        )
    if isinstance(value, Named):
        return value.name if name == "place" else _with(texts, title, value.name)
    if name == "imported":
        return texts.t("Imported") if value else texts.t("Not imported")
    if name == "flag":
        return _with(texts, title, texts.word("flag", value))
    return _with(texts, title, period_words(texts, value))


def names_of(choices: Choices, language: str) -> Names:
    """What the values of slices are called in this store."""
    kinds = _kinds(choices, language)
    why: Mapping[SliceValue, str] = {row.code: label(row, language) for row in choices.causes}
    return {
        **choices.called,
        Slice.CATEGORY: kinds,
        Slice.SUBCATEGORY: kinds,
        Slice.CAUSE: why,
    }


def _kinds(choices: Choices, language: str) -> Mapping[SliceValue, str]:
    return {row.code: label(row, language) for row in choices.kinds}


def period_words(texts: Texts, period: str) -> str:
    """``last 7 days``, ``1 Nov – 15 Nov``, ``from 1 Nov``."""
    if period in PERIODS:
        return texts.t(PERIODS[period])
    first, last = days_of(period)
    if first and last:
        return f"{texts.date(first)} – {texts.date(last)}"
    if first:
        return texts.t("from {day}", day=texts.date(first))
    return texts.t("until {day}", day=texts.date(last)) if last else ""


def _with(texts: Texts, title: str, words: str) -> str:
    return texts.t("{title}: {words}", title=title, words=words)
