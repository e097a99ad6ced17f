"""Importing the window quickly.

Measured: a fifth of the start was spent on neither our work nor Qt's.
"""

from __future__ import annotations

import builtins
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module


@contextmanager
def quick_imports() -> Iterator[None]:
    """Import the modules of the window in here.

    What they make stays for good, so collecting garbage meanwhile finds nothing. And PySide6 puts itself into every
    import statement and reads the source text of each module that is imported after it, in case one of them asks for
    ``from __feature__ import …``. None here does.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        _take_the_hook_away()
        yield
    finally:
        if collecting:
            gc.enable()


def _take_the_hook_away() -> None:
    import_module("PySide6.QtCore")  # brings the hook
    if builtins.__import__ is getattr(builtins, "__feature_import__", None):
        builtins.__import__ = builtins.__orig_import__  # type: ignore[attr-defined]  # PySide6 keeps it there
