"""Where in a text the words of a query were found, for showing it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from models.store.search_fold import fold, fold_with_places
from models.store.search_query import Query, as_query
from models.store.tokens import name_tokens

Range = tuple[int, int]
_MOST_WORDS = 32  # of a query are lit up; nobody types more, and a pasted page should not take a second


def hits(query: str | Query, text: str, names: Iterable[str] = ()) -> list[Range]:
    """The ranges of ``text`` to light up, in order, not overlapping.

    ``names``: of these, the ones that were meant by their pinyin are lit up wherever the text holds them.
    """
    query = as_query(query)
    if query.empty or not text:
        return []
    folded, places = fold_with_places(text)
    patterns = [chunk.pattern for chunk in query.chunks[:_MOST_WORDS]]
    found = [found.span() for pattern in patterns for found in pattern.finditer(folded)]
    found.extend(_named(query, folded, names))
    return _merged((places[start], _end(places, end)) for start, end in found)


def snippets(
    query: str | Query, body: str, names: Iterable[str] = (), *, around: int = 24, most: int = 2
) -> list[tuple[str, list[Range]]]:
    """Up to ``most`` parts of a long text with the hits in them, each with its ranges to light up.

    Without a hit, the beginning of the text. Line ends become blanks, so that a part is one line.
    """
    lit = hits(query, body, names)
    line = body.translate(dict.fromkeys(map(ord, "\n\r\t"), " "))
    windows: list[Range] = []
    for start, end in lit:
        window = (max(0, start - around), min(len(line), end + around))
        if windows and window[0] <= windows[-1][1]:
            windows[-1] = (windows[-1][0], window[1])
        elif len(windows) < most:
            windows.append(window)
        else:
            break
    windows = windows or [(0, min(len(line), 2 * around))]
    inside = [[(s - a, e - a) for s, e in lit if a <= s and e <= b] for a, b in windows]
    return [(line[a:b], ranges) for (a, b), ranges in zip(windows, inside, strict=True)]


def _named(query: Query, folded: str, names: Iterable[str]) -> Iterator[Range]:
    wanted = [chunk.reading for chunk in query.chunks if chunk.reading]
    if not wanted:
        return
    for name in names:
        known = name_tokens(name)
        if any(term.token in known or (term.prefix and _begins(known, term.token)) for term in wanted):
            yield from _everywhere(fold(name).strip(), folded)


def _begins(known: list[str], start: str) -> bool:
    return any(token.startswith(start) for token in known)


def _everywhere(part: str, folded: str) -> Iterator[Range]:
    at = folded.find(part) if part else -1
    while at >= 0:
        yield at, at + len(part)
        at = folded.find(part, at + len(part))


def _end(places: list[int], end: int) -> int:
    """The end of a hit takes in what folds to nothing after it, such as an accent of its own."""
    last = places[end - 1]
    return places[bisect_left(places, last + 1)] if end else 0


def _merged(ranges: Iterable[Range]) -> list[Range]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
