"""Nothing of a file is lost in silence: long texts, odd columns, unknown words, the same rows in another shape."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.core.errors import NotAllowed, UserProblem
from models.core.permissions import Role
from models.core.session import Session
from models.exchange import actions, complaints_import
from models.exchange.case_rows import MOST_TEXT
from models.exchange.complaints_import import import_complaints
from models.exchange.reading import open_table
from models.exchange.rejects import check_writable, write_rejects
from models.exchange.whole_file import whole_file
from resources.texts import load
from tests.models.conftest import MakeSession

HEAD = "接收时间,内容,姓名,地址,电话"


@pytest.fixture
def manager(session: MakeSession) -> Session:
    return session(Role.MANAGER)


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def kept(session: Session, columns: str) -> list[tuple[object, ...]]:
    return session.store.rows(f"SELECT {columns} FROM complaint ORDER BY id")


def test_long_texts_come_in_whole_and_longer_ones_are_refused(manager: Session, tmp_path: Path) -> None:
    name, where, phone = "长" * 300, "号" * 900, "1" * 90
    path = write(
        tmp_path / "x.csv",
        HEAD,
        f"2024-05-01,{'漏' * 60_000},{name},{where},{phone}",
        f"2024-05-01,{'漏' * (MOST_TEXT + 1)},,,",
    )
    report = import_complaints(manager, path)
    assert [(one.line, one.code, one.facts["column"]) for one in report.rejects] == [
        (3, "row.too_long", "内容")
    ]
    found = kept(manager, "length(words), caller_name, where_text, caller_phone")
    assert found == [(60_000, name, where, phone)]


def test_a_row_with_cells_too_many_is_not_guessed_at(manager: Session, tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.csv", HEAD, "2024-05-01,厨房漏水,很急,陈,1号,138", "2024-05-01,厨房漏水,陈,1号,138"
    )
    report = import_complaints(manager, path)
    assert (report.accepted, [one.code for one in report.rejects]) == (1, ["row.too_many_cells"])


def test_words_that_the_mapping_does_not_know_are_told(manager: Session, tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.csv",
        "编号,接收时间,内容,状态",
        "1,2024-05-01,甲,挂起",
        "2,2024-05-01,乙,已关闭",
        "3,2024-05-01,丙,",
    )
    report = import_complaints(manager, path)
    told = [(note.code, note.facts) for note in report.notes]
    assert told == [("mapping.unknown_values", {"n": 1, "column": "状态", "values": ("挂起",)})]
    assert "挂起" in load("zh_CN").problem(*told[0])


def test_rows_without_a_key_are_known_in_any_order_of_columns_and_after_mending(
    manager: Session, tmp_path: Path
) -> None:
    path = write(tmp_path / "x.csv", "接收时间,内容,地址", "2024-05-01,厨房漏水,1号", "昨天,楼道灯坏,2号")
    report = import_complaints(manager, path)
    shuffled = write(tmp_path / "y.csv", "地址,接收时间,空,内容", "1号,2024-05-01,,厨房漏水")
    again = import_complaints(manager, shuffled)
    assert (again.accepted, again.known) == (0, 1)
    out = tmp_path / "rejects.csv"
    write_rejects(out, report.headers, report.rejects, load("en"))
    out.write_text(out.read_text("utf-8-sig").replace("昨天", "2024-05-02", 1), "utf-8")
    assert import_complaints(manager, out).accepted == 1
    mended = write(
        tmp_path / "z.csv", "接收时间,内容,地址", "2024-05-01,厨房漏水,1号", "2024-05-02,楼道灯坏,2号"
    )
    whole = import_complaints(manager, mended)
    assert (whole.accepted, whole.known) == (0, 2)


def test_a_column_of_reasons_that_the_file_brings_stays(manager: Session, tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", "接收时间,内容,原因", "昨天,漏水,水管老化")
    report = import_complaints(manager, path)
    write_rejects(tmp_path / "out.csv", report.headers, report.rejects, load("zh_CN"))
    assert (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[1].startswith("昨天,漏水,水管老化,")


def test_two_who_read_the_same_file_in_count_each_case_once(
    manager: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "x.csv", "编号,接收时间,内容", *[f"{n},2024-05-01,第{n}件" for n in range(4)])
    real = actions.start_import
    others: list[int] = []

    def start(session: Session, name: str, mapping: str) -> object:
        if not others:  # between looking and writing, somebody else reads it in
            others.append(0)
            others.append(import_complaints(session, path).accepted)
        return real(session, name, mapping)

    monkeypatch.setattr(complaints_import, "start_import", start)
    report = import_complaints(manager, path)
    assert (others[1], report.accepted, report.known, sum(report.types.values())) == (4, 0, 4, 0)
    assert len(kept(manager, "id")) == 4


def test_a_trial_asks_for_the_right_as_well(session: MakeSession, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        import_complaints(session(Role.FRONT_DESK), write(tmp_path / "x.csv", HEAD), trial=True)


def test_a_table_without_headers_is_told_so(manager: Session, tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", "1,2024-05-01,2.5", "2,2024-05-02,3.5", "3,2024-05-02,3.5")
    with pytest.raises(UserProblem, match=r"mapping\.no_headers"):
        import_complaints(manager, path)


def test_a_pipe_is_no_table(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(UserProblem, match=r"file\.not_a_table"):
        open_table(tmp_path / "pipe.csv")


def test_the_place_of_rejects_is_looked_at_beforehand(tmp_path: Path) -> None:
    source = write(tmp_path / "x.csv", HEAD)
    (tmp_path / "link.csv").symlink_to(source)
    for path, code in (
        (tmp_path / "gone" / "r.csv", "file.unwritable"),
        (tmp_path, "file.unwritable"),
        (tmp_path / "link.csv", "rejects.same_file"),
    ):
        with pytest.raises(UserProblem) as caught:
            check_writable(path, source)
        assert caught.value.code == code
    check_writable(tmp_path / "r.csv", source)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.csv", "x.csv"]


def test_a_file_appears_whole_and_a_device_stays_one(tmp_path: Path) -> None:
    target = write(tmp_path / "old.csv", "old")
    with pytest.raises(UnicodeEncodeError), whole_file(target) as partial:
        partial.write_text("half漏", "ascii")
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ["old\n"]
    with whole_file(Path(os.devnull)) as partial:
        assert partial == Path(os.devnull)
    assert not Path(os.devnull).is_file()


def test_a_second_list_that_numbers_from_one_again_is_told_not_passed_over(
    manager: Session, tmp_path: Path
) -> None:
    first = write(tmp_path / "a.csv", "编号,接收时间,内容", "1,2024-05-01 10:00,厨房漏水")
    second = write(
        tmp_path / "b.csv", "编号,接收时间,内容", "1,2024-06-01 10:00,电梯停了", "2,2024-06-02 10:00,灯坏"
    )
    import_complaints(manager, first)
    for trial in (True, False):
        report = import_complaints(manager, second, trial=trial)
        assert (report.accepted, report.known) == (1, 0)
        assert [(one.line, one.code, one.facts) for one in report.rejects] == [
            (2, "row.key_other", {"reference": "2405-0001"})
        ]
    assert import_complaints(manager, first).known == 1
