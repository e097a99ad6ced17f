"""Which causes a file means: those of the tree by code or by a name in either language, else new ones of its own.

A file may name a cause, or a cause and what lies below it. Names are compared as headers are: case, blanks and signs do
not count. What the tree does not know becomes a cause that was imported, as unknown categories do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from models.core.work import Work
from models.exchange.reading import fold_header
from models.options.causes import causes
from models.options.kinds import CauseRow, labels_of
from models.options.tables import Cause
from models.options.trees import ensure_below, ensure_imported

Pair = tuple[str, str]  # a cause and what lies below it, which may be empty
WIDEST_NAME = 80  # of Latin letters, or half as many Chinese ones


def is_name(text: str) -> bool:
    """Whether words can be the name of a cause: a sign alone says nothing, and a sentence tells of one case."""
    width = sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
    return width <= WIDEST_NAME and any(map(str.isalnum, text))


@dataclass
class _Known:
    """Codes by folded name: of the first level, below each of it, and anywhere."""

    tops: dict[str, str] = field(default_factory=dict)
    below: dict[tuple[str, str], str] = field(default_factory=dict)
    anywhere: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[CauseRow]) -> _Known:
        known, every = cls(), tuple(rows)
        paths = [labels_of(every, language) for language in ("zh_CN", "en")]
        for row in every:
            for name in (row.code, row.zh, row.en):
                known.learn(row.code, row.parent_code, name)
            for labels in paths:
                known.paths.setdefault(fold_header(labels[row.code]), row.code)
        return known

    def learn(self, code: str, parent: str | None, name: str) -> None:
        said = fold_header(name)
        if parent is None:
            self.tops.setdefault(said, code)
        else:
            self.below.setdefault((parent, said), code)
            self.anywhere.setdefault(said, code)

    def find(self, name: str) -> str | None:
        """The cause of one name, the first level before the second."""
        said = fold_header(name)
        return self.tops.get(said) or self.paths.get(said) or self.anywhere.get(said)


def cause_codes(work: Work, pairs: Iterable[Pair]) -> dict[Pair, str]:
    """The code of each, made where it is new. For use inside an import's action."""
    known = _Known.of(causes(work.store, retired=True))
    return {pair: _code(work, known, *pair) for pair in sorted(set(pairs))}


def _code(work: Work, known: _Known, name: str, sub: str) -> str:
    top = known.find(name)
    if not sub or fold_header(sub) == fold_header(name):
        return top or _learned(known, ensure_imported(work, Cause, name), None, name)
    if top is None:
        top = _learned(known, ensure_imported(work, Cause, name), None, name)
    if top not in known.tops.values():
        return top  # a cause of the second level was named already
    return known.below.get((top, fold_header(sub))) or _learned(
        known, ensure_below(work, Cause, top, sub), top, sub
    )


def _learned(known: _Known, code: str, parent: str | None, name: str) -> str:
    known.learn(code, parent, name)
    return code
