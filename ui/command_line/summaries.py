"""The command ``weekly``: the summary of a week, or of another period, as a PDF, a workbook or a CSV file."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.core.errors import UserProblem
from models.core.session import Session
from models.exchange.summary_export import export_summary
from models.summaries.gathering import last_week, summary
from models.summaries.kinds import Summary
from reports.commentary import plain_sentences
from reports.documents.weekly_summary import weekly_summary
from reports.render import to_bytes, write_file
from resources.texts import Texts, load
from ui.command_line.printing import languages

TABLES = (".csv", ".xlsx")


def weekly(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Write the summary; of the week before this one, unless another period is asked for."""
    wanted = arguments.week or arguments.period or last_week(session)
    found = summary(session, wanted)
    target: Path = arguments.output
    if target.suffix.casefold() in TABLES:
        spoken = _spoken(session, arguments)[0]
        export_summary(session, found, _sentences(found, spoken), target, spoken)
    elif target.suffix.casefold() == ".pdf" or not target.suffix or _is_no_file(target):
        write_file(target, to_bytes(weekly_summary(found, _spoken(session, arguments))))
    else:
        raise UserProblem("summary.ending", name=target.name)
    print(texts.t("Written to {file}.", file=str(target)))
    return 0


def _is_no_file(target: Path) -> bool:
    return target.exists() and not target.is_file()


def _spoken(session: Session, arguments: argparse.Namespace) -> list[Texts]:
    """The languages of the paper: those asked for, else the one that the command speaks, else those of the property."""
    spoken = getattr(arguments, "lang", None)
    if spoken and not arguments.print_in:
        return [load(spoken)]
    return languages(session, arguments)


def _sentences(found: Summary, texts: Texts) -> tuple[str, ...]:
    labels = found.estate.categories

    def named(code: str) -> str:
        names = labels.get(code, {})
        return names.get(texts.language) or names.get("en") or code

    return plain_sentences(texts, found.sentences, found.period.kind, named)
