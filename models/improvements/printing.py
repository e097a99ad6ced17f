"""What the papers about improvements need: plain data, so that printing needs no database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.core.clock import from_millis
from models.core.session import Session
from models.directory.rows import today_of
from models.improvements import addressing, queries
from models.improvements.kinds import (
    Head,
    ImprovementFile,
    ImprovementRow,
    ImprovementView,
    Judgement,
)
from models.improvements.saying import Names, names
from models.options.standing import settings
from models.store.database import Store
from resources.texts import match_language

LANGUAGES = ("zh_CN", "en")
MOST_LETTERS = 200
_QUOTES = 4


@dataclass(frozen=True)
class House:
    """Whose paper it is; ``names`` are what the codes that occur are called, by language."""

    name: str
    address: str
    phone: str
    zone: ZoneInfo
    currency: str
    language: str
    names: Mapping[str, Names]

    def named(self, language: str) -> Names:
        """The names in a language; English where there are none."""
        return self.names.get(language) or self.names["en"]


@dataclass(frozen=True)
class RegisterLine:
    """A row, and what happens when it is overdue, as somebody wrote it."""

    row: ImprovementRow
    when_overdue: str


@dataclass(frozen=True)
class RegisterSheet:
    """The register as it stands on ``day``. ``as_of`` is the last change, not the printing."""

    house: House
    view: ImprovementView
    day: date
    head: Head
    lines: tuple[RegisterLine, ...]
    as_of: datetime


@dataclass(frozen=True)
class NoteSheet:
    """The note to the department: ``words`` are residents' own, without names; the newest of ``spoken``.

    ``judged`` are the figures of the verdict, or of what is known so far; ``None`` before the plan is in force.
    """

    house: House
    file: ImprovementFile
    judged: Judgement | None
    cases: int
    residents: int
    words: tuple[tuple[date, str], ...]
    spoken: int
    day: date
    as_of: datetime


@dataclass(frozen=True)
class OwnCase:
    """A case as a resident is told of it. ``joined``: it is a neighbour's, they joined it; then it bears no title."""

    reference: str
    day: date
    title: str
    joined: bool = False


@dataclass(frozen=True)
class Letter:
    """Whom it goes to, in which language, and of which cases of theirs it speaks, the newest first."""

    resident_id: int
    name: str
    home: str
    language: str
    cases: tuple[OwnCase, ...]


@dataclass(frozen=True)
class LettersSheet:
    """Letters of one file: those from ``first`` (counted from 0) of ``total``. ``judged`` as in ``NoteSheet``.

    ``words`` say what was changed, by language, written for residents; empty until somebody has.
    """

    house: House
    row: ImprovementRow
    judged: Judgement | None
    ready_on: date | None
    letters: tuple[Letter, ...]
    first: int
    total: int
    as_of: datetime
    words: Mapping[str, str]


@dataclass(frozen=True)
class Wording:
    """In which languages letters are written, and what they say was changed; no words: nobody has written them."""

    languages: tuple[str, ...]
    words: Mapping[str, str]

    @property
    def complete(self) -> bool:
        """Whether every letter has its words."""
        return all(self.words.get(language) for language in self.languages)


def register_sheet(session: Session, view: ImprovementView = ImprovementView.ALL) -> RegisterSheet:
    """All rows of a tab, in the order of the page."""
    store = session.store
    rows = tuple(_rows(session, view))
    overdue = dict(store.rows("SELECT id, when_overdue FROM improvement"))
    return RegisterSheet(
        _house(store, rows), view, today_of(session), queries.head(session),
        tuple(RegisterLine(row, overdue[row.id]) for row in rows), _last_change(store, None),
    )  # fmt: skip


def _rows(session: Session, view: ImprovementView) -> Iterator[ImprovementRow]:
    after = None
    while True:
        found = queries.page(session, view, after)
        yield from found.rows
        after = found.next_key
        if after is None:
            return


