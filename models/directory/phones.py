"""Ways to reach somebody: telephone numbers as typed and as looked up, addresses, cells that hold several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import phonenumbers
from babel.core import get_global
from phonenumbers import Leniency, PhoneNumberMatcher

from models.core.errors import UserProblem
from models.directory.kinds import ContactDraft, ContactKind

DEFAULT_REGION = "CN"
_MOST_DIGITS, _FEWEST_DIGITS = 20, 3
_EXTENSION = re.compile(
    r"(?:ext\.?|extension|x|#|转|轉|分机|分機|内线)\s*[:：.]?\s*([0-9]{1,7})\s*$", re.IGNORECASE
)
_BETWEEN = re.compile(r"[;；,，、/\n\r|]+|\s{2,}|\s+(?=\+)|\s+(?:or|and|或|和)\s+", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@dataclass(frozen=True)
class Phone:
    """A number: as typed, its national digits for finding, and the extension."""

    value: str
    digits: str
    extension: str = ""


def region_of_zone(zone: str) -> str:
    """The country whose numbers are typed without a country code, told by the property's time zone."""
    return str(get_global("zone_territories").get(zone, DEFAULT_REGION))


def read_phone(text: str, region: str = DEFAULT_REGION) -> Phone:
    """Read a number as typed. Raises ``contact.phone`` when it cannot be one."""
    value = " ".join(unicodedata.normalize("NFKC", text).split())
    extension = _EXTENSION.search(value)
    bare = value[: extension.start()] if extension else value
    digits = _national_digits(bare, region)
    letters = re.search(r"[^\W\d_]{3,}", bare)
    if letters or not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
        raise UserProblem("contact.phone", phone=text.strip())
    return Phone(text.strip(), digits, extension[1] if extension else "")


def _national_digits(bare: str, region: str) -> str:
    """Digits as dialled within the country, whether or not the country code was typed; others' with theirs."""
    digits = "".join(char for char in bare if char.isdecimal())
    if not bare.lstrip().startswith(("+", "00")):
        return digits
    try:
        number = phonenumbers.parse(bare, region)
    except phonenumbers.NumberParseException:
        return digits
    if phonenumbers.region_code_for_country_code(number.country_code or 0) == region or (
        number.country_code == phonenumbers.country_code_for_region(region)
    ):
        national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        return "".join(char for char in national if char.isdecimal())
    return digits.removeprefix("00") if bare.lstrip().startswith("00") else digits


def split_phones(text: str, region: str = DEFAULT_REGION) -> tuple[str, ...]:
    """The numbers in a cell, as typed: divided by marks, or found one after the other."""
    pieces = [piece.strip() for piece in _BETWEEN.split(text) if piece.strip()]
    found: list[str] = []
    for piece in pieces:
        digits = sum(char.isdecimal() for char in piece)
        matches = list(PhoneNumberMatcher(piece, region, leniency=Leniency.VALID)) if digits > 2 * 7 else []
        found += [match.raw_string for match in matches] if len(matches) > 1 else [piece]
    return tuple(dict.fromkeys(found))


def clean_contacts(
    drafts: Iterable[ContactDraft], region: str = DEFAULT_REGION
) -> tuple[tuple[ContactDraft, str], ...]:
    """Contacts worth keeping, with their digits: empty ones and repetitions dropped. Raises ``contact.…``."""
    kept: dict[tuple[str, str], tuple[ContactDraft, str]] = {}
    for draft in drafts:
        value = draft.value.strip()
        if not value:
            continue
        digits = ""
        if draft.kind == ContactKind.PHONE:
            phone = read_phone(value, region)
            digits = phone.digits
            key = digits + "x" + phone.extension
        else:
            if draft.kind == ContactKind.EMAIL and not _EMAIL.fullmatch(value):
                raise UserProblem("contact.email", email=value)
            key = value.casefold()
        kept.setdefault((draft.kind, key), (ContactDraft(draft.kind, value, draft.label.strip()), digits))
    return tuple(kept.values())
