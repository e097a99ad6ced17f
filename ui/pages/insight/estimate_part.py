"""What the complaints may stand for, by the handbooks: estimates, said to be such; and what remedies really cost.

An estimate opens the cases that it is reckoned from.
"""

from __future__ import annotations

from models.core.session import Session
from models.insights.estimates import iceberg
from reports.charts.building import BarRow, bars
from resources.charts.kinds import Role
from ui.pages.insight.parts import RECEIVED, Grid, Part, Question
from ui.pages.insight.value_words import mean_money

COST = "remedy_cost"


def estimate_part(question: Question, session: Session) -> Part:
    """The iceberg of the cases received."""
    texts, tongue = question.texts, question.tongue(session)
    found = question.compared(session, (RECEIVED, COST))
    said = iceberg(found[RECEIVED].now.n)
    rows = [
        (texts.t("complained (counted)"), said.complaints, Role.VITAL),
        (texts.t("say nothing, 24 for each"), said.silent, Role.REST),
        (texts.t("unhappy in all, 10 for each"), said.unhappy, Role.REST),
        (texts.t("reach the top, 8 in 100"), round(said.reach_the_top), Role.REST),
    ]
    link = question.figure(RECEIVED) if said.complaints else ""
    chart = bars(
        [BarRow(label, float(n), texts.number(n), link, role) for label, n, role in rows],
        texts,
        title=texts.t("What complaints stand for"),
        beside=texts.t("handbook estimates, not measured"),
    )
    cost = found[COST].now
    note = ""
    if cost.value:
        each = cost.extra.get("per_100_cases") or 0
        note = texts.t(
            "Measured: remedies of {money}, {each} for 100 cases.",
            money=texts.money(round(cost.value), tongue.currency),
            each=mean_money(tongue, each),
        )
    heads = (texts.t("Estimate"), texts.t("How many"))
    grid = Grid(texts.t("What complaints stand for"), heads, tuple((label, n) for label, n, _ in rows))
    return Part(chart, grid, note, note_link=question.figure(COST) if note else "")
