"""Standard output and standard error, as every command and the window itself find them. Imports next to nothing."""

from __future__ import annotations

import sys


def plain_streams() -> None:
    """UTF-8 on every system, and a mark instead of a crash for what a terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def complain(text: str) -> None:
    """One clear line on standard error."""
    print(" ".join(text.split()), file=sys.stderr)
