"""The words of the application, from source to compiled catalogue.

    python -m tools.texts extract    say which messages lack Chinese and which nobody uses any more
    python -m tools.texts update     add the missing ones to the catalogue, drop the unused
    python -m tools.texts compile    compile the catalogue
    python -m tools.texts check      fail unless everything above is in order

Messages are plain English in the source: `t("…")`, `n("…", "…", n)`, `p("context", "…")`, and in data `N_`, `NN_`,
`P_`. There is one catalogue, resources/texts/locale/zh_CN; both the .po and the .mo are kept.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("ui", "models", "reports", "resources")
LANGUAGE = "zh_CN"
PO = ROOT / "resources/texts/locale" / LANGUAGE / "LC_MESSAGES/redress.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {
    "t": None,
    "n": (1, 2),
    "p": ((1, "c"), 2),
    "N_": None,
    "NN_": (1, 2),
    "P_": ((1, "c"), 2),
}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_PLURAL_PARTS = 2


def sources(root: Path = ROOT) -> Iterator[Path]:
    """Yield every module that may speak, in a steady order."""
    if (root / "main.py").is_file():
        yield root / "main.py"
    for floor in FLOORS:
        yield from sorted((root / floor).rglob("*.py"))


def extracted(root: Path = ROOT) -> Catalog:
    """Return the messages in the source, with where each was found."""
    found = Catalog()
    for path in sources(root):
        for line, message, _comments, context in extract_from_file("python", path, keywords=KEYWORDS):
            if message and all(message):
                found.add(message, locations=[(path.relative_to(root).as_posix(), line)], context=context)
    return found


def catalogue(path: Path = PO) -> Catalog:
    """Return the catalogue of translations."""
    with path.open("rb") as stream:
        return read_po(stream, locale=LANGUAGE)


def _key(message: Message) -> tuple[str, str]:
    """Return context and singular of a message."""
    msgid = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    # Whatever its types say, Babel hands contexts out of a compiled catalogue as bytes.
    context: Any = message.context or ""
    return context.decode() if isinstance(context, bytes) else context, msgid


def _messages(of: Catalog) -> dict[tuple[str, str], Message]:
    return {_key(message): message for message in of if message.id}


def _strings(message: Message) -> tuple[str, ...]:
    return (
        tuple(message.string) if isinstance(message.string, (tuple, list)) else (str(message.string or ""),)
    )


def _ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


def missing(source: Catalog, words: Catalog) -> list[Message]:
    """Return the messages of the source that the catalogue has no translation for, or not in that shape."""
    known = _messages(words)
    lacking = []
    for key, message in _messages(source).items():
        there = known.get(key)
        if there is None or len(_ids(there)) != len(_ids(message)) or not all(_strings(there)):
            lacking.append(message)
    return lacking


def unused(source: Catalog, words: Catalog) -> list[Message]:
    """Return the messages of the catalogue that no source has any more."""
    wanted = _messages(source)
    return [message for key, message in _messages(words).items() if key not in wanted]


def _names(texts: tuple[str, ...]) -> set[str]:
    return {name.split(":")[0].split("!")[0] for text in texts for name in _PLACEHOLDER.findall(text)}


def crooked(words: Catalog) -> list[str]:
    """Return what is wrong inside the catalogue: fuzzy entries, placeholders that differ from the English."""
    faults = []
    for message in _messages(words).values():
        if message.fuzzy:
            faults.append(f"fuzzy: {message.id!r}")
        asked, given = _names(_ids(message)), _names(_strings(message))
        spare = {"n"} if len(_ids(message)) == _PLURAL_PARTS else set()
        if any(_strings(message)) and asked - spare != given - spare:
            faults.append(f"placeholders differ: {message.id!r} -> {message.string!r}")
    return faults + [f"obsolete: {msgid!r}" for msgid in words.obsolete]


def compiled(words: Catalog) -> bytes:
    """Return the catalogue as gettext reads it."""
    stream = io.BytesIO()
    write_mo(stream, words)
    return stream.getvalue()


def _spoken(of: Catalog) -> dict[tuple[str, str], tuple[str, ...]]:
    return {key: _strings(message) for key, message in _messages(of).items() if any(_strings(message))}


def stale(words: Catalog, path: Path = MO) -> bool:
    """Return whether the compiled catalogue says something else than the written one."""
    if not path.is_file():
        return True
    with path.open("rb") as stream:
        return _spoken(read_mo(stream)) != _spoken(words)


def faults() -> list[str]:
    """Return everything that is not in order, one line each; an empty list is what everybody wants."""
    source, words = extracted(), catalogue()
    lines = [
        f"no Chinese: {m.id!r} ({m.locations[0][0]}:{m.locations[0][1]})" for m in missing(source, words)
    ]
    lines += [f"nobody says any more: {message.id!r}" for message in unused(source, words)]
    lines += crooked(words)
    if stale(words):
        lines.append("the compiled catalogue differs from the written one: make texts")
    return lines


def update() -> None:
    """Bring the written catalogue in line with the source; new messages wait with an empty translation."""
    source, words = extracted(), catalogue()
    for message in unused(source, words):
        words.delete(message.id, message.context)
    known = _messages(words)
    for message in missing(source, words):
        there = known.get(_key(message))
        if there is not None and len(_ids(there)) != len(_ids(message)):
            words.delete(there.id, there.context)
            there = None
        if there is None:
            words.add(message.id, context=message.context)
    with PO.open("wb") as stream:
        write_po(stream, words, sort_output=True, width=110)


def main(command: str) -> int:
    """Run one command; return an exit status."""
    if command == "update":
        update()
    elif command == "compile":
        MO.write_bytes(compiled(catalogue()))
    elif command not in ("extract", "check"):
        print(__doc__)
        return 2
    lines = faults()
    print("\n".join(lines) or "every message has its Chinese")
    return 1 if lines and command == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
