"""What is put into a search index, and how the directory's documents are numbered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from models.core.characters import whole
from models.store.tokens import document_tokens, tokens

CASES = "case"
DIRECTORY = "directory"

# Directory documents share one index; the kind is in the number, which leaves room for more kinds.
SLOTS = 8
_SLOT = {"resident": 0, "place": 1}
_KIND = {slot: kind for kind, slot in _SLOT.items()}


def doc_id(kind: str, ident: int) -> int:
    """The number of a resident's or a place's document in the directory index."""
    return ident * SLOTS + _SLOT[kind]


def doc_ref(document: int) -> tuple[str, int]:
    """What a document of the directory index is about: ("resident" or "place", id)."""
    return _KIND[document % SLOTS], document // SLOTS


def slot(kind: str) -> int:
    """The remainder that tells the documents of this kind."""
    return _SLOT[kind]


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its tokens made; ``of`` takes some time and needs no database."""

    id: int
    body: str
    names: tuple[str, ...]
    tokens: str

    @classmethod
    def of(cls, ident: int, body: str, names: Iterable[str] = ()) -> Document:
        """``names`` are searched as text too, and also by their pinyin."""
        plain = cls.waiting(ident, body, names)
        return replace(plain, tokens=document_tokens(plain.body, plain.names))

    @classmethod
    def waiting(cls, ident: int, body: str, names: Iterable[str] = ()) -> Document:
        """One whose tokens are made later, when the index is rebuilt."""
        named = (whole(name).replace("\n", " ").strip() for name in names)
        return cls(ident, whole(body), tuple(name for name in named if name), "")

    @classmethod
    def stored(cls, ident: int, body: str, names: str) -> Document:
        """As it was read from the table of texts."""
        parts = tuple(names.split("\n")) if names else ()
        return cls(ident, body, parts, document_tokens(body, parts))

    def headed(self, ident: int, heading: str) -> Document:
        """The same under a number and with one more line on top, which are known only once it gets its row.

        Body and tokens always go together: the index takes an entry back by the tokens of the stored body.
        """
        found = dict.fromkeys((*tokens(heading), *self.tokens.split()))
        return Document(ident, f"{heading}\n{self.body}", self.names, " ".join(found))

    @property
    def stored_names(self) -> str:
        """The names as one column."""
        return "\n".join(self.names)
