"""What the form begins with, and what an improvement may begin with. Runs on the database thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from models.accounts.queries import staff
from models.core.session import Session
from models.directory.rows import today_of
from models.improvements import queries
from models.improvements.kinds import ImprovementDraft, ImprovementState, TaskDraft, TaskRow
from models.improvements.saying import Names, names
from models.insights.kinds import Asked, Slice
from models.insights.periods import free
from models.insights.queries import counts_by
from models.options.queries import categories
from models.options.standing import settings
from models.warnings.kinds import WarningRow, WarningView
from models.warnings.queries import page as warnings_page
from models.warnings.queries import warning
from resources.texts import Texts
from ui.shared.warning_words import headline

FOUR_WEEKS = timedelta(days=27)  # from the first day to the last, both counted
_TARGET, _TIME = 50, timedelta(days=28)
_SHOWN = 8  # of each kind


@dataclass(frozen=True)
class Start:
    """A draft with everything that its fields offer. ``improvement_id`` 0: it is new."""

    draft: ImprovementDraft
    categories: tuple[tuple[str, str | None, str], ...]
    causes: tuple[tuple[str, str], ...]
    buildings: tuple[tuple[int, str], ...]
    people: tuple[tuple[int, str], ...]
    sign: str
    improvement_id: int = 0
    version: int | None = None
    fixed: bool = False
    tasks: tuple[TaskRow, ...] = ()
    warning: str = ""

    @property
    def key(self) -> str:
        """What the draft is kept under: what was begun from one cause does not come back under another."""
        if self.improvement_id:
            return str(self.improvement_id)
        made = self.draft
        return ":".join(str(one or "") for one in ("new", *vars(made.scope).values(), made.warning_id))


@dataclass(frozen=True)
class Candidate:
    """Something to begin from: a kind, a cause or a warning, with its cases of the last four weeks."""

    group: str
    label: str
    note: str
    count: int
    draft: ImprovementDraft


def blank(today: date) -> ImprovementDraft:
    """An empty row: of the last four weeks, to be done within four, to halve it."""
    return ImprovementDraft(
        title="",
        category=None,
        period_from=today - FOUR_WEEKS,
        period_to=today,
        due_on=today + _TIME,
        target_percent=_TARGET,
    )


def candidates(texts: Texts, session: Session) -> tuple[Candidate, ...]:
    """What most complaints of the last four weeks are about, by kind and by cause; and warnings without a plan."""
    today, known = today_of(session), names(session, texts.language)
    made = blank(today)
    asked = Asked(free(today - FOUR_WEEKS, today), as_of=session.clock.now())
    kinds = counts_by(session.store, asked, Slice.CATEGORY, Slice.SUBCATEGORY)
    above = dict(session.store.rows("SELECT code, parent_code FROM cause"))
    causes = counts_by(session.store, asked, Slice.CAUSE)
    found: list[Candidate] = []
    total = sum(row[-1] for row in kinds)
    for group, counted in (
        ("kind", _by_kind(kinds)),
        ("cause", _by_cause(causes, above)),
    ):
        most = sorted(counted.items(), key=lambda one: (-one[1], -len(one[0]), str(one[0])))
        for values, n in [one for one in most if one[0][0] is not None][:_SHOWN]:
            draft = _of_values(made, values, known)
            found.append(Candidate(group, _label(draft, known), texts.percent(n / total), n, draft))
    waiting = [one for one in warnings_page(session.store, WarningView.OPEN).rows if not one.has_improvement]
    found += [
        Candidate("warning", headline(card, texts), card.building, card.cases, of_warning(made, card, known))
        for card in waiting[:_SHOWN]
    ]
    return tuple(found)


Values = tuple[str | None, ...]


def _by_kind(rows: Iterable[tuple[Any, ...]]) -> dict[Values, int]:
    """Cases of each category with all its sub-types, and of each sub-type; one that is all of it stands for both."""
    whole, parts = Counter[str | None](), dict[Values, int]()
    for category, subcategory, n in rows:
        whole[category] += n
        if subcategory is not None:
            parts[category, subcategory] = n
    for (category, _), n in list(parts.items()):
        if whole[category] == n:
            del whole[category]
    return {**{(category, None): n for category, n in whole.items()}, **parts}


def _by_cause(rows: Iterable[tuple[Any, ...]], above: Mapping[str, str | None]) -> dict[Values, int]:
    """Cases of each cause with all below it; where one below is all of it, it stands for both."""
    own = {code: n for code, n in rows if code is not None}
    whole = Counter[str](own)
    for code, n in own.items():
        if (parent := above.get(code)) is not None:
            whole[parent] += n
    for code, n in own.items():
        if (parent := above.get(code)) is not None and whole[parent] == n:
            del whole[parent]
    return {(code,): n for code, n in whole.items()}


def _of_values(made: ImprovementDraft, values: Values, known: Names) -> ImprovementDraft:
    """A draft about a cause, or about a category and perhaps its sub-category."""
    if len(values) == 1:
        return replace(made, cause=values[0], title=known.cause(values[0]))
    category, subcategory = values
    return replace(
        made, category=category, subcategory=subcategory, title=known.category(subcategory or category)
    )


def _label(draft: ImprovementDraft, known: Names) -> str:
    if draft.cause is not None:
        return known.cause(draft.cause)
    return " › ".join(filter(None, (known.category(draft.category), known.category(draft.subcategory))))


def of_warning(made: ImprovementDraft, card: WarningRow, known: Names) -> ImprovementDraft:
    """A row that a warning proposes: what it was about, where it was."""
    title = known.category(card.category)
    if card.building:
        title = f"{title} · {card.building}" if title else card.building
    return replace(
        made, title=title, category=card.category, building_id=card.building_id, warning_id=card.id
    )


def start_new(session: Session, texts: Texts, draft: ImprovementDraft | None = None) -> Start:
    """A form for a new row."""
    return _offered(session, texts, draft or blank(today_of(session)))


def start_from_warning(session: Session, texts: Texts, warning_id: int) -> Start:
    """A form for what a warning proposes; raises ``Unknown("warning")``."""
    card = warning(session.store, warning_id)
    draft = of_warning(blank(today_of(session)), card, names(session, texts.language))
    return replace(_offered(session, texts, draft), warning=headline(card, texts))


def start_change(session: Session, texts: Texts, improvement_id: int) -> Start:
    """A form for a row that is there; raises ``Unknown("improvement")``."""
    file = queries.improvement(session, improvement_id)
    row = file.row
    draft = ImprovementDraft(
        title=row.title,
        category=row.category,
        period_from=row.period_from,
        period_to=row.period_to,
        due_on=row.due_on,
        target_percent=row.target_percent,
        subcategory=row.subcategory,
        cause=row.cause,
        building_id=row.building_id,
        root_cause=row.root_cause,
        whys=file.whys,
        plan_short=row.plan_short,
        plan_long=row.plan_long,
        difficulty=row.difficulty,
        owner_id=row.owner_id,
        department=row.department,
        department_owner=row.department_owner,
        when_overdue=file.when_overdue,
        evidence=file.evidence,
        ask=row.ask,
        ask_minor=row.ask_minor,
        tasks=tuple(TaskDraft(one.text, one.long_term, one.id) for one in file.tasks),
        warning_id=row.warning_id,
    )
    fixed = row.state in (ImprovementState.IN_FORCE, ImprovementState.JUDGED)
    offered = _offered(session, texts, draft)
    return replace(offered, improvement_id=row.id, version=row.row_version, fixed=fixed, tasks=file.tasks)


def _offered(session: Session, texts: Texts, draft: ImprovementDraft) -> Start:
    store, language = session.store, texts.language
    known = names(session, language)
    kinds = tuple((one.code, one.parent_code, known.category(one.code)) for one in categories(store))
    buildings = store.rows(
        "SELECT id, label FROM place WHERE kind = 'building' AND active ORDER BY label, id"
    )
    causes = store.rows(
        """SELECT code FROM cause WHERE active OR code IS ?
        ORDER BY COALESCE(parent_code, code), parent_code IS NOT NULL, position, id""",
        (draft.cause,),
    )
    people = tuple((one.id, one.name) for one in staff(store, inactive=False))
    return Start(
        draft,
        kinds,
        tuple((code, known.cause(code)) for (code,) in causes),
        tuple((int(ident), str(label)) for ident, label in buildings),
        people,
        texts.money(0, settings(store).property_currency).rstrip("0"),
    )


def matched(lines: tuple[str, ...], long_term: bool, known: tuple[TaskRow, ...]) -> tuple[TaskDraft, ...]:
    """Lines as tasks: the same words are the same task; of the others the first takes the first that is left."""
    left = [one for one in known if one.long_term is long_term]
    ids: list[int | None] = []
    for text in lines:
        same = next((one for one in left if one.text == text), None)
        ids.append(None if same is None else same.id)
        if same is not None:
            left.remove(same)
    made = []
    for text, ident in zip(lines, ids, strict=True):
        if ident is None and left:
            ident = left.pop(0).id
        made.append(TaskDraft(text, long_term, ident))
    return tuple(made)
