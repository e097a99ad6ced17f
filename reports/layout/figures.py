"""Small drawings: the mark of the house, a QR code, the bar of the eight steps, photographs, lines to sign on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.lib.utils import ImageReader

from models.handling.kinds import StepState
from reports.layout.blocks import Block, across
from reports.layout.styles import LABEL, colour
from reports.layout.text import Spans, draw_lines, height_of, set_lines

_SEGMENT, _SEGMENT_GAP = 4.5, 2.0
_PHOTO_GAP = 8
_PHOTO_SHAPE = 0.51  # height of a photograph to its width
_SIGN_GAP = 20
_SIGN_ROOM = 26
_PEN_ROOM = 18  # between lines that somebody writes on


def draw_mark(canvas: Any, x: float, y: float, size: float) -> None:
    """The mark of the house: a roof over somebody who listens."""
    canvas.setFillColor(colour("accent"))
    canvas.roundRect(x, y, size, size, size * 0.22, stroke=0, fill=1)
    canvas.setFillColor(colour("surface"))
    path = canvas.beginPath()
    for step, (left, up) in enumerate(
        ((0.5, 0.80), (0.84, 0.52), (0.72, 0.52), (0.72, 0.24), (0.28, 0.24), (0.28, 0.52), (0.16, 0.52))
    ):
        (path.lineTo if step else path.moveTo)(x + left * size, y + up * size)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFillColor(colour("accent"))
    canvas.roundRect(
        x + 0.38 * size, y + 0.34 * size, 0.24 * size, 0.14 * size, 0.05 * size, stroke=0, fill=1
    )


@lru_cache(maxsize=512)
def _modules(content: str) -> tuple[tuple[int, int, int], ...]:
    """The dark runs of a QR code, (row, first column, length); the last one is (size, 0, 0)."""
    widget = QrCodeWidget(content, barLevel="M")
    widget.qr.make()
    runs: list[tuple[int, int, int]] = []
    for number, row in enumerate(widget.qr.modules):
        start = None
        for column, dark in enumerate([*row, False]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                runs.append((number, start, column - start))
                start = None
    return (*runs, (len(widget.qr.modules), 0, 0))


def draw_qr(canvas: Any, content: str, x: float, y: float, size: float) -> None:
    """A QR code of a text, its lower left corner at x, y."""
    *runs, (count, _, _) = _modules(content)
    unit = size / count
    canvas.setFillColor(colour("text"))
    path = canvas.beginPath()
    for row, column, length in runs:
        path.rect(x + column * unit, y + size - (row + 1) * unit, length * unit, unit)
    canvas.drawPath(path, stroke=0, fill=1)


class Segments(Block):
    """The picture of progress: eight segments with their names. Shape tells as much as colour does."""

    def __init__(self, letters: str, names: Sequence[Spans], after: float = 5) -> None:
        super().__init__(3, after)
        self._letters, self._names = letters, names

    def height_at(self, width: float) -> float:
        each = self._each(width)
        self._lines = [set_lines(name, each) for name in self._names]
        return _SEGMENT + 3 + max(height_of(lines) for lines in self._lines)

    def _each(self, width: float) -> float:
        return (width - _SEGMENT_GAP * (len(self._letters) - 1)) / len(self._letters)

    def draw(self) -> None:
        each, y = self._each(self.width), self.height - _SEGMENT
        for index, letter in enumerate(self._letters):
            x = index * (each + _SEGMENT_GAP)
            self._draw_one(StepState(letter), x, y, each)
            draw_lines(self.canv, self._lines[index], x, y - 3, each)

    def _draw_one(self, state: StepState, x: float, y: float, width: float) -> None:
        canvas = self.canv
        if state is StepState.SKIPPED:
            canvas.setStrokeColor(colour("step-skipped"))
            canvas.setLineWidth(0.7)
            canvas.roundRect(x + 0.35, y + 0.35, width - 0.7, _SEGMENT - 0.7, 1.2, stroke=1, fill=0)
            return
        token = {
            StepState.DONE: "step-done",
            StepState.CURRENT: "step-current",
            StepState.RETURNED: "step-returned",
        }
        canvas.setFillColor(colour(token.get(state, "step-locked")))
        canvas.roundRect(x, y, width, _SEGMENT, 1.2, stroke=0, fill=1)


@dataclass(frozen=True)
class Photo:
    """A photograph: a readable image and what stands below it."""

    image: ImageReader
    caption: Spans


def readable(jpeg: bytes | None) -> ImageReader | None:
    """The image of some bytes; ``None`` when there are none or they cannot be read to the end."""
    if not jpeg:
        return None
    try:
        with Image.open(BytesIO(jpeg)) as image:
            image.load()  # a picture that breaks off half-way must not be shown as evidence
        return ImageReader(BytesIO(jpeg))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


class Photos(Block):
    """Up to four photographs in a row, each cut to the same shape, captions below."""

    def __init__(self, photos: Sequence[Photo], columns: int = 4) -> None:
        super().__init__(0, 6)
        self._photos, self._columns = photos, columns

    def height_at(self, width: float) -> float:
        self._each = (width - _PHOTO_GAP * (self._columns - 1)) / self._columns
        self._tall = self._each * _PHOTO_SHAPE
        self._captions = [set_lines(photo.caption, self._each) for photo in self._photos]
        return self._tall + 3 + max(height_of(lines) for lines in self._captions)

    def draw(self) -> None:
        for index, (photo, caption) in enumerate(zip(self._photos, self._captions, strict=True)):
            x = index * (self._each + _PHOTO_GAP)
            self._draw_one(photo.image, x, self.height - self._tall)
            draw_lines(self.canv, caption, x, self.height - self._tall - 3, self._each)

    def _draw_one(self, image: ImageReader, x: float, y: float) -> None:
        """The middle of the picture, filling its frame."""
        canvas = self.canv
        wide, tall = image.getSize()
        scale = max(self._each / wide, self._tall / tall)
        canvas.saveState()
        frame = canvas.beginPath()
        frame.roundRect(x, y, self._each, self._tall, 2)
        canvas.clipPath(frame, stroke=0, fill=0)
        left, low = x + (self._each - wide * scale) / 2, y + (self._tall - tall * scale) / 2
        canvas.drawImage(image, left, low, wide * scale, tall * scale)
        canvas.restoreState()


class Signatures(Block):
    """Lines to sign on: a label and a name above each, the date below."""

    def __init__(self, signers: Sequence[tuple[Spans, Spans]], date: Spans, before: float = 16) -> None:
        super().__init__(before)
        self._signers, self._date = signers, date

    def height_at(self, width: float) -> float:
        self._each = (width - _SIGN_GAP * (len(self._signers) - 1)) / len(self._signers)
        self._set = [
            (set_lines(who, self._each), set_lines(name, self._each)[:2]) for who, name in self._signers
        ]
        self._top = max(height_of(who) for who, _ in self._set) + _SIGN_ROOM
        return self._top + LABEL.leading + 3

    def draw(self) -> None:
        line = self.height - self._top
        for index, (who, name) in enumerate(self._set):
            x = index * (self._each + _SIGN_GAP)
            draw_lines(self.canv, who, x, self.height, self._each)
            draw_lines(self.canv, name, x, line + height_of(name) + 2, self._each)
            across(self.canv, x, x + self._each, line, "text", 0.6)
            draw_lines(self.canv, set_lines(self._date, self._each), x, line - 2, self._each)


class WritingLines(Block):
    """Empty lines to write on."""

    def __init__(self, count: int, before: float = 0) -> None:
        super().__init__(before)
        self._count = count

    def height_at(self, width: float) -> float:
        return self._count * _PEN_ROOM

    def draw(self) -> None:
        for number in range(self._count):
            across(self.canv, 0, self.width, number * _PEN_ROOM + 1, "line-strong", 0.5)
