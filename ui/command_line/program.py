"""From arguments to an exit status, without a screen."""

from __future__ import annotations

import argparse
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
from models.core.session import Session
from models.store.database import Store
from models.store.opening import open_store
from resources.texts import Texts, load, system_language
from ui.command_line import clocks, day, exchanging, listing, printing, upkeep
from ui.command_line.folders import data_folder
from ui.command_line.output import complain

Run = Callable[[Session, argparse.Namespace, Texts], int]

RUNS: Mapping[tuple[str, str], Run] = {
    ("import", "complaints"): exchanging.import_complaints,
    ("import", "directory"): exchanging.import_directory,
    ("export", "complaints"): exchanging.export_complaints,
    ("list", ""): listing.list_cases,
    ("today", ""): day.today,
    ("due", ""): clocks.due_of_case,
    ("report", ""): printing.report,
    ("verify", ""): upkeep.verify,
    ("demo", ""): upkeep.demo,
}

# Asked before the store is opened and anybody signs in; ``None`` says that the store is needed.
EARLY: Mapping[str, Callable[[argparse.Namespace, Texts], int | None]] = {"due": clocks.due_early}


def session_of(store: Store, arguments: argparse.Namespace, texts: Texts, clock: Clock) -> Session:
    """Who acts. A store that nobody has set up is set up with defaults first, and its owner acts.

    Raises ``UserProblem``: ``account.*``.
    """
    name: str | None = getattr(arguments, "staff", None)
    fresh = not is_set_up(store)
    if fresh and arguments.command == "demo":
        return default_session(store, clock)  # the estate brings its own settings
    if fresh:
        language = getattr(arguments, "lang", None) or system_language()
        set_up(default_session(store, clock), SetupDraft(load(language).t("Our property"), language=language))
    if name is None:
        return default_session(store, clock)
    return sign_in(store, clock, name, _password(texts))


def _password(texts: Texts) -> str:
    """The password from the environment, or from whoever sits at the terminal."""
    told = os.environ.get("REDRESS_PASSWORD")
    if told is not None:
        return told
    if not sys.stdin.isatty():
        raise UserProblem("account.password_needed")
    return getpass.getpass(texts.t("Password: "))


def run_command(arguments: argparse.Namespace, texts: Texts, clock: Clock | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 a problem that standard error names."""
    try:
        early = EARLY.get(arguments.command)
        if early is not None and (status := early(arguments, texts)) is not None:
            return status
        store = open_store(data_folder(arguments), clock)
        try:
            session = session_of(store, arguments, texts, clock or SystemClock())
            return RUNS[arguments.command, getattr(arguments, "what", "")](session, arguments, texts)
        finally:
            store.disconnect()
    except UserProblem as problem:
        complain(texts.problem(problem.code, problem.facts))
        return 1
    except KeyboardInterrupt:
        complain(texts.t("Stopped. What was written until now is kept."))
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
