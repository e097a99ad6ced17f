"""Importing homes and people: all or nothing, again without doubles, and with reasons that can be mended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from models.core.errors import NotAllowed, UserProblem
from models.core.permissions import Role
from models.core.session import Session
from models.directory import actions, queries
from models.directory.kinds import PlaceDraft, PlaceFilter, PlaceKind, ResidentFilter
from models.exchange import directory_import
from models.exchange.directory_import import DirectoryReport, run
from models.exchange.rejects import write_rejects
from models.store.search import SearchIndex
from models.store.search_documents import DIRECTORY
from resources.texts import load
from tests.models.conftest import MakeSession
from tests.models.exchange.files import workbook, written

LIST = """楼栋,单元,房号,姓名,电话,类型,入住,迁出,备注
3号楼,,1501,周桂兰,138 0000 1234;010-8888 7777,业主,2015-06-01,,听力不好
3号楼,,1501,周小明,,家属,,,
3号楼,,1502,旧租客,13700000000,租户,2019-01-01,2020-01-01,
3号楼,,1502,陈建国,13911112222,业主,,,
5号楼,1,801,陈建国,139 1111 2222,业主,,,
5号楼,1,802,,,,,,
"""


@pytest.fixture
def desk(session: MakeSession) -> Session:
    """A manager, who may import."""
    return session(Role.MANAGER)


def counts_of(report: DirectoryReport) -> tuple[int, ...]:
    return report.rows, report.accepted, report.changed, report.known, len(report.rejects)


def everything(desk: Session) -> list[list[tuple[object, ...]]]:
    """All rows that an import could touch."""
    tables = (
        "place",
        "resident",
        "contact_point",
        "residency",
        "import_batch",
        "directory_text",
        "audit_entry",
    )
    return [desk.store.rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_list_of_homes(desk: Session, tmp_path: Path, encoding: str) -> None:
    report = run(desk, written(tmp_path, LIST, encoding))
    assert counts_of(report) == (6, 6, 0, 0, 0)
    assert (report.places, report.residents) == (7, 4), (
        "two buildings, a staircase, four units; one person twice"
    )
    card = queries.home(desk, queries.resolve_unit(desk, "3-1501").id)
    assert [person.resident.name for person in card.people] == ["周桂兰", "周小明"]
    assert card.people[0].phones == ("138 0000 1234", "010-8888 7777")
    assert card.people[0].residency is not None
    assert card.people[0].residency.since == date(2015, 6, 1)
    assert card.place is not None
    assert (card.place.floor, card.place.line, card.place.row_version) == (15, "3/01", 1)
    assert [place.label for place in card.trail] == ["翠湖花园", "3号楼"]


def test_one_person_in_two_homes(desk: Session, tmp_path: Path) -> None:
    run(desk, written(tmp_path, LIST))
    found = queries.find(desk, "cjg")
    assert len(found) == 1
    homes = queries.places_of(desk, found[0].resident_id or 0)
    assert sorted(home.place_label for home in homes) == ["3-1502", "5-1-801"]


def test_history_is_kept(desk: Session, tmp_path: Path) -> None:
    run(desk, written(tmp_path, LIST))
    unit = queries.resolve_unit(desk, "3-1502").id
    assert [person.resident.name for person in queries.residents_of(desk, unit)] == ["陈建国"]
    assert [row.resident_name for row in queries.history_of(desk, unit)] == ["陈建国", "旧租客"]
    assert [p.resident.name for p in queries.residents_of(desk, unit, date(2019, 6, 1))] == [
        "旧租客",
        "陈建国",
    ][::-1]


def test_the_finder_knows_them_at_once(desk: Session, tmp_path: Path) -> None:
    run(desk, written(tmp_path, LIST))
    for typed in ("3-1501", "周桂", "zgl", "1234", "01088887777"):
        assert "周桂兰" in [found.label for found in queries.find(desk, typed)], typed
    index = SearchIndex(desk.store.execute, DIRECTORY)
    before = index.ids("3", limit=100)
    assert not index.stale()
    with desk.store.writing():
        index.rebuild(atomic=desk.store.database.atomic)
    assert index.ids("3", limit=100) == before, (
        "what was made outside the transaction is what a rebuild makes"
    )


def test_again_adds_nothing(desk: Session, tmp_path: Path) -> None:
    path = written(tmp_path, LIST)
    run(desk, path)
    before = everything(desk)
    report = run(desk, path)
    assert counts_of(report) == (6, 0, 0, 6, 0)
    assert (report.places, report.residents, report.batch_id) == (0, 0, None)
    assert everything(desk) == before


def test_a_trial_writes_nothing(desk: Session, tmp_path: Path) -> None:
    before = everything(desk)
    report = run(desk, written(tmp_path, LIST), trial=True)
    assert counts_of(report) == (6, 6, 0, 0, 0)
    assert (report.places, report.residents) == (7, 4)
    assert everything(desk) == before


def test_what_is_known_is_completed_and_never_overwritten(desk: Session, tmp_path: Path) -> None:
    run(desk, written(tmp_path, LIST))
    ident = queries.find(desk, "周桂兰")[0].resident_id or 0
    more = "房号,姓名,电话,备注,语言,迁出\n3-1501,周桂兰,010-88887777、13600001111,别的,英文,2026-12-31\n"
    report = run(desk, written(tmp_path, more))
    assert counts_of(report) == (1, 0, 1, 0, 0)
    person = queries.person(desk, ident)
    assert person.resident.hints == "听力不好", "what people wrote here stands"
    assert person.resident.language == "en"
    assert person.resident.row_version == 2
    assert [contact.value for contact in person.contacts] == ["138 0000 1234", "010-8888 7777", "13600001111"]
    assert [contact.position for contact in person.contacts] == [0, 1, 2]
    assert person.residency is not None
    assert (person.residency.since, person.residency.until) == (date(2015, 6, 1), date(2026, 12, 31))
    assert [found.resident_id for found in queries.find(desk, "1111")][-1] == ident
    assert counts_of(run(desk, written(tmp_path, more))) == (1, 0, 0, 1, 0)


def test_rejects_are_mended_and_read_again(desk: Session, tmp_path: Path) -> None:
    bad = "3号楼,,,何伟,,业主,,,\n3号楼,,1701,何伟,12,业主,,,\n3号楼,,1702,罗敏,,邻居,,,\n,,1703,马军,,,,,\n"
    report = run(desk, written(tmp_path, LIST + bad))
    assert counts_of(report) == (10, 6, 0, 0, 4)
    assert [(reject.line, reject.code) for reject in report.rejects] == [
        (8, "directory.no_unit"),
        (9, "contact.phone"),
        (10, "directory.kind"),
        (11, "directory.no_building"),
    ]
    path = tmp_path / "rejects.csv"
    write_rejects(path, report.headers, report.rejects, load("zh_CN"))
    again = run(desk, path)
    assert [reject.code for reject in again.rejects] == [reject.code for reject in report.rejects]
    assert again.ignored == ("未收下的原因",)
    text = path.read_text("utf-8-sig")
    mended = (
        text.replace("号楼,,,何伟", "号楼,,1601,何伟")
        .replace(",12,", ",13800005555,")
        .replace("邻居", "租户")
    )
    path.write_text(mended.replace("\n,,1703", "\n3,,1703"), "utf-8-sig")
    assert counts_of(run(desk, path)) == (4, 4, 0, 0, 0)
    assert queries.resolve_unit(desk, "3-1703").id


def test_a_rejected_row_leaves_nothing_behind(desk: Session, tmp_path: Path) -> None:
    run(desk, written(tmp_path, LIST))
    empty = queries.resolve_unit(desk, "5-1-802")
    actions.retire_place(desk, empty.id, empty.row_version)
    before = everything(desk)
    report = run(desk, written(tmp_path, "房号,姓名,电话\n5-1-802,新住户,13655556666\n"))
    assert [reject.code for reject in report.rejects] == ["place.retired"]
    assert everything(desk) == before


def test_two_times_at_one_place(desk: Session, tmp_path: Path) -> None:
    run(desk, written(tmp_path, LIST))
    earlier = "房号,姓名,入住,迁出\n3-1501,周桂兰,2001-01-01,2010-01-01\n"
    assert counts_of(run(desk, written(tmp_path, earlier))) == (1, 0, 1, 0, 0)
    homes = queries.places_of(desk, queries.find(desk, "周桂兰")[0].resident_id or 0)
    assert [(home.since, home.until) for home in homes] == [
        (date(2015, 6, 1), None),
        (date(2001, 1, 1), date(2010, 1, 1)),
    ]
    assert counts_of(run(desk, written(tmp_path, earlier))) == (1, 0, 0, 1, 0)


def test_workbooks(desk: Session, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Residents of the estate"],
        ["Building", "Unit", "Name", "Phone", "Kind", "Since", "Spoken language"],
        [3, 1502, "John Wood", 13900001111, "Tenant", date(2024, 2, 29), "English"],
        [3, "15-03", "Ada Byron", "+1 (212) 555-0100", "owner", None, "Français"],
    ]
    report = run(desk, workbook(tmp_path / "list.xls", rows))
    assert counts_of(report) == (2, 2, 0, 0, 0)
    assert [note.code for note in report.notes] == ["file.title_rows"]
    wood = queries.person(desk, queries.find(desk, "wood")[0].resident_id or 0)
    assert (wood.phone, wood.resident.language) == ("13900001111", "en")
    assert wood.residency is not None
    assert (wood.residency.kind, wood.residency.since) == ("tenant", date(2024, 2, 29))
    assert queries.resolve_unit(desk, "3-15-03").line == "3/03"


def test_homes_that_hang_on_floors_are_known(desk: Session, estate: int, tmp_path: Path) -> None:
    building = actions.add_place(desk, PlaceDraft(estate, PlaceKind.BUILDING, "3", "三号楼")).value
    floor = actions.add_place(desk, PlaceDraft(building, PlaceKind.FLOOR, "15")).value
    unit = actions.add_place(desk, PlaceDraft(floor, PlaceKind.UNIT, "1501")).value
    report = run(desk, written(tmp_path, "楼栋,房号,姓名\n3栋,1501,周桂兰\n"))
    assert (report.places, report.residents) == (0, 1)
    assert [person.resident.name for person in queries.residents_of(desk, unit)] == ["周桂兰"]
    retired = actions.add_place(desk, PlaceDraft(floor, PlaceKind.UNIT, "1502")).value
    actions.retire_place(desk, retired, 1)
    report = run(desk, written(tmp_path, "楼栋,房号,姓名\n3,1502,陈建国\n"))
    assert [reject.code for reject in report.rejects] == ["place.retired"]


def test_several_properties(desk: Session, tmp_path: Path) -> None:
    run(desk, written(tmp_path, "小区,房号\n西苑,3-1502\n翠湖花园,3-1502\n"))
    roots = queries.place_page(desk, PlaceFilter(kind=PlaceKind.PROPERTY)).rows
    assert [item.place.name for item in roots] == ["翠湖花园", "西苑"]
    assert len(queries.place_page(desk, PlaceFilter("3-1502", kind=PlaceKind.UNIT)).rows) == 2
    with pytest.raises(UserProblem, match=r"unit\.ambiguous"):
        queries.resolve_unit(desk, "3-1502")


def test_bare_numbers_where_there_are_no_buildings(desk: Session, tmp_path: Path) -> None:
    assert counts_of(run(desk, written(tmp_path, "房号,姓名\n12,周桂兰\n14,陈建国\n"))) == (2, 2, 0, 0, 0)
    assert queries.resolve_unit(desk, "12").label == "12"


def test_progress_and_cancel(desk: Session, tmp_path: Path) -> None:
    many = "房号,姓名\n" + "".join(f"3-{number},住户{number}\n" for number in range(1000, 3000))
    path = written(tmp_path, many)
    told: list[int] = []
    before = everything(desk)
    for stop_at in (0, 5, 12, len(_steps(desk, path, trial=True))):
        told.clear()
        with pytest.raises(UserProblem, match=r"import\.cancelled"):
            run(desk, path, progress=_noting(told), cancel=_when(told, stop_at))
        assert everything(desk) == before
    told = _steps(desk, path)
    assert told == sorted(told)
    assert told[-1] == 1000
    assert len(queries.resident_page(desk, ResidentFilter(), size=5000).rows) == 2000


def _noting(told: list[int]) -> Callable[[int, int], None]:
    return lambda done, total: told.append(done * 1000 // total)


def _when(told: list[int], count: int) -> Callable[[], bool]:
    return lambda: len(told) >= count


def _steps(desk: Session, path: Path, *, trial: bool = False) -> list[int]:
    told: list[int] = []
    run(desk, path, trial=trial, progress=_noting(told))
    return told


def test_trouble_in_the_middle_leaves_nothing(desk: Session, tmp_path: Path) -> None:
    before = everything(desk)
    many = "房号,姓名\n" + "".join(f"3-{number},住户{number}\n" for number in range(1000, 3000))

    def cut_the_power(done: int, _: int) -> None:
        if done > directory_import._INDEXED:
            raise RuntimeError("the power went off")

    with pytest.raises(RuntimeError):
        run(desk, written(tmp_path, many), progress=cut_the_power)
    assert everything(desk) == before


def test_somebody_writes_meanwhile(desk: Session, estate: int, tmp_path: Path) -> None:
    """The plan is reckoned again: the building that somebody added in between is not added twice."""
    done: list[int] = []

    def meanwhile(share: int, _: int) -> None:
        if share >= directory_import._RECKONED and not done:
            done.append(actions.add_place(desk, PlaceDraft(estate, PlaceKind.BUILDING, "3", "3号楼")).value)

    report = run(desk, written(tmp_path, LIST), progress=meanwhile)
    assert done
    assert (report.accepted, report.places) == (6, 6)
    assert len(queries.place_page(desk, PlaceFilter(kind=PlaceKind.BUILDING)).rows) == 2


def test_only_those_who_may(session: MakeSession, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        run(session(Role.FRONT_DESK), written(tmp_path, LIST))


def test_the_batch_and_the_audit_trail(desk: Session, tmp_path: Path) -> None:
    report = run(desk, written(tmp_path, LIST + "3号楼,,,谁,,,,,\n", name="住户.csv"))
    assert desk.store.rows("SELECT id, file_name, mapping, accepted, known, rejected FROM import_batch") == [
        (report.batch_id, "住户.csv", "directory", 6, 0, 1)
    ]
    entry = desk.store.rows("SELECT action, facts FROM audit_entry ORDER BY id DESC LIMIT 1")[0]
    assert entry[0] == "directory.import"
    assert "周" not in entry[1]
    assert report.changes.topics == {"place", "resident"}


def test_a_list_without_homes(desk: Session, tmp_path: Path) -> None:
    with pytest.raises(UserProblem, match=r"directory\.no_unit_column"):
        run(desk, written(tmp_path, "姓名,电话\n周桂兰,13800001234\n"))
