"""Lays the floors into one private package when Redress is installed.

Everything else about the distribution is in pyproject.toml. In the repository the floors are top-level
packages; installed, they live under `redress.house`, and the launcher puts that folder on the path.
"""

from __future__ import annotations

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
FLOORS = ("ui", "models", "reports", "resources")
HOUSE = "redress.house"


def folders(floor: str) -> list[str]:
    """Return every folder of a floor that holds files to ship, relative to the repository, with slashes."""
    found = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / floor).rglob("*") if path.is_file()}
    return sorted(folder for folder in found if "__pycache__" not in folder)


class BuildHouse(build_py):
    """The house's own folder is the top of the repository: of what lies there only main.py belongs into it."""

    def find_package_modules(self, package: str, package_dir: str) -> list[tuple[str, str, str]]:
        found: list[tuple[str, str, str]] = super().find_package_modules(package, package_dir)
        return [module for module in found if module[1] != "setup"]


package_dir = {"redress": "tools/launcher", HOUSE: "."}
for floor in FLOORS:
    for folder in folders(floor):
        package_dir[f"{HOUSE}.{folder.replace('/', '.')}"] = folder

setup(
    cmdclass={"build_py": BuildHouse},
    packages=list(package_dir),
    package_dir=package_dir,
    include_package_data=False,
    package_data={name: ["*"] for name in package_dir if name.startswith(f"{HOUSE}.")},
)
