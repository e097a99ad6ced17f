"""The exceptions that the house knows of, each with its reason. One that is no longer needed fails the tests."""

from __future__ import annotations

# (path, what is imported inside a function) -> why it is not at the top.
LATE_IMPORTS: dict[tuple[str, str], str] = {
    ("models/store/search_fold.py", "opencc"): "its dictionaries take 0.1 s, and only search needs them",
    (
        "models/store/search_names.py",
        "pypinyin",
    ): "0.3 s of dictionaries, only when a name is indexed or sought",
    (
        "models/directory/units.py",
        "rapidfuzz.distance",
    ): "only when a unit is not found and the nearest are named",
    ("main.py", "ui.command_line.program"): "the window does not need the commands",
    ("main.py", "ui.day"): "only where a day is performed",
    ("main.py", "ui.starting"): "commands run without Qt",
    ("main.py", "ui.early"): "with ui.starting",
    (
        "models/store/opening.py",
        "models.store.migrating",
    ): "20 ms; a store that is up to date needs no migrating",
    ("models/timing/official.py", "holidays"): "0.1 s of tables, only when an administrator asks for them",
    ("models/timing/official.py", "holidays.version"): "with holidays",
    ("models/options/countries.py", "babel.core"): "20 ms, once in the life of a store",
    ("models/timing/ical.py", "icalendar"): "0.1 s, only when somebody brings such a file",
    ("models/timing/ical.py", "models.timing.repeating"): "dateutil, with icalendar, for events that repeat",
    ("models/recurring/rules.py", "dateutil.rrule"): "15 ms, only where work comes back",
    (
        "models/scheduling/plan_solver.py",
        "ortools.sat.python",
    ): "half a second and 80 MB, only when somebody asks for a plan",
    ("models/scheduling/plan_solver.py", "ortools.linear_solver.python"): "with the other solver",
    ("models/scheduling/calendar_file.py", "icalendar"): "0.1 s, only when a calendar file is made",
    ("resources/texts/formats.py", "babel"): "0.1 s; the sign-in page has neither dates nor large numbers",
    ("resources/texts/formats.py", "babel.dates"): "with babel",
    ("resources/texts/formats.py", "babel.numbers"): "with babel",
}

# path, or path:name -> why it may be larger than the house likes.
LARGE: dict[str, str] = {
    "resources/texts/words.py": "a list of labels, one line each",
    "models/store/migrations/0001_first_schema.py": "a schema is a list; cut in two it would be harder to check",
}

# Modules of the window that may turn an event loop of their own -> why.
LOOPS: dict[str, str] = {
    "ui/jobs.py": "wait_idle, for tests and for the day without a screen; the desk never calls it",
}

# Enumerations whose members never reach the screen -> why.
UNSPOKEN: dict[str, str] = {
    "models.insights.kinds.Better": "which way is good is shown by what misses its target, never said",
    "models.insights.commentary.Say": "each is a whole sentence (reports/commentary.py)",
    "models.escalation.kinds.Cause": "an escalation is told in a whole sentence (ui/shared/escalation_words.py)",
    "models.handling.clock_kinds.ClockName": "clocks are the targets of a policy and have their labels (target.*)",
    "models.sweep.kinds.What": "the order in which a sweep takes the moments of one millisecond",
}
