"""The floors and their contracts."""

from __future__ import annotations

import subprocess
import sys

from tests.architecture.source import ROOT, Source, cycles, import_graph, imports, sources


def test_there_are_no_cycles() -> None:
    assert cycles(import_graph(sources())) == []


def test_a_cycle_would_be_seen() -> None:
    ring = (
        Source("ui/a.py", "from ui import b"),
        Source("ui/b.py", "import ui.c"),
        Source("ui/c.py", "from .a import thing"),
        Source("ui/d.py", "from ui.a import thing"),
    )
    assert cycles(import_graph(ring)) == [["ui.a", "ui.b", "ui.c"]]


def test_relative_imports_are_understood() -> None:
    package = Source("ui/pages/__init__.py", "from . import one\nfrom ..base import page")
    assert [item.full for item in imports(package)] == ["ui.pages.one", "ui.base.page"]


def test_the_import_contracts_are_kept() -> None:
    """`lint-imports` follows chains that a look at single imports cannot see."""
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_contracts_cover_every_floor() -> None:
    floors = {source.floor for source in sources()}
    assert floors == {"main", "ui", "reports", "models", "resources"}
