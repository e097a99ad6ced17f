"""Which values a slice has in a store: whoever asks for another one has most likely mistyped it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from models.accounts.queries import staff_names
from models.complaints.kinds import Channel, Kind, Severity
from models.core.errors import UserProblem
from models.directory.kinds import PlaceKind, ResidentKind
from models.directory.queries import of_kind
from models.handling.steps import RESPONSIBLE
from models.insights.identifiers import SLICES, read_cut
from models.insights.kinds import Cut, Slice, SliceValue
from models.options.causes import causes
from models.options.kinds import CategoryRow, CauseRow, label
from models.options.queries import categories
from models.store.database import Store
from resources.texts import load
from resources.texts.places import building_name

_CODES: Mapping[Slice, Iterable[str]] = {
    Slice.PLACE_KIND: PlaceKind,
    Slice.RESIDENT_KIND: ResidentKind,
    Slice.RESPONSIBLE: RESPONSIBLE,
    Slice.CHANNEL: Channel,
    Slice.SEVERITY: Severity,
    Slice.KIND: Kind,
}
_NEAREST = 3


def wanted(store: Store, texts: Iterable[str], language: str) -> Cut:
    """The cut of several ``slice=value``; of one slice any of its values is meant.

    Raises ``slice.unknown`` with the names that there are, and as ``check`` does.
    """
    cut = Cut()
    for text in texts:
        slice_, value = read_cut(text)
        if slice_ is None:
            names = tuple(code for code in SLICES if not code.endswith("_id"))
            raise UserProblem("slice.unknown", text=text.strip(), names=names)
        cut = cut.adding(slice_, value)
    check(store, cut, language)
    return cut


def check(store: Store, cut: Cut, language: str) -> None:
    """Raises ``slice.unknown_value`` for a value that neither the store offers nor any of its cases has, and
    ``slice.no_values`` where nothing is known of the slice at all.

    The problem names the values nearest to it, by their codes and by what they are called in ``language``.
    """
    for slice_, value in cut.values:
        if value is None or value in (known := values_of(store, slice_, language)):
            continue
        column = f"c.{slice_.value}"
        # Imported: cases may have what the options do not. All of them are read, which only a slip costs.
        found = store.rows(
            f"SELECT DISTINCT {column} FROM complaint c WHERE NULLIF({column}, '') IS NOT NULL"
        )
        if (value,) in found:
            continue
        known = {**{one: str(one) for (one,) in found}, **known}
        raise UserProblem(
            "slice.unknown_value" if known else "slice.no_values",
            value=str(value),
            slice=("word", "slice", slice_.value),
            nearest=tuple(nearest(str(value), known)),
        )


def values_of(store: Store, slice_: Slice, language: str) -> Mapping[SliceValue, str]:
    """What a slice can be, retired values too, each with what it is called. At most one statement."""
    match slice_:
        case Slice.CATEGORY | Slice.SUBCATEGORY:
            tops = slice_ is Slice.CATEGORY
            rows = categories(store, retired=True)
            return _labelled([row for row in rows if (row.parent_code is None) == tops], language)
        case Slice.CAUSE:
            return _labelled(causes(store, retired=True), language)
        case Slice.PROPERTY:
            return {one.id: one.name or one.label for one in of_kind(store, PlaceKind.PROPERTY)}
        case Slice.BUILDING:
            texts = load(language)
            places = of_kind(store, PlaceKind.BUILDING)
            return {one.id: one.name or building_name(texts, one.label) for one in places}
        case Slice.HANDLER:
            return dict(staff_names(store).items())
    return dict.fromkeys(_CODES.get(slice_, ()), "")


def _labelled(rows: Iterable[CategoryRow] | Iterable[CauseRow], language: str) -> Mapping[SliceValue, str]:
    return {row.code: label(row, language) for row in rows}


def nearest(wanted: str, known: Mapping[SliceValue, str]) -> list[str]:
    """The values most like what was typed, as code or as name, the nearest first: ``leak (漏水)``. Pure."""
    plain = wanted.casefold()

    def likeness(one: SliceValue) -> float:
        said = (known[one],) if isinstance(one, int) else (str(one), known[one])  # nobody knows ids by heart
        return max(
            (SequenceMatcher(None, plain, each.casefold()).ratio() for each in said if each), default=0.0
        )

    ordered = sorted(known, key=lambda one: (-likeness(one), str(one)))[:_NEAREST]
    return [_named(str(one), known[one]) for one in ordered]


def _named(code: str, name: str) -> str:
    return code if name in ("", code) else f"{code} ({name})"
