"""Rows of the directory's lists, made on the database thread. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.core.paging import Key
from models.core.session import Session
from models.directory.kinds import DirectoryCounts, PlaceFilter, PlaceItem, ResidentFilter, ResidentItem
from models.directory.queries import counts, place_page, resident_page
from resources.texts import Texts
from ui.widgets.list_model import ListRow


class View(StrEnum):
    """What the list shows."""

    PRESENT = "present"
    FORMER = "former"
    PLACES = "places"
    RETIRED = "retired"


@dataclass(frozen=True)
class Question:
    """What is asked, and in which words the answer is wanted."""

    view: View
    text: str
    place_id: int | None
    texts: Texts

    @property
    def of_people(self) -> bool:
        """Whether rows are people."""
        return self.view in (View.PRESENT, View.FORMER)


@dataclass(frozen=True)
class Answer:
    """Rows and where to go on."""

    rows: tuple[ListRow, ...]
    next_key: Key | None


def fetch(session: Session, question: Question, after: Key | None, limit: int) -> Answer:
    """One page."""
    return (
        _people(session, question, after, limit)
        if question.of_people
        else _places(session, question, after, limit)
    )


def how_many(session: Session) -> DirectoryCounts:
    """How large the directory is."""
    return counts(session)


def _people(session: Session, question: Question, after: Key | None, limit: int) -> Answer:
    wanted = ResidentFilter(question.text, question.place_id, None, question.view is View.PRESENT)
    page = resident_page(session, wanted, after, limit)
    return Answer(tuple(_person(question.texts, one) for one in page.rows), page.next_key)


def _person(texts: Texts, item: ResidentItem) -> ListRow:
    kind = texts.word("resident_kind", item.kind) if item.kind else ""
    care = texts.word("flag", "vulnerable") if item.resident.vulnerable else ""
    home = item.place_label or texts.t("no home")
    return ListRow((item.resident.name, home, kind, item.phone, care), item, item.resident.id)


def _places(session: Session, question: Question, after: Key | None, limit: int) -> Answer:
    retired = question.view is View.RETIRED
    rows: list[ListRow] = []
    while True:  # retired places lie among the others; pages are filled up
        page = place_page(session, PlaceFilter(question.text, None, question.place_id, retired), after, limit)
        rows += [_place(question.texts, one) for one in page.rows if not (retired and one.place.active)]
        after = page.next_key
        if after is None or len(rows) >= limit:
            return Answer(tuple(rows), after)


def _place(texts: Texts, item: PlaceItem) -> ListRow:
    kind = texts.word("place_kind", item.place.kind)
    name = item.place.name if item.place.name and item.place.name not in item.place.label else ""
    return ListRow(
        (item.place.label, kind, " · ".join(filter(None, (name, texts.list_of(list(item.names)))))),
        item,
        item.place.id,
    )
