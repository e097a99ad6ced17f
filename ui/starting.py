"""From arguments to the window."""

from __future__ import annotations

import argparse

from models.core.clock import SystemClock
from ui.application import Rooms, StartOptions, start
from ui.command_line.folders import data_folder
from ui.navigation import resolve
from ui.pages import COUNTS, PAGES, PROVIDERS

# Imported for a demo alone: an ordinary start paints the window first.
SEAT = "ui.seating:seat"
AT_THE_DEMO_DESK = "wang"


def rooms() -> Rooms:
    """The pages of the desk."""
    return Rooms(PAGES, PROVIDERS, COUNTS)


def start_desk(arguments: argparse.Namespace) -> int:
    """Open the desk and stay until its window is closed; returns the exit status."""
    return start(options_of(arguments), rooms())


def options_of(arguments: argparse.Namespace) -> StartOptions:
    """How to start; at a demo estate somebody of the front desk sits already."""
    folder = data_folder(arguments)
    at_desk: int | None = None
    if arguments.command == "demo":
        name = getattr(arguments, "staff", None) or AT_THE_DEMO_DESK
        at_desk = resolve(SEAT)(folder, SystemClock(), name)
    return StartOptions(data=folder, language=getattr(arguments, "lang", "") or "", staff_id=at_desk)
