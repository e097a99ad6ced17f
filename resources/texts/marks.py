"""Marks for texts that stand in data: the extractor finds them, the program translates them later."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

# gettext joins a context and its message with this character inside a catalogue.
CONTEXT_MARK = "\x04"


class Plural(NamedTuple):
    """A message with a singular and a plural form, chosen by the fact ``n``."""

    one: str
    many: str


def _mark(message: str) -> str:
    return message


def _mark_in_context(context: str, message: str) -> str:
    return f"{context}{CONTEXT_MARK}{message}"


# Assigned instead of defined, because the linter asks that functions have lower-case names,
# and the extractor (and every reader of gettext programs) expects these.
N_: Callable[[str], str] = _mark
P_: Callable[[str, str], str] = _mark_in_context
NN_: Callable[[str, str], Plural] = Plural


def without_context(message: str) -> str:
    """The English words of a marked message."""
    return message.rpartition(CONTEXT_MARK)[2]
