"""Letters to the residents concerned (A4, one page each): what they told us, what was changed, what the figures say.

A letter holds its own resident's name, home and cases, and nobody else's. Of the register it holds which kind of case
it is about, since when the plan holds, and the figures; what was changed it says in words written for residents. Title,
cause and plan of the register are for the house.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from reportlab.platypus import Flowable

from models.improvements.kinds import Judgement, Verdict
from models.improvements.printing import Letter, LettersSheet, OwnCase
from models.improvements.saying import local_day
from reports.checksum import checksum
from reports.documents.heads import TitleBlock, brief, foot, owner, page_of
from reports.documents.improvement_lines import Reporter
from reports.layout.blocks import Heading, Rule, Text
from reports.layout.grid import Column, Grid
from reports.layout.paper import Paper, Part
from reports.layout.styles import LABEL, MUTED, REFERENCE, STRONG, SUBJECT, TITLE, Style
from reports.layout.text import Span, Spans
from reports.voice import label, pair
from resources.texts import N_, Texts, match_language
from resources.texts.places import building_name

_LETTER, _KIND = Style(10, 16), Style(10, 16, bold=True)
_CASES, _TITLE, _NAME, _ABOUT = 5, 32, 40, 72
HELPED = N_(
    "It has helped: there were {before} such complaints in the four weeks before, and {after} in the four weeks after."
)
NOT_ENOUGH = N_(
    "It has not helped enough yet: there were {before} such complaints in the four weeks before, {after} in the four"
    " weeks after; we go on."
)
NOT_YET = N_(
    "It has not helped yet: there were {before} such complaints in the four weeks before, {after} in the four weeks"
    " after; we look for what does."
)
TOO_FEW = N_(
    "There were few such complaints, {before} in the four weeks before and {after} after: too few to say more, and we"
    " keep watching."
)


def resident_letters(sheet: LettersSheet, texts: Mapping[str, Texts]) -> Paper:
    """One letter a page, each in the language of its resident; ``texts`` by language, the property's among them.

    The same figures give the same paper.
    """
    if not sheet.letters:
        raise ValueError("no letter to write")
    house = sheet.house
    spoken = texts[house.language]
    voice = Reporter(house, [spoken])
    to = spoken.t("To our residents")
    about = _about(sheet, voice)
    title = f"{to}: {about}" if about else to
    return Paper(
        title=title,
        author=house.name,
        subject=about,
        keywords=(house.name,),
        language=house.language,
        parts=tuple(_part(sheet, one, _spoken(one, texts, spoken)) for one in sheet.letters),
    )


def _spoken(letter: Letter, texts: Mapping[str, Texts], otherwise: Texts) -> Texts:
    """The texts in a resident's language; the property's where we do not speak it."""
    return texts.get(match_language(letter.language) or "", otherwise)


def _part(sheet: LettersSheet, letter: Letter, texts: Texts) -> Part:
    voice = Reporter(sheet.house, [texts])
    named = f"{brief(letter.name, _NAME)} {brief(letter.home, _NAME)}"
    return Part(
        title=named,
        running=[Span(named, MUTED)],
        footer=foot(
            voice, sheet.as_of, checksum((letter, sheet.words, sheet.row.effective_on, sheet.judged))
        ),
        page=lambda _number, _total: page_of(voice, 1, 1),
        blocks=partial(_blocks, sheet, letter, voice),
    )


def _blocks(sheet: LettersSheet, letter: Letter, voice: Reporter) -> list[Flowable]:
    house, t = sheet.house, voice.first.t
    right: list[Spans] = [
        label(voice.t("Letter of")),
        [Span(voice.day(local_day(sheet.as_of, house.zone)), STRONG)],
    ]
    name, home = brief(letter.name, _NAME), brief(letter.home, _NAME)
    left: list[Spans] = [
        [Span(t("What came of your complaint"), TITLE)],
        [Span(_about(sheet, voice), SUBJECT)],
    ]
    made: list[Flowable] = [
        TitleBlock(f"{name} {home}", owner(house.name, house.address), left, right),
        Rule("text", 0.8),
        Text([Span(name, REFERENCE), Span(f"\n{home}", SUBJECT)], before=26),
        Text([Span(t("Dear {name},", name=name), _LETTER)], before=22),
        Text([Span(_opening(sheet, letter, voice), _LETTER)], before=6),
        Heading(voice.t("What you told us"), before=16),
        _cases(letter.cases, voice),
        Heading(voice.t("What was changed"), before=16),
        *_changed(sheet, voice),
        Heading(voice.t("What the figures say"), before=16),
        Text([Span(kind_sentence(sheet, voice.first), _KIND)]),
        Text(
            [Span(t("Thank you for telling us. Without your word it would not have been changed."), _LETTER)],
            before=16,
        ),
    ]
    if house.phone:
        ring = t("If it happens again, please ring us: {phone}.", phone=house.phone)
        made.append(Text([Span(ring, _LETTER)], before=4))
    return [*made, Text([Span(house.name, _KIND)], before=28)]


def _about(sheet: LettersSheet, voice: Reporter) -> str:
    """Which kind of case, and where: ``Leak › Shower · Building 3``."""
    row, names = sheet.row, sheet.house.named(voice.first.language)
    kinds = " › ".join(filter(None, (names.category(row.category), names.category(row.subcategory))))
    return brief(" · ".join(filter(None, (kinds, building_name(voice.first, row.building)))), _ABOUT)


def _opening(sheet: LettersSheet, letter: Letter, voice: Reporter) -> str:
    n = len(letter.cases)
    return voice.first.n(
        "you came to us with a complaint. We owe you an answer as to what became of it.",
        "you came to us with {n} complaints. We owe you an answer as to what became of them.",
        n,
    )


def _cases(cases: tuple[OwnCase, ...], voice: Reporter) -> Grid:
    rows: list[list[Spans]] = [
        [
            [Span(one.reference, _KIND)],
            [Span(voice.day(one.day), _LETTER)],
            [
                Span(
                    brief(voice.first.t("together with neighbours") if one.joined else one.title, _TITLE),
                    _LETTER,
                )
            ],
        ]
        for one in cases[:_CASES]
    ]
    more = len(cases) - _CASES
    if more > 0:
        rows.append([[], [], pair(voice.n("and {n} more", "and {n} more", more), LABEL)])
    return Grid([Column(86), Column(92), Column(share=1)], None, rows, ruled=False)


def _changed(sheet: LettersSheet, voice: Reporter) -> list[Flowable]:
    row, t, words = sheet.row, voice.first.t, sheet.words
    own = sheet.house.language
    said = words.get(voice.first.language) or words.get(own) or next(iter(words.values()), "")
    made: list[Flowable] = [Text([Span(said, _LETTER)], before=2)] if said else []
    if row.effective_on is not None:
        made.append(
            Text([Span(t("It holds since {day}.", day=voice.day(row.effective_on)), _LETTER)], before=2)
        )
    return made


def kind_sentence(sheet: LettersSheet, texts: Texts) -> str:
    """What the figures say, in one sentence that promises nothing they do not carry."""
    judged, ready = sheet.judged, sheet.ready_on
    if judged is None:
        return texts.t("It is too early to say whether it helps; we are counting.")
    if ready is not None:
        day = texts.date(ready, year=True)
        return texts.t("It is too early to say whether it helps; on {day} we count.", day=day)
    return texts.t(_sentence(judged), before=texts.number(judged.before), after=texts.number(judged.after))


def _sentence(judged: Judgement) -> str:
    if judged.verdict is Verdict.ACHIEVED:
        return HELPED
    if judged.verdict is Verdict.NOT_ENOUGH_DATA:
        return TOO_FEW
    return NOT_YET if judged.drop_percent is None or judged.drop_percent <= 0 else NOT_ENOUGH
