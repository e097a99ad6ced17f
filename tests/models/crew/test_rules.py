"""Names with odd characters, absurd hours, contracts and absences that cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import UserProblem
from models.crew.kinds import AbsenceDraft, AbsenceKind, ContractorDraft, Hours, TechnicianDraft
from models.crew.rules import (
    DEAREST,
    check_absence,
    check_contractor,
    check_hours,
    check_technician,
    overlaps,
    skill_code,
    tidy,
)
from models.timing.kinds import Calendar

NOON = datetime(2026, 11, 20, 6, tzinfo=UTC)
WEEK: Hours = (((480, 720), (780, 1080)),) * 5 + ((), ())


def refused(code: str, call: object, *args: object) -> None:
    with pytest.raises(UserProblem) as caught:
        call(*args)  # type: ignore[operator]
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  老 张\n(夜班)\t", "老 张 (夜班)"),
        ("O’Brien-Núñez, José", "O’Brien-Núñez, José"),
        ("Jose\u0301", "José"),
        ("张\u202e三\u200b\u0007", "张三"),
        ("<b>'; DROP TABLE technician;--", "<b>'; DROP TABLE technician;--"),
        ("{name} %s", "{name} %s"),
        ("👨\u200d🔧 李", "👨\u200d🔧 李"),
        ("\U00020bb7野家", "\U00020bb7野家"),
    ],
)
def test_names_with_odd_characters_stay_what_they_are(typed: str, kept: str) -> None:
    assert tidy(typed) == kept
    assert check_technician(TechnicianDraft(typed)).name == kept


@pytest.mark.parametrize("name", ["", " \n", "\u200b\u202e", "…", "👍"])
def test_nobody_without_a_name(name: str) -> None:
    refused("technician.no_name", check_technician, TechnicianDraft(name))
    refused("contractor.no_name", check_contractor, ContractorDraft(name))


@given(st.text(max_size=200))
def test_a_tidy_name_is_one_line_and_stays_so(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert len(once.splitlines()) < 2


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": "张" * 81}, "technician.name_long"),
        ({"colour": 0}, "technician.colour"),
        ({"colour": 7}, "technician.colour"),
        ({"rate_minor": -1}, "technician.rate"),
        ({"rate_minor": DEAREST + 1}, "technician.rate"),
        ({"note": "长" * 5000}, "crew.note_long"),
        ({"hours": ((),) * 7}, "technician.no_hours"),
        ({"hours": ((),) * 6}, "calendar.week"),
        ({"hours": (((540, 540),), *((),) * 6)}, "calendar.interval"),
        ({"hours": (((600, 540),), *((),) * 6)}, "calendar.interval"),
        ({"hours": (((-10, 540),), *((),) * 6)}, "calendar.interval"),
        ({"hours": (((0, 1441),), *((),) * 6)}, "calendar.interval"),
        ({"hours": (((540, 700), (699, 800)), *((),) * 6)}, "calendar.overlap"),
    ],
)
def test_technicians_that_cannot_be(fields: dict[str, object], code: str) -> None:
    refused(code, check_technician, replace(TechnicianDraft("老张"), **fields))  # type: ignore[arg-type]


def test_hours_are_put_in_order_and_who_comes_by_call_has_none() -> None:
    assert check_hours((((780, 1080), (480, 720)), *WEEK[1:])) == WEEK
    assert check_hours((((0, 1440),),) * 7)
    by_call = TechnicianDraft("老张", by_call=True, hours=((),) * 7)
    assert check_technician(by_call).hours is None


_SPANS = st.lists(st.tuples(st.integers(-5, 1445), st.integers(-5, 1445)), max_size=3).map(tuple)


@given(st.tuples(*[_SPANS] * 7))
def test_hours_that_are_taken_make_a_calendar(hours: Hours) -> None:
    """Whatever is taken here can be reckoned with; whatever is refused has a word for it."""
    try:
        week = check_hours(hours)
    except UserProblem as problem:
        code = problem.code
    else:
        Calendar("Asia/Shanghai", week)
        assert all(sorted(spans) == list(spans) for spans in week)
        return
    assert code in ("calendar.interval", "calendar.overlap", "technician.no_hours")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"since": date(2026, 2, 1), "until": date(2026, 1, 31)}, "contractor.backwards"),
        ({"rate_minor": -1}, "contractor.rate"),
        ({"call_out_minor": DEAREST + 1}, "contractor.rate"),
        ({"email": "somebody"}, "contact.email"),
    ],
)
def test_contractors_that_cannot_be(fields: dict[str, object], code: str) -> None:
    refused(code, check_contractor, replace(ContractorDraft("电梯公司"), **fields))  # type: ignore[arg-type]


def test_a_contract_of_one_day_is_a_contract() -> None:
    day = date(2026, 1, 31)
    assert check_contractor(ContractorDraft("电梯公司", since=day, until=day)).until == day


@pytest.mark.parametrize(
    ("start", "length", "code"),
    [
        (NOON, timedelta(), "absence.empty"),
        (NOON, timedelta(hours=-1), "absence.empty"),
        (NOON, timedelta(days=367), "absence.too_long"),
        (NOON.replace(year=1926), timedelta(days=1), "absence.far"),
        (NOON.replace(year=2126), timedelta(days=1), "absence.far"),
    ],
)
def test_absences_that_cannot_be(start: datetime, length: timedelta, code: str) -> None:
    refused(code, check_absence, AbsenceDraft(1, AbsenceKind.LEAVE, start, start + length), NOON)


@given(*[st.integers(0, 12)] * 4)
def test_overlapping_is_sharing_a_minute(a: int, b: int, c: int, d: int) -> None:
    one, other = (a, a + b), (c, c + d)
    shared = set(range(*one)) & set(range(*other))
    if b and d:
        at = [NOON + timedelta(minutes=n) for n in (*one, *other)]
        assert overlaps((at[0], at[1]), (at[2], at[3])) == bool(shared)


def test_codes_of_skills() -> None:
    assert skill_code("", "Glass & mirrors", ()) == "glass_mirrors"
    assert skill_code("", "Glass", ("glass", "glass_2")) == "glass_3"
    assert skill_code("", "玻璃", ()) == "skill"
    assert skill_code(" Glazing ", "x", ()) == "glazing"
    refused("skill.code", skill_code, "a b", "x", ())
    refused("skill.code", skill_code, "1st", "x", ())
    refused("skill.twice", skill_code, "glazing", "x", ("glazing",))
