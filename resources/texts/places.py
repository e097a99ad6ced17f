"""What places are called, the same on the screen and on paper."""

from __future__ import annotations

from .speaker import Texts


def building_name(texts: Texts, label: str) -> str:
    """A building that has only a number is said to be a building: ``Building 3``; another is called by its name."""
    return texts.t("Building {name}", name=label) if label.isdecimal() else label
