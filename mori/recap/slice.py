from mori.access.grants import anyone, office
from mori.access.roles import Role
from mori.core.jobs import LongKind
from mori.core.words import marked
from mori.web.menu import Item
from mori.web.slice import Part, Slice

from . import models as _rollups  # noqa: F401 - so that its tables are known
from .files import rules as file_rules
from .files import views as files
from .files.jobs import make_some
from .overview import views as overview
from .own import views as own
from .reports import row_views as report_rows
from .reports import views as reports
from .rollups.jobs import jobs
from .rollups.operations import keep
from .rollups.views import counts_part
from .shared import held_views as held
from .shared import views as shared
from .yearly import views as yearly

SLICE = Slice(
    "recap",
    rooms=("rollups", "overview", "own", "reports", "yearly", "files", "shared"),
    blueprints=(
        *(overview.bp, own.bp, reports.bp, report_rows.bp, yearly.bp, files.bp),
        *(shared.bp, held.bp),
    ),
    grants={
        "overview.read": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "overview.own": {Role.INTERN: anyone},
        "overview.interns": {Role.SUPERVISOR: anyone},
        # All of these begin with the office of whoever asks.
        "office_report.read": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "office_report.rows": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "office_report.share": {Role.COORDINATOR: anyone},
        "report_file.open": {Role.COORDINATOR: office, Role.HEAD: office},
    },
    links=(held.LINK,),
    menu=(Item("overview", 5, "overview.read", "overview.overview", "home", marked("Overview")),),
    parts=(
        Part("me", "recap/own/_me.html", own.me_part),
        Part("jobs", "recap/rollups/_counts.html", counts_part),
    ),
    figures=overview.FIGURES,
    follows=keep,
    jobs=jobs,
    long_jobs=tuple(
        LongKind(
            kind,
            label,
            "report_files.file",
            make_some,
            "report_file.open",
            folder=file_rules.FOLDER,
            starts_over=True,
        )
        for kind, label in (
            (file_rules.REPORT, marked("File of a report")),
            (file_rules.LIST, marked("Interns of a year as a file")),
        )
    ),
)
