"""A made-up language for layout tests: longer than English, accented, and bracketed.

A text on the screen without brackets was never given to the translators; a text whose closing bracket
is missing was cut off.
"""

from __future__ import annotations

import re

_PLAIN = "AaBCcDdEeGgHhIiKkLlNnOoRrSsTtUuWwYyZz"
_ACCENTED = "ÅåßÇçÐđÉéĜğĤĥÎîĶķĻļÑñÖöŘřŠšŢţÛûŴŵÝýŽž"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_STRETCH = 0.4
_FILLER = " one two three four five six seven eight nine ten"

# Placeholders, markup and a letter marked as access key keep working, so they stay as they are.
_KEEP = re.compile(r"(\{[^{}]*\}|</?[a-zA-Z][^<>]*>|&[a-z]+;|&\w)")


def pseudo(message: str) -> str:
    """The message in the pseudo-language: ``[Öþéñ …]``."""
    if not message:
        return message
    pieces = _KEEP.split(message)
    plain = sum(len(piece) for piece in pieces[::2])
    accented = "".join(
        piece if number % 2 else piece.translate(_ACCENTS) for number, piece in enumerate(pieces)
    )
    return f"[{accented}{_padding(round(plain * _STRETCH))}]"


def _padding(length: int) -> str:
    """Filler words, so that lines can still be broken."""
    if length <= 0:
        return ""
    times = length // len(_FILLER) + 1
    return (_FILLER * times)[:length].rstrip().translate(_ACCENTS)
