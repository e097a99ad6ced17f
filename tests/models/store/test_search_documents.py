"""A document's tokens are always those of its stored text: an entry is taken back by them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.store.search_documents import Document

PIECES = st.sampled_from(
    ["漏水", "3-1502", "138 6021 7745", "lift", "e\u0301", "\u0301", "-", " ", "\n", "²", "ﬁ", "Ａ", "7"]
)
TEXTS = st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=8).map("".join))


@given(
    heading=st.one_of(st.just("2611-0187"), TEXTS),
    body=TEXTS,
    names=st.lists(st.sampled_from(["陈建国", "Ann"])),
)
def test_a_headed_document_holds_the_tokens_of_its_whole_text(
    heading: str, body: str, names: list[str]
) -> None:
    heading = heading.encode("utf-8", "replace").decode("utf-8")
    headed = Document.of(0, body, names).headed(7, heading)
    whole = Document.stored(7, headed.body, headed.stored_names)
    assert headed.body.startswith(heading)
    assert set(headed.tokens.split()) == set(whole.tokens.split())
