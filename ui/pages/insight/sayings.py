"""The sentence on top: what the figures carry, most telling first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.core.session import Session
from models.insights.commentary import Say, said
from models.insights.kinds import Slice
from models.insights.pareto_queries import pareto_of
from models.insights.periods import bounds
from models.options.queries import settings
from models.summaries.parts import usual
from models.summaries.telling import SHARES, told
from models.warnings.kinds import WarningRow, WarningRule
from models.warnings.queries import raised_between
from reports.commentary import STRONG, sentence
from ui.pages.insight.names import Names
from ui.pages.insight.parts import RECEIVED, Question, Sayings

# What a page says on top; how every share stands is told by the tiles.
_TOP = frozenset(
    {
        Say.NOTHING, Say.SO_FAR, Say.PLAIN, Say.USUAL, Say.MORE, Say.OUTAGE, Say.FEWER, Say.STANDS_OUT,
        Say.VITAL_FEW, Say.FLAT, Say.UNCLASSIFIED, Say.ROSE, Say.FELL,
    }
)  # fmt: skip
_MOST, _CELLS = 3, 1
OVERDUE = "overdue"


def sayings(question: Question, session: Session) -> Sayings:
    """Read what they are made of, and put them into words."""
    store, asked, texts = session.store, question.asked(session), question.texts
    names = question.names(session)
    since, until = bounds(question.sight.period, question.zone)
    now = asked.as_of or until
    at = min(until, now)
    measures = question.compared(session, (RECEIVED, OVERDUE, *SHARES))
    raised = () if asked.cut.values else _telling(raised_between(store, since, at), names)
    table = pareto_of(store, asked, Slice.CATEGORY)
    before = usual(store, asked.period, settings(store).zone, at, asked.cut)
    sentences = said(told(now >= until, measures, before, table, raised, ()))
    kept = [one for one in sentences if one.kind in _TOP][:_MOST]
    words = [
        sentence(texts, one, question.sight.period.kind, lambda code: names.row(Slice.CATEGORY, code or None))
        for one in kept
    ]
    # Chinese sentences stand side by side.
    between = "" if texts.language.startswith("zh") else " "
    parts = between.join(words).split(STRONG)
    return Sayings(tuple((part, bool(at_ % 2)) for at_, part in enumerate(parts) if part))


def _telling(raised: Sequence[WarningRow], names: Names) -> tuple[WarningRow, ...]:
    """Of each kind in each building the warning of most cases; those of most cases of all."""
    most: dict[tuple[int, str], WarningRow] = {}
    for one in raised:
        if one.building_id is None or one.category is None or one.rule != WarningRule.EXCEEDANCE:
            continue
        known = most.get((one.building_id, one.category))
        if known is None or one.observed > known.observed:
            most[one.building_id, one.category] = one
    top = sorted(most.values(), key=lambda one: (-one.observed, one.id))[:_CELLS]
    return tuple(replace(one, building=names.say(Slice.BUILDING, one.building_id)) for one in top)
