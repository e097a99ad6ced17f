"""The register, the note to the department and the letters to residents: read back from their bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.improvements.kinds import ImprovementGroup, TaskRow, Verdict
from models.improvements.printing import OwnCase
from models.improvements.rules import MOST_LETTER
from reports.documents.department_note import department_note
from reports.documents.improvement_register import improvement_register
from reports.documents.resident_letters import kind_sentence, resident_letters
from reports.render import to_bytes
from tests.reports.improvements import (
    JUDGED,
    LONG,
    a_file,
    a_house,
    a_letter,
    a_note,
    a_register,
    golden,
    late,
    so_far,
    some_letters,
)
from tests.reports.reading import EN, SPOKEN, ZH, fonts_of, outline_of, pages_of, sizes_of, squeezed, text_of

TEXTS = {"zh_CN": ZH, "en": EN}
HARD = golden(
    id=9, title=LONG, root_cause=LONG * 3, plan_short=LONG * 4, plan_long=LONG * 4, owner=LONG, department=LONG,
    department_owner=LONG, building=LONG, tasks=9,
)  # fmt: skip


def test_the_register_has_every_column_in_the_groups_of_the_page() -> None:
    measured = golden(id=3, state="in_force", verdict=None, before=None, after=None, p_value=None,
                      group=ImprovementGroup.IN_FORCE)  # fmt: skip
    content = to_bytes(improvement_register(a_register(late(), measured, golden()), [EN]))
    text = text_of(content)
    for column in ("Sub-type", "Rootcause", "Casesintheperiod", "Plannow", "Planlater", "Difficulty", "Due",
                   "Targetdrop", "Whenitisoverdue", "Measureddrop", "Verdict"):  # fmt: skip
        assert column in text
    for said in ("Cleaning:垃圾周日满溢", "9dayslate", "先告诉经理，再停付", "刘静told18Nov", "¥88,000",
                 "waitsforayes",
                 "Leak:淋浴盆接缝", "酸性胶粘不住亚克力", "64个盆重打胶", "改采购单，教瓦工", "工程部·赵磊", "−50%",
                 "−59.3%", "22before,9after", "Achieved", "1.4timesin100", "p=0.014",
                 "Verdicton2026-11-09"):  # fmt: skip
        assert said in text, said
    marks = [entry.title for entry in outline_of(content)]
    assert marks == ["Improvement register 2026-11-20", "Late", "In force, being measured", "Judged"]
    assert all(width > height for width, height in sizes_of(content))


@pytest.mark.parametrize("spoken", SPOKEN)
def test_long_names_end_on_paper_and_the_same_figures_give_the_same_bytes(spoken: str) -> None:
    texts = SPOKEN[spoken]
    tasks = tuple(TaskRow(n, 1, LONG, False, None, "") for n in range(9))
    note = a_note(a_file(HARD, whys=(LONG,) * 5, tasks=tasks), words=((date(2026, 10, 9), LONG * 3),) * 4)
    for first, again in (
        (
            improvement_register(a_register(late(), HARD), texts),
            improvement_register(a_register(late(), HARD), texts),
        ),
        (department_note(note, texts), department_note(note, texts)),
    ):
        content = to_bytes(first)
        assert content == to_bytes(again)
        assert all(fonts_of(content).values())
    assert len(pages_of(to_bytes(department_note(note, texts)))) == 1
    empty = text_of(to_bytes(improvement_register(a_register(), texts)))
    assert ("还没有改进" if spoken != "en" else "noimprovement") in empty


def test_the_note_says_what_was_said_found_planned_and_came_of_it() -> None:
    text = text_of(to_bytes(department_note(a_note(), [ZH, EN])))
    for said in ("工程部·赵磊", "31件31cases", "24位住户24residents", "“洗完澡楼下天花板滴水”", "酸性胶粘不住亚克力",
                 "1接缝半年就开", "64个盆重打胶", "✓第1栋", "□第4栋", "达成achieved", "−59.3%",
                 "22casesinfourweeksbefore,9after.", "1,130before,1,135after", "W38", "W46"):  # fmt: skip
        assert said in text, said
    measured = a_file(golden(verdict=None, state="in_force"), judgement=None, preview=so_far())
    text = text_of(to_bytes(department_note(a_note(measured), [EN])))
    assert "Verdicton14Dec2026" in text
    assert "5aftersofar" in text
    assert "achieved" not in text.casefold()
    open_plan = a_file(golden(verdict=None, state="running", effective_on=None), judgement=None)
    assert "notinforceyet" in text_of(to_bytes(department_note(a_note(open_plan), [EN])))


def test_each_resident_gets_one_page_in_their_language_and_nobody_elses_data() -> None:
    anna = a_letter(
        resident_id=2, name="Anna Smith", home="3-801", language="en",
        cases=(OwnCase("2610-0201", date(2026, 10, 2), "Water in the bath"),),
    )  # fmt: skip
    luc = a_letter(
        resident_id=3, name="Luc", home="3-802", language="fr",
        cases=(OwnCase("2610-0201", date(2026, 10, 2), "", joined=True),),
    )  # fmt: skip
    content = to_bytes(resident_letters(some_letters(a_letter(), anna, luc), TEXTS))
    chen, smith, other = (squeezed(page) for page in pages_of(content))
    assert "尊敬的陈建国：" in chen
    assert "2610-01872026-10-09厨房顶漏水" in chen
    assert "见效了：这类投诉前四周有22件，之后四周只有9件。" in chen
    assert "0571-88001234" in chen
    assert "DearAnnaSmith," in smith
    assert "2610-02012Oct2026Waterinthebath" in smith
    assert "Ithashelped:therewere22suchcomplaints" in smith
    assert "尊敬的Luc：" in other, "the property's language where we do not speak theirs"
    for page, names in (
        (chen, ("Anna", "3-801", "2610-0201")),
        (smith, ("陈建国", "3-1502", "2610-0187", "Luc")),
    ):
        assert not [name for name in names if name in page]
    assert outline_of(content)[0].title == "陈建国 3-1502"
    assert "2610-02012026-10-02与邻居共同反映" in other
    assert "64个淋浴盆都重新打了中性胶。" in chen
    assert "All64traysweresealedanew." in smith
    row = golden()
    for inside in (row.title, row.root_cause, row.plan_short, row.plan_long):
        assert squeezed(inside) not in squeezed(text_of(content)), "the register is for the house"


def test_a_letter_in_a_language_without_words_of_its_own_has_those_of_the_house() -> None:
    sheet = some_letters(a_letter(language="en"), words={"zh_CN": "都重新打了胶。"})
    assert "都重新打了胶。" in text_of(to_bytes(resident_letters(sheet, TEXTS)))


def test_a_letter_stays_on_one_page() -> None:
    case = OwnCase("2610-0187", date(2026, 10, 9), LONG)
    long = a_letter(name=LONG, home=LONG, cases=(case,) * 20)
    for language in ("zh_CN", "en"):
        sheet = some_letters(
            replace(long, language=language), row=HARD, house=a_house(name=LONG, address=LONG),
            words={"zh_CN": "长" * MOST_LETTER, "en": "long " * (MOST_LETTER // 5)},
        )  # fmt: skip
        first = to_bytes(resident_letters(sheet, TEXTS))
        assert len(pages_of(first)) == 1
        assert first == to_bytes(resident_letters(sheet, TEXTS))
        assert ("还有15件" if language == "zh_CN" else "and15more") in text_of(first)


def test_letters_claim_no_more_than_the_figures_say() -> None:
    def said(**fields: object) -> str:
        judged = replace(JUDGED, **fields)  # type: ignore[arg-type]
        return kind_sentence(some_letters(a_letter(), judged=judged), EN)

    assert said().startswith("It has helped:")
    assert said(verdict=Verdict.NOT_ACHIEVED, drop_percent=12.0).startswith("It has not helped enough yet:")
    assert said(verdict=Verdict.NOT_ACHIEVED, drop_percent=-3.0).startswith("It has not helped yet:")
    assert "too few" in said(verdict=Verdict.NOT_ENOUGH_DATA)
    waiting = some_letters(a_letter(), judged=so_far().judgement, ready_on=date(2026, 12, 14))
    assert kind_sentence(waiting, EN) == "It is too early to say whether it helps; on 14 Dec 2026 we count."
    assert "too early" in kind_sentence(some_letters(a_letter(), judged=None), EN)
