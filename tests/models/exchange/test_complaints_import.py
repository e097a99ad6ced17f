"""Past complaints from files: by mapping, row by row, once only, nothing lost."""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.complaints.kinds import CaseFilter
from models.complaints.listing import case_page
from models.core.errors import NotAllowed, UserProblem
from models.core.permissions import Role
from models.core.session import Session
from models.exchange import complaints_import
from models.exchange.complaints_import import import_complaints
from models.exchange.mapping import built_in, find_mapping
from models.exchange.rejects import write_rejects
from models.handling.queries import case_file
from resources.texts import load
from tests import factories
from tests.models.conftest import MakeSession

SHANGHAI = ZoneInfo("Asia/Shanghai")
FULL = [
    "Unique Key",
    "Created Date",
    "Closed Date",
    "Agency",
    "Complaint Type",
    "Descriptor",
    "Location Type",
]
FULL += ["Incident Zip", "Incident Address", "City", "Status", "Resolution Description", "Borough"]
ROWS = [
    [
        "1",
        "02/28/2023 11:44:21 PM",
        "03/01/2023 12:40:15 AM",
        "NYPD",
        "Noise - Residential",
        "Banging/Pounding",
        "Residential",
        "11212",
        "61 THATFORD AVENUE",
        "BROOKLYN",
        "Closed",
        "Nobody was there.",
        "BROOKLYN",
    ],
    [
        "2",
        "02/28/2023 10:42:39 PM",
        "",
        "HPD",
        "HEAT/HOT WATER",
        "APARTMENT ONLY",
        "Residential",
        "11225",
        "355 LEFFERTS AVENUE",
        "BROOKLYN",
        "Open",
        "",
        "BROOKLYN",
    ],
    [
        "3",
        "02/28/2023 09:00:00 PM",
        "02/27/2023 09:00:00 PM",
        "HPD",
        "HEAT/HOT WATER",
        "ENTIRE BUILDING",
        "",
        "66666",
        "",
        "",
        "Closed",
        "",
        "",
    ],
    [
        "4",
        "02/28/2023 08:00:00 PM",
        "03/06/2023 12:00:00 AM",
        "HPD",
        "HEAT/HOT WATER",
        "ENTIRE BUILDING",
        "",
        "11225",
        "",
        "",
        "Assigned",
        "",
        "QUEENS",
    ],
    ["5", "yesterday", "", "HPD", "PLUMBING", "x", "", "", "", "", "Open", "", ""],
    ["6", "", "", "HPD", "PLUMBING", "x", "", "", "", "", "Open", "", ""],
]


