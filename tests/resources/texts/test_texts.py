"""Messages, labels and problems."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from resources.texts import CHINESE, ENGLISH, LANGUAGES, N_, NN_, P_, PSEUDO, Texts, load
from resources.texts.catalogue import open_catalogue
from resources.texts.marks import CONTEXT_MARK
from resources.texts.problems import PROBLEMS
from resources.texts.words import WORDS


class Book:
    """A catalogue with the translations given."""

    def __init__(self, **messages: str) -> None:
        self.messages = messages

    def message(self, msgid: str) -> str:
        return self.messages.get(msgid, msgid)

    def plural(self, one: str, many: str, n: int) -> str:
        return self.messages.get(one, one if n == 1 else many)


def test_translated_then_filled() -> None:
    assert load(CHINESE).t("{h} h {m} min", h=17, m=52) == "17 时 52 分"
    assert load(ENGLISH).t("{h} h {m} min", h=17, m=52) == "17 h 52 min"


def test_what_has_no_translation_stays_english() -> None:
    assert load(CHINESE).t("Never said anywhere {x}", x=1) == "Never said anywhere 1"
    assert load(CHINESE).p("nowhere", "Never said") == "Never said"


def test_braces_in_values_and_in_plain_texts_are_left_alone() -> None:
    assert load(ENGLISH).t("Said: {words}", words="{unit} {") == "Said: {unit} {"
    assert load(ENGLISH).t("{not filled") == "{not filled"


@pytest.mark.parametrize("wrong", ["{nmae} waits", "{0} waits", "{name waits", "{name!x}", "{name.age}"])
def test_a_wrong_placeholder_in_a_translation_falls_back(wrong: str) -> None:
    texts = Texts(CHINESE, Book(**{"{name} waits": wrong, "{n} of {name}": wrong}))
    assert texts.t("{name} waits", name="Zhou") == "Zhou waits"
    assert texts.n("{n} of {name}", "{n} of {name}", 2, name="Zhou") == "2 of Zhou"


def test_a_fact_that_the_program_forgot_is_a_bug() -> None:
    with pytest.raises(KeyError):
        load(ENGLISH).t("{name} waits", nam="Zhou")


def test_plurals() -> None:
    texts = load(ENGLISH)
    said = [texts.n("{n} case", "{n} cases", n) for n in (0, 1, 2, 1200)]
    assert said == ["0 cases", "1 case", "2 cases", "1,200 cases"]


def test_chinese_has_one_form_for_all_numbers() -> None:
    texts = Texts(CHINESE, Book(**{"{n} case": "{n} 件"}))
    assert [texts.n("{n} case", "{n} cases", n) for n in (1, 2)] == ["1 件", "2 件"]


def test_marks() -> None:
    assert N_("Phone") == "Phone"
    assert P_("status", "Open") == f"status{CONTEXT_MARK}Open"
    assert NN_("one", "many") == ("one", "many")
    assert load(CHINESE).t(P_("status", "Open")) == "处理中"
    assert load(CHINESE).t(P_("promise_state", "Open")) == "待兑现"


def test_labels() -> None:
    english, chinese = load(ENGLISH), load(CHINESE)
    assert english.word("channel", "phone") == "Phone"
    assert english.word("channel", "phone", inside=True) == "phone"
    assert english.word("channel", "messaging", inside=True) == "WeChat"
    assert chinese.word("step_title", "soothe") == "安抚情绪"
    assert english.word("urgency", 4) == english.word("urgency", "4") == "At once"
    assert english.word("channel", "pigeon") == "pigeon"


def test_labels_of_a_kind_come_in_order() -> None:
    assert list(load(ENGLISH).words("mood")) == ["calm", "worried", "unhappy", "angry", "furious"]
    assert "phone" in load(ENGLISH).words("answer_way")
    assert not any(code.startswith("way") for code in load(ENGLISH).words("answer"))


@pytest.mark.parametrize("key", sorted(WORDS))
def test_every_label_is_told_apart(key: str) -> None:
    """Two codes of one kind with the same label could not be told apart in a list."""
    kind, _, code = key.partition(".")
    for language in LANGUAGES:
        labels = load(language).words(kind)
        assert [other for other, label in labels.items() if label == labels[code]] == [code]


def test_problems() -> None:
    english, chinese = load(ENGLISH), load(CHINESE)
    near = {"unit": "3-15002", "near": ["3-1502", "3-1503"]}
    assert english.problem("unit.unknown_near", near) == "No unit 3-15002. Did you mean 3-1502 and 3-1503?"
    assert chinese.problem("unit.unknown", {"unit": "3-15002"}) == "没有 3-15002 这个房号。"


def test_a_problem_never_fails_itself() -> None:
    texts = load(ENGLISH)
    assert "no.such.code" in texts.problem("no.such.code", {"a": 1})
    assert texts.problem("unit.unknown") == "No unit –."
    for language in (*LANGUAGES, PSEUDO):
        for code in PROBLEMS:
            assert load(language).problem(code)
            assert load(language).problem(code, {"n": 1})


def test_facts_of_problems_are_said_in_the_language() -> None:
    texts = load(CHINESE)
    facts: dict[object, str] = {
        ("word", "channel", "phone"): "电话",
        ("money", 42000, "CNY"): "¥420",
        dt.timedelta(minutes=46): "46 分",
        dt.date(2026, 11, 20): "2026年11月20日",
        dt.datetime(2026, 11, 20, 0, 12, tzinfo=dt.UTC): "11月20日 周五 08:12",
        ("甲", "乙"): "甲和乙",
        frozenset({"乙", "甲"}): "乙和甲",
        12345: "12,345",
        None: "–",
    }
    for fact, said in facts.items():
        assert texts.problem("unit.unknown", {"unit": fact}, "Asia/Shanghai") == f"没有 {said} 这个房号。"


def test_loaded_once() -> None:
    assert load(CHINESE) is load(CHINESE)
    assert load(CHINESE).locale.language == "zh"


def test_a_language_without_catalogue_speaks_english(tmp_path: Path) -> None:
    assert open_catalogue("xx", tmp_path).message(P_("status", "Open")) == "Open"


def test_babel_is_not_loaded_before_it_is_needed() -> None:
    """Its import takes longer than everything else here; a sign-in page has no dates."""
    code = (
        "import sys; from resources.texts import load; t = load('zh_CN');"
        "t.t('today'); t.word('mood', 'calm'); t.n('{n} case', '{n} cases', 3); assert 'babel' not in sys.modules"
    )
    root = Path(__file__).resolve().parents[3]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
