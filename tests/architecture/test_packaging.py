"""An installed Redress keeps its floors to itself, and starts beside other people's packages of the same names."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

_BUILD = "from setuptools.build_meta import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
_SHIPPED = ("ui", "models", "reports", "resources")


def _run(command: list[str], cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel from a copy of the sources."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    nothing_compiled = shutil.ignore_patterns("__pycache__")
    for name in (*_SHIPPED, "tools"):
        shutil.copytree(ROOT / name, source / name, ignore=nothing_compiled)
    for name in ("main.py", "setup.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    built = _run([sys.executable, "-c", _BUILD, str(target)], source)
    assert built.returncode == 0, built.stderr
    return target / built.stdout.splitlines()[-1]


def test_every_file_of_the_floors_is_shipped_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name for name in archive.namelist() if ".dist-info/" not in name}
    files = [path for floor in _SHIPPED for path in (ROOT / floor).rglob("*") if path.is_file()]
    wanted = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    launcher = {"redress/__init__.py", "redress/__main__.py"}
    assert shipped == launcher | {f"redress/house/{name}" for name in wanted | {"main.py"}}


def test_it_starts_beside_hostile_packages(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    for name in (*_SHIPPED, "main"):
        (site / name).mkdir()
        (site / name / "__init__.py").write_text(f"raise ImportError('the wrong {name}')\n", encoding="utf-8")
    run = _run([sys.executable, "-W", "error", "-m", "redress", "--help"], tmp_path, PYTHONPATH=str(site))
    assert run.returncode == 0, run.stderr
    assert "demo" in run.stdout
