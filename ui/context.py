"""Everything that a page may need, handed in. Nothing is looked up globally."""

from __future__ import annotations

from dataclasses import dataclass

from models.core.clock import Clock
from ui.commands import Commands
from ui.desk_state import DeskState
from ui.jobs import Jobs
from ui.language import TextsHolder
from ui.messages import Messages
from ui.navigation import Navigation
from ui.operations import Operations
from ui.preferences import Preferences
from ui.theme import ThemeHolder


@dataclass(frozen=True)
class Context:
    """The services of the window."""

    texts: TextsHolder
    theme: ThemeHolder
    jobs: Jobs
    operations: Operations
    messages: Messages
    commands: Commands
    navigation: Navigation
    desk: DeskState
    clock: Clock
    preferences: Preferences
