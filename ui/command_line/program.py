"""From arguments to an exit status, without a screen."""

from __future__ import annotations

import argparse
import errno
import getpass
import os
import sys
from collections.abc import Callable, Mapping

from models.accounts.actions import set_up
from models.accounts.kinds import SetupDraft
from models.accounts.queries import is_set_up
from models.accounts.signing import default_session, sign_in
from models.core.clock import Clock, SystemClock
from models.core.errors import UserProblem
from models.core.session import NOBODY, OWNER, Session
from models.store import sql
from models.store.database import Store
from models.store.opening import open_store
from resources.texts import Texts, load, system_language
from ui.command_line import (
    clocks,
    day,
    early_warnings,
    exchanging,
    figures,
    improvements,
    listing,
    paretos,
    printing,
    repairs,
    summaries,
    sweeping,
    upkeep,
)
from ui.command_line.folders import data_folder
from ui.command_line.streams import complain

# Asked for what is not there, by its name: not what is wrong in the store, but what was typed.
_WRONG_USAGE = frozenset(
    {
        "period.unknown",
        "figure.unknown",
        "measure.unknown",
        "pareto.option",
        "slice.unknown",
        "slice.unknown_value",
        "slice.no_values",
    }
)
FULL = frozenset({errno.ENOSPC, errno.EFBIG})
Run = Callable[[Session, argparse.Namespace, Texts], int]

RUNS: Mapping[tuple[str, str], Run] = {
    ("import", "complaints"): exchanging.import_complaints,
    ("import", "directory"): exchanging.import_directory,
    ("export", "complaints"): exchanging.export_complaints,
    ("export", "workorders"): exchanging.export_work_orders,
    ("export", "improvements"): improvements.write_improvements,
    ("list", ""): listing.list_cases,
    ("today", ""): day.today,
    ("due", ""): clocks.due_of_case,
    ("measures", ""): figures.measures,
    ("pareto", ""): paretos.of_store,
    ("warnings", ""): early_warnings.list_warnings,
    ("report", ""): printing.report,
    ("handover", ""): printing.hand_over,
    ("workorder", ""): repairs.work_order,
    ("schedule", ""): repairs.schedule,
    ("weekly", ""): summaries.weekly,
    ("improvements", ""): improvements.list_improvements,
    ("sweep", ""): sweeping.sweep_store,
    ("verify", ""): upkeep.verify,
    ("demo", ""): upkeep.demo,
}

# The program acts by itself: a scheduled task has nobody who could sign in.
BY_ITSELF = frozenset({"sweep"})

# Asked before the store is opened and anybody signs in; ``None`` says that the store is needed.
EARLY: Mapping[str, Callable[[argparse.Namespace, Texts], int | None]] = {
    "due": clocks.due_early,
    "pareto": paretos.of_table,
}


def session_of(store: Store, arguments: argparse.Namespace, texts: Texts, clock: Clock) -> Session:
    """Who acts. A store that nobody has set up is set up with defaults first, and its owner acts.

    Raises ``UserProblem``: ``account.*``.
    """
    name: str | None = getattr(arguments, "staff", None)
    if arguments.command in BY_ITSELF and name is None:
        return Session(store, NOBODY, clock)
    fresh = not is_set_up(store)
    if fresh and arguments.command == "demo":
        return default_session(store, clock)  # the estate brings its own settings
    if fresh:
        _set_up(store, getattr(arguments, "lang", None) or system_language(), clock)
    if name is None:
        return _default(store, clock)
    return sign_in(store, clock, name, _password(texts))


def _default(store: Store, clock: Clock) -> Session:
    try:
        return default_session(store, clock)
    except UserProblem as problem:
        if problem.code == "account.sign_in_needed":  # in a terminal that is done by an option
            raise UserProblem("account.name_needed") from problem
        raise


def _set_up(store: Store, language: str, clock: Clock) -> None:
    try:
        set_up(Session(store, OWNER, clock), SetupDraft(load(language).t("Our property"), language=language))
    except UserProblem as problem:
        if problem.code != "account.already_set_up":  # another first command was a moment faster
            raise


def _password(texts: Texts) -> str:
    """The password from the environment, or from whoever sits at the terminal."""
    told = os.environ.get("REDRESS_PASSWORD")
    if told is not None:
        return told
    if not sys.stdin.isatty():
        raise UserProblem("account.password_needed")
    return getpass.getpass(texts.t("Password: "))


def run_command(arguments: argparse.Namespace, texts: Texts, clock: Clock | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 a problem that standard error names, 2 wrong usage."""
    try:
        return _run(arguments, texts, clock or SystemClock())
    except UserProblem as problem:
        status = _told(texts.problem(problem.code, problem.facts))
        return 2 if problem.code in _WRONG_USAGE else status
    except KeyboardInterrupt:
        return _told(texts.t("Stopped. What was written until now is kept."))
    except BrokenPipeError:
        _drop_output()
        return 0
    except sql.ENGINE_ERRORS as error:
        code = sql.trouble(error)
        if code is None:
            raise
        return _told(texts.problem(code, {"path": str(data_folder(arguments)), "detail": str(error)}))
    except OSError as error:
        if error.errno not in FULL:
            raise
        _drop_output()
        return _told(texts.t("The output could not be written: the disk is full."))


def _run(arguments: argparse.Namespace, texts: Texts, clock: Clock) -> int:
    early = EARLY.get(arguments.command)
    if early is not None and (status := early(arguments, texts)) is not None:
        return status
    store = open_store(data_folder(arguments), clock)
    try:
        session = session_of(store, arguments, texts, clock)
        status = RUNS[arguments.command, getattr(arguments, "what", "")](session, arguments, texts)
        sys.stdout.flush()  # here a full disk or a closed pipe can still be told
        return status
    finally:
        store.disconnect()


def _told(text: str) -> int:
    complain(text)
    return 1


def _drop_output() -> None:
    """What is still waiting to be written would only fail again when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
