"""The commands ``verify`` and ``demo``."""

from __future__ import annotations

import argparse

from models.core.session import Session
from models.samples.estate import make_estate
from models.store.doctor import examine
from resources.texts import Texts
from ui.command_line.streams import complain


def verify(session: Session, _arguments: argparse.Namespace, texts: Texts) -> int:
    """Examine the store; grave findings go to standard error and make the status 1."""
    report = examine(session.store)
    for finding in report.findings:
        complain(texts.problem(finding.code, finding.facts))
    if not report.ok:
        return 1
    print(texts.t("All is well: the database, the audit trail and the attachments agree."))
    return 0


def demo(session: Session, _arguments: argparse.Namespace, texts: Texts) -> int:
    """Make the demo estate where there is none yet."""
    made = make_estate(session)
    if made is None:
        print(texts.t("The demo estate is here already."))
    else:
        print(
            texts.t(
                "The demo estate is ready: {residents} residents, {cases} cases.",
                residents=made.residents,
                cases=made.cases,
            )
        )
    return 0