def note_sheet(session: Session, improvement_id: int) -> NoteSheet:
    """What goes back to the department. Raises ``Unknown("improvement")``."""
    store, file = session.store, queries.improvement(session, improvement_id)
    zone = settings(store).zone
    heard = addressing.heard(file.row)
    words, spoken = addressing.words(store, file.row.scope, heard, zone, _QUOTES)
    cases, residents = addressing.sums(store, file.row.scope, heard, zone)
    return NoteSheet(
        _house(store, (file.row,)), file, _judged(file), cases, residents,
        tuple((from_millis(at).astimezone(zone).date(), said) for at, said in words), spoken,
        today_of(session), _last_change(store, improvement_id),
    )  # fmt: skip


def letters_sheet(session: Session, improvement_id: int, first: int = 0) -> LettersSheet:
    """At most 200 letters, from one of them on. Raises ``Unknown("improvement")``."""
    store, file = session.store, queries.improvement(session, improvement_id)
    row, options = file.row, settings(store)
    heard, zone = addressing.heard(row), options.zone
    ids = addressing.residents(store, row.scope, heard, zone, today_of(session))
    mine = ids[first : first + MOST_LETTERS]
    found = addressing.cases(store, row.scope, heard, zone, today_of(session), mine)
    letters = []
    for resident_id in mine:
        of_one = found[resident_id]
        own = tuple(
            OwnCase(
                one.reference,
                from_millis(one.at).astimezone(zone).date(),
                "" if one.joined else one.title,
                one.joined,
            )
            for one in of_one
        )
        language = spoken_language(of_one[0].language, options.property_language)
        letters.append(Letter(resident_id, of_one[0].name, of_one[0].home, language, own))
    return LettersSheet(
        _house(store, (row,)), row, _judged(file), file.preview.ready_on if file.preview else None,
        tuple(letters), first, len(ids), _last_change(store, improvement_id), letter_words(store, improvement_id),
    )  # fmt: skip


def letter_words(store: Store, improvement_id: int) -> Mapping[str, str]:
    """What the letters say was changed, by language. One statement."""
    return dict(
        store.rows(
            """SELECT json_extract(facts, '$.language'), text FROM improvement_event
            WHERE improvement_id = ? AND kind = 'worded' ORDER BY id""",
            (improvement_id,),
        )
    )


def wording(store: Store, improvement_id: int, residents: Sequence[int]) -> Wording:
    """What stands in the letters to these residents, and in which languages. A few statements."""
    own = settings(store).property_language
    found = store.rows(
        "SELECT DISTINCT language FROM resident WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(residents)),),
    )
    spoken = {spoken_language(language, own) for (language,) in found}
    return Wording(tuple(one for one in LANGUAGES if one in spoken), letter_words(store, improvement_id))


def spoken_language(language: str | None, own: str) -> str:
    """The language of a letter: that of its resident where we speak it, else the property's own."""
    matched = match_language(language or "")
    return matched if matched in LANGUAGES else own


def _judged(file: ImprovementFile) -> Judgement | None:
    return file.preview.judgement if file.preview is not None else file.judgement


def _house(store: Store, rows: Iterable[ImprovementRow]) -> House:
    options, about = settings(store), tuple(rows)
    return House(
        options.property_name, options.property_address, options.property_phone, options.zone,
        options.property_currency, options.property_language,
        {language: _used(names(store, language), about) for language in LANGUAGES},
    )  # fmt: skip


def _used(known: Names, rows: Sequence[ImprovementRow]) -> Names:
    """The names that these rows need, and no others: a new category must not change an old paper."""
    kinds = {code for row in rows for code in (row.category, row.subcategory)}
    causes = {row.cause for row in rows}
    return replace(
        known,
        categories={code: said for code, said in known.categories.items() if code in kinds},
        causes={code: said for code, said in known.causes.items() if code in causes},
    )


def _last_change(store: Store, improvement_id: int | None) -> datetime:
    found = store.rows(
        """SELECT COALESCE(max(at), 0) FROM improvement_event
        WHERE (?1 IS NULL OR improvement_id = ?1) AND kind <> 'known'""",
        (improvement_id,),
    )
    return from_millis(found[0][0])
