"""A document before it is printed: what it says about itself, and its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from reports.layout.text import Spans

A4 = (595.28, 841.89)
A5 = (419.53, 595.28)


@dataclass(frozen=True)
class Part:
    """One case of a document. It begins on a page of its own.

    ``running`` stands at the top of its further pages, ``footer`` at the foot of all; ``page`` says "page x of y".
    ``blocks`` makes the flowables anew each time, because printing uses them up.
    """

    title: str
    running: Spans
    footer: Spans
    page: Callable[[int, int], Spans]
    blocks: Callable[[], Sequence[Flowable]]


@dataclass(frozen=True)
class Paper:
    """A document: metadata, page size and margin in points, and its parts."""

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    language: str
    parts: tuple[Part, ...]
    size: tuple[float, float] = A4
    margin: float = 35
