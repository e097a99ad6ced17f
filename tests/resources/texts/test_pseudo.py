"""The pseudo-language for layout tests."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from resources.texts import PSEUDO, load
from resources.texts.pseudo import pseudo


def test_longer_accented_bracketed() -> None:
    said = load(PSEUDO).t("Record a complaint")
    assert said.startswith("[Řéçöřđ å çömþļåîñţ".replace("þ", "p"))
    assert said.endswith("]")
    assert len(said) >= 1.35 * len("Record a complaint")


def test_placeholders_markup_and_access_keys_stay() -> None:
    said = pseudo("<b>{name}</b> &Open {n:>3} &amp; on")
    for kept in ("<b>", "{name}", "</b>", "&O", "{n:>3}", "&amp;"):
        assert kept in said
    assert load(PSEUDO).t("{name} waits", name="Zhou").startswith("[Zhou ")
    assert "[3 " in load(PSEUDO).n("{n} case", "{n} cases", 3)


def test_dates_are_not_spoilt() -> None:
    assert pseudo("") == ""


@given(st.text(string.ascii_letters + string.digits + " .,{}<>&", max_size=80))
def test_never_fails_and_always_marks_both_ends(message: str) -> None:
    said = pseudo(message)
    assert said == "" if not message else (said[0], said[-1]) == ("[", "]")
