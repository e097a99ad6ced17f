"""Everything the application says has its Chinese, and every code its label."""

from __future__ import annotations

import importlib
import inspect
import re
from enum import Enum
from pathlib import Path

import pytest
from babel.messages import Catalog

from resources.texts.words import WORDS
from tests.architecture.exceptions import UNSPOKEN
from tests.architecture.source import sources
from tools import texts


def test_every_message_has_its_chinese() -> None:
    assert texts.faults() == []


def _catalogue(**strings: str) -> Catalog:
    words = Catalog(locale="zh_CN")
    for msgid, string in strings.items():
        words.add(msgid, string=string)
    return words


def test_gaps_are_seen(tmp_path: Path) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui/a.py").write_text(
        'texts.t("Said")\ntexts.t("Silent")\ntexts.n("{n} case", "{n} cases", 2)\ntexts.p("verb", "Open")\n'
        'X = N_("Marked")\n',
        encoding="utf-8",
    )
    source = texts.extracted(tmp_path)
    words = _catalogue(Said="说了", Silent="", Gone="没人用")
    assert {texts._key(m) for m in texts.missing(source, words)} == {
        ("", "Silent"), ("", "{n} case"), ("verb", "Open"), ("", "Marked"),
    }  # fmt: skip
    assert [m.id for m in texts.unused(source, words)] == ["Gone"]


def test_crooked_translations_are_seen() -> None:
    words = Catalog(locale="zh_CN")
    words.add("{name} waits", string="{nom} 在等")
    words.add("{n} case", string="{n} 件", flags=["fuzzy"])
    assert len(texts.crooked(words)) == 2
    plural = Catalog(locale="zh_CN")
    plural.add(("One case", "{n} cases"), string=("{n} 件",))
    assert texts.crooked(plural) == []


def test_a_stale_compiled_catalogue_is_seen(tmp_path: Path) -> None:
    compiled = tmp_path / "redress.mo"
    assert texts.stale(_catalogue(a="甲"), compiled)
    compiled.write_bytes(texts.compiled(_catalogue(a="甲")))
    assert not texts.stale(_catalogue(a="甲"), compiled)
    assert texts.stale(_catalogue(a="乙"), compiled)


def _enums() -> dict[str, type[Enum]]:
    """Return the enumerations of the domain by `module.Name`."""
    found: dict[str, type[Enum]] = {}
    for source in sources("models"):
        if "/migrations/" in source.path:
            continue
        module = importlib.import_module(source.module)
        for name, value in vars(module).items():
            if inspect.isclass(value) and issubclass(value, Enum) and value.__module__ == source.module:
                found[f"{source.module}.{name}"] = value
    return found


def _kind(name: str) -> str:
    """Return the kind under which resources/texts/words.py labels an enumeration: ResidentKind -> resident_kind."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name.rsplit(".", 1)[-1]).lower()


def _unlabelled(name: str, members: type[Enum]) -> list[str]:
    return [f"{_kind(name)}.{m.value}" for m in members if f"{_kind(name)}.{m.value}" not in WORDS]


def test_every_code_has_a_label() -> None:
    lacking = {name: _unlabelled(name, e) for name, e in _enums().items() if name not in UNSPOKEN}
    assert not {name: codes for name, codes in lacking.items() if codes}


def test_no_code_is_excused_for_nothing() -> None:
    enums = _enums()
    assert set(UNSPOKEN) <= set(enums)
    assert all(_unlabelled(name, enums[name]) for name in UNSPOKEN)


@pytest.mark.parametrize(
    ("name", "kind"), [("Channel", "channel"), ("models.x.ResidentKind", "resident_kind")]
)
def test_kinds_are_named_after_their_enumeration(name: str, kind: str) -> None:
    assert _kind(name) == kind
