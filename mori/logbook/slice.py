from mori.access.grants import anyone, office, own, supervised
from mori.access.roles import Role
from mori.core.words import marked
from mori.web.menu import Item
from mori.web.slice import Machine, Part, Slice

from . import views, writing_views
from .book import reading_views as reading
from .book import views as book
from .comments.queries import any_unread
from .counting.counts import counts
from .jobs import jobs
from .overdue import views as overdue
from .overview import views as overview
from .photos import views as photos
from .phrases import views as phrases
from .phrases.queries import phrases_version
from .reminders import views as reminders
from .review import decision_views, verdict_views
from .review import views as review
from .review.queries import shortcuts_setting
from .review.rules import VERDICT_MOVES, VerdictState
from .rules import MOVES, EntryState
from .waiting_forms import WAITING_FORMS
from .withdrawal import views as withdrawal

SLICE = Slice(
    "logbook",
    rooms=(
        *("phrases", "photos", "comments", "review", "withdrawal", "overdue", "reminders", "book"),
        *("counting", "overview"),
    ),
    counts=counts,
    blueprints=(
        views.bp,
        writing_views.bp,
        phrases.bp,
        photos.bp,
        review.bp,
        verdict_views.bp,
        withdrawal.bp,
        decision_views.bp,
        overdue.bp,
        reminders.bp,
        book.bp,
        reading.bp,
    ),
    grants={
        "entry.read": {
            Role.INTERN: own,
            Role.SUPERVISOR: supervised,
            Role.COORDINATOR: office,
            Role.HEAD: office,
        },
        "entry.change": {Role.INTERN: own},
        "entry.review": {Role.SUPERVISOR: supervised},
        "entry.comment": {Role.INTERN: own, Role.SUPERVISOR: supervised},
        "entry.reassign": {Role.COORDINATOR: office},
        "overdue.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "verdict.undo": {Role.SUPERVISOR: supervised},
        "queue.read": {Role.SUPERVISOR: anyone},
    },
    facts={
        "has_shortcuts": shortcuts_setting,
        "phrases_version": phrases_version,
        "has_news": any_unread,
    },
    parts=(
        Part("me", "logbook/reminders/_me.html", reminders.reminders_part),
        Part("me", "logbook/review/_me.html", verdict_views.review_part),
        Part("office", "logbook/phrases/_office.html", phrases.office_part),
    ),
    menu=(
        Item("logbook", 20, "day.read", "logbook.logbook", "book", marked("Logbook")),
        Item(
            "queue",
            40,
            "queue.read",
            "review.queue",
            "list",
            marked("Review"),
            waits=review.waiting_entries,
        ),
        Item(
            "overdue",
            55,
            "overdue.list",
            "overdue.overdue",
            "clock",
            marked("Overdue"),
            waits=overdue.overdue_entries,
        ),
    ),
    machines=(
        Machine(
            "Entry",
            EntryState,
            MOVES,
            frozenset({EntryState.SUBMITTED}),
            frozenset({EntryState.APPROVED}),
        ),
        Machine(
            "Verdict",
            VerdictState,
            VERDICT_MOVES,
            frozenset({VerdictState.PENDING}),
            frozenset(VerdictState) - {VerdictState.PENDING},
        ),
    ),
    jobs=jobs,
    waiting_forms=WAITING_FORMS,
    attentions=overview.ATTENTIONS,
    figures=overview.FIGURES,
)
