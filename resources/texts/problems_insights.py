"""What stands in the way of looking at figures."""

from __future__ import annotations

from .marks import N_

INSIGHTS: dict[str, str] = {
    "period.unknown": N_(
        "“{text}” is not a period. Write 2026-11-20, 2026-W47, 2026-11, 2026-Q4, 2026 or 2026-11-01..2026-11-20."
    ),
    "figure.unknown": N_("“{text}” is not a figure such as on_time@2026-W47."),
    "figure.no_cases": N_("There are no cases behind this figure: it does not count cases."),
    "measure.unknown": N_("There is no measure “{key}”."),
}
