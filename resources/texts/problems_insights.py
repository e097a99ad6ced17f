"""What stands in the way of looking at figures."""

from __future__ import annotations

from .marks import N_

INSIGHTS: dict[str, str] = {
    "period.unknown": N_(
        "“{text}” is not a period. Write 2026-11-20, 2026-W47, 2026-11, 2026-Q4, 2026 or 2026-11-01..2026-11-20."
    ),
    "figure.unknown": N_("“{text}” is not a figure such as on_time@2026-W47."),
    "slice.unknown": N_(
        "“{text}” does not say which cases. Write a name and a value, as in category=leak: {names}."
    ),
    "slice.unknown_value": N_("“{value}” is not known as {slice}. Nearest to it: {nearest}."),
    "slice.no_values": N_("“{value}” is not known as {slice}: no case here says anything of it."),
    "figure.no_cases": N_("There are no cases behind this figure: it does not count cases."),
    "pareto.total_small": N_("The rows add up to {listed}: more than the total of {total} that was given."),
    "pareto.option": N_(
        "{option} does not go here: --label, --count and --total are for a --table, the others for the cases of the"
        " store."
    ),
    "pareto.negative": N_("“{label}” has a negative count ({weight})."),
    "pareto.no_label": N_("{file} has no column “{column}”. Its columns: {columns}."),
    "pareto.no_text": N_("{file} has no column of labels. Name it with --label."),
    "pareto.no_count": N_("{file} has no column of counts. Name it with --count."),
    "pareto.wrong_count": N_("Line {line} of {file}: “{text}” is not a count."),
    "pareto.empty": N_("{file} has no rows to count."),
    "warning.no_note": N_("Say in a few words what is done about it."),
    "warning.known": N_("Somebody has answered this warning already."),
    "warning.has_incident": N_("An incident was opened from this warning already."),
    "unknown.warning": N_("There is no such warning (any more)."),
    "classify.nothing": N_("Choose first what these cases are."),
    "classify.not_below": N_("This sub-category is not below that category."),
    "classify.merged": N_("These cases were merged and are carried on elsewhere: {references}."),
    "unknown.responsible": N_("There is no responsible party {key}."),
    "measure.unknown": N_("There is no measure “{key}”."),
}
