from __future__ import annotations

import dataclasses
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import NotAllowed, Unknown, UserProblem
from models.core.permissions import Role
from models.options import actions, queries
from models.options.kinds import OPTIONS, Settings
from models.store.database import Store
from resources.texts import load
from tests.models.conftest import MakeSession


def test_every_option_is_a_field_and_every_field_an_option() -> None:
    assert {option.attribute for option in OPTIONS.values()} == {
        field.name for field in dataclasses.fields(Settings)
    }


@pytest.mark.parametrize("key", sorted(set(OPTIONS) - {"property.name", "shifts"}))
def test_a_default_passes_its_own_check(key: str) -> None:
    option = OPTIONS[key]
    kept = option.check(key, option.default)
    assert (tuple(kept) if isinstance(kept, list) else kept) == option.default


def test_titles_are_spoken_in_both_languages() -> None:
    for option in OPTIONS.values():
        assert load("zh_CN").t(option.title) != load("en").t(option.title)


def test_before_set_up_the_defaults_hold(store: Store) -> None:
    assert queries.settings(store) == Settings()


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("property.name", " 翠湖 ", "翠湖"),
        ("property.address", "", ""),
        ("property.timezone", "Europe/London", "Europe/London"),
        ("property.currency", "gbp", "GBP"),
        ("property.language", "en", "en"),
        ("report.languages", ["zh_CN", "en", "zh_CN"], ("zh_CN", "en")),
        ("idle_lock_minutes", 1, 1),
        ("attachments.limit_mb", 500, 500),
        ("demo", True, True),
    ],
)
def test_what_fits_is_kept(store: Store, session: MakeSession, key: str, value: object, kept: object) -> None:
    outcome = actions.change_option(session(), key, value)
    assert outcome.changes.touches("setting")
    assert getattr(queries.settings(store), OPTIONS[key].attribute) == kept


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("property.name", "  ", "option.missing"),
        ("property.name", "two\nlines", "option.unfit"),
        ("property.name", 5, "option.unfit"),
        ("property.name", "x" * 201, "option.unfit"),
        ("property.timezone", "Mars/Base", "option.unfit"),
        ("property.timezone", "../../etc/passwd", "option.unfit"),
        ("property.currency", "YUAN", "option.unfit"),
        ("property.language", "fr", "option.unfit"),
        ("report.languages", [], "option.unfit"),
        ("report.languages", ["fr"], "option.unfit"),
        ("report.languages", "en", "option.unfit"),
        ("idle_lock_minutes", 0, "option.out_of_range"),
        ("idle_lock_minutes", True, "option.out_of_range"),
        ("idle_lock_minutes", "10", "option.out_of_range"),
        ("audit.keep_years", 2, "option.out_of_range"),
        ("demo", 1, "option.unfit"),
    ],
)
def test_what_does_not_fit_is_refused(
    store: Store, session: MakeSession, key: str, value: object, code: str
) -> None:
    chief = session()
    before = queries.settings(store)
    with pytest.raises(UserProblem) as problem:
        actions.change_options(chief, {"property.phone": "0571 8888", key: value})
    assert problem.value.code == code
    assert queries.settings(store) == before


def test_unknown_keys_are_refused_and_those_in_the_store_passed_over(
    store: Store, session: MakeSession
) -> None:
    chief = session()
    with pytest.raises(Unknown):
        actions.change_option(chief, "property.colour", "red")
    with store.writing():
        store.execute("""INSERT INTO setting (key, value) VALUES ('of.the.future', '{"a":1}')""")
    assert queries.settings(store).property_name == "翠湖花园"


def test_only_who_may_manages_options(session: MakeSession) -> None:
    with pytest.raises(NotAllowed):
        actions.change_option(session(Role.MANAGER), "demo", True)


def test_settings_speak_of_zones_and_bytes() -> None:
    assert Settings(property_timezone="Europe/London").zone == ZoneInfo("Europe/London")
    assert Settings(attachments_limit_mb=2).attachment_limit == 2 * 1024 * 1024


@given(st.text(max_size=30))
def test_any_line_of_text_is_an_address_or_refused(text: str) -> None:
    check = OPTIONS["property.address"].check
    if "\n" in text:
        with pytest.raises(UserProblem, match=r"option\.unfit"):
            check("property.address", text)
    else:
        assert check("property.address", text) == text.strip()
