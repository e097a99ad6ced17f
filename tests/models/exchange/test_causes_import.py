"""Causes and responsible parties of a file: matched to the tree by code or name, or new; and out again."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from models.complaints.kinds import CaseFilter, View
from models.complaints.listing import case_page
from models.core.permissions import Role
from models.core.session import Session
from models.exchange.case_export import export_cases
from models.exchange.complaints_import import import_complaints
from models.options.actions import add_cause, retire_cause
from models.options.causes import causes
from models.options.kinds import CauseDraft
from models.store.database import Store
from tests.models.conftest import MakeSession

HEAD = "编号,接收时间,关闭时间,内容,状态,原因,根本原因,原因分析,责任方"
LONG = "该栋楼的给水系统建于 1998 年，立管从未更换，接头处的密封材料已经硬化开裂，多处同时渗水，需整体更换"


@pytest.fixture
def chief(session: MakeSession) -> Session:
    return session(Role.ADMINISTRATOR, "chief")


def read_in(
    chief: Session, path: Path, *rows: tuple[str, str, str, str], start: int = 1, head: str = HEAD
) -> None:
    lines = [
        ",".join((f"A{n}", "2026-09-01 09:00", "2026-09-02 09:00", "漏水", "已关闭", *row))
        for n, row in enumerate(rows, start)
    ]
    path.write_text("\n".join((head, *lines)) + "\n", "utf-8")
    report = import_complaints(chief, path)
    assert (report.accepted, len(report.rejects)) == (len(rows), 0)


def kept(store: Store) -> list[tuple[str | None, str, str | None]]:
    return store.rows("SELECT cause, cause_text, responsible FROM complaint ORDER BY id")


def test_values_are_matched_to_codes_and_names_and_the_rest_is_imported(
    chief: Session, store: Store, tmp_path: Path
) -> None:
    own = add_cause(chief, CauseDraft("装修噪声", "Renovation noise", "third_party")).value
    retire_cause(chief, "weather", 1)
    before = {row.code for row in causes(store, retired=True)}
    rows = {
        ("老化磨损", "", "", "本公司"): ("wear", "", "own_staff"),
        ("Wear and AGE", "", "", "Contractor"): ("wear", "", "contractor"),
        ("wear.seals", "", "", "developer"): ("wear.seals", "", "developer"),
        ("老化磨损", "密封圈", "皮带", ""): ("wear.seals", "皮带", None),
        ("密封圈", "", "", "邻居"): ("wear.seals", "", "other_resident"),
        ("Wear and age › Seals", "", "", "无"): ("wear.seals", "", "nobody"),
        ("", "装修噪声", "", "Us"): (own, "", "own_staff"),
        ("天气", "", "", "天知道"): ("weather", "", None),
        ("鸟害", "", "", ""): ("imported:鸟害", "", None),
        ("鸟害", "鸽子", "", ""): ("imported:鸟害.鸽子", "", None),
        ("老化磨损", "水锤", "", ""): ("wear.imported:水锤", "", None),
        ("-", "", "", ""): (None, "", None),
        ("老化磨损", LONG, "见照片", ""): ("wear", f"{LONG}\n见照片", None),
        ("鸟害", "鸟害", "", ""): ("imported:鸟害", "", None),
    }
    read_in(chief, tmp_path / "a.csv", *rows)
    assert kept(store) == list(rows.values())
    new = {row.code: row for row in causes(store, retired=True) if row.code not in before}
    assert sorted(new) == ["imported:鸟害", "imported:鸟害.鸽子", "wear.imported:水锤"]
    assert [(row.origin, row.parent_code, row.zh, row.en) for _, row in sorted(new.items())] == [
        ("imported", None, "鸟害", "鸟害"),
        ("imported", "imported:鸟害", "鸽子", "鸽子"),
        ("imported", "wear", "水锤", "水锤"),
    ]
    # The words of a cause are found; what came with a cause and a party lacks only its kind.
    found = case_page(store, CaseFilter(search="硬化开裂"), None, chief.clock.now()).rows
    assert [row.cause for row in found] == ["wear"]

    # A second file knows what the first one brought, whatever its letters look like.
    read_in(chief, tmp_path / "b.csv", ("ＷＥＡＲ", "水 锤", "", ""), ("鸟害", "鸽子", "", ""), start=90)
    assert [row[0] for row in kept(store)[-2:]] == ["wear.imported:水锤", "imported:鸟害.鸽子"]


def test_a_file_without_such_columns_leaves_them_open(chief: Session, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("接收时间,内容,类别\n2026-09-01 09:00,漏水,水\n", "utf-8")
    before = causes(store, retired=True)
    import_complaints(chief, path)
    assert kept(store) == [(None, "", None)]
    assert causes(store, retired=True) == before
    unsorted = case_page(store, CaseFilter(view=View.UNCLASSIFIED), None, chief.clock.now()).rows
    assert len(unsorted) == 1


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_what_is_exported_comes_in_again_as_it_was(
    chief: Session, store: Store, tmp_path: Path, language: str
) -> None:
    chance = Random(3)
    codes = [row.code for row in causes(store)]
    parties = ("own_staff", "utility", "")
    read_in(
        chief,
        tmp_path / "a.csv",
        *[(chance.choice(codes), "", "", chance.choice(parties)) for _ in range(40)],
    )
    there = [(cause, who) for cause, _, who in kept(store)]
    path = tmp_path / "out.csv"
    assert export_cases(chief, CaseFilter(), path, language) == 40
    assert "›" in path.read_text("utf-8-sig")
    report = import_complaints(chief, path)
    assert report.accepted == 40, report.rejects
    again = [(cause, who) for cause, _, who in kept(store)[40:]]
    assert sorted(map(str, again)) == sorted(map(str, there))
    assert {row.origin for row in causes(store)} == {"built_in"}
