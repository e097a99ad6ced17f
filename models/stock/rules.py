"""What may be said of common parts. No database."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from models.core.errors import UserProblem
from models.crew.rules import check_note, check_rates, named, tidy
from models.stock.kinds import PartDraft

MOST = 1_000_000  # pieces of one part: beyond that somebody leant on a key
_LONGEST_CODE = 40
_LONGEST_UNIT = 20


def folded_code(code: str) -> str:
    """The one spelling of a part's code: width folded, capitals, no blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", tidy(code))).upper()


def check_part(draft: PartDraft) -> PartDraft:
    """A part put right. Raises ``part.no_code``, ``.code_long``, ``.no_name``, ``.name_long``, ``.price`` …"""
    code = folded_code(draft.code)
    if not any(char.isalnum() for char in code):
        raise UserProblem("part.no_code")
    if len(code) > _LONGEST_CODE:
        raise UserProblem("part.code_long", most=_LONGEST_CODE)
    name = named(draft.name, "part.no_name", "part.name_long")
    check_count(draft.count)
    check_count(draft.minimum)
    check_rates("part.price", draft.price_minor)
    return replace(draft, code=code, name=name, unit=tidy(draft.unit)[:_LONGEST_UNIT])


def check_count(count: int) -> None:
    """Raises ``part.below_zero``, ``part.too_many``."""
    if count < 0:
        raise UserProblem("part.below_zero")
    if count > MOST:
        raise UserProblem("part.too_many", most=MOST)


def check_pieces(pieces: int) -> None:
    """Raises ``part.no_pieces`` for none or fewer, ``part.too_many``."""
    if pieces < 1:
        raise UserProblem("part.no_pieces")
    check_count(pieces)


def reason(text: str) -> str:
    """Why a count was changed by hand; it may be empty. Raises ``crew.note_long``."""
    return check_note(text)
