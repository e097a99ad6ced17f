"""What stands in the way of targets, calendars and files of holidays. A part of ``problems``."""

from __future__ import annotations

from .marks import N_

TIMING: dict[str, str] = {
    "calendar.hours": N_("“{text}” is not a stretch of hours. Write it as 09:00-18:00."),
    "calendar.interval": N_(
        "The hours {start} to {end} do not work: the end must come after the start, within one day."
    ),
    "calendar.never_opens": N_(
        "This calendar never opens, so nothing can fall due. Give it at least one open day."
    ),
    "calendar.overlap": N_(
        "Two stretches of hours overlap at {start}. Let the second begin after the first ends."
    ),
    "calendar.week": N_("A calendar needs all seven days, from Monday to Sunday."),
    "calendar.contradiction": N_(
        "{date} is both open and closed in this calendar. Keep one of the two lines."
    ),
    "calendar.date": N_("“{text}” is not a day. Write it as 2026-11-20."),
    "calendar.kind": N_("{date} must be open or closed, not “{text}”."),
    "calendar.not_json": N_("This calendar file cannot be read ({detail}). It must be JSON."),
    "calendar.open_hours": N_(
        "{date} is a working day without hours, and no weekday has any to lend. Give it its hours."
    ),
    "calendar.shape": N_(
        "The calendar file is not built as expected at “{where}”. See the help for its form."
    ),
    "calendar.unknown_day": N_("“{day}” is not a weekday. Write mon, tue, wed, thu, fri, sat or sun."),
    "calendar.unknown_field": N_("The calendar file has an unknown entry “{field}”."),
    "calendar.zone": N_("“{zone}” is not a time zone. Write it as Asia/Shanghai."),
    "calendar.zone_missing": N_("The calendar has no time zone. Give it one, such as Asia/Shanghai."),
    "holidays.no_country": N_(
        "There is no table of official days for “{country}”. Enter the days yourself or import a calendar file."
    ),
    "ical.too_fine": N_("“{label}” repeats more often than daily. Only days can be taken over."),
    "ical.too_long": N_("“{label}” lasts for more than ten years. Shorten it in the calendar file."),
    "ical.unreadable": N_("This is not a calendar file that can be read ({detail})."),
    "ical.too_large": N_(
        "This calendar file holds more than a table of holidays can. Export the holidays alone and try again."
    ),
    "calendar.too_many": N_("A calendar takes {most} days that differ. Remove years that are long past."),
    "calendar.label": N_("The name of {date} is too long: at most {most} letters, on one line."),
    "calendar.other_year": N_("{date} does not belong to {year}."),
    "target.nothing": N_("A target of no time cannot be kept. Leave it empty, or give it some time."),
    "target.too_long": N_("This is more than a year. Choose a shorter time."),
    "policy.first_response": N_(
        "{severity} needs a first response: somebody has to speak to the resident, whatever else is promised."
    ),
    "target.too_far": N_("This ends too far from today to be reckoned. Choose a shorter time."),
    "policy.unknown": N_("There is no set of targets called {name}."),
    "policy.wrong": N_("These targets cannot be read ({detail})."),
    "calendar.unknown": N_(
        "There is no calendar {name}. Known are {known}, or give the path of a .json file."
    ),
    "time.wrong": N_("“{text}” is not a moment. Write it as 2026-11-20T17:00."),
    "target.wrong": N_("“{text}” is not a length of time. Write 90m, 2h or 3wd."),
}
