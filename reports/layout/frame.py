"""The frame around every page: running head, footer, page x of y, outline, metadata."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import ActionFlowable, BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate

from reports.layout.blocks import across
from reports.layout.paper import Paper, Part
from reports.layout.styles import BODY
from reports.layout.text import Spans, draw_lines, set_lines

CREATOR = "Redress"
_HEAD = 20  # height of the running head


class Sheet(Canvas):  # type: ignore[misc]
    """A canvas that writes the footers last, when it knows how many pages there are.

    A footer is a form that its page refers to by name; it is filled in before the file is closed.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.footers: list[tuple[Part, float, float]] = []

    def promise_footer(self, part: Part, margin: float, width: float) -> None:
        """Put the footer of this page where it belongs."""
        self.footers.append((part, margin, width))
        self.doForm(_footer_name(len(self.footers)))

    def save(self) -> None:
        """Write the footers and close the file."""
        total = len(self.footers)
        for number, (part, margin, width) in enumerate(self.footers, 1):
            self.beginForm(_footer_name(number))
            self._write_footer(part.footer, part.page(number, total), margin, width)
            self.endForm()
        super().save()

    def _write_footer(self, left: Spans, right: Spans, margin: float, width: float) -> None:
        at_right = set_lines(right, width)
        room = width - max(line.width for line in at_right) - 12
        top = margin - 4
        across(self, margin, margin + width, margin, "line-strong")
        draw_lines(self, set_lines(left, room)[:2], margin, top, room)
        draw_lines(self, at_right, margin, top, width, "right")


def _footer_name(number: int) -> str:
    return f"footer{number}"


class Sheets(BaseDocTemplate):  # type: ignore[misc]
    """A document of parts: each knows its running head and its footer."""

    def __init__(self, paper: Paper, target: BytesIO) -> None:
        super().__init__(
            target,
            pagesize=paper.size,
            title=paper.title,
            author=paper.author,
            subject=paper.subject,
            keywords=list(paper.keywords),
            creator=CREATOR,
            producer=CREATOR,
            lang=paper.language.replace("_", "-"),
            invariant=1,
            pageCompression=1,
            displayDocTitle=True,
            initialFontSize=BODY.size,
        )
        self._paper, self._part, self._first = paper, paper.parts[0], True
        margin, (width, height) = paper.margin, paper.size
        self._width = width - 2 * margin
        area = Frame(margin, margin + 6, self._width, height - 2 * margin + 2, 0, 0, 0, 0, id="sheet")
        later = Frame(
            margin, margin + 6, self._width, height - 2 * margin + 2 - _HEAD, 0, 0, 0, 0, id="later"
        )
        self.addPageTemplates(
            [
                PageTemplate("first", [area], onPageEnd=self._finish, autoNextPageTemplate="later"),
                PageTemplate("later", [later], onPage=self._running_head, onPageEnd=self._finish),
            ]
        )

    def handle_part(self, part: Part) -> None:
        """From the next page on, this part is printed. Called by its ``ActionFlowable``."""
        self._next_part = part
        self.handle_nextPageTemplate("first")

    def handle_pageBegin(self) -> None:
        """Begin a page, of the next part when one was announced."""
        self._part = getattr(self, "_next_part", self._part)
        super().handle_pageBegin()

    def _running_head(self, canvas: Any, _document: object) -> None:
        margin, top = self._paper.margin, self._paper.size[1] - self._paper.margin + 8
        draw_lines(canvas, set_lines(self._part.running, self._width)[:1], margin, top, self._width)
        across(canvas, margin, margin + self._width, top - 13, "line-strong")

    def _finish(self, canvas: Sheet, _document: object) -> None:
        canvas.promise_footer(self._part, self._paper.margin, self._width)

    def print(self) -> None:
        """Set and draw everything."""
        story: list[Flowable] = []
        for part in self._paper.parts:
            if story:
                story += [ActionFlowable(("part", part)), PageBreak()]
            story += part.blocks()
        self.build(story, canvasmaker=Sheet)


def print_to_bytes(paper: Paper) -> bytes:
    """The PDF of a paper. Fonts must be ready."""
    target = BytesIO()
    Sheets(paper, target).print()
    return target.getvalue()
