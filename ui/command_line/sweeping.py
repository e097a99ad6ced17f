"""The command ``sweep``: what time demands by itself, for a scheduled task. It needs nobody to sign in."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC
from typing import TypeVar

from models.core.errors import UserProblem
from models.core.session import Session
from models.options.queries import settings
from models.sweep.actions import sweep
from models.sweep.kinds import Swept
from models.sweep.moments import next_moment
from models.sweep.nights import next_night
from reports.filing import Filed, file_summary
from resources.texts import NN_, Texts
from ui.command_line.streams import complain

T = TypeVar("T")

# What was done -> how it is said.
SAID: dict[str, tuple[str, str]] = {
    "reckoned": NN_("{n} case had its clocks reckoned", "{n} cases had their clocks reckoned"),
    "resumed": NN_("{n} case goes on after waiting", "{n} cases go on after waiting"),
    "lapsed": NN_(
        "{n} case closed after 14 days without an answer", "{n} cases closed after 14 days without an answer"
    ),
    "held": NN_(
        "{n} case could not close: something is owed", "{n} cases could not close: something is owed"
    ),
    "missed": NN_("{n} promise has passed its time", "{n} promises have passed their time"),
    "warned": NN_("{n} warning to a handler", "{n} warnings to handlers"),
    "escalated": NN_("{n} escalation of a late clock", "{n} escalations of late clocks"),
    "climbed": NN_(
        "{n} escalation that nobody had seen was told again",
        "{n} escalations that nobody had seen were told again",
    ),
    "made": NN_("{n} work order of recurring work made", "{n} work orders of recurring work made"),
    "pressed": NN_(
        "{n} late improvement was told to the next one up",
        "{n} late improvements were told to the next one up",
    ),
    "judged": NN_("{n} improvement was judged", "{n} improvements were judged"),
    "nights": NN_(
        "{n} night was looked at for early warnings", "{n} nights were looked at for early warnings"
    ),
    "alarms": NN_("{n} early warning was raised", "{n} early warnings were raised"),
}


def sweep_store(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Do what is due and say what that was."""
    done = sweep(session).value
    filed = _file(session, texts)
    coming = (next_moment(session.store), next_night(session.store, session.clock.now()))
    following = min((one.astimezone(UTC) for one in coming if one is not None), default=None)
    if arguments.format == "json":
        facts: dict[str, object] = {name: n for name, n in asdict(done).items() if name in SAID}
        facts["next"] = None if following is None else following.isoformat()
        facts["summary"] = None if filed is None else str(filed.path)
        print(json.dumps(facts))
        return 0
    lines = _lines(done, texts)
    if filed is not None:
        lines.append(texts.t("Put into {file}: the summary of {week}", file=str(filed.path), week=filed.week))
    lines = lines or [texts.t("Nothing was due.")]
    if following is not None:
        when = texts.datetime(following, settings(session.store).zone)
        lines.append(texts.t("Next: {when}", when=when))
    print(*lines, sep="\n")
    return 0


def _file(session: Session, texts: Texts) -> Filed | None:
    """Put the summary of last week into its folder; what stands in the way is said, the sweep itself was done."""

    def read(query: Callable[[Session], T]) -> T:
        return query(session)

    try:
        return file_summary(read)
    except UserProblem as problem:
        complain(texts.problem(problem.code, problem.facts))
        return None


def _lines(done: Swept, texts: Texts) -> list[str]:
    return [texts.n(*said, n) for name, said in SAID.items() if (n := getattr(done, name))]
