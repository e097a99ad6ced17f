"""The pages of the window, in the order of the side bar. Each is imported when it is first shown."""

from __future__ import annotations

from models.core.permissions import Permission
from resources.texts import N_
from ui.navigation import PageSpec, Place

PAGES: tuple[PageSpec, ...] = (
    PageSpec(
        "today",
        N_("Today"),
        "ui.pages.desk.page:TodayPage",
        icon="inbox",
        key="F2",
        permission=Permission.VIEW,
    ),
    PageSpec(
        "complaints",
        N_("Complaints"),
        "ui.pages.complaints.page:ComplaintsPage",
        icon="message-square-text",
        key="F3",
        permission=Permission.VIEW,
    ),
    PageSpec(
        "repairs",
        N_("Repairs"),
        "ui.pages.repairs.page:RepairsPage",
        icon="wrench",
        key="F4",
        permission=Permission.VIEW,
    ),
    PageSpec(
        "residents",
        N_("Residents"),
        "ui.pages.directory.page:ResidentsPage",
        icon="users-round",
        key="F7",
        permission=Permission.VIEW,
    ),
    PageSpec(
        "team",
        N_("Team"),
        "ui.pages.team.page:TeamPage",
        icon="users",
        place=Place.FOOT,
        permission=Permission.VIEW,
    ),
    PageSpec(
        "shifts",
        N_("Hand-over"),
        "ui.pages.shifts.page:ShiftsPage",
        icon="notebook-pen",
        place=Place.FOOT,
        permission=Permission.VIEW,
    ),
    PageSpec(
        "options", N_("Options"), "ui.pages.options.page:OptionsPage", icon="settings-2", place=Place.FOOT
    ),
    PageSpec(
        "import",
        N_("Import"),
        "ui.pages.exchange.page:ImportPage",
        icon="folder",
        place=Place.FOOT,
        permission=Permission.IMPORT,
    ),
    PageSpec("first_run", N_("First run"), "ui.pages.gates.first_run:FirstRunPage", place=Place.GATE),
    PageSpec("sign_in", N_("Sign in"), "ui.pages.gates.sign_in:SignInPage", place=Place.GATE),
    PageSpec("lock", N_("Locked"), "ui.pages.gates.lock:LockPage", place=Place.GATE),
    PageSpec(
        "intake",
        N_("Record a complaint"),
        "ui.pages.intake.page:IntakePage",
        icon="square-pen",
        place=Place.INNER,
        permission=Permission.RECORD,
        under="complaints",
    ),
    PageSpec(
        "inbox",
        N_("What you should know"),
        "ui.pages.inbox.page:InboxPage",
        icon="bell",
        place=Place.INNER,
        permission=Permission.VIEW,
        under="today",
    ),
    PageSpec(
        "case",
        N_("Case"),
        "ui.pages.handling.page:CasePage",
        place=Place.INNER,
        permission=Permission.VIEW,
        link="reference",
        under="complaints",
    ),
    PageSpec(
        "order",
        N_("Work order"),
        "ui.pages.order.page:OrderPage",
        place=Place.INNER,
        permission=Permission.VIEW,
        link="reference",
        under="repairs",
    ),
    PageSpec(
        "incidents",
        N_("Outages and shared causes"),
        "ui.pages.incidents.page:IncidentsPage",
        icon="droplet-off",
        place=Place.INNER,
        permission=Permission.VIEW,
        link="id",
        under="today",
    ),
    PageSpec(
        "place",
        N_("Home"),
        "ui.pages.directory.home:PlacePage",
        place=Place.INNER,
        permission=Permission.VIEW,
        link="id",
        under="residents",
    ),
    PageSpec(
        "resident",
        N_("Resident"),
        "ui.pages.directory.home:ResidentPage",
        place=Place.INNER,
        permission=Permission.VIEW,
        link="id",
        under="residents",
    ),
    PageSpec(
        "crew",
        N_("Technicians"),
        "ui.pages.crew.page:CrewPage",
        icon="wrench",
        place=Place.INNER,
        permission=Permission.VIEW,
        link="id",
        under="repairs",
    ),
    PageSpec(
        "parts",
        N_("Parts"),
        "ui.pages.parts.page:PartsPage",
        icon="wrench",
        place=Place.INNER,
        permission=Permission.VIEW,
        link="id",
        under="repairs",
    ),
    PageSpec(
        "recurring",
        N_("Recurring work"),
        "ui.pages.recurring.page:RecurringPage",
        icon="wrench",
        place=Place.INNER,
        permission=Permission.VIEW,
        link="id",
        under="repairs",
    ),
    PageSpec(
        "report",
        N_("Print"),
        "ui.pages.reports.page:ReportPage",
        place=Place.INNER,
        permission=Permission.VIEW,
        under="complaints",
    ),
)

# What the search box asks: "module:Class" of palette providers.
PROVIDERS: tuple[str, ...] = (
    "ui.pages.complaints.palette:ReferencePalette",
    "ui.pages.order.palette:OrderReferencePalette",
    "ui.pages.complaints.palette:HomePalette",
    "ui.pages.complaints.palette:ResidentPalette",
    "ui.pages.incidents.palette:IncidentPalette",
    "ui.pages.complaints.palette:CasePalette",
    "ui.pages.order.palette:OrderPalette",
)

# "module:function" that counts what waits on each page, or empty.
COUNTS = "ui.pages.desk.counts:side_counts"
