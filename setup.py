"""Lays the floors into one private package when Redress is installed.

Everything else about the distribution is in pyproject.toml. In the repository the floors are top-level
packages; installed, they live under `redress.house`, and the launcher puts that folder on the path.
"""

from __future__ import annotations

from pathlib import Path

from setuptools import setup

ROOT = Path(__file__).parent
FLOORS = ("ui", "models", "reports", "resources")
HOUSE = "redress.house"


def folders(floor: str) -> list[str]:
    """Return every folder of a floor that holds files to ship, relative to the repository, with slashes."""
    found = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / floor).rglob("*") if path.is_file()}
    return sorted(folder for folder in found if "__pycache__" not in folder)


package_dir = {"redress": "tools/launcher", HOUSE: "."}
for floor in FLOORS:
    for folder in folders(floor):
        package_dir[f"{HOUSE}.{folder.replace('/', '.')}"] = folder

setup(
    packages=list(package_dir),
    package_dir=package_dir,
    include_package_data=False,
    package_data={name: ["*"] for name in package_dir if name.startswith(f"{HOUSE}.")},
)
