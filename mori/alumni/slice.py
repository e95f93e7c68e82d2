from mori.access.grants import OWN, anyone, office
from mori.access.roles import Role
from mori.core.jobs import LongKind
from mori.core.words import marked
from mori.web.menu import Item
from mori.web.slice import Machine, Part, Slice

from .applying import views as applying
from .applying.run_operations import apply_some
from .applying.undo_operations import undo_some
from .asking import views as asking
from .counting.counts import counts as count_day
from .directory import choice_views as choices
from .directory import count_views as counts
from .directory import fellow_views as fellows
from .directory import former_views as former
from .directory import views as directory
from .exports import views as export_views
from .exports.operations import make_some
from .exports.rules import FOLDER, KIND
from .finding import models as _facets  # noqa: F401 - so that its tables are known
from .imports import models as _imports  # noqa: F401 - the same
from .imports import rules as imports
from .imports import views as import_views
from .imports.deciding import views as import_rows
from .imports.operations import resume_with_job as resume_list
from .imports.operations import stop_with_job as stop_list
from .imports.steps.operations import take_in_some
from .jobs import jobs
from .merging import views as merging
from .messages import reaching_views, stopping_views
from .messages import rules as messages
from .messages import views as message_views
from .messages.operations import resume_with_job, stop_with_job
from .messages.sending_operations import send_some
from .overview import views as overview
from .own import farewell_views as farewell
from .own import views as own
from .privacy import own_views as own_data
from .privacy import rules as privacy
from .privacy import views as privacy_views
from .privacy.operations import erase_again
from .privacy.queries import waiting
from .records import adding_views
from .records import views as records
from .relations import door_views as doors
from .relations import network_views as network
from .relations import views as relations
from .rules import MOVES, AlumnusState

LOOKING, READING = marked("Look through a list"), marked("Read a list")
APPLYING, UNDOING = marked("Take over a list"), marked("Take back a list")
OFFICE = {Role.COORDINATOR: office, Role.HEAD: office}
STAFF = {Role.COORDINATOR: anyone, Role.HEAD: anyone}

