"""What the search box finds: a case by its reference, homes, residents, and cases by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from models.complaints.kinds import CaseFilter, CaseRow, Sort, View
from models.complaints.listing import case_count, case_page
from models.complaints.queries import case_id, case_row, open_by_place
from models.core.errors import Unknown, UserProblem
from models.core.session import Session
from models.directory.kinds import Found
from models.directory.queries import find
from models.insights.behind import where
from models.insights.identifiers import looks_like, read, write
from models.insights.kinds import FigureId
from models.insights.known_values import check
from models.insights.periods import write as write_period
from models.store.search_query import parse
from resources.texts import N_, Texts
from ui.pages.complaints.choices import load, names_of
from ui.pages.complaints.figures import figure_words
from ui.pages.complaints.lines import found as hits_of
from ui.palette import PaletteEntry

_REFERENCE = re.compile(r"\d{4}-\d{4,}")
_LIMIT = 5
_COUNTED = 1000


class ReferencePalette:
    """The case whose reference was typed in full."""

    title = N_("Case")

    def find(self, session: Session, words: str, texts: Texts) -> Sequence[PaletteEntry]:
        """That one case, or nothing."""
        if not _REFERENCE.fullmatch(words):
            return ()
        try:
            row = case_row(session.store, case_id(session.store, words))
        except Unknown:
            return ()
        return (_entry(row, words, row.reference, row.title),)


class FigurePalette:
    """The figure whose identifier was typed or copied from paper: the cases behind it."""

    title = N_("Figure")

    def find(self, session: Session, words: str, texts: Texts) -> Sequence[PaletteEntry]:
        """That one figure, with how many cases it has; or what is wrong with its name."""
        if not looks_like(words):
            return ()
        try:
            figure = read(words)
            check(session.store, figure.cut, texts.language)
            behind = where(session.store, figure, session.clock.now())
        except UserProblem as problem:
            return (PaletteEntry(texts.problem(problem.code, problem.facts), icon="circle-help"),)
        wanted = CaseFilter(View.ALL, behind=behind)
        count = case_count(session.store, wanted, session.actor.staff_id, session.clock.now(), _COUNTED)
        number = texts.number(count) + ("+" if count >= _COUNTED else "")
        names = names_of(load(session, texts.language), texts.language) if figure.cut.values else {}
        title = texts.t("The cases of {figure}", figure=figure_words(texts, behind.label, names))
        entry = PaletteEntry(title, number, "chart-line", "complaints", {"figure": behind.label})
        return (*self._warnings(figure, texts), entry)

    def _warnings(self, figure: FigureId, texts: Texts) -> Sequence[PaletteEntry]:
        """Warnings themselves have a page; it knows of periods, and of no other cut."""
        if figure.measure != "warnings" or figure.cut.values:
            return ()
        title = figure_words(texts, write(replace(figure, part="hit")), {})
        return (
            PaletteEntry(title, "", "triangle-alert", "warnings", {"period": write_period(figure.period)}),
        )


class HomePalette:
    """Homes and other places, each with how many of its cases are open."""

    title = N_("Homes")

    def find(self, session: Session, words: str, texts: Texts) -> Sequence[PaletteEntry]:
        """Places by unit in any spelling, or by the names of who lives there."""
        homes = [one for one in find(session, words) if one.what == "place" and one.place_id is not None]
        open_now = open_by_place(session.store, [one.place_id for one in homes if one.place_id is not None])
        return [self._entry(one, open_now.get(one.place_id or 0, 0), texts) for one in homes]

    def _entry(self, one: Found, open_now: int, texts: Texts) -> PaletteEntry:
        state = texts.n("{n} open", "{n} open", open_now) if open_now else texts.t("none open")
        icon = "house" if one.place_kind == "unit" else "building-2"
        detail = texts.t("{who}, {state}", who=one.detail, state=state) if one.detail else state
        return PaletteEntry(
            one.label, detail, icon, "place", {"id": one.place_id}, hits=_lengths(one.label_hits)
        )


class ResidentPalette:
    """People by name, pinyin, initials or phone."""

    title = N_("Residents")

    def find(self, session: Session, words: str, texts: Texts) -> Sequence[PaletteEntry]:
        """Residents with their homes and phones."""
        return [
            PaletteEntry(
                one.label,
                one.detail,
                "users-round",
                "resident",
                {"id": one.resident_id},
                hits=_lengths(one.label_hits),
            )
            for one in find(session, words)
            if one.what == "resident"
        ]


class CasePalette:
    """Cases by anything that was written about them: first the way to all of them, then the newest."""

    title = N_("Complaints")

    def find(self, session: Session, words: str, texts: Texts) -> Sequence[PaletteEntry]:
        """The whole result as a list, and its first cases."""
        if parse(words).empty:
            return ()
        wanted = CaseFilter(View.ALL, search=words, sort=Sort.RECEIVED, descending=True)
        actor, now = session.actor.staff_id, session.clock.now()
        page = case_page(session.store, wanted, actor, now, limit=_LIMIT)
        if not page.rows:
            return ()
        count = case_count(session.store, wanted, actor, now, _COUNTED)
        number = texts.number(count) + ("+" if count >= _COUNTED else "")
        title = texts.t("All results for “{words}”", words=words)
        every = PaletteEntry(title, number, "search", "complaints", {"search": words})
        return [every, *(_entry(row, words, row.title, f"{row.reference} · {row.unit}") for row in page.rows)]


def _entry(row: CaseRow, words: str, title: str, detail: str) -> PaletteEntry:
    hits = hits_of(parse(words), title)
    return PaletteEntry(title, detail, "message-square-text", "case", {"id": row.id}, hits=hits)


def _lengths(ranges: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end - start) for start, end in ranges)
