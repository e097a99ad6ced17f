"""Saying of many cases at once what they were about, why it happened and who answers for it.

* ``classify(session, ids, category=…, subcategory=…, cause=…, responsible=…, cause_text=…)``: what is not named stays
  as it is, in closed cases as well: the past is sorted too. A sub-category brings its category along; a category takes
  a sub-category away that is not below it.
* ``declassify(session, done)``: puts back what ``classify`` returned, where nobody has changed it since or merged the
  case; says of which cases something stays.

What was written in the step *gather* stays written there: the columns of the case say what counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.complaints.actions import case_of, decide_anew
from models.complaints.kinds import Status
from models.complaints.tables import Complaint
from models.complaints.timeline import add_event, reindex
from models.core.action import action
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.handling.kinds import Classified, TakenBack
from models.handling.steps import RESPONSIBLE
from models.options.rules import split_code
from models.store.database import Store

CODES = ("category", "subcategory", "cause", "responsible")
_KINDS = frozenset({"category", "subcategory"})
_TREES = {"category": "category", "subcategory": "category", "cause": "cause"}


@action("complaint.classify", needs=Permission.CLASSIFY)
def classify(
    work: Work,
    ids: Iterable[int],
    *,
    category: str | None = None,
    subcategory: str | None = None,
    cause: str | None = None,
    responsible: str | None = None,
    cause_text: str | None = None,
) -> tuple[Classified, ...]:
    """Write these into all of the cases, or into none; returns those that changed, with what was there before.

    Raises ``classify.nothing``, ``classify.not_below``, ``classify.merged`` with the references, ``unknown.category``,
    ``unknown.cause``, ``unknown.responsible``, ``unknown.case``.
    """
    named = {
        "category": category,
        "subcategory": subcategory,
        "cause": cause,
        "responsible": responsible,
        "cause_text": cause_text,
    }
    wanted = _wanted(work.store, named)
    cases = _cases(work, ids)
    done = tuple(one for case in cases if (one := _write(work, case, _fitting(case, wanted))) is not None)
    work.fact(cases=len(done), **{name: wanted[name] for name in CODES if name in wanted})
    return done


@action("complaint.declassify", needs=Permission.CLASSIFY)
def declassify(work: Work, done: Iterable[Classified]) -> TakenBack:
    """Put back what was so before; what somebody has changed since stays, and so do cases merged since.

    A category is not put back above a sub-category that is not below it.
    """
    back, stay = 0, list[str]()
    for was in done:
        case = case_of(work, was.id)
        kept = {name: was.before[name] for name, value in was.after.items() if getattr(case, name) == value}
        fields = {} if case.status == Status.MERGED else _consistent(case, kept)
        if fields.keys() < was.after.keys():
            stay.append(case.reference)
        back += _write(work, case, fields) is not None
    work.fact(cases=back, **({"stay": len(stay)} if stay else {}))
    return TakenBack(back, tuple(stay))


def _consistent(case: Complaint, fields: dict[str, str | None]) -> dict[str, str | None]:
    subcategory = fields.get("subcategory", case.subcategory)
    if subcategory is None or split_code(subcategory)[0] == fields.get("category", case.category):
        return fields
    return {name: value for name, value in fields.items() if name not in _KINDS}


def _wanted(store: Store, named: Mapping[str, str | None]) -> dict[str, str]:
    wanted = {name: value.strip() for name, value in named.items() if value is not None and value.strip()}
    if not wanted:
        raise UserProblem("classify.nothing")
    for name, table in _TREES.items():
        if name in wanted and not _is_offered(store, table, wanted[name]):
            raise Unknown(table, wanted[name])
    if wanted.get("responsible", RESPONSIBLE[0]) not in RESPONSIBLE:
        raise Unknown("responsible", wanted["responsible"])
    if "subcategory" in wanted:
        above = split_code(wanted["subcategory"])[0]
        if wanted.setdefault("category", above) != above or wanted["subcategory"] == above:
            raise UserProblem("classify.not_below")
    elif split_code(wanted.get("category", ""))[1] is not None:
        raise UserProblem("classify.not_below")
    return wanted


def _is_offered(store: Store, table: str, code: str) -> bool:
    """Whether a tree has this code, and neither it nor what it lies below is retired."""
    active = {
        row[0]
        for row in store.rows(
            f"SELECT code FROM {table} WHERE active AND code IN (?, ?)", (code, split_code(code)[0])
        )
    }
    return {code, split_code(code)[0]} <= active


def _cases(work: Work, ids: Iterable[int]) -> list[Complaint]:
    """All of them, none merged: what is said of a merged case belongs to the one that is carried on."""
    cases = [case_of(work, one) for one in dict.fromkeys(ids)]
    merged = tuple(case.reference for case in cases if case.status == Status.MERGED)
    if merged:
        raise UserProblem("classify.merged", references=merged)
    return cases


def _fitting(case: Complaint, wanted: Mapping[str, str]) -> dict[str, str | None]:
    """What is wanted of one case: with another category its old sub-category goes."""
    fields: dict[str, str | None] = dict(wanted)
    if "category" in wanted and "subcategory" not in wanted and case.subcategory is not None:
        above = split_code(case.subcategory)[0]
        fields["subcategory"] = case.subcategory if above == wanted["category"] else None
    return fields


def _write(work: Work, case: Complaint, fields: Mapping[str, str | None]) -> Classified | None:
    after = {name: value for name, value in fields.items() if getattr(case, name) != value}
    if not after:
        return None
    before = {name: getattr(case, name) for name in after}
    work.update(Complaint, case.id, None, **after)
    sides = [{name: side[name] for name in CODES if name in side} for side in (before, after)]
    add_event(
        work, case.id, "classified", text=after.get("cause_text") or "", before=sides[0], after=sides[1]
    )
    if after.keys() & _KINDS:
        decide_anew(work, case.id)
    reindex(work, case.id)
    return Classified(case.id, before, after)
