"""Why a due time of a case is what it is: kept where the clocks are."""

from __future__ import annotations

from models.handling.clock_queries import DueReasons, due_reasons

__all__ = ["DueReasons", "due_reasons"]
