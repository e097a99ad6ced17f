"""Writes of the improvement register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from models.complaints.evidence import Kept, keep
from models.complaints.kinds import FileDraft
from models.complaints.tables import Attachment
from models.core.action import Outcome, action
from models.core.changes import Changes
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.core.work import Work
from models.improvements import addressing, changing, counting, past, printing, rules
from models.improvements.changing import improvement_of, must_be, note
from models.improvements.kinds import (
    ImprovementDecision,
    ImprovementDraft,
    ImprovementHappened,
    ImprovementState,
    Verdict,
)
from models.improvements.tables import Improvement, ImprovementTask
from models.improvements.verdict import ready_on
from models.options.standing import settings
from models.warnings.tables import Warning as EarlyWarning

PROPOSED, RUNNING, IN_FORCE = ImprovementState.PROPOSED, ImprovementState.RUNNING, ImprovementState.IN_FORCE
JUDGED, DROPPED = ImprovementState.JUDGED, ImprovementState.DROPPED
_SCOPE = ("category", "subcategory", "cause", "building_id", "target_percent")


@action("improvement.propose", needs=Permission.IMPROVE)
def propose(work: Work, draft: ImprovementDraft) -> int:
    """A row of the register; the cases of its period are counted here. Returns its id.

    Raises ``improvement.*`` for what ``rules.check`` says, ``improvement.of_warning`` where its warning has one.
    """
    checked = rules.check(draft)
    _free(work, checked.warning_id)
    fields = changing.columns(work, checked)
    improvement_id = work.insert(
        Improvement,
        **fields,
        warning_id=checked.warning_id,
        state=PROPOSED,
        created_at=work.now,
        created_by=work.actor.staff_id,
    )
    changing.write_tasks(work, improvement_id, checked)
    changing.await_next(work, improvement_id)
    if checked.warning_id is not None:
        work.note(EarlyWarning, checked.warning_id, improvement_id=improvement_id)
        work.touch("warning", checked.warning_id)
    note(work, improvement_id, ImprovementHappened.PROPOSED, n=fields["period_count"])
    return improvement_id


def _free(work: Work, warning_id: int | None) -> None:
    found = work.store.rows(
        "SELECT i.title FROM warning w JOIN improvement i ON i.id = w.improvement_id WHERE w.id = ? AND i.state <> ?",
        (warning_id, DROPPED),
    )
    if found:
        raise UserProblem("improvement.of_warning", title=found[0][0])


@action("improvement.change", needs=Permission.IMPROVE)
def change(work: Work, improvement_id: int, version: int | None, draft: ImprovementDraft) -> None:
    """Another text, due day, owner or task list. ``warning_id`` of the draft is not looked at.

    Raises ``improvement.fixed`` where a plan that is in force would be measured by something else,
    ``improvement.state`` for a row that was dropped.
    """
    row = improvement_of(work, improvement_id)
    must_be(row, PROPOSED, RUNNING, IN_FORCE, JUDGED)
    checked = rules.check(draft)
    fields = changing.columns(work, checked)
    touched = changing.moved(row, fields)
    if row.state in rules.FIXED and not set(touched).isdisjoint(_SCOPE):
        raise UserProblem("improvement.fixed", title=row.title)
    if not past.ASKED.isdisjoint(touched):  # another question has no answer yet
        fields |= {"decision": None, "decided_at": None, "decided_by": None}
    if row.state in rules.OPEN and checked.due_on != row.due_on:
        fields["rung"] = 0
    work.update(Improvement, improvement_id, version, **fields)
    tasks = changing.write_tasks(work, improvement_id, checked)
    changing.await_next(work, improvement_id)
    work.touch("improvement", improvement_id)
    if checked.due_on != row.due_on:
        before, after = row.due_on.isoformat(), checked.due_on.isoformat()
        note(work, improvement_id, ImprovementHappened.DUE_MOVED, before=before, after=after)
    others = [*(one for one in touched if one != "due_on"), *(["tasks"] if tasks else [])]
    if others:
        was = {one: getattr(row, one) for one in others if one in past.WAS}
        note(work, improvement_id, ImprovementHappened.CHANGED, fields=others, was=was)


@action("improvement.start", needs=Permission.IMPROVE)
def start(work: Work, improvement_id: int, version: int | None) -> None:
    """Work on it has begun. Raises ``improvement.undecided`` where a manager was asked and has not said yes."""
    row = improvement_of(work, improvement_id)
    must_be(row, PROPOSED)
    _must_be_allowed(row)
    work.update(Improvement, improvement_id, version, state=RUNNING)
    note(work, improvement_id, ImprovementHappened.STARTED)


@action("improvement.put_in_force", needs=Permission.IMPROVE)
def put_in_force(work: Work, improvement_id: int, version: int | None, day: date) -> None:
    """The plan holds since a day; four weeks later it is judged by itself. Said again, the day is set right.

    Raises ``improvement.not_yet`` for a day to come, ``improvement.day``, ``improvement.undecided``.
    """
    row = improvement_of(work, improvement_id)
    must_be(row, PROPOSED, RUNNING, IN_FORCE)
    _must_be_allowed(row)
    if day > work.now.astimezone(changing.zone_of(work)).date():
        raise UserProblem("improvement.not_yet", day=day)
    if day.year < 2000:
        raise UserProblem("improvement.day", day=day)
    work.update(Improvement, improvement_id, version, state=IN_FORCE, effective_on=day, rung=0)
    changing.await_next(work, improvement_id)
    note(work, improvement_id, ImprovementHappened.IN_FORCE, day=day.isoformat())


def _must_be_allowed(row: Any) -> None:
    if row.ask and row.decision != ImprovementDecision.YES:
        raise UserProblem("improvement.undecided", title=row.title)


@action("improvement.task", needs=Permission.IMPROVE)
def task_done(work: Work, task_id: int, done: bool, version: int | None = None) -> None:
    """Tick a task off, or take that back. Raises ``Unknown("improvement_task")``, ``improvement.state``."""
    task: Any = work.store.get(ImprovementTask, task_id)
    if task is None:
        raise Unknown("improvement_task", task_id)
    row = improvement_of(work, task.improvement_id)
    must_be(row, PROPOSED, RUNNING, IN_FORCE, JUDGED)
    if (task.done_at is not None) == done:
        return
    by = work.actor.staff_id if done else None
    work.update(ImprovementTask, task_id, version, done_at=work.now if done else None, done_by=by)
    if done and row.state == PROPOSED and not (row.ask and row.decision != ImprovementDecision.YES):
        work.update(Improvement, row.id, None, state=RUNNING)
        note(work, row.id, ImprovementHappened.STARTED)
    note(
        work,
        row.id,
        ImprovementHappened.TASK_DONE if done else ImprovementHappened.TASK_UNDONE,
        text=task.text,
    )


@action("improvement.judge", needs=Permission.IMPROVE)
def judge(work: Work, improvement_id: int, version: int | None) -> Verdict:
    """Judge now what is in force, or judge anew as the cases stand today.

    Raises ``improvement.too_early`` until four weeks are over.
    """
    row = improvement_of(work, improvement_id)
    must_be(row, IN_FORCE, JUDGED)
    ready = ready_on(row.effective_on)
    if rules.begins(ready, changing.zone_of(work)) > work.now:
        raise UserProblem("improvement.too_early", day=ready)
    return changing.judge_it(work, row, work.now, version).verdict


@action("improvement.decide", needs=Permission.DECIDE_IMPROVEMENTS)
def decide(
    work: Work, improvement_id: int, version: int | None, decision: ImprovementDecision, text: str = ""
) -> None:
    """Yes or no to what was asked; a no needs a reason. Raises ``improvement.not_asked``, ``improvement.no_reason``."""
    row = improvement_of(work, improvement_id)
    must_be(row, PROPOSED, RUNNING, IN_FORCE)
    if not row.ask:
        raise UserProblem("improvement.not_asked", title=row.title)
    said = _said(text, owed=decision is ImprovementDecision.NO)
    work.update(
        Improvement,
        improvement_id,
        version,
        decision=decision.value,
        decided_at=work.now,
        decided_by=work.actor.staff_id,
    )
    note(work, improvement_id, ImprovementHappened.DECIDED, text=said, decision=decision.value)


@action("improvement.drop", needs=Permission.IMPROVE)
def drop(work: Work, improvement_id: int, version: int | None, reason: str) -> None:
    """It is not done after all; the row stays, with the reason. Raises ``improvement.no_reason``."""
    row = improvement_of(work, improvement_id)
    must_be(row, PROPOSED, RUNNING, IN_FORCE)
    said = _said(reason, owed=True)
    work.update(Improvement, improvement_id, version, state=DROPPED, next_at=None)
    note(work, improvement_id, ImprovementHappened.DROPPED, text=said)


@action("improvement.tell_department", needs=Permission.IMPROVE)
def told_department(work: Work, improvement_id: int, version: int | None, text: str = "") -> None:
    """The department was told what came of it. Raises ``improvement.not_in_force``."""
    row = _telling(work, improvement_id)
    work.update(Improvement, row.id, version, told_department_at=work.now)
    note(work, row.id, ImprovementHappened.TOLD_DEPARTMENT, text=_said(text, owed=False))


@action("improvement.tell_residents", needs=Permission.IMPROVE)
def told_residents(work: Work, improvement_id: int, version: int | None) -> int:
    """The residents concerned were told; returns how many they are. Raises ``improvement.nobody``."""
    row = _telling(work, improvement_id)
    zone = changing.zone_of(work)
    days = counting.span(row.effective_on, row.period_from, row.period_to)
    cases = counting.cases(work.store, changing.scope_of(row), days, zone)
    if not cases:
        raise UserProblem("improvement.nobody", title=row.title)
    today = work.now.astimezone(zone).date()
    told = addressing.residents(work.store, changing.scope_of(row), addressing.heard(row), zone, today)
    work.update(Improvement, row.id, version, told_residents_at=work.now)
    note(work, row.id, ImprovementHappened.TOLD_RESIDENTS, n=len(told), cases=len(cases))
    return len(told)


@action("improvement.word_letters", needs=Permission.IMPROVE)
def word_letters(work: Work, improvement_id: int, words: Mapping[str, str]) -> None:
    """What the letters to residents say was changed, by language; the plan itself is never printed there.

    Raises ``improvement.not_in_force``, ``improvement.no_words``, ``improvement.long``.
    """
    row = _telling(work, improvement_id)
    known = printing.letter_words(work.store, row.id)
    for language, said in words.items():
        text = said.strip()
        if not text or language not in printing.LANGUAGES:
            raise UserProblem("improvement.no_words")
        if len(text) > rules.MOST_LETTER:
            raise UserProblem("improvement.long", most=rules.MOST_LETTER)
        if known.get(language) != text:
            note(work, row.id, ImprovementHappened.WORDED, text=text, language=language)


def _telling(work: Work, improvement_id: int) -> Any:
    row = improvement_of(work, improvement_id)
    must_be(row, PROPOSED, RUNNING, IN_FORCE, JUDGED)
    if row.effective_on is None:
        raise UserProblem("improvement.not_in_force", title=row.title)
    return row


def _said(text: str, *, owed: bool) -> str:
    said = text.strip()
    if owed and not said:
        raise UserProblem("improvement.no_reason")
    if len(said) > rules.MOST_TEXT:
        raise UserProblem("improvement.long", most=rules.MOST_TEXT)
    return said


@action("improvement.attach", needs=Permission.IMPROVE)
def _attach(work: Work, improvement_id: int, kept: Kept) -> int:
    row = improvement_of(work, improvement_id)
    fields = {name: value for name, value in vars(kept).items() if name != "kind"}
    made = work.insert(
        Attachment,
        improvement_id=row.id,
        kind=kept.kind,
        added_at=work.now,
        added_by=work.actor.staff_id,
        **fields,
    )
    note(work, row.id, ImprovementHappened.FILE_ADDED, attachment=made)
    work.fact(attachment=made, sha256=kept.sha256)
    return made


def attach_files(session: Session, improvement_id: int, files: Sequence[tuple[str, bytes]]) -> Outcome[int]:
    """Attach several files, by name and bytes; returns how many. What went well before a problem stays."""
    changes = Changes()
    for name, content in files:
        changes |= attach_file(session, improvement_id, FileDraft(name, content)).changes
    return Outcome(len(files), changes)


def attach_file(session: Session, improvement_id: int, file: FileDraft) -> Outcome[int]:
    """Keep a file's bytes, then refer to them as evidence; returns the attachment's id.

    Raises ``file.*``, ``attachment.too_large``.
    """
    _attach.check(session)  # whoever may not attach leaves no bytes behind either
    kept = keep(session.store, replace(file, kind="document"), settings(session.store).attachment_limit)
    return _attach(session, improvement_id, kept)
