"""What is wrong with the arguments, and the help: in the language of the caller, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.command_line.test_commands import Run

WRONG = (
    (("list", "--nope"), "不认识的参数：--nope", "unrecognized arguments: --nope"),
    (("pareto", "--by", "leek"), "没有 'leek' 这一项（可选：", "invalid choice: 'leek' (choose from"),
    (("weekly",), "缺少必要的参数：-o/--output", "the following arguments are required: -o/--output"),
    (("measures", "--measure"), "参数 --measure：要给一个值", "argument --measure: expected one argument"),
    (("nonsense",), "没有 'nonsense' 这一项", "invalid choice: 'nonsense'"),
    (("list", "--all=3"), "不认识的参数：--all=3", "unrecognized arguments: --all=3"),
    (("today", "--all=3"), "这个选项不带值，'3' 没有用上", "ignored explicit argument '3'"),
)


@pytest.mark.parametrize(("arguments", "chinese", "english"), WRONG)
def test_what_was_typed_wrongly_is_told_in_the_language_of_the_caller(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    chinese: str,
    english: str,
) -> None:
    run = Run(tmp_path / "store", capsys)
    assert run(*arguments, lang="zh_CN") == 2
    assert chinese in run.err
    assert run.err.startswith("用法：redress")
    assert run(*arguments) == 2  # the language of one call is not that of the next
    assert english in run.err
    assert run.err.startswith("usage: redress")


def test_help_is_in_one_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Run(tmp_path / "store", capsys)
    for command in ((), ("import", "complaints"), ("pareto",), ("warnings",)):
        assert run(*command, "--help", lang="zh_CN") == 0
        for word in ("usage", "options", "positional", "show this"):
            assert word not in run.out
        assert "显示这段说明并退出" in run.out
