"""Key sequences as the hints show them, and labels with an underlined letter."""

from __future__ import annotations

import re
import sys

_SIGNS = {
    "Return": "↵",
    "Enter": "↵",
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "Escape": "Esc",
    "Del": "Del",
}
_MAC = {"Ctrl": "⌘", "Alt": "⌥", "Shift": "⇧", "Meta": "⌃"}
_MNEMONIC = re.compile(r"\(&.\)|&(?!&)")


def key_text(sequence: str, platform: str = sys.platform) -> str:
    """Return a portable sequence ("Ctrl+Return") as a hint shows it ("Ctrl ↵")."""
    parts = [_SIGNS.get(part, part) for part in sequence.split("+") if part]
    if sequence.endswith("++") or sequence == "+":
        parts.append("+")
    if platform == "darwin":
        return "".join(_MAC.get(part, part) for part in parts)
    return " ".join(parts)


def without_mnemonic(label: str) -> str:
    """Return the words of a label: "&Words" and "原话(&W)" lose their mark, "&&" is one ampersand."""
    return _MNEMONIC.sub("", label.replace("&&", "\0")).replace("\0", "&").strip()
