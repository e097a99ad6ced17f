"""Text that every machine can write down."""

from __future__ import annotations

LOST = "\ufffd"  # stands where half a character was


def whole(text: str) -> str:
    """The text with halves of surrogate pairs joined, and a sign where the other half is missing.

    Such halves come out of broken clipboards and input methods. No file and no database takes them: instead of all that
    was typed, one character that cannot be saved is given up.
    """
    if is_whole(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def is_whole(text: str) -> bool:
    """Whether a text can be written down as it is."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
