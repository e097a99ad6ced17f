"""Names and numbers are taken out of what people said; everything else stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.summaries.scrubbing import scrubbed


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("我是陈建国，找王师傅", ("陈建国",), "我是***，找王师傅"),
        ("陈阿姨说又漏了，陈先生也知道", ("陈建国",), "***说又漏了，***也知道"),
        ("欧阳女士不满意", ("欧阳兰",), "***不满意"),
        ("陈皮好吃", ("陈建国",), "陈皮好吃"),
        ("打13860217745", (), "打***"),
        ("call +86 138-6021-7745 after 18:00", (), "call *** after 18:00"),
        ("write to zhou.gl@example.com please", (), "write to *** please"),
        ("Mr Grant Wood and MARY were polite", ("Grant Wood", "Mary Wood"), "*** and *** were polite"),
        ("I will wait, said Will", ("Will Ho",), "I will wait, said ***"),
        ("3-1502，18:30，¥420.50，W47", ("李",), "3-1502，18:30，¥420.50，W47"),
        ("2026-11-20 14:00 来过", (), "2026-11-20 14:00 来过"),
        ("", ("陈建国", ""), ""),
        ("张三和*先生来过", ("(张三", "*李四"), "张三和***来过"),
    ],
)  # fmt: skip
def test_what_goes_and_what_stays(text: str, names: tuple[str, ...], left: str) -> None:
    assert scrubbed(text, names) == left


@given(st.text(max_size=60), st.sampled_from(["陈建国", "Grant Wood", "周桂兰"]), st.text(max_size=60))
def test_a_whole_name_never_stays(before: str, name: str, after: str) -> None:
    assert name not in scrubbed(f"{before} {name} {after}", (name,))
