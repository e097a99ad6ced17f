"""A strict reader of calendar files: RFC 5545 line by line, without any library. Raises ``AssertionError``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

_LINE = re.compile(
    r'(?P<name>[A-Z][A-Z0-9-]*)(?P<params>(?:;[A-Z][A-Z0-9-]*=(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*))*)'
    r":(?P<value>.*)",
    re.DOTALL,
)
_TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "TZNAME", "X-WR-CALNAME", "COMMENT"}
_UTC, _LOCAL, _DAY = r"\d{8}T\d{6}Z", r"\d{8}T\d{6}", r"\d{8}"
_KNOWN = {
    "VCALENDAR": {"PRODID": 1, "VERSION": 1, "CALSCALE": 1, "METHOD": 1, "X-WR-CALNAME": 1, "X-WR-TIMEZONE": 1},
    "VTIMEZONE": {"TZID": 1},
    "STANDARD": {"DTSTART": 1, "TZOFFSETFROM": 1, "TZOFFSETTO": 1, "TZNAME": 9},
    "VEVENT": {
        "UID": 1, "DTSTAMP": 1, "DTSTART": 1, "DTEND": 1, "SUMMARY": 1, "SEQUENCE": 1, "STATUS": 1, "TRANSP": 1,
        "CLASS": 1, "LOCATION": 1, "DESCRIPTION": 1,
    },
}  # fmt: skip
_KNOWN["DAYLIGHT"] = _KNOWN["STANDARD"]
_INSIDE = {"": {"VCALENDAR"}, "VCALENDAR": {"VTIMEZONE", "VEVENT"}, "VTIMEZONE": {"STANDARD", "DAYLIGHT"}}


@dataclass
class Part:
    """A component with its properties (name -> parameters and value) and what lies in it."""

    kind: str
    lines: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)

    def value(self, name: str) -> str:
        return self.lines[name][0][1]

    def text(self, name: str) -> str:
        plain = self.lines.get(name, [("", "")])[0][1]
        return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], plain)


def read(content: bytes) -> Part:
    """The calendar of a file that is right in every line."""
    root = Part("")
    stack = [root]
    for line in unfolded(content):
        found = _LINE.fullmatch(line)
        assert found, f"not a content line: {line!r}"
        name, params, value = found["name"], found["params"], found["value"]
        if name == "BEGIN":
            assert value in _INSIDE.get(stack[-1].kind, set()), f"{value} inside {stack[-1].kind}"
            part = Part(value)
            stack[-1].parts.append(part)
            stack.append(part)
        elif name == "END":
            assert stack.pop().kind == value, f"END:{value}"
        else:
            assert name in _KNOWN[stack[-1].kind], f"{name} in {stack[-1].kind}"
            if name in _TEXTS:
                assert re.fullmatch(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*", value), (
                    f"escaping: {line!r}"
                )
            stack[-1].lines.setdefault(name, []).append((params, value))
    assert stack == [root], "a component is not closed"
    assert [part.kind for part in root.parts] == ["VCALENDAR"]
    _check(root.parts[0])
    return root.parts[0]


def unfolded(content: bytes) -> list[str]:
    """The lines: each ends with CRLF and has 75 octets at most; a letter is never cut."""
    assert content.endswith(b"\r\n")
    physical = content.split(b"\r\n")[:-1]
    lines: list[str] = []
    for one in physical:
        assert len(one) <= 75, f"{len(one)} octets"
        assert b"\n" not in one
        assert b"\r" not in one
        assert one, "an empty line"
        text = one.decode("utf-8")
        if text[0] in " \t":
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def _check(calendar: Part) -> None:
    for part in (calendar, *calendar.parts, *(one for zone in calendar.parts for one in zone.parts)):
        for name, most in _KNOWN[part.kind].items():
            count = len(part.lines.get(name, ()))
            assert count <= most, f"{name} {count} times"
            owed = name not in ("LOCATION", "DESCRIPTION")
            assert count or not owed, f"{part.kind} without {name}"
    assert calendar.value("VERSION") == "2.0"
    zones = {zone.value("TZID") for zone in calendar.parts if zone.kind == "VTIMEZONE"}
    uids = [one.value("UID") for one in calendar.parts if one.kind == "VEVENT"]
    assert len(uids) == len(set(uids)), "a UID twice"
    for part in calendar.parts:
        if part.kind == "VTIMEZONE":
            assert any(one.kind == "STANDARD" for one in part.parts)
            for one in part.parts:
                assert re.fullmatch(_LOCAL, one.value("DTSTART"))
                for name in ("TZOFFSETFROM", "TZOFFSETTO"):
                    assert re.fullmatch(r"[+-]\d{4}(\d{2})?", one.value(name))
                    assert one.value(name) not in ("-0000", "-000000")
        else:
            _check_event(part, zones)


def _check_event(event: Part, zones: set[str]) -> None:
    assert re.fullmatch(_UTC, event.value("DTSTAMP"))
    assert re.fullmatch(r"\d+", event.value("SEQUENCE"))
    assert event.value("STATUS") in ("CONFIRMED", "CANCELLED", "TENTATIVE")
    (begin_params, begin), (end_params, end) = event.lines["DTSTART"][0], event.lines["DTEND"][0]
    assert begin_params == end_params, "DTEND is of another kind than DTSTART"
    if begin_params == ";VALUE=DATE":
        assert re.fullmatch(_DAY, begin)
        assert re.fullmatch(_DAY, end)
        assert end > begin
    else:
        named = re.fullmatch(r";TZID=(.+)", begin_params)
        assert named, begin_params
        assert named[1] in zones, "a time zone that the file does not hold"
        assert re.fullmatch(_LOCAL, begin)
        assert re.fullmatch(_LOCAL, end)


def offsets(zone: Part) -> list[tuple[datetime, timedelta, timedelta]]:
    """The changes of a VTIMEZONE in order: when by the clock before, the distance to UTC before and after."""
    return sorted(
        (
            datetime.fromisoformat(one.value("DTSTART")),
            _offset(one.value("TZOFFSETFROM")),
            _offset(one.value("TZOFFSETTO")),
        )
        for one in zone.parts
    )


def _offset(text: str) -> timedelta:
    amount = timedelta(hours=int(text[1:3]), minutes=int(text[3:5]), seconds=int(text[5:7] or 0))
    return -amount if text[0] == "-" else amount
