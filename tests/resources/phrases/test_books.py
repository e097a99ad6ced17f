"""The phrase books are whole: both languages, every step, codes that fit."""

from __future__ import annotations

import re

import pytest

from resources import icons
from resources.phrases import (
    Phrase,
    all_coach_phrases,
    categories,
    category,
    coach,
    containment,
    emergencies,
    emergency,
    overridden,
)
from resources.phrases.lexicon import lexicon
from resources.phrases.source import read_book
from resources.texts import load
from resources.texts.words import WORDS

STEPS = [key.partition(".")[2] for key in WORDS if key.startswith("step.")]
MOODS = [key.partition(".")[2] for key in WORDS if key.startswith("mood.")]
CODES = [each.code for top in categories() for each in (top, *top.subs)]
CHINESE = re.compile(r"[一-鿿]")


def every_phrase() -> list[Phrase]:
    """All phrases of all books."""
    cards = [card.title for card in emergencies()]
    cards += [step.phrase for card in emergencies() for step in card.steps]
    lists = [containment(code) for code in CODES]
    checks = [phrase for each in lists for phrase in (*each.hazards, *each.actions)]
    return list(dict.fromkeys((*cards, *checks, *all_coach_phrases())))


def test_keys_are_unique() -> None:
    keys = [phrase.key for phrase in every_phrase()]
    assert len(keys) == len(set(keys)) > 400


@pytest.mark.parametrize("phrase", every_phrase(), ids=lambda phrase: phrase.key)
def test_every_phrase_is_in_both_languages(phrase: Phrase) -> None:
    assert CHINESE.search(phrase.zh)
    assert phrase.en
    assert not CHINESE.search(phrase.en)
    assert phrase.zh.count("__") == phrase.en.count("__")
    assert phrase.text("zh_CN") == phrase.zh
    assert phrase.text("en") == phrase.text("en_XA") == phrase.en


@pytest.mark.parametrize("phrase", every_phrase(), ids=lambda phrase: phrase.key)
def test_the_tone_is_calm(phrase: Phrase) -> None:
    assert not re.search(r"[!！]", phrase.zh + phrase.en)
    assert "SLA" not in phrase.en


