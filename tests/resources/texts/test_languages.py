"""Which language the application starts in."""

from __future__ import annotations

import pytest

from resources.texts import match_language, system_language


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh_CN.UTF-8", "zh_CN"),
        ("zh-Hans-CN", "zh_CN"),
        ("zh-TW", "zh_CN"),
        ("zh", "zh_CN"),
        ("Chinese (Simplified)_China", "zh_CN"),
        ("en_GB.UTF-8", "en"),
        ("en-US", "en"),
        ("English_United States", "en"),
        ("en_XA", "en_XA"),
        ("de_DE", None),
        ("zha", None),
        ("C", None),
        ("", None),
    ],
)
def test_tags(tag: str, language: str | None) -> None:
    assert match_language(tag) == language


def test_the_window_system_is_asked_first() -> None:
    assert system_language(["zh-Hans-CN"], {"LANG": "en_US.UTF-8"}) == "zh_CN"
    assert system_language(["de-DE", "zh-CN"], {"LANG": "en_US.UTF-8"}) == "zh_CN"


def test_the_environment_in_its_usual_order() -> None:
    every = {"LANGUAGE": "de:zh_CN", "LC_ALL": "en_US", "LANG": "en_US"}
    assert system_language((), every) == "zh_CN"
    assert system_language((), {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US"}) == "zh_CN"
    assert system_language((), {"LANG": "zh_CN"}) == "zh_CN"


def test_english_serves_everybody_else() -> None:
    assert system_language((), {}) == "en"
    assert system_language(["de-DE"], {"LANG": "fr_FR.UTF-8"}) == "en"
    assert system_language() in {"en", "zh_CN", "en_XA"}
