"""Which encoding a text file is in, and its lines.

Asked in this order: a byte order mark; noughts where UTF-16 has them; strict UTF-8, which other encodings pass by
chance only in a few letters; GB18030, of which GB2312 and GBK are parts; Windows-1252. Bytes above 0x7F tell the last
two apart: Chinese comes in pairs out of a narrow range, Western letters come singly between ASCII ones.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from charset_normalizer import from_bytes

from models.core.errors import UserProblem

_BLOCK = 1 << 15  # a call that the window waits for while somebody types: a millisecond, not ten
_HEAD = 1 << 14
_SAMPLE = 1 << 18
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GB_UNIT = re.compile(
    rb"(?P<common>[\xb0-\xd7][\xa1-\xfe]|[\xa1-\xa9][\xa1-\xfe])|(?P<second>[\xd8-\xf7][\xa1-\xfe])"
    rb"|(?P<four>[\x81-\xfe][0-9][\x81-\xfe][0-9])|(?P<rare>[\x81-\xfe][\x40-\x7e\x80-\xfe])|(?P<bad>[\x80-\xff])"
)
_BIG5_UNIT = re.compile(
    rb"(?P<common>[\xa1-\xc6][\x40-\x7e\xa1-\xfe])|(?P<rare>[\xc9-\xf9][\x40-\x7e\xa1-\xfe])|(?P<bad>[\x80-\xff])"
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_OTHERS = frozenset(
    {"big5", "big5hkscs", "cp950", "cp949", "euc_kr", "cp932", "shift_jis", "euc_jp", "cp1251", "koi8_r"}
)
_WIDE = re.compile(r"[^\x00-\x7f\ufdd0]+")
_END = re.compile(r"\r\n|\n|\r(?!\Z)")  # one at the very end may be the half of a pair
_COUNTING = "redress.counting"
WRONG = "\ufdd0"  # a code point that is set aside for such use and stands in no text
_FEW = 12
_EVERYDAY_AT_LEAST = (
    0.25  # of Chinese are everyday characters and signs; two accents side by side look like rare ones
)
_BROKEN_AT_MOST = 0.03  # of a sample's units, where everything else speaks for the encoding
_WRONG_AT_MOST = (
    0.002  # of the characters: exports that cut a text after so many bytes leave a few halves behind
)


def detect(path: Path) -> str:
    """The encoding of a text file, by a codec name of Python. Reads the file once."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        for mark, name in _BOMS:
            if head.startswith(mark):
                return name
        wide = _utf16_without_mark(head)
        if wide:
            return wide
        file.seek(0)
        utf8, sample = _look_through(file)
    return "utf-8" if utf8 else _eight_bit(sample)


def _look_through(file: BinaryIO) -> tuple[bool, bytes]:
    """Whether the file is UTF-8, and a sample of its lines that are not plain ASCII."""
    decoder = codecs.getincrementaldecoder("utf-8")(_COUNTING)
    sample: list[bytes] = []
    size = wide = wrong = 0
    while lines := file.readlines(_BLOCK):
        block = b"".join(lines)
        if block.isascii():
            continue
        text = decoder.decode(block)
        wrong += text.count(WRONG)
        wide += sum(map(len, _WIDE.findall(text)))
        for line in lines if size < _SAMPLE else ():
            if not line.isascii():
                sample.append(line[:_SAMPLE])
                size += len(line)
    return wrong <= wide * _WRONG_AT_MOST, b"".join(sample)


def _utf16_without_mark(head: bytes) -> str | None:
    """UTF-16 shows in noughts: half of an ASCII text's bytes, all at even or all at odd places."""
    half = len(head) // 2
    if half < 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.3 and even < half * 0.02:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.3 and odd < half * 0.02 else None


def _eight_bit(sample: bytes) -> str:
    """The encoding of a sample that is not UTF-8."""
    chinese = _shares(_GB_UNIT, sample)
    two_bytes = chinese["common"] + chinese["second"] + chinese["four"]
    may_be = chinese["bad"] <= _BROKEN_AT_MOST and chinese["common"] > _EVERYDAY_AT_LEAST
    if may_be and two_bytes > 0.85:
        return "gb18030"
    if _single_share(sample) > 0.5:
        return "cp1252"
    traditional = _shares(_BIG5_UNIT, sample)
    if traditional["bad"] <= _WRONG_AT_MOST and traditional["common"] > 0.85:
        return "big5hkscs"
    if may_be and two_bytes > 0.5:
        return "gb18030"
    if sum(map(len, _HIGH_RUN.findall(sample))) < _FEW:
        return "cp1252"  # too few to tell anything rarer
    best = from_bytes(sample[: _SAMPLE // 4]).best()
    return best.encoding if best is not None and best.encoding in _OTHERS else "cp1252"


def _shares(units: re.Pattern[bytes], sample: bytes) -> dict[str, float]:
    """How the units of an encoding share the bytes above ASCII; a cut at the end does not count."""
    counts = dict.fromkeys(("common", "second", "rare", "four", "bad"), 0)
    for unit in units.finditer(sample):
        if unit.lastgroup == "bad" and unit.end() == len(sample):
            continue
        counts[unit.lastgroup or "bad"] += 1
    total = sum(counts.values()) or 1
    return {name: count / total for name, count in counts.items()}


def _single_share(sample: bytes) -> float:
    """The share of bytes above ASCII that stand alone, as accented letters do."""
    runs = [len(run) for run in _HIGH_RUN.findall(sample)]
    return sum(1 for run in runs if run == 1) / (sum(runs) or 1)


@dataclass
class Decoding:
    """What happened while a file was decoded: characters that made no sense, noughts, an end within a character."""

    wrong: int = 0
    noughts: int = 0
    cut: bool = False
    newline_at_end: bool = True
    consumed: int = 0


def _count_wrong(error: UnicodeError) -> tuple[str, int]:
    """Put a mark in place of bytes that make no sense, one that no file brings along."""
    assert isinstance(error, UnicodeDecodeError)
    return WRONG, error.end


codecs.register_error(_COUNTING, _count_wrong)


def lines_of(path: Path, encoding: str, longest: int, told: Decoding) -> Iterator[str]:
    """The lines of a file with their ends; what happens on the way is ``told``."""
    decoder = codecs.getincrementaldecoder(encoding)(_COUNTING)
    rest = ""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            told.consumed += len(block)
            text = rest + _clean(decoder.decode(block), told)
            start = 0
            for end in _END.finditer(text):
                yield text[start : end.end()]
                start = end.end()
            rest = text[start:]
            if len(rest) > longest:
                raise UserProblem("file.not_a_table", name=path.name)
    pending = decoder.getstate()[0]
    told.cut = bool(pending) and not encoding.startswith("utf-16")
    if rest.endswith("\r"):
        yield rest
    elif rest:
        told.newline_at_end = False
        yield rest


def _clean(text: str, told: Decoding) -> str:
    if WRONG in text:
        told.wrong += text.count(WRONG)
        text = text.replace(WRONG, "\ufffd")
    if "\0" in text:
        told.noughts += text.count("\0")
        text = text.replace("\0", "")
    return text
