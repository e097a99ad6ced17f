"""Rebuild resources/fonts from two files of Noto Sans SC (npm package @expo-google-fonts/noto-sans-sc).

    pip install -e .[fonts]
    python -m tools.fonts NotoSansSC_400Regular.ttf NotoSansSC_700Bold.ttf

The Regular is kept whole. The Bold is cut to what headings need and renamed: Qt shows a box when a bold face of
the same family lacks a glyph, and reportlab keys font data by PostScript name.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from resources import fonts

_BLOCKS = (
    (0x0020, 0x007E), (0x00A0, 0x017F), (0x0218, 0x021B), (0x02C6, 0x02DD), (0x0370, 0x03FF), (0x0400, 0x04FF),
    (0x1E80, 0x1EF9), (0x2010, 0x205E), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2150, 0x218B),
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x25FF), (0x2600, 0x26FF), (0x2700, 0x27BF),
    (0x3000, 0x303F), (0x3040, 0x30FF), (0x3200, 0x32FF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0xFFFD, 0xFFFD),
)  # fmt: skip


def _decoded(codec: str, leads: range, trails: Iterable[int]) -> Iterator[int]:
    """Yield the code points that a double-byte encoding has in these rows."""
    trails = tuple(trails)
    for lead in leads:
        for trail in trails:
            text = bytes((lead, trail)).decode(codec, "ignore")
            if len(text) == 1:
                yield ord(text)


def wanted() -> set[int]:
    """Return the code points of the Bold: GB2312, the common level of Big5, and the scripts of _BLOCKS."""
    points = {point for first, last in _BLOCKS for point in range(first, last + 1)}
    points.update(_decoded("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)))
    points.update(_decoded("big5", range(0xA1, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF))))
    return points


def _rename(font: TTFont) -> None:
    """Give the subset its own family and PostScript name, and say what it was made from."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 5, 7, 8, 9, 11, 13, 14)]
    names = {1: fonts.BOLD.family, 2: "Regular", 3: fonts.BOLD.postscript, 4: fonts.BOLD.family,
             6: fonts.BOLD.postscript, 10: "A subset of Noto Sans SC Bold, renamed."}  # fmt: skip
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)


def cut_bold(source: Path, target: Path) -> None:
    """Write the renamed subset of the Bold; the same input gives the same bytes."""
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]
    options.name_IDs = ["*"]
    options.drop_tables += ["STAT", "vhea", "vmtx", "BASE"]
    options.recalc_timestamp = False
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted())
    cutter.subset(font)
    _rename(font)
    subset.save_font(font, str(target), options)


def ranges(points: Iterable[int]) -> str:
    """Return sorted code points as lines "first-last" in hexadecimal."""
    lines: list[list[int]] = []
    for point in sorted(points):
        if lines and point == lines[-1][1] + 1:
            lines[-1][1] = point
        else:
            lines.append([point, point])
    return "".join(f"{first:x}-{last:x}\n" for first, last in lines)


def mapped(path: Path) -> set[int]:
    """Return the code points that a font file has a glyph for."""
    with TTFont(path) as font:
        return set(font.getBestCmap())


def main(regular: str, bold: str) -> None:
    """Write both faces and their coverage files."""
    shutil.copyfile(regular, fonts.REGULAR.path)
    cut_bold(Path(bold), fonts.BOLD.path)
    for face in fonts.FACES:
        face.coverage_path.write_text(ranges(mapped(face.path)), encoding="ascii", newline="\n")
        print(f"{face.path.name}: {face.path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
