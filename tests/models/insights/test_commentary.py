"""The sentences against the figures: reckoned anew from the raw counts, in another way, whatever the counts."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.insights.commentary import LEAST, Cell, Say, Sentence, Share, Told, said
from models.insights.comparing import Usual, fisher
from models.insights.kinds import Better, Cut, Pareto, PeriodKind, Value
from models.insights.measures import MEASURES
from models.insights.pareto import Heap, pareto
from models.insights.periods import period
from models.insights.stats import limit
from reports.commentary import plain_sentences, sentence
from resources.texts import load

WEEK = period(PeriodKind.WEEK, date(2026, 11, 20))
EN, ZH = load("en"), load("zh_CN")
SHARES = ("on_time", "satisfaction", "repeat_rate")
CLAIMS = {
    Say.MORE: r"\bMore came in than usual\b", Say.FEWER: r"\bFewer came in than usual\b", Say.ROSE: r"\brose from\b",
    Say.FELL: r"\bfell from\b", Say.GOAL_MISSED: r"\bis missed\b", Say.GOAL_MET: r"\bis met\b",
}  # fmt: skip


@dataclass(frozen=True)
class Raw:
    """What was counted, before anybody reckoned with it."""

    over: bool
    received: int
    weeks: tuple[int, ...]
    shares: Mapping[str, tuple[int, int, int, int]]
    kinds: Mapping[str, int]
    unclassified: int
    overdue: int


def _part(n: st.SearchStrategy[int]) -> st.SearchStrategy[tuple[int, int]]:
    return n.flatmap(lambda most: st.tuples(st.integers(0, most), st.just(most)))


_SIZES = st.one_of(st.integers(0, 12), st.integers(0, 70))
raws = st.builds(
    Raw,
    over=st.booleans(),
    received=st.one_of(st.integers(0, 12), st.integers(0, 120)),
    weeks=st.one_of(
        st.lists(st.integers(0, 4), max_size=12), st.lists(st.integers(20, 60), min_size=4, max_size=12)
    ).map(tuple),
    shares=st.fixed_dictionaries(
        {key: st.tuples(_part(_SIZES), _part(_SIZES)).map(lambda two: (*two[0], *two[1])) for key in SHARES}
    ),
    kinds=st.dictionaries(st.sampled_from("abcdefghij"), st.one_of(st.integers(1, 3), st.integers(1, 40))),
    unclassified=st.integers(0, 12),
    overdue=st.integers(0, 4),
)


def told_of(raw: Raw) -> Told:
    def share(key: str) -> Share:
        count, n, before_count, before_n = raw.shares[key]
        now, before = (
            Value(key, WEEK, Cut(), size, hits) for hits, size in ((count, n), (before_count, before_n))
        )
        return Share(now, before, MEASURES[key].better, MEASURES[key].target)

    usual = Usual(sum(raw.weeks), len(raw.weeks)) if len(raw.weeks) >= 4 else None
    return Told(
        raw.over, raw.received, usual, tuple(map(share, SHARES)), table_of(raw),
        (Cell("Building 3", "leak", 6, 0.5, 5),), raw.overdue, 900.0 if raw.overdue else None, 2, 1, 0, 1,
    )  # fmt: skip


def table_of(raw: Raw) -> Pareto:
    heaps = [Heap(kind, count) for kind, count in raw.kinds.items()]
    if raw.unclassified:
        heaps.append(Heap("", raw.unclassified))
    return pareto(heaps, "", others=[""])


# The same again, slowly and in another way


def chance_of_more(count: int, weeks: tuple[int, ...]) -> float:
    """P(X >= count), adding up the masses from nothing on."""
    r, p = sum(weeks) + 0.5, len(weeks) / (len(weeks) + 1)
    mass, below = p**r, 0.0
    for x in range(count):
        below += mass
        mass *= (x + r) / (x + 1) * (1 - p)
    return 1 - below


def slow_fisher(count: int, n: int, other: int, other_n: int) -> Fraction:
    """Every table with these margins, in whole numbers."""
    hits = count + other

    def ways(x: int) -> int:
        return math.comb(n, x) * math.comb(other_n, hits - x)

    tables = [ways(x) for x in range(max(0, hits - other_n), min(hits, n) + 1)]
    return Fraction(sum(one for one in tables if one <= ways(count)), sum(tables))


def at_most(count: int, n: int, chance: Fraction) -> Fraction:
    return sum(
        (math.comb(n, x) * chance**x * (1 - chance) ** (n - x) for x in range(count + 1)), start=Fraction(0)
    )


def expected(raw: Raw) -> dict[str, set[Say]]:
    """For each subject, the claims that these counts carry."""
    claims: dict[str, set[Say]] = {"received": _about_received(raw), "kinds": _about_kinds(raw)}
    for key in SHARES:
        claims[key] = _about_share(key, *raw.shares[key])
    return claims


def _about_received(raw: Raw) -> set[Say]:
    known = len(raw.weeks) >= 4
    if known and raw.received >= 3 and chance_of_more(raw.received, raw.weeks) <= 0.01:
        return {Say.MORE}
    if not raw.over:
        return {Say.SO_FAR}
    if known and 1 - chance_of_more(raw.received + 1, raw.weeks) <= 0.01:
        return {Say.FEWER}
    if not raw.received:
        return {Say.NOTHING}
    return {Say.USUAL if known else Say.PLAIN}


def _about_kinds(raw: Raw) -> set[Say]:
    counts = sorted(raw.kinds.values(), reverse=True)
    total = sum(counts) + raw.unclassified
    if not total:
        return set()
    if raw.unclassified * 10 > total:
        return {Say.UNCLASSIFIED}
    if total < 20:
        return {Say.TOO_FEW_KINDS}
    if 2 * sum(counts[: math.ceil(len(counts) / 5)]) < total:
        return {Say.FLAT}
    vital = next((k for k in range(1, len(counts) + 1) if 5 * sum(counts[:k]) >= 4 * total), len(counts))
    return {Say.VITAL_FEW} if vital < len(counts) else set()


def _about_share(key: str, count: int, n: int, other: int, other_n: int) -> set[Say]:
    if n < LEAST:
        return {Say.TOO_FEW} if n else set()
    claims = {Say.ALONE}
    if other_n >= LEAST:
        moved = slow_fisher(count, n, other, other_n) <= Fraction(1, 20)
        claims = {
            Say.STEADY
            if not moved
            else Say.ROSE
            if Fraction(count, n) > Fraction(other, other_n)
            else Say.FELL
        }
    goal, less = Fraction(str(MEASURES[key].target)), MEASURES[key].better is Better.LESS
    met = count <= goal * n if less else count >= goal * n
    missed = at_most(n - count, n, 1 - goal) if less else at_most(count, n, goal)
    return claims | {
        Say.GOAL_MET if met else Say.GOAL_MISSED if missed <= Fraction(1, 20) else Say.GOAL_CHANCE
    }


_OF_RECEIVED = {Say.NOTHING, Say.SO_FAR, Say.PLAIN, Say.USUAL, Say.MORE, Say.FEWER}
_OF_KINDS = {Say.VITAL_FEW, Say.FLAT, Say.UNCLASSIFIED, Say.TOO_FEW_KINDS}


def subject(one: Sentence) -> str:
    if one.kind in _OF_RECEIVED:
        return "received"
    return "kinds" if one.kind in _OF_KINDS else str(one.facts.get("measure", ""))


@given(raws)
@example(Raw(True, 57, (39,) * 12, dict.fromkeys(SHARES, (56, 60, 48, 51)), {"leak": 21, "lift": 11}, 0, 3))
@example(Raw(False, 57, (39,) * 12, dict.fromkeys(SHARES, (30, 60, 48, 51)), {}, 0, 0))
@example(Raw(True, 0, (40,) * 12, dict.fromkeys(SHARES, (0, 4, 4, 4)), {"a": 1}, 9, 0))
def test_no_sentence_says_more_than_the_counts(raw: Raw) -> None:
    found = said(told_of(raw))
    claims = expected(raw)
    for about, kinds in claims.items():
        assert {one.kind for one in found if subject(one) == about} == kinds, about
    assert [one.facts["n"] for one in found if one.kind is Say.OVERDUE] == (
        [raw.overdue] if raw.overdue else []
    )


@given(raws)
def test_the_words_claim_what_the_kind_claims_and_bear_only_figures_that_were_counted(raw: Raw) -> None:
    for one in said(told_of(raw)):
        words, chinese = (sentence(texts, one, PeriodKind.WEEK, str.title) for texts in (EN, ZH))
        for kind, claim in CLAIMS.items():
            assert bool(re.search(claim, words)) == (one.kind is kind), words
        n = one.facts.get("n")
        if isinstance(n, int) and n < LEAST and "measure" in one.facts:
            assert "%" not in words
            assert "%" not in chinese
        assert _figures(words) <= _known(one), (words, one)
        assert not re.search(r"[{}]|None", words + chinese)


def _figures(words: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?%?", words))


def _known(one: Sentence) -> set[str]:
    """The figures that a sentence may bear, from its own counts alone: shares are reckoned anew."""
    facts, known = one.facts, {"7", "15", "3"} if one.kind in (Say.STANDS_OUT, Say.OVERDUE) else set[str]()
    for count, n in (("count", "n"), ("before_count", "before_n")):
        if isinstance(whole := facts.get(n), int) and isinstance(part := facts.get(count), int) and whole:
            # Half a tenth is rounded to the even one, as all figures are.
            known.add(f"{round(Fraction(1000 * part, whole)) / 10:.1f}%")
    for name, value in facts.items():
        if isinstance(value, int):
            known.add(str(value))
        elif name == "usual":
            assert isinstance(value, float)
            known |= {f"{value:.1f}", f"{value:.0f}"}
        elif name == "goal":
            known.add(f"{value:.0%}")
    return known


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_fisher_against_every_table(count: int, misses: int, other: int, other_misses: int) -> None:
    n, other_n = count + misses, other + other_misses
    if n and other_n:
        assert math.isclose(
            fisher(count, n, other, other_n),
            float(slow_fisher(count, n, other, other_n)),
            rel_tol=1e-7,
            abs_tol=1e-12,
        )


@pytest.mark.parametrize("received", [4, 40])
def test_an_outage_is_named_where_more_came_in_and_nowhere_else(received: int) -> None:
    told = Told(True, received, None, (), None, (), 0, None, 0, 0, 0, 0)
    told = replace(told, usual=Usual(20, 4, outage=True))
    kinds = [one.kind for one in said(told)]
    assert (Say.OUTAGE in kinds) == (Say.MORE in kinds) == (received == 40)
    assert Say.OUTAGE not in [one.kind for one in said(replace(told, usual=Usual(20, 4)))]


@given(st.integers(0, 200), st.integers(4, 12))
def test_what_is_more_than_usual_is_over_the_limit_of_the_warnings(total: int, weeks: int) -> None:
    usual = Usual(total, weeks)
    assert usual.limit == limit(total, weeks, 0.01)
    assert usual.is_more(usual.limit)
    assert not usual.is_more(usual.limit - 1)
    assert not (usual.is_fewer(usual.limit))


@given(st.lists(st.integers(0, 40), min_size=4, max_size=12), st.floats(0, 2.5))
def test_more_and_fewer_are_said_of_tails_alone(weeks: list[int], times: float) -> None:
    usual, count = Usual(sum(weeks), len(weeks)), round(times * sum(weeks) / len(weeks))
    assert usual.is_more(count) == (count >= 3 and chance_of_more(count, tuple(weeks)) <= 0.01)
    assert usual.is_fewer(count) == (1 - chance_of_more(count + 1, tuple(weeks)) <= 0.01)


def test_the_week_of_the_picture() -> None:
    raw = Raw(
        True, 57, (38, 39, 41, 37, 40, 38, 39, 40, 38, 37, 39, 40),
        {"on_time": (56, 60, 48, 51), "satisfaction": (33, 36, 31, 35), "repeat_rate": (3, 57, 2, 41)},
        {"leak": 21, "lift": 11, "noise": 8, "parking": 6, "cleaning": 4, "access": 3, "fees": 2, "pets": 1}, 1, 3,
    )  # fmt: skip
    words = " ".join(plain_sentences(EN, said(told_of(raw)), PeriodKind.WEEK, str.title))
    assert words.startswith(
        "More came in than usual: 57 against 38.8 a week; the limit is 56. Leak in Building 3 stands out: 6 in 7 days, "
        "usually 0.5 a week; the limit is 5. 4 kinds make up 80.7% of all, 46 of 57: Leak, Lift, Noise and Parking. "
        "On time: 93.3% (56 of 60), about as in the week before (94.1%, 48 of 51). The goal is 95%; so small a "
        "difference may be chance."
    )
