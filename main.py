"""The door: arguments, then either one command without a screen, or the window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from resources.texts import load, match_language, system_language
from ui.command_line.parser import make_parser
from ui.command_line.screen import has_screen
from ui.command_line.streams import complain, plain_streams


def _language(argv: Sequence[str]) -> str:
    """The language to speak before the options are parsed: help and usage are words, too."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--lang")
    try:
        told = early.parse_known_args(argv)[0].lang
    except argparse.ArgumentError:
        told = None
    return (match_language(told) if told else None) or system_language()


def main(argv: Sequence[str] | None = None) -> int:
    """Run Redress with these arguments; returns the exit status."""
    given = list(sys.argv[1:] if argv is None else argv)
    plain_streams()
    texts = load(_language(given))
    arguments = make_parser(texts).parse_args(given)
    if arguments.command is not None:
        from ui.command_line.program import run_command

        status = run_command(arguments, texts)
        if arguments.command != "demo" or status:
            return status
        if arguments.day is not None:
            from ui.day import perform_day

            return perform_day(arguments, texts)
        if not arguments.open:
            return 0
    if not has_screen():
        complain(
            texts.t(
                "There is no screen here. Give a command (--help lists them), or perform a day: demo --day DIR"
            )
        )
        return 1
    from ui.early import quick_imports

    with quick_imports():
        from ui.starting import start_desk
    return start_desk(arguments)


if __name__ == "__main__":
    sys.exit(main())
