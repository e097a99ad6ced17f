"""Files that appear whole or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(path: Path, *, keep: bool = True) -> Iterator[Path]:
    """A file beside ``path`` to write into, which takes its place when the block ends well.

    Without ``keep`` it only shows that writing there is possible. What is no plain file, such as ``/dev/null``, is
    never replaced but written to. Raises ``OSError``.
    """
    target = path.resolve()  # a link stays a link
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise IsADirectoryError(path)
        yield target
        return
    partial = target.with_name(f".{target.stem[:40]}.{secrets.token_hex(4)}{target.suffix}")
    try:
        partial.open("xb").close()
        yield partial
        if keep:
            partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
