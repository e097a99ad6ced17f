"""Where the store lies."""

from __future__ import annotations

import argparse
from pathlib import Path

import platformdirs


def data_folder(arguments: argparse.Namespace) -> Path:
    """Where the store lies: as told, or in the user's data folder; the demo estate beside it, never in it."""
    told: Path | None = getattr(arguments, "data", None)
    if told is not None:
        return told
    own = Path(platformdirs.user_data_dir("Redress", appauthor=False))
    return own / "demo" if arguments.command == "demo" else own / "desk"
