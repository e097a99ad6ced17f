"""What stands in the way of a summary. A part of ``problems``."""

from __future__ import annotations

from .marks import N_

SUMMARIES: dict[str, str] = {
    "option.folder": N_("“{path}” is not the whole path of a folder. Choose one, or leave this empty."),
    "summary.not_begun": N_("{period} has not begun yet, so there is nothing to sum up."),
    "summary.folder_gone": N_(
        "The folder {path} is not there, so the summary of the week was not put into it. It is tried again later."
    ),
    "summary.ending": N_("{name} must end in .pdf, .xlsx or .csv."),
}
