"""What the page asks the store; rows come as strings already. Runs on the database thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, tzinfo
from functools import partial

from models.core.errors import Unknown
from models.core.paging import Key
from models.core.session import Session
from models.directory.rows import today_of
from models.improvements import queries
from models.improvements.kinds import (
    Head,
    ImprovementFile,
    ImprovementGroup,
    ImprovementRow,
    ImprovementState,
    ImprovementView,
    Verdict,
)
from models.improvements.printing import Wording, wording
from models.improvements.saying import (
    Names,
    day_words,
    drop_words,
    late_words,
    name_of,
    names,
    root_of,
    target_words,
    told_words,
)
from models.options.standing import settings
from resources.texts import Texts
from ui.shared.improvement_words import (
    RUNG_WORDS,
    VERDICT_ICONS,
    VERDICT_TOKENS,
    beside_verdict,
    tasks_words,
)
from ui.widgets.lists import ListRow

PAGE = 64
GROUP_TOKENS = {ImprovementGroup.LATE: "overdue"}


@dataclass(frozen=True)
class Reader:
    """In whose language, and where the clock on the wall stands."""

    texts: Texts
    zone: tzinfo


@dataclass(frozen=True)
class Bars:
    """The small bars of a row: lengths as shares of the room, and tokens of their colours."""

    first: float = 0.0
    second: float | None = None
    first_token: str = "line-strong"
    second_token: str = "c1"


@dataclass(frozen=True)
class Line:
    """One row as it is painted. ``due`` and ``drop`` are (words, token, strong) above and below."""

    row: ImprovementRow
    title: str
    root: str
    count: str
    now: str
    later: str
    now_label: str
    later_label: str
    due: tuple[tuple[str, str, bool], ...]
    bars: Bars | None
    icon: str
    icon_token: str
    drop: tuple[tuple[str, str, bool], ...]
    spoken: str


@dataclass(frozen=True)
class Listed:
    """A page of the register with its headings; the figures come with the first page."""

    rows: tuple[ListRow, ...]
    next_key: Key | None
    last_group: ImprovementGroup | None
    counts: dict[ImprovementView, int] = field(default_factory=dict)
    groups: dict[ImprovementGroup, int] = field(default_factory=dict)
    head: Head | None = None


@dataclass(frozen=True)
class Shown:
    """One improvement with everything that is said of it."""

    file: ImprovementFile
    names: Names
    cases: int
    residents: int
    others: int
    wording: Wording
    today: date
    staff: dict[int, str]
    currency: str


def listed(view: ImprovementView, limit: int, eye: Reader, session: Session) -> Listed:
    """The first rows of a tab, and all figures."""
    groups = queries.group_counts(session, view)
    rows, key, last = _page(view, None, None, limit, groups, eye, session)
    return Listed(rows, key, last, queries.counts(session), groups, queries.head(session))


def more(view: ImprovementView, answer: Listed, eye: Reader, session: Session) -> Listed:
    """The next rows of a tab."""
    rows, key, last = _page(view, answer.next_key, answer.last_group, PAGE, answer.groups, eye, session)
    return Listed(rows, key, last, groups=answer.groups)


def _page(
    view: ImprovementView,
    after: Key | None,
    group: ImprovementGroup | None,
    limit: int,
    groups: dict[ImprovementGroup, int],
    eye: Reader,
    session: Session,
) -> tuple[tuple[ListRow, ...], Key | None, ImprovementGroup | None]:
    found = queries.page(session, view, after, limit)
    known = names(session, eye.texts.language)
    make = partial(line, eye=eye, known=known, today=today_of(session))
    rows: list[ListRow] = []
    for one in found.rows:
        if one.group is not group:
            group = one.group
            rows.append(_heading(group, groups.get(group, 0), eye.texts))
        shown = make(one)
        rows.append(ListRow((shown.spoken,), shown, one.id))
    return tuple(rows), found.next_key, group


def _heading(group: ImprovementGroup, count: int, texts: Texts) -> ListRow:
    words = texts.word("improvement_group", group)
    return ListRow(
        (words, texts.number(count), GROUP_TOKENS.get(group, "")), None, ("group", group.value), words
    )


def line(row: ImprovementRow, eye: Reader, known: Names, today: date) -> Line:
    """One row in words."""
    texts = eye.texts
    title, root = name_of(row, known), root_of(row, known)
    due = [(day_words(texts, row.due_on, today), "overdue" if row.late_days else "text", False)]
    if row.late_days:
        due.append((late_words(texts, row), "overdue", True))
    bars, icon, icon_token, drop = _drop(row, eye, today)
    parts = [
        title,
        root,
        texts.word("improvement_group", row.group),
        *(words for words, _, _ in (*due, *drop)),
    ]
    owners = [one for one in (row.owner, row.department) if one]
    return Line(
        row=row,
        title=title,
        root=root,
        count=texts.number(row.period_count),
        now=row.plan_short,
        later=row.plan_long,
        now_label=texts.p("plan", "now"),
        later_label=texts.p("plan", "later"),
        due=tuple(due),
        bars=bars,
        icon=icon,
        icon_token=icon_token,
        drop=drop,
        spoken=", ".join(filter(None, (*parts, *owners))),
    )


Words = tuple[tuple[str, str, bool], ...]


def _drop(row: ImprovementRow, eye: Reader, today: date) -> tuple[Bars | None, str, str, Words]:
    """Bars, sign and words of the last column."""
    texts = eye.texts
    if row.late_days:
        first = (texts.t(RUNG_WORDS[row.rung]), "overdue", True)
        return None, "", "", (first, (told_words(texts, row, eye.zone), "muted", False))
    if row.state == ImprovementState.JUDGED and row.verdict:
        verdict = Verdict(row.verdict)
        token = VERDICT_TOKENS[verdict]
        words = (
            (drop_words(texts, row.drop_percent), token, True),
            (beside_verdict(texts, row), "muted", False),
        )
        return _verdict_bars(row, token), VERDICT_ICONS[verdict], token, words
    bars = None
    lines = [(target_words(texts, row), "muted", False)]
    if row.state == ImprovementState.IN_FORCE and row.effective_on is not None:
        since = texts.t("in force {day}", day=day_words(texts, row.effective_on, today))
        lines.insert(0, (since, "text", False))
    elif row.state == ImprovementState.DROPPED:
        lines = [(texts.word("improvement_state", row.state), "muted", False)]
    elif row.ask and row.decision is None:
        lines.insert(0, (texts.t("waits for a yes"), "soon", True))
    elif row.tasks:
        bars = Bars(1.0, row.tasks_done / row.tasks, "line", "c1")
        wish = drop_words(texts, float(row.target_percent))
        lines = [(f"{tasks_words(texts, row)} · {wish}", "muted", False)]
    return bars, "", "", tuple(lines)


def _verdict_bars(row: ImprovementRow, token: str) -> Bars:
    """Before and after, as shares of the longer one: the later one as if as many homes were lived in as before."""
    before, drop = row.before or 0, row.drop_percent
    after = float(row.after or 0) if drop is None else before * (1 - drop / 100)
    longest = max(before, after, 1)
    return Bars(before / longest, after / longest, "line-strong", token)


def shown(improvement_id: int, eye: Reader, session: Session) -> Shown | None:
    """One improvement; ``None`` when there is none of that number."""
    try:
        file = queries.improvement(session, improvement_id)
    except Unknown:
        return None
    found = queries.concerned(session, improvement_id)
    return Shown(
        file,
        names(session, eye.texts.language),
        len(found.cases),
        len(found.residents),
        found.others,
        wording(session.store, improvement_id, found.residents),
        today_of(session),
        dict(session.store.rows("SELECT id, name FROM staff")),
        settings(session.store).property_currency,
    )
