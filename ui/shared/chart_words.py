"""What the menu of a chart says, the same on every page."""

from __future__ import annotations

from resources.texts import Texts
from ui.widgets.chart_panel import ChartWords


def chart_words(texts: Texts) -> ChartWords:
    """The words in a language."""
    return ChartWords(
        menu=texts.t("More about this chart"),
        as_table=texts.t("Show as a table"),
        as_chart=texts.t("Show as a chart"),
        copy_picture=texts.t("Copy as a picture"),
        copy_data=texts.t("Copy as data"),
    )
