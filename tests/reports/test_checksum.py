"""The checksum of a case's data."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

from reports.checksum import checksum, grouped, shortened
from tests.reports import cases


def test_equal_data_have_equal_checksums_and_other_data_others() -> None:
    case = cases.the_leak()
    assert checksum(case) == checksum(cases.the_leak())
    assert checksum(case) != checksum(replace(case, currency="EUR"))
    assert checksum(case) != checksum(cases.with_file(case, events=case.file.events[:-1]))


def test_an_instant_is_the_same_in_every_zone_and_a_mapping_in_every_order() -> None:
    noon = cases.at("12:00")
    assert checksum([noon]) == checksum([noon.astimezone(timezone(timedelta(hours=-5)))])
    assert checksum({"a": 1, "b": 2}) == checksum({"b": 2, "a": 1})


def test_bytes_count() -> None:
    assert checksum([b"a"]) != checksum([b"b"])


def test_short_forms() -> None:
    assert grouped("8f3ac41d77e0ffff") == "8f3a c41d 77e0"
    assert shortened("0123456789abcdef") == "0123…cdef"
    assert shortened("0123") == "0123"
