"""What the application says when something in the user's world stands in the way.

Each code of a ``UserProblem`` has its sentence: what happened, what is safe, what to do. The facts in braces
come from the problem. A pair marked with ``NN_`` is chosen by the fact ``n``.
"""

from __future__ import annotations

from .marks import N_, Plural

UNKNOWN_PROBLEM = N_("This did not work ({code}). Nothing was changed, and your words are kept.")

PROBLEMS: dict[str, str | Plural] = {
    "unit.unknown": N_("No unit {unit}."),
    "unit.unknown_near": N_("No unit {unit}. Did you mean {near}?"),
}
