"""Pictures of the charts, to look at beside the drawings.

`python -m tests.ui.gallery_charts FOLDER` writes them in both languages and both themes, and a page of paper in each
language.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from reports.charts.block import Beside, ChartBlock
from reports.layout.paper import Paper, Part
from reports.layout.styles import SMALL
from reports.layout.text import Span
from reports.render import to_bytes
from resources.charts.kinds import Chart, Sparkline
from resources.texts import Texts, load
from tests.chart_samples import charts
from ui.theme import ThemeHolder
from ui.theme.current import theme
from ui.widgets.chart_panel import ChartPanel, Spark


class _Ground(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("surface"))
        painter.end()


def _panel(chart: Chart, height: int | None = None) -> ChartPanel:
    panel = ChartPanel()
    panel.set_chart(chart)
    if height:
        panel.view.setFixedHeight(height)
    return panel


def page(texts: Texts) -> QWidget:
    """All charts on one page."""
    made, ground = charts(texts), _Ground()
    grid = QGridLayout(ground)
    grid.setContentsMargins(24, 24, 24, 24)
    grid.setHorizontalSpacing(40)
    grid.setVerticalSpacing(24)
    grid.addWidget(_panel(made["pareto"], 215), 0, 0)
    grid.addWidget(_panel(made["control"], 215), 0, 1)
    grid.addWidget(_panel(made["heat"]), 1, 0)
    grid.addWidget(_panel(made["interval"], 200), 1, 1)
    grid.addWidget(_panel(made["times"]), 2, 0)
    grid.addWidget(_panel(made["lines"], 200), 2, 1)
    grid.addWidget(_panel(made["waiting"]), 3, 0)
    right = QVBoxLayout()
    right.addWidget(_panel(made["workload"]))
    right.addWidget(_panel(made["buildings"]))
    right.addStretch(1)
    grid.addLayout(right, 3, 1)
    third = QVBoxLayout()
    line, spark = made["spark"], Spark()
    assert isinstance(line, Sparkline)
    spark.set_chart(line)
    strip = _panel(made["strip"])
    strip.setFixedWidth(290)
    before, card = _panel(made["before"], 150), _panel(made["card"], 96)
    for widget in (before, card):
        widget.setFixedWidth(300)
    third.addWidget(spark)
    for widget in (strip, before, card):
        third.addWidget(widget)
    third.addStretch(1)
    grid.addLayout(third, 0, 2, 4, 1)
    ground.resize(1540, 1200)
    return ground


def paper(texts: Texts) -> bytes:
    """All charts on paper."""
    made = charts(texts)

    def blocks() -> list[ChartBlock | Beside]:
        return [
            Beside([ChartBlock(made["pareto"], 125), ChartBlock(made["control"], 125)], (0.6, 0.4)),
            Beside([ChartBlock(made["interval"], 110), ChartBlock(made["strip"])], (0.6, 0.4), before=8),
            Beside([ChartBlock(made["heat"]), ChartBlock(made["lines"], 120)], (0.5, 0.5), before=8),
            Beside([ChartBlock(made["before"], 90), ChartBlock(made["card"], 60)], (0.5, 0.5), before=8),
            Beside([ChartBlock(made["times"]), ChartBlock(made["waiting"])], (0.5, 0.5), before=8),
            Beside([ChartBlock(made["buildings"]), ChartBlock(made["workload"])], (0.6, 0.4), before=8),
        ]

    foot = [Span("charts", SMALL)]
    part = Part("charts", foot, foot, lambda page, pages: [Span(f"{page}/{pages}", SMALL)], blocks)
    return to_bytes(Paper("charts", "", "", (), texts.language, (part,)))


def paint(folder: Path, app: QApplication, holder: ThemeHolder) -> list[Path]:
    """Write the pictures and the papers."""
    made = []
    for language in ("en", "zh_CN"):
        texts = load(language)
        for name in ("light", "dark"):
            holder.set(name)
            ground = page(texts)
            ground.show()
            app.processEvents()
            target = folder / f"charts-{name}-{language}.png"
            ground.grab().save(str(target))
            ground.close()
            ground.deleteLater()
            made.append(target)
        target = folder / f"charts-{language}.pdf"
        target.write_bytes(paper(texts))
        made.append(target)
    return made


def main() -> None:
    """Write them into the folder named on the command line."""
    from resources import fonts

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["FONTCONFIG_FILE"] = str(fonts.fontconfig(Path(scratch)))
        app = QApplication([])
        folder = Path(sys.argv[1])
        folder.mkdir(parents=True, exist_ok=True)
        for path in paint(folder, app, ThemeHolder()):
            print(path)


if __name__ == "__main__":
    main()
