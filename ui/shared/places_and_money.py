"""Time zones and currencies to choose from, by their names in the reader's language. Free of Qt.

Reading them takes a while (Babel's data, the folder of zones): call it away from the GUI thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import available_timezones

from babel.dates import get_timezone_location
from babel.numbers import get_currency_name, get_currency_precision, get_currency_symbol

from resources.texts import Texts

# The currencies that property desks ask for most; whatever is stored stands beside them.
CURRENCIES = (
    "CNY", "HKD", "MOP", "TWD", "SGD", "MYR", "THB", "VND", "IDR", "PHP", "JPY", "KRW", "INR", "AED", "AUD", "NZD",
    "USD", "CAD", "GBP", "EUR", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "RUB", "UAH", "KZT", "TRY", "ZAR", "BRL",
)  # fmt: skip
REGIONS = ("Asia/", "Europe/", "America/", "Africa/", "Australia/", "Pacific/", "Atlantic/", "Indian/")

Choice = tuple[str, str, str]


@dataclass(frozen=True)
class ChoiceWords:
    """Code, label and further words to find by."""

    zones: tuple[Choice, ...]
    currencies: tuple[Choice, ...]


def choice_words(texts: Texts, currencies: tuple[str, ...] = CURRENCIES) -> ChoiceWords:
    """All zones and the given currencies."""
    return ChoiceWords(_zones(texts), tuple(_currency(texts, code) for code in currencies))


@lru_cache(maxsize=4)
def _zones(texts: Texts) -> tuple[Choice, ...]:
    names = sorted(name for name in available_timezones() if name.startswith(REGIONS))
    made = [(name, _zone_label(texts, name), name.replace("_", " ")) for name in names]
    return tuple(sorted(made, key=lambda choice: choice[0] != "Asia/Shanghai"))


def _zone_label(texts: Texts, name: str) -> str:
    city = name.rpartition("/")[2].replace("_", " ")
    place = get_timezone_location(name, locale=texts.locale, return_city=True)
    known = place if place and not place.startswith("Unknown") else city
    return f"{known} · {name}"


def _currency(texts: Texts, code: str) -> Choice:
    name = get_currency_name(code, locale=texts.locale)
    return code, f"{code} · {name}", get_currency_symbol(code, locale=texts.locale)


def money_sign(texts: Texts, code: str) -> tuple[str, int]:
    """The sign of a currency and how many decimals it has, for fields that take sums."""
    sign = texts.money(0, code).rstrip("0").strip()
    return sign or code, get_currency_precision(code)
