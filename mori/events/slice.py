from mori.access.grants import anyone, office
from mori.access.roles import Role
from mori.core.words import marked
from mori.offices.rules import Module
from mori.web.slice import Machine, Part, Slice

from .agenda import views as agenda
from .answering import views as answering
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
        *("followups", "minutes", "overview"),
    ),
    blueprints=(
        *(public.bp, making.bp, series.bp, agenda.bp),
        *(guests.bp, telling.bp, inviting.bp, answering.bp),
        *(presence.bp, screens.bp, codes.bp, door.bp, doors.bp, sheets.bp),
        *(follow_ups.bp, promises.bp, promising.bp, minutes.bp, shared_minutes.bp),
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
        Part("participant", "events/codes/_participant.html", codes.participant_part),
        Part("participant", "events/followups/_participant.html", promising.participant_part),
        Part("participant", "events/minutes/_participant.html", shared_minutes.participant_part),
        Part("member_own", "events/followups/_member_own.html", promises.member_part),
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
