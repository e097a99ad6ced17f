"""The tiny package that starts an installed Redress.

The floors (`ui`, `models`, `reports`, `resources`) are absolute imports, so the folder that holds them goes to
the very front of the path: other people's packages of the same names are never met.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def house() -> Path:
    """Return the folder that holds `main.py` and the floors: installed, or the checkout of an editable install."""
    here = Path(__file__).resolve().parent
    installed = here / "house"
    return installed if (installed / "main.py").is_file() else here.parents[1]


def run() -> int:
    """Start Redress with the arguments of this process and return its exit status."""
    sys.path.insert(0, str(house()))
    status: int = importlib.import_module("main").main()
    return status
