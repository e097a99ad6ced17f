"""Telephone numbers as typed and as looked up."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import UserProblem
from models.directory.kinds import ContactDraft
from models.directory.phones import Phone, clean_contacts, read_phone, region_of_zone, split_phones


@pytest.mark.parametrize(
    ("typed", "region", "digits", "extension"),
    [
        ("138 0013 8000", "CN", "13800138000", ""),
        ("+86 138-0013-8000", "CN", "13800138000", ""),
        ("0086 138 0013 8000", "CN", "13800138000", ""),
        ("010-8888 7777 转 12", "CN", "01088887777", "12"),
        ("+86 10 8888 7777 ext. 12", "CN", "01088887777", "12"),
        ("８００１", "CN", "8001", ""),
        ("+1 (212) 555-0100", "US", "2125550100", ""),
        ("(212) 555-0100 x7", "US", "2125550100", "7"),
        ("+44 20 7946 0000", "CN", "442079460000", ""),
    ],
)
def test_digits(typed: str, region: str, digits: str, extension: str) -> None:
    assert read_phone(typed, region) == Phone(typed, digits, extension)


@pytest.mark.parametrize("typed", ["", "12", "no phone", "9" * 30, "ask at 3-1502 first"])
def test_what_is_no_number(typed: str) -> None:
    with pytest.raises(UserProblem) as caught:
        read_phone(typed)
    assert caught.value.code == "contact.phone"


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("13800138000", ("13800138000",)),
        ("13800138000 13900139000", ("13800138000", "13900139000")),
        ("138 0013 8000、010-8888 7777", ("138 0013 8000", "010-8888 7777")),
        ("13800138000或13900139000", ("13800138000", "13900139000")),
        ("13800138000;13800138000", ("13800138000",)),
        ("010-88887777转12\n13800138000", ("010-88887777转12", "13800138000")),
        ("", ()),
    ],
)
def test_several_in_a_cell(cell: str, numbers: tuple[str, ...]) -> None:
    assert split_phones(cell) == numbers


def test_contacts_are_cleaned() -> None:
    drafts = [
        ContactDraft("phone", " 138 0013 8000 ", " home "),
        ContactDraft("phone", "+86 13800138000"),
        ContactDraft("phone", "   "),
        ContactDraft("email", "Zhou@Example.com"),
        ContactDraft("email", "zhou@example.com"),
        ContactDraft("messaging", "zhou_gl"),
    ]
    kept = clean_contacts(drafts)
    assert [(draft.value, digits) for draft, digits in kept] == [
        ("138 0013 8000", "13800138000"),
        ("Zhou@Example.com", ""),
        ("zhou_gl", ""),
    ]
    assert kept[0][0].label == "home"


def test_an_address_needs_its_parts() -> None:
    with pytest.raises(UserProblem) as caught:
        clean_contacts([ContactDraft("email", "zhou at home")])
    assert caught.value.code == "contact.email"


def test_the_zone_tells_the_country() -> None:
    assert region_of_zone("Asia/Shanghai") == "CN"
    assert region_of_zone("America/New_York") == "US"
    assert region_of_zone("Nowhere/Land") == "CN"


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for number in split_phones(text):
        with contextlib.suppress(UserProblem):
            assert 3 <= len(read_phone(number).digits) <= 20


@given(st.integers(13_000_000_000, 19_999_999_999).map(str), st.lists(st.integers(1, 10), max_size=3))
def test_blanks_and_country_make_no_difference(number: str, cuts: list[int]) -> None:
    spaced = number
    for cut in sorted(set(cuts), reverse=True):
        spaced = spaced[:cut] + " " + spaced[cut:]
    assert read_phone(spaced).digits == read_phone(f"+86 {number}").digits == number