SLICE = Slice(
    "alumni",
    rooms=(
        *("values", "understanding", "likeness", "finding", "counting"),
        *("retention", "bounces", "consents", "records", "relations", "directory", "own"),
        *("asking", "messages", "exports", "merging", "imports", "applying", "privacy", "overview"),
    ),
    blueprints=(
        *(adding_views.bp, records.bp, relations.bp, network.bp, doors.bp),
        *(directory.bp, choices.bp, counts.bp, fellows.bp, former.bp),
        *(own.bp, own.held_bp, farewell.bp),
        *(message_views.bp, reaching_views.bp, stopping_views.bp),
        *(asking.bp, merging.bp, import_views.bp, import_rows.bp, applying.bp),
        *(export_views.bp, privacy_views.bp, own_data.bp, own_data.held_bp),
    ),
    counts=count_day,
    grants={
        "alumni.list": STAFF,
        "alumni.read": OFFICE,
        "alumni.change": {Role.COORDINATOR: office},
        "alumni.add": {Role.COORDINATOR: anyone},
        "alumni.former": {Role.SUPERVISOR: anyone},  # the view begins with the own placements
        "alumni.own": OWN,
        "import.list": STAFF,
        "import.bring": {Role.COORDINATOR: anyone},
        "import.read": OFFICE,
        "import.change": {Role.COORDINATOR: office},
        "alumni.compare": {Role.COORDINATOR: anyone},
        "alumni.merge": {Role.COORDINATOR: office},
        "mailing.list": STAFF,
        "mailing.read": OFFICE,
        "mailing.write": {Role.COORDINATOR: anyone},
        "mailing.change": {Role.COORDINATOR: office},
        "alumni.export": {Role.COORDINATOR: anyone},
        "export.list": STAFF,
        "export.read": OFFICE,
        "export.change": {Role.COORDINATOR: office},
        "request.list": STAFF,
        "request.read": OFFICE,
        "request.decide": {Role.COORDINATOR: office},
        "request.note": {Role.COORDINATOR: office},
    },
    links=(own.LINK,),
    menu=(
        Item("alumni", 55, "alumni.list", "directory.directory", "cap", marked("Alumni"), waiting),
    ),
    parts=(
        Part("ended", "alumni/own/_ended.html", farewell.ended_part),
        Part("me", "alumni/own/_me.html", own.me_part),
        Part("alumnus", "alumni/relations/_relations.html", relations.relations_part),
        Part("office", "alumni/relations/_office.html", network.office_part),
        Part("alumni", "alumni/relations/_alumni.html", network.alumni_part),
        Part("alumnus", "alumni/asking/_alumnus.html", asking.alumnus_part),
        Part("alumni", "alumni/asking/_alumni.html", asking.office_part),
        Part("me", "alumni/directory/_me.html", former.me_part),
        Part("alumnus", "alumni/applying/_alumnus.html", applying.alumnus_part),
        Part("alumnus", "alumni/messages/_alumnus.html", reaching_views.alumnus_part),
        Part("alumni", "alumni/messages/_alumni.html", message_views.office_part),
        Part("alumnus", "alumni/merging/_alumnus.html", merging.alumnus_part),
        Part("alumni", "alumni/merging/_office.html", merging.office_part),
        Part("own", "alumni/privacy/_own.html", own_data.own_part),
        Part("alumni", "alumni/exports/_directory.html", export_views.directory_part),
        Part("alumni", "alumni/privacy/_directory.html", privacy_views.directory_part),
        Part("alumnus", "alumni/privacy/_alumnus.html", privacy_views.alumnus_part),
        Part("alumni", "alumni/imports/_office.html", import_views.imports_part),
    ),
    jobs=jobs,
    lasting={"alumnus": erase_again},
    long_jobs=(
        *(
            LongKind(
                kind,
                label,
                page,
                step,
                "import.change",
                stopped=stop_list,
                resumed=resume_list,
            )
            for kind, label, page, step in (
                (imports.LOOKING, LOOKING, "alumni_imports.imported", take_in_some),
                (imports.READING, READING, "alumni_imports.imported", take_in_some),
                (imports.APPLYING, APPLYING, "applying.report", apply_some),
                (imports.UNDOING, UNDOING, "applying.report", undo_some),
            )
        ),
        LongKind(
            messages.KIND,
            marked("Message to alumni"),
            "alumni_messages.mailing",
            send_some,
            "mailing.change",
            stopped=stop_with_job,
            resumed=resume_with_job,
        ),
        LongKind(
            KIND,
            marked("Export of alumni"),
            "alumni_exports.export",
            make_some,
            "export.change",
            folder=FOLDER,
            starts_over=True,
        ),
    ),
    file_purposes=(import_views.FILES,),
    machines=(
        Machine(
            "Alumnus",
            AlumnusState,
            MOVES,
            frozenset({AlumnusState.INVITED}),
            frozenset({AlumnusState.ERASED}),
        ),
        Machine(
            "PrivacyRequest",
            privacy.RequestState,
            privacy.MOVES,
            frozenset({privacy.RequestState.OPEN}),
            frozenset(privacy.RequestState) - {privacy.RequestState.OPEN},
        ),
        Machine(
            "Import",
            imports.ImportState,
            imports.MOVES,
            frozenset({imports.ImportState.UPLOADED}),
            imports.ENDED - {imports.ImportState.APPLIED},
        ),
        Machine(
            "Mailing",
            messages.MailingState,
            messages.MOVES,
            frozenset({messages.MailingState.DRAFT}),
            frozenset({messages.MailingState.SENT, messages.MailingState.DROPPED}),
        ),
    ),
    attentions=overview.ATTENTIONS,
    figures=overview.FIGURES,
)
