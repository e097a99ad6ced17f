"""The colours: both themes know the same tokens, and people can read what is written in them."""

from __future__ import annotations

import re

import pytest

from resources.theme import THEMES, tokens

_PLANES = ("window", "surface", "raised", "sunken", "hover", "selected")
_INKS = ("text", "muted", "faint", "accent", "overdue", "soon", "ok", "s1", "s2", "s3", "s4")
TEXT_PAIRS = [
    *((ink, plane) for ink in _INKS for plane in _PLANES),
    *((tone, f"{tone}-soft") for tone in ("s1", "s2", "s3", "overdue", "soon", "ok")),
    *((ink, f"{tone}-soft") for ink in ("text", "muted") for tone in ("s1", "s2", "s3", "soon", "ok")),
    *(("on-fill", fill) for fill in ("fill", "fill-hover", "fill-press")),
    ("accent-hover", "surface"), ("accent-press", "surface"), ("on-s1", "s1"), ("on-hit", "hit"),
    ("on-toast", "toast"), ("toast-accent", "toast"), ("surface", "c1"), *(("text", f"heat{i}") for i in range(5)),
]  # fmt: skip
GRAPHIC_PAIRS = [
    ("control", "sunken"), ("focus", "window"),
    *((mark, "surface") for mark in ("control", "focus", "step-current", "step-done", "step-skipped", "ring-soon",
                                     "step-returned", "overdue", "c1", "c2", "c3", "c4", "c5", "c6")),
]  # fmt: skip


def _light(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#1E2226", "#F4F2EE") == pytest.approx(14.32, abs=0.01)


def test_both_themes_know_the_same_tokens() -> None:
    light, dark = (tokens(theme) for theme in THEMES)
    assert list(light) == list(dark)
    assert all(re.fullmatch("#[0-9A-F]{6}", colour) for theme in (light, dark) for colour in theme.values())


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read(theme: str) -> None:
    colours = tokens(theme)
    assert [pair for pair in TEXT_PAIRS if contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("theme", THEMES)
def test_marks_can_be_seen(theme: str) -> None:
    colours = tokens(theme)
    assert [pair for pair in GRAPHIC_PAIRS if contrast(colours[pair[0]], colours[pair[1]]) < 3] == []


def test_tokens_cannot_be_changed_and_themes_not_invented() -> None:
    with pytest.raises(TypeError):
        tokens("light")["text"] = "#000000"  # type: ignore[index]
    with pytest.raises(KeyError):
        tokens("sepia")
