"""The pages of the window, in the order of the side bar. Each is imported when it is first shown."""

from __future__ import annotations

from ui.navigation import PageSpec

PAGES: tuple[PageSpec, ...] = ()

# What the search box asks: "module:Class" of palette providers.
PROVIDERS: tuple[str, ...] = ()

# "module:function" that counts what waits on each page, or empty.
COUNTS = ""