def write(path: Path, rows: list[list[str]], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return path


@pytest.fixture
def manager(session: MakeSession) -> Session:
    return session(Role.MANAGER)


@pytest.fixture
def nyc(tmp_path: Path) -> Path:
    return write(tmp_path / "nyc.csv", [FULL, *ROWS])


def references(session: Session) -> list[str]:
    rows = case_page(session.store, CaseFilter(), None, session.clock.now()).rows
    return [row.reference for row in rows]


def test_what_is_taken_and_why_the_rest_is_not(manager: Session, nyc: Path) -> None:
    report = import_complaints(manager, nyc)
    assert (report.mapping, report.rows, report.accepted, report.known) == ("nyc311", 6, 3, 0)
    assert [(one.line, one.code) for one in report.rejects] == [
        (4, "row.closed_before_received"),
        (6, "row.received_wrong"),
        (7, "row.received_missing"),
    ]
    assert report.types == Counter({"Noise - Residential": 1, "HEAT/HOT WATER": 2})


def test_history_keeps_its_dates_and_is_not_forced_through_steps(manager: Session, nyc: Path) -> None:
    import_complaints(manager, nyc)
    rows = {r.source_key: r for r in _details(manager)}
    closed, still_open, assigned = rows["nyc311:1"], rows["nyc311:2"], rows["nyc311:4"]
    assert closed.row.received_at == datetime(2023, 2, 28, 23, 44, 21, tzinfo=SHANGHAI)
    assert closed.row.closed_at == datetime(2023, 3, 1, 0, 40, 15, tzinfo=SHANGHAI)
    assert (closed.row.status, closed.row.steps, closed.row.step) == ("closed", "l" * 8, 0)
    assert (still_open.row.status, still_open.row.steps, still_open.row.step) == ("open", "c" + "l" * 7, 1)
    # a closing date beside a status that says otherwise is not believed
    assert (assigned.row.status, assigned.row.closed_at) == ("open", None)
    assert all(one.row.imported for one in rows.values())


def _details(session: Session) -> list:  # type: ignore[type-arg]
    ids = [row[0] for row in session.store.rows("SELECT id FROM complaint ORDER BY id")]
    return [case_file(session.store, one).case for one in ids]


def test_a_second_import_adds_nothing(manager: Session, nyc: Path) -> None:
    import_complaints(manager, nyc)
    before = references(manager)
    again = import_complaints(manager, nyc)
    assert (again.accepted, again.known, len(again.rejects)) == (0, 3, 3)
    assert references(manager) == before


def test_a_trial_writes_nothing(manager: Session, nyc: Path) -> None:
    entries = manager.store.rows("SELECT count(*) FROM audit_entry")
    assert import_complaints(manager, nyc, trial=True).accepted == 3
    assert references(manager) == []
    assert manager.store.rows("SELECT count(*) FROM audit_entry") == entries


def test_mended_rejects_come_in_and_the_rest_stays_once(manager: Session, nyc: Path, tmp_path: Path) -> None:
    report = import_complaints(manager, nyc)
    out = tmp_path / "rejects.csv"
    write_rejects(out, report.headers, report.rejects, load("zh_CN"))
    mended = out.read_text("utf-8-sig").replace("02/27/2023", "03/01/2023").replace("yesterday", "02/01/2023")
    out.write_text(mended, "utf-8")
    again = import_complaints(manager, out)
    assert (again.rows, again.accepted, len(again.rejects)) == (3, 2, 1)
    assert len(references(manager)) == 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(manager: Session, tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [["编号", "接收时间", "内容", "类别", "房号"]]
    rows += [
        [str(n), f"2024-05-0{n} 10:20", "厨房天花板一直在漏水，请尽快来修", "漏水", "3-1502"]
        for n in range(1, 6)
    ]
    report = import_complaints(manager, write(tmp_path / "x.csv", rows, encoding, delimiter))
    assert (report.mapping, report.accepted, report.rejects) == ("plain", 5, [])
    row = case_page(manager.store, CaseFilter(search="天花板"), None, manager.clock.now()).rows[0]
    assert row.unit == "3-1502"
    assert row.received_at == datetime(2024, 5, 5, 10, 20, tzinfo=SHANGHAI)


def test_one_key_with_two_stories_is_told(manager: Session, tmp_path: Path) -> None:
    rows = [
        ["编号", "接收时间", "内容"],
        ["1", "2024-05-01", "甲"],
        ["1", "2024-05-01", "甲"],
        ["1", "2024-05-01", "乙"],
    ]
    report = import_complaints(manager, write(tmp_path / "x.csv", rows))
    assert (report.accepted, report.known) == (1, 1)
    assert [(one.line, one.code, one.facts) for one in report.rejects] == [(4, "row.key_twice", {"line": 2})]


def test_a_batch_that_fails_leaves_nothing_of_itself(
    manager: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(complaints_import, "BATCH", 2)
    rows = [["编号", "接收时间", "内容"], *[[str(n), "2024-05-01", f"第{n}件"] for n in range(5)]]
    path = write(tmp_path / "x.csv", rows)
    manager.store.connect()
    with manager.store.writing():  # the fourth row meets somebody who refuses it
        manager.store.execute(
            "CREATE TRIGGER no BEFORE INSERT ON complaint WHEN new.words = '第3件' BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises(Exception, match="no"):
        import_complaints(manager, path)
    assert len(references(manager)) == 2  # the batch before stands whole
    with manager.store.writing():
        manager.store.execute("DROP TRIGGER no")
    again = import_complaints(manager, path)
    assert (again.accepted, again.known) == (3, 2)


def test_cancelling_keeps_whole_batches(
    manager: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(complaints_import, "BATCH", 2)
    rows = [["编号", "接收时间", "内容"], *[[str(n), "2024-05-01", f"第{n}件"] for n in range(6)]]
    seen: list[int] = []
    report = import_complaints(
        manager, write(tmp_path / "x.csv", rows), progress=seen.append, cancelled=lambda: len(seen) == 2
    )
    assert (report.cancelled, report.accepted, seen) == (True, 4, [2, 4])


def test_a_mapping_of_ones_own(manager: Session, tmp_path: Path) -> None:
    mapping = tmp_path / "ours.toml"
    mapping.write_text(
        'timezone = "Europe/London"\ndates = ["%d.%m.%y %H:%M"]\n[columns]\nreceived = "When"\nwords = ["A", "B"]\n'
        '[join]\nwords = " / "\n',
        "utf-8",
    )
    path = write(tmp_path / "x.csv", [["When", "A", "B"], ["01.02.24 09:30", "cold", "radiator"]])
    assert import_complaints(manager, path, str(mapping)).accepted == 1
    row = case_page(manager.store, CaseFilter(), None, manager.clock.now()).rows[0]
    assert row.received_at == datetime(2024, 2, 1, 9, 30, tzinfo=ZoneInfo("Europe/London"))
    assert row.title == "cold / radiator"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "mapping.wrong"),
        ("[columns]\nreceived = 5", "mapping.wrong"),
        ("[columns]\nreceived = 'a'\nmagic = 'b'", "mapping.wrong"),
        ("[columns]\nreceived = 'a'\n[status]\nnice = ['x']", "mapping.wrong"),
        ("timezone = 'Mars/Base'\n[columns]\nreceived = 'a'", "mapping.wrong"),
        ("timezone = 'Asia'\n[columns]\nreceived = 'a'", "mapping.wrong"),
        ("time_zone = 'UTC'\n[columns]\nreceived = 'a'", "mapping.wrong"),
        ("join = 'x'\n[columns]\nreceived = 'a'", "mapping.wrong"),
        ("[columns]\nreceived = 'a'\n[join]\nwords = 3", "mapping.wrong"),
        ("dates = ['%Q']\n[columns]\nreceived = 'a'", "mapping.wrong"),
        ("[columns", "mapping.unreadable"),
    ],
)
def test_a_mapping_that_cannot_be(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "m.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UserProblem) as caught:
        find_mapping(str(path))
    assert caught.value.code == code


def test_files_that_no_mapping_fits(manager: Session, tmp_path: Path) -> None:
    with pytest.raises(UserProblem) as caught:
        import_complaints(manager, write(tmp_path / "x.csv", [["A", "B"], ["1", "2"], ["3", "4"]]))
    assert caught.value.code == "mapping.none_fits"
    with pytest.raises(UserProblem) as caught:
        import_complaints(manager, tmp_path / "x.csv", "magic")
    assert caught.value.code == "mapping.unknown"
    with pytest.raises(UserProblem) as caught:
        import_complaints(manager, tmp_path / "x.csv", "nyc311")
    assert caught.value.code == "mapping.does_not_fit"


def test_the_front_desk_may_not_import(session: MakeSession, nyc: Path) -> None:
    with pytest.raises(NotAllowed):
        import_complaints(session(Role.FRONT_DESK), nyc)


def test_both_header_styles_of_nyc_are_known() -> None:
    nyc = built_in()[0]
    assert nyc.fits(["unique_key", "created_date", "complaint_type"])
    assert nyc.fits(["Unique Key", "Created Date", "Complaint Type"])
    assert not nyc.fits(["created_date", "complaint_type"])


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.dates(min_value=datetime(2000, 1, 1).date(), max_value=datetime(2026, 11, 19).date()),  # noqa: DTZ001
            st.sampled_from(["漏水", "NOISE", "noise", "a.b", "=1+1", "Ünïcode"]),
            st.integers(1, 12),
        ),
        max_size=30,
    )
)
def test_counts_by_type_equal_those_of_the_file(rows: list[tuple[datetime, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clock = factories.a_clock()
        store = factories.a_store(folder / "data", clock)
        factories.an_estate(store, clock)
        session = factories.a_session(store, clock, Role.MANAGER)
        lines = [["编号", "日期", "内容", "类别"]]
        lines += [[str(n), f"{day:%Y-%m-%d}", "x", kind] for n, (day, kind, _) in enumerate(rows)]
        if rows:
            report = import_complaints(session, write(folder / "x.csv", lines))
            assert report.accepted == len(rows)
        counted = dict(
            store.rows(
                "SELECT t.en, count(*) FROM complaint c JOIN category t ON t.code = c.category GROUP BY t.en"
            )
        )
        assert counted == Counter(kind for _, kind, _ in rows)
        store.disconnect()