# --------------------------------------------------------------------------------------- categories
def test_codes_are_unique_and_two_levels_deep() -> None:
    assert len(CODES) == len(set(CODES)) > 100
    assert all(re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", code) for code in CODES)
    for top in categories():
        assert top.parent is None
        for sub in top.subs:
            assert sub.parent is not None
            assert (sub.parent.code, sub.top, sub.subs) == (top.code, top.code, ())


def test_labels_are_told_apart() -> None:
    for family in (categories(), *(top.subs for top in categories())):
        for language in ("zh_CN", "en"):
            labels = [each.label(language) for each in family]
            assert len(labels) == len(set(labels))


def test_categories_use_known_icons_severities_and_flags() -> None:
    for code in CODES:
        found = category(code)
        assert found is not None
        assert found.icon in icons.names()
        assert f"severity.{found.severity}" in WORDS
        assert all(f"flag.{flag}" in WORDS for flag in found.flags)


def test_a_category_knows_its_family() -> None:
    found = category("leak.from_above")
    assert found is not None
    assert found.full_label("en") == "Leak › from above"
    assert found.full_label("zh_CN") == "漏水 › 楼上漏下"
    assert (found.severity, found.repair, found.second_look) == ("s2", True, True)
    assert category("leak.no_such_thing") is None


@pytest.mark.parametrize("code", ["leak", "leak.damp", "lift.trapped", "noise.neighbour"])
def test_a_second_look_after_leaks_damp_lift_and_noise(code: str) -> None:
    found = category(code)
    assert found is not None
    assert found.second_look


def test_every_book_speaks_of_categories_that_exist() -> None:
    lists = {each["category"] for each in read_book("containment")["list"]} - {"general"}
    cards = {card["category"] for card in read_book("coach")["card"] if "category" in card}
    dangers = {each.category for each in lexicon().emergencies.values()}
    assert lists | cards | dangers <= set(CODES)
    assert {top.code for top in categories()} <= lists


# ------------------------------------------------------------------------------------- red cards
def test_every_danger_has_its_card_and_its_name() -> None:
    kinds = [card.kind for card in emergencies()]
    assert kinds == list(lexicon().emergencies)
    assert sorted(load("en").words("emergency")) == sorted(kinds)


@pytest.mark.parametrize("card", emergencies(), ids=lambda card: card.kind)
def test_a_card_begins_with_what_to_say_and_ends_with_telling(card: object) -> None:
    steps = emergency(getattr(card, "kind", "")).steps
    acts = [step.act for step in steps]
    assert acts[0] == "say"
    assert acts[-1] == "tell"
    assert set(acts) <= {"say", "do", "tell"}
    assert 4 <= len(acts) <= 7


def test_an_unknown_danger_is_a_bug() -> None:
    with pytest.raises(KeyError):
        emergency("dragon")


# -------------------------------------------------------------------------------------- checklists
def test_a_checklist_goes_from_the_special_to_the_general() -> None:
    keys = [phrase.key for phrase in containment("leak.from_above").actions]
    first = [keys.index(f"containment.{book}.action.1") for book in ("leak.from_above", "leak", "general")]
    assert first == sorted(first)
    assert [phrase.key for phrase in containment("leak").actions] == [
        key for key in keys if "from_above" not in key
    ]


@pytest.mark.parametrize("code", [None, "", "own_kind_of_the_desk"])
def test_an_own_category_has_the_general_checklist(code: str | None) -> None:
    assert all(phrase.key.startswith("containment.general.") for phrase in containment(code).actions)
    assert containment(code).hazards


# ------------------------------------------------------------------------------------ coach cards
@pytest.mark.parametrize("step", STEPS)
def test_every_step_has_its_coach(step: str) -> None:
    card = coach(step)
    assert len(card.say) >= 4
    assert len(card.never) == 3
    assert 3 <= len(card.watch) <= 4
    assert {len(card.lead.key.split(".")), card.lead.key.split(".")[1]} == {3, step}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("code", ["leak", "noise", "fees", "service", "lift", "power", "safety"])
def test_a_card_adds_the_special_before_the_general(step: str, code: str) -> None:
    general, special = coach(step), coach(step, code)
    for name in ("say", "never", "watch"):
        mine, common = getattr(special, name), getattr(general, name)
        assert mine[len(mine) - len(common) :] == common
    assert coach(step, f"{code}.no_matter_which").say == special.say


def test_the_mood_comes_before_the_category() -> None:
    keys = [phrase.key for phrase in coach("soothe", "leak.from_above", "furious").say]
    assert keys[0] == "coach.soothe.furious.say.1"
    assert keys.index("coach.soothe.leak.say.1") < keys.index("coach.soothe.say.1")
    assert coach("soothe", None, "furious").lead.key == "coach.soothe.furious.lead"
    assert coach("soothe", None, "calm") == coach("soothe")


def test_the_special_cards_can_be_reached() -> None:
    for card in read_book("coach")["card"]:
        assert card["step"] in STEPS
        assert card.get("mood", MOODS[0]) in MOODS
        assert not ("category" in card and "mood" in card)
    with pytest.raises(KeyError):
        coach("no_such_step")


def test_own_words_take_the_place_of_one_language() -> None:
    own = {
        "coach.soothe.say.2": "我是王敏，这事我管到底。",
        "coach.soothe.lead": "慢一点。",
        "no.such.key": "x",
    }
    before, after = coach("soothe"), coach("soothe").with_own(own, "zh_CN")
    assert after.say[1] == Phrase("coach.soothe.say.2", own["coach.soothe.say.2"], before.say[1].en)
    assert after.say[2:] == before.say[2:]
    assert (after.lead.zh, after.lead.en) == ("慢一点。", before.lead.en)
    assert before.with_own({"coach.soothe.lead": "Slowly."}, "en").lead.en == "Slowly."
    assert overridden(before.say, {}, "en") == before.say
    checks = containment("leak").with_own({"containment.leak.action.1": "Valve first"}, "en").actions
    assert checks[0].en == "Valve first"
