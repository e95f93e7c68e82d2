from mori.access.grants import anyone, office
from mori.access.roles import Role
from mori.core.words import marked
from mori.offices.rules import Module
from mori.web.slice import Machine, Part, Slice

from .agenda import views as agenda
from .answering import views as answering
from .certifying import views as certifying
from .codes import views as codes
from .door import pass_views as doors
from .door import views as door
from .door.waiting_forms import WAITING_FORMS
from .followups import answer_views as promises
from .followups import own_views as promising
from .followups import views as follow_ups
from .followups.rules import MOVES as FOLLOW_UP_MOVES
from .followups.rules import FollowUpState
from .guests import views as guests
from .impressions import views as impressions
from .inviting import views as inviting
from .jobs import jobs
from .making import series_views as series
from .making import views as making
from .minutes import own_views as shared_minutes
from .minutes import views as minutes
from .minutes.rules import MOVES as MINUTES_MOVES
from .minutes.rules import MinutesState
from .overview import views as overview
from .presence import views as presence
from .public import views as public
from .questions import views as questions
from .rules import EVENT_MOVES, MOVES, EventState, InvitationState
from .screens import views as screens
from .sheets import views as sheets
from .telling import views as telling

SLICE = Slice(
    "events",
    module=Module.NETWORK,
    rooms=(
        *("public", "telling", "making", "agenda", "guests", "inviting", "answering"),
        *("presence", "codes", "screens", "door", "sheets"),
        *("followups", "minutes", "impressions", "questions", "certifying", "overview"),
    ),
    blueprints=(
        *(public.bp, making.bp, series.bp, agenda.bp),
        *(guests.bp, telling.bp, inviting.bp, answering.bp),
        *(presence.bp, screens.bp, codes.bp, door.bp, doors.bp, sheets.bp),
        *(follow_ups.bp, promises.bp, promising.bp, minutes.bp, shared_minutes.bp),
        *(impressions.bp, questions.bp, certifying.bp),
    ),
    grants={
        "event.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "event.make": {Role.COORDINATOR: anyone},
        "event.read": {Role.COORDINATOR: office, Role.HEAD: office},
        "event.change": {Role.COORDINATOR: office},
        "series.change": {Role.COORDINATOR: office},
        "presence.read": {Role.COORDINATOR: office, Role.HEAD: office},
        "presence.mark": {Role.COORDINATOR: office},
        "presence.void": {Role.COORDINATOR: office},
        "followup.read": {Role.COORDINATOR: office, Role.HEAD: office},
        "followup.write": {Role.COORDINATOR: office},
        "minutes.read": {Role.COORDINATOR: office, Role.HEAD: office},
        "minutes.write": {Role.COORDINATOR: office},
        "event_certificate.read": {Role.COORDINATOR: office, Role.HEAD: office},
        "event_certificate.issue": {Role.COORDINATOR: office},
        "event_question.read": {Role.COORDINATOR: office, Role.HEAD: office},
        "event_question.choose": {Role.COORDINATOR: office},
        "impression.read": {Role.COORDINATOR: office, Role.HEAD: office},
    },
    places={"events": "making.events"},
    pages={
        "event": marked("An event"),
        "invitation": marked("An invitation"),
    },
    parts=(
        Part("event", "events/minutes/_event.html", minutes.event_part),
        Part("event", "events/telling/_event.html", telling.event_part),
        Part("event", "events/inviting/_event.html", inviting.event_part),
        Part("event", "events/presence/_event.html", presence.event_part),
        Part("event", "events/followups/_event.html", follow_ups.figures_part),
        Part("participant", "events/codes/_participant.html", codes.participants_part),
        Part("participant", "events/followups/_participant.html", promising.participants_part),
        Part("participant", "events/minutes/_participant.html", shared_minutes.participants_part),
        Part("member_own", "events/followups/_member_own.html", promises.member_part),
        Part("event", "events/certifying/_event.html", certifying.event_part),
        Part("paper", "events/certifying/_paper.html", certifying.paper_part),
        Part("participant", "events/certifying/_participant.html", certifying.participants_part),
        Part("holder", "events/certifying/_participant.html", certifying.participants_part),
        Part("event", "events/questions/_event.html", questions.event_part),
        Part("participant", "events/questions/_participant.html", questions.participants_part),
        Part("holder", "events/questions/_participant.html", questions.participants_part),
        Part("event", "events/impressions/_event.html", impressions.event_part),
        Part("participant", "events/impressions/_participant.html", impressions.participants_part),
        Part("holder", "events/impressions/_participant.html", impressions.participants_part),
    ),
    attentions=overview.ATTENTIONS,
    jobs=jobs,
    waiting_forms=WAITING_FORMS,
    machines=(
        Machine(
            "Event",
            EventState,
            EVENT_MOVES,
            frozenset({EventState.DRAFT}),
            frozenset({EventState.REPORTED, EventState.CALLED_OFF}),
        ),
        Machine(
            "EventInvitation",
            InvitationState,
            MOVES,
            frozenset({InvitationState.DRAFTED, InvitationState.WAITING}),
            frozenset({InvitationState.WITHDRAWN}),
        ),
        Machine(
            "FollowUp",
            FollowUpState,
            FOLLOW_UP_MOVES,
            frozenset({FollowUpState.PROMISED}),
            frozenset(),
        ),
        Machine(
            "Minutes",
            MinutesState,
            MINUTES_MOVES,
            frozenset({MinutesState.DRAFT}),
            frozenset({MinutesState.REPLACED}),
        ),
    ),
)
