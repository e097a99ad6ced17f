"""What is done on a day: a case is recorded, walked through all eight steps and printed; the week is summed up."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QApplication

from models.accounts.queries import actor
from models.complaints.kinds import CaseFilter
from models.complaints.listing import case_page
from models.core.session import Actor, Session
from models.directory.queries import home
from models.handling.reporting import report_cases
from models.insights.kinds import PeriodKind
from models.insights.periods import period
from models.insights.periods import write as write_period
from models.options.drafts import forget_draft
from models.options.queries import drafts
from models.samples.week import monday_of
from models.store.database import Store
from models.store.opening import open_store
from models.summaries.gathering import summary
from models.summaries.kinds import Summary
from reports.documents.handling_report import handling_report
from reports.documents.receipt import receipt
from reports.documents.weekly_summary import weekly_summary
from reports.render import to_bytes, write_file
from resources.fonts import fontconfig
from resources.phrases import containment
from resources.texts import Texts, load
from ui.application import Desk, StartOptions
from ui.command_line.folders import data_folder
from ui.day.hands import Hands
from ui.starting import rooms

SIZE = (1440, 900)
WORDS = "厨房顶昨晚开始滴水，滴到灶台上，早上还在滴。你们上次补的胶根本没用！柜门都泡胀了。"
ASKS = "查清楼上的水管，把柜子修好，不要再补胶"
OFFER = {
    "remedy": "repair",
    "text": "更换楼上软管并试压，修吊柜门",
    "cost_minor": 18_000,
    "doer": "赵磊",
    "timetable": "明天上午",
}


def _first_lines() -> list[str]:
    """The first two lines of the checklist for a leak from above."""
    return [phrase.key for phrase in containment("leak.from_above").actions[:2]]


# What is put into the form of each step; a value may be reckoned when its turn comes.
STEPS: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("isolate", {"hazards_checked": True, "containment": _first_lines, "containment_note": "接水盆已到位"}),
    (
        "soothe",
        {
            "restated": "您是说，昨晚起厨房顶往灶台滴水，上次补胶没有用，您要的是查清楼上的水管、修好柜子。",
            "confirmed": True,
            "mood_before": "angry",
            "mood_after": "worried",
            "comforts": ["listened", "exact_time"],
        },
    ),
    ("apologise", {"way": "phone", "apology": "给您添麻烦了，对不起。这件事我来跟，您不用再找别人。"}),
    (
        "gather",
        {
            "account": "昨晚十点起滴水，楼上厨房软管接头渗漏。",
            "evidence": "现场照片两张，关阀后不再滴",
            "cause": "wear",
            "cause_text": "楼上软管接头老化",
            "responsible": "other_resident",
        },
    ),
    ("propose", {"offers": [OFFER], "summary": "换软管、试压，修好柜门"}),
    ("confirm", {"answer": "accepted", "way": "phone", "text": "可以，明天上午在家"}),
)


def perform_day(arguments: argparse.Namespace, texts: Texts) -> int:
    """Perform the day on the demo estate; pictures and PDFs go to the folder that was asked for."""
    out: Path = arguments.day
    # Only the bundled fonts, so that the pictures look the same on every machine.
    with tempfile.TemporaryDirectory() as fonts:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ["FONTCONFIG_FILE"] = str(fontconfig(Path(fonts)))
        app = QApplication.instance() or QApplication([])
        app.setApplicationName("Redress")
        reference = _perform(data_folder(arguments), out)
    print(texts.t("{reference} was recorded, walked through eight steps, and printed.", reference=reference))
    print(texts.t("Written to {file}.", file=str(out)))
    return 0


def _perform(data: Path, out: Path) -> str:
    wang, li, unit = _cast(data)
    desk = Desk(StartOptions(data, language="zh_CN", theme="light", staff_id=wang.staff_id), rooms())
    desk.window.resize(*SIZE)
    desk.window.show()
    desk.window.activateWindow()
    desk.open()
    hands = Hands(desk, out)
    hands.settle()
    try:
        _record(hands, unit)
        case_id = _walk(hands, li)
        reference = _print(hands, case_id, out)
        week = _sum_up(hands, out)
        _gallery(hands, case_id, week)
    finally:
        hands.settle()
        desk.close()
    return reference


def _cast(data: Path) -> tuple[Actor, Actor, str]:
    """Who is at the desk, who makes the follow-up call, and a home whose people speak Chinese."""
    store = open_store(data)
    try:
        logins = dict(store.rows("SELECT login, id FROM staff"))
        return actor(store, logins["wang"]), actor(store, logins["li"]), _some_home(store)
    finally:
        store.disconnect()


def _some_home(store: Store) -> str:
    candidates = store.rows(
        "SELECT p.id FROM place p JOIN residency s ON s.place_id = p.id JOIN resident r ON r.id = s.resident_id "
        "WHERE p.kind = 'unit' AND r.language = 'zh_CN' AND s.until IS NULL ORDER BY p.id LIMIT 1"
    )
    place = home(store, place_id=candidates[0][0]).place
    return place.label if place is not None else ""


def _record(hands: Hands, unit: str) -> None:
    """Record by keyboard, as the desk does with somebody on the phone. What an earlier day left half typed goes."""
    _ask(hands, _forget_drafts)
    hands.press("Ctrl+N")
    hands.write("intake.unit", unit)
    hands.press("Return")
    hands.write("intake.words", WORDS)
    hands.write("intake.asks_for", ASKS)
    hands.choose("intake.mood", "4")
    hands.shot("02-recording-zh-light")
    hands.press("Ctrl+Return")


def _walk(hands: Hands, caller: Actor) -> int:
    """Walk the newest case through its steps; the follow-up call is made by a colleague."""
    case_id = _newest(hands)
    hands.go("case", id=case_id)
    for code, facts in STEPS:
        for name, value in facts.items():
            hands.put(f"case.{code}.{name}", value() if callable(value) else value)
        if code == "isolate":
            hands.click("case.isolate.now")
        hands.settle()
        if code == "soothe":
            hands.shot("03-soothing-zh-light")
        hands.press("Ctrl+Return")
    _follow_up(hands, case_id, caller)
    return case_id


def _follow_up(hands: Hands, case_id: int, caller: Actor) -> None:
    hands.put("case.follow_up.carried_out", "赵磊换了楼上软管并试压，柜门已修好")
    hands.click("case.follow_up.done")
    desk = hands.desk.context.desk
    handler = desk.actor
    desk.sign_in(caller)
    hands.settle()
    hands.go("case", id=case_id)
    hands.choose("case.follow_up.outcome", "1")
    hands.choose("case.follow_up.solved", "1")
    hands.put("case.follow_up.said", "没再漏，谢谢")
    hands.click("case.follow_up.log")
    desk.sign_in(handler)
    hands.settle()
    hands.go("case", id=case_id)
    hands.put("case.follow_up.lessons", "同一根立管的软管都查一遍")
    hands.put("case.follow_up.close_reason", "solved")
    hands.press("Ctrl+Return")


def _ask(hands: Hands, question: Callable[[Session], object]) -> object:
    """Ask the store on its own thread and wait for the answer."""
    answers: list[object] = []
    hands.desk.context.jobs.query(hands.desk, question, answers.append)
    hands.settle()
    return answers[0]


def _forget_drafts(session: Session) -> None:
    for draft in drafts(session):
        forget_draft(session, draft.kind, draft.key)


def _newest(hands: Hands) -> int:
    def ask(session: Session) -> int:
        rows = case_page(session.store, CaseFilter(), None, session.clock.now(), limit=1).rows
        return rows[0].id

    found = _ask(hands, ask)
    assert isinstance(found, int)
    return found


def _print(hands: Hands, case_id: int, out: Path) -> str:
    """The handling report in both languages, and the receipt; refuses to go on when the case is not closed."""
    cases = _ask(hands, lambda session: report_cases(session.store, [case_id]))
    assert isinstance(cases, tuple)
    row = cases[0].file.case.row
    if row.status != "closed":
        raise RuntimeError(f"the case stands at step {row.step}")
    both = [load("zh_CN"), load("en")]
    write_file(out / f"report-{row.reference}.pdf", to_bytes(handling_report(cases, both)))
    write_file(out / f"receipt-{row.reference}.pdf", to_bytes(receipt(cases, [load("zh_CN")])))
    return str(row.reference)


def _sum_up(hands: Hands, out: Path) -> str:
    """The summary for managers of the week that stands out, in each language; returns how that week is written."""

    def ask(session: Session) -> Summary:
        return summary(session, period(PeriodKind.WEEK, monday_of(session.clock.now())))

    found = _ask(hands, ask)
    assert isinstance(found, Summary)
    for language, short in (("zh_CN", "zh"), ("en", "en")):
        paper = weekly_summary(found, [load(language)])
        write_file(out / f"summary-{write_period(found.period)}-{short}.pdf", to_bytes(paper))
    return write_period(found.period)


def _gallery(hands: Hands, case_id: int, week: str) -> None:
    """The main pages in both languages and both themes."""
    context = hands.desk.context
    known = {spec.id for spec in rooms().pages}
    shown: list[tuple[str, str, dict[str, object]]] = [
        ("01", "today", {}),
        ("02", "intake", {}),
        ("04", "complaints", {}),
        ("05", "case", {"id": case_id}),
        ("06", "report", {"ids": [case_id]}),
        ("07", "residents", {}),
        ("08", "team", {}),
        ("09", "options", {}),
        ("10", "repairs", {}),
        ("11", "order", {"id": 1}),
        ("12", "parts", {}),
        ("13", "insight", {"figure": f"received@{week}"}),
        ("14", "warnings", {}),
        ("15", "improvements", {}),
    ]
    for language, short in (("zh_CN", "zh"), ("en", "en")):
        for theme in ("light", "dark"):
            context.texts.set(language)
            context.theme.set(theme, context.theme.current.scale)
            for number, page, params in shown:
                if page in known:
                    hands.go(page, **params)
                    hands.shot(f"{number}-{page}-{short}-{theme}")
