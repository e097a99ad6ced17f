"""All the ways to choose."""

from __future__ import annotations

from ui.widgets.chips import Chips, FilterChip
from ui.widgets.segmented import Segmented
from ui.widgets.tabs import ViewTabs
from ui.widgets.ticks import Check, RadioCard, RadioCards

__all__ = ["Check", "Chips", "FilterChip", "RadioCard", "RadioCards", "Segmented", "ViewTabs"]
