"""What builders of charts share: headings, names of weeks, the words of legends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce
from typing import TypedDict

from resources.texts import Texts

Naming = Callable[[object], str]
Linking = Callable[[object], str]


class Heading(TypedDict, total=False):
    """What stands above a chart, in the reader's words.

    ``beside`` is muted beside the title, ``remark`` stands at the right or below, ``empty`` where there is nothing.
    """

    title: str
    beside: str
    remark: str
    empty: str


def said(heading: Heading, texts: Texts) -> Heading:
    """A heading with a sentence for where there is nothing."""
    return {"empty": texts.t("Nothing to show for this time."), **heading}


def nowhere(_what: object) -> str:
    """The link of what cannot be opened."""
    return ""


def joined(texts: Texts, parts: Iterable[str]) -> str:
    """Several things that are said of one mark, as the language puts them side by side."""
    words = [part for part in parts if part]
    return (
        reduce(lambda first, rest: texts.t("{first}, {rest}", first=first, rest=rest), words) if words else ""
    )


def valued(texts: Texts, label: str, shown: str) -> str:
    """A label with its value."""
    return texts.t("{label}: {shown}", label=label, shown=shown)


def week_tick(monday: date) -> str:
    """``W47``: short enough to stand below a point, the same in every language."""
    return f"W{monday.isocalendar().week}"


def week_label(texts: Texts, monday: date) -> str:
    """``Week 47, from 16 Nov``."""
    return texts.t("Week {n}, from {day}", n=monday.isocalendar().week, day=texts.date(monday))
