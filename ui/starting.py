"""From arguments to the window."""

from __future__ import annotations

import argparse

from ui.application import Rooms, StartOptions, start
from ui.command_line.folders import data_folder
from ui.pages import COUNTS, PAGES, PROVIDERS


def rooms() -> Rooms:
    """The pages of the desk."""
    return Rooms(PAGES, PROVIDERS, COUNTS)


def start_desk(arguments: argparse.Namespace) -> int:
    """Open the desk and stay until its window is closed; returns the exit status."""
    options = StartOptions(data=data_folder(arguments), language=getattr(arguments, "lang", "") or "")
    return start(options, rooms())
