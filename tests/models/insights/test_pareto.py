"""The Pareto table: the published one to the digit, and its rules against a plain reckoning."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import UserProblem
from models.insights.pareto import Heap, pareto

# process.md, section 5: sub-type, root cause, count
GOLDEN = (
    ("postal delay", "post office late", 270),
    ("not at the wanted time (next day)", "customer wants a fixed time", 270),
    ("not at the wanted time (same day)", "customer wants a fixed time", 260),
    ("too few couriers", "transport department", 100),
    ("goods not in stock on time", "supplier late", 80),
    ("returned parcel enquiry", "post office late", 34),
    ("picking delay", "warehouse: stock differs, damaged goods", 30),
    ("not shipped on time", "carrier or train late", 25),
    ("out of range", "customer chose the wrong delivery", 20),
    ("wrong address", "customer", 5),
)
OTHER = "other"


def test_the_published_table_comes_out_to_the_digit() -> None:
    found = pareto([Heap(kind, count) for kind, _, count in GOLDEN], OTHER)
    assert found.total == 1094
    percent = [round(row.cumulative * 100, 1) for row in found.rows]
    assert percent == [24.7, 49.4, 73.1, 82.3, 89.6, 92.7, 95.4, 97.7, 99.5, 100]
    assert [row.vital for row in found.rows] == [True] * 4 + [False] * 6
    assert (found.vital, found.enough, found.unlisted) == (4, True, 0)


def test_root_causes_add_up_and_the_unlisted_rest_is_last() -> None:
    found = pareto([Heap(cause, count) for _, cause, count in GOLDEN], OTHER, total=1178)
    first, second = found.rows[:2]
    assert (first.label, first.weight, round(first.share * 100)) == ("customer wants a fixed time", 530, 45)
    assert (second.label, second.weight) == ("post office late", 304)
    last = found.rows[-1]
    assert (last.label, last.weight, round(last.share * 100, 1)) == (OTHER, 84, 7.1)
    assert (last.other, last.vital, last.cumulative, found.unlisted) == (True, False, 1.0, 84)
    assert found.unclassified == pytest.approx(84 / 1178)


def test_ties_go_by_growth_then_by_name() -> None:
    rows = [Heap("b", 5), Heap("a", 5), Heap("z", 5, growth=2), Heap("y", 5, growth=-1)]
    assert [row.label for row in pareto(rows, OTHER).rows] == ["z", "a", "b", "y"]


def test_a_total_below_the_rows_and_negative_weights_are_refused() -> None:
    with pytest.raises(UserProblem, match=r"pareto\.total_small"):
        pareto([Heap("a", 5)], OTHER, total=4)
    with pytest.raises(UserProblem, match=r"pareto\.negative"):
        pareto([Heap("a", -1)], OTHER)


def test_nothing_is_vital_of_nothing() -> None:
    found = pareto([Heap("a", 0)], OTHER)
    assert (found.total, found.vital, found.rows[0].share, found.enough, found.flat) == (
        0,
        0,
        0.0,
        False,
        False,
    )


def test_nothing_is_vital_below_twenty_cases() -> None:
    assert pareto([Heap("a", 19)], OTHER).vital == 0
    assert pareto([Heap("a", 20)], OTHER).vital == 1
    # What weighs are hours or money: then the cases behind them count.
    assert pareto([Heap("a", 980)], OTHER, cases=19).vital == 0
    assert pareto([Heap("a", 3)], OTHER, cases=20).vital == 1


@given(
    st.lists(st.tuples(st.sampled_from("abcdefghijkl"), st.integers(0, 40), st.integers(-3, 3)), max_size=14),
    st.integers(0, 30),
)
def test_rules_against_a_plain_reckoning(rows: list[tuple[str, int, int]], unlisted: int) -> None:
    listed = sum(weight for _, weight, _ in rows)
    found = pareto(rows, OTHER, total=listed + unlisted, others={"l"})
    whole = listed + unlisted
    weights: dict[str, int] = {}
    for label, weight, _ in rows:
        weights[label] = weights.get(label, 0) + weight
    named = sorted((w for label, w in weights.items() if label != "l"), reverse=True)
    assert [row.weight for row in found.rows if not row.other] == named
    assert found.rows == () or found.rows[-1].running == whole
    # the smallest prefix that reaches 80 %: no shorter one does, and "other" is never in it
    vital = next(
        (n for n in range(len(named)) if Fraction(sum(named[:n])) >= Fraction(4 * whole, 5)), len(named)
    )
    # … and of fewer than 20 cases nothing is said
    assert found.enough == (whole >= 20)
    assert found.vital == (sum(weight > 0 for weight in named[:vital]) if whole >= 20 else 0)
    assert found.vital == sum(row.vital for row in found.rows)
    top = sum(named[: (len(named) + 4) // 5])
    assert found.flat == (bool(named) and top < Fraction(whole, 2))
    assert found.unclassified == (pytest.approx(1 - sum(named) / whole) if whole else 0)
