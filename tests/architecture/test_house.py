"""What the repository holds as a whole: no traces of a workplace, everything is shipped, every test is found."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, sources

_SKIP = {"out", "build", "dist", "__pycache__"}
_TEXT = {
    ".py",
    ".toml",
    ".md",
    ".sh",
    ".txt",
    ".json",
    ".po",
    ".qss",
    ".csv",
    ".cfg",
    ".yml",
    ".yaml",
    ".svg",
    "",
}
# Written in pieces, so that this file does not find itself.
_TRACES = re.compile(
    "|".join(
        (
            "/wor" + "k/",
            "/tm" + "p/",
            "/opt/py" + "pi",
            "python" + "hosted",
            "registry" + r"\.\w+\.(?:org|com)",
            "/roo" + "t/",
            "/home" + r"/\w",
        )
    )
)


def _files() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in parts)
        if (
            path.is_file()
            and not hidden
            and not _SKIP.intersection(parts)
            and not parts[0].endswith(".egg-info")
        ):
            yield path


def _traces(text: str) -> list[str]:
    return [match.group() for match in _TRACES.finditer(text)]


def test_no_file_knows_where_it_was_written() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): traces
        for path in _files()
        if path.suffix in _TEXT and (traces := _traces(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert not found


@pytest.mark.parametrize(
    "text", ["open('/tm" + "p/x')", "see /wor" + "k/shared", "https://registry" + ".example.org/x"]
)
def test_traces_would_be_seen(text: str) -> None:
    assert _traces(text)


def test_nothing_is_left_behind_at_the_top() -> None:
    known = {
        "main.py", "setup.py", "pyproject.toml", "Makefile", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE",
    }  # fmt: skip
    assert {path.name for path in ROOT.iterdir() if path.is_file() and not path.name.startswith(".")} <= known


def test_every_folder_of_code_is_a_package() -> None:
    for source in [*sources(), *sources("tests")]:
        path = ROOT / source.path
        if path.parent != ROOT and "migrations" not in path.parts:
            assert (path.parent / "__init__.py").is_file(), source.path


def test_every_module_is_typed_and_postpones_annotations() -> None:
    for source in [*sources(), *sources("tests")]:
        has_code = any(line and not line.startswith(('"', "#")) for line in source.text.splitlines())
        if has_code and not source.is_package:
            assert "from __future__ import annotations" in source.text, source.path


def test_the_known_bad_qt_is_refused() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert "PySide6-Essentials>=6.8,!=6.12.0" in project["dependencies"]
