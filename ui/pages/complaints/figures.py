"""The cases behind a figure: what its chip says, and the question that is asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import tzinfo

from models.complaints.kinds import CaseFilter
from models.core.errors import UserProblem
from models.core.session import Session
from models.insights.behind import where
from models.insights.identifiers import read
from models.insights.kinds import Cut, Slice, SliceValue
from models.insights.measures import measure
from models.insights.periods import write
from resources.texts import Texts
from resources.texts.places import building_name
from ui.pages.complaints.state import ListState, wanted

# Slices whose values are codes: the kind of their words.
_WORDS = {
    Slice.PLACE_KIND: "place_kind",
    Slice.RESIDENT_KIND: "resident_kind",
    Slice.CAUSE: "cause",
    Slice.RESPONSIBLE: "responsible",
    Slice.CHANNEL: "channel",
    Slice.SEVERITY: "severity_tag",
    Slice.KIND: "kind",
}
Names = Mapping[Slice, Mapping[SliceValue, str]]


def filter_of(state: ListState, zone: tzinfo, session: Session) -> CaseFilter:
    """The question that the store is asked; on the database thread."""
    now = session.clock.now()
    question = wanted(state, now, zone)
    if not state.filters.figure:
        return question
    return replace(question, behind=where(session.store, read(state.filters.figure), now))


def figure_words(texts: Texts, identifier: str, names: Names) -> str:
    """``On time · 2026-W47 · the others · Building 3``: as the figure is called, with its period as it is written."""
    try:
        figure = read(identifier)
    except UserProblem:
        return identifier
    part = [] if figure.part == "hit" else [texts.word("figure_part", figure.part)]
    cut = [
        _values(texts, figure.cut, slice_, names)
        for slice_ in dict.fromkeys(one for one, _ in figure.cut.values)
    ]
    return " · ".join((texts.t(measure(figure.measure).title), write(figure.period), *part, *cut))


def _values(texts: Texts, cut: Cut, slice_: Slice, names: Names) -> str:
    """The value of a slice; of several the first two, or the first and how many more there are."""
    words = [_value(texts, slice_, value, names) for value in cut.of(slice_)]
    return (
        texts.list_of(words) if len(words) <= 2 else texts.t("{first} +{n}", first=words[0], n=len(words) - 1)
    )


def _value(texts: Texts, slice_: Slice, value: SliceValue, names: Names) -> str:
    if value is None:
        return texts.t("{title}: {words}", title=texts.word("slice", slice_), words=texts.t("not known"))
    known = names.get(slice_, {})
    if value in known:
        return building_name(texts, known[value]) if slice_ is Slice.BUILDING else known[value]
    kind = _WORDS.get(slice_)
    return texts.word(kind, value) if kind is not None else str(value)
