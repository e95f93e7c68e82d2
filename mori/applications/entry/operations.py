"""Entering what came in on paper or by WhatsApp, as a coordinator reads it."""

import datetime as dt
from typing import NamedTuple

from mori.core.db import writing
from mori.institutions.operations import institution_for
from mori.offices.queries import calendar_of, office_by_id
from mori.placements.rules import InternKind

from ..models import Applicant, ApplicantEvent, Application, ApplicationEvent
from ..queries import application_by_token, reply_within
from ..rules import ApplicantState, Channel, Reach, reply_day
from .rules import Named


class Incoming(NamedTuple):
    """What a letter says."""

    channel: Channel
    kind: str
    programme: str
    institution: str
    which: str
    starts_on: dt.date
    ends_on: dt.date
    letter_number: str
    letter_on: dt.date | None
    letter_by: str
    letter_to: str
    received_on: dt.date
    contact: str
    email: str
    phone: str
    names: tuple[Named, ...]
    places: int
    about: str = ""


@writing()
def enter_letter(
    office_id: int, letter: Incoming, token: str, actor_id: int, at: dt.datetime
) -> Application:
    """Keep a letter with a place for each whom it names, and for each it asks for without a name.

    The same ``token`` again is the same letter.
    """
    if there := application_by_token(token):
        return there
    office = office_by_id(office_id)
    calendar = calendar_of(office.id, office.calendar_version)
    said = letter._asdict()
    for name in ("kind", "institution", "which", "names", "places"):
        del said[name]
    made = Application.create(
        token=token,
        office=office_id,
        is_group=len(letter.names) + letter.places > 1,
        reach=Reach.MAIL if letter.email else Reach.WHATSAPP,
        institution_typed=letter.institution,
        institution=institution_for(office_id, letter.institution, letter.which, actor_id, at),
        kind=InternKind(letter.kind),
        reply_by=reply_day(calendar, letter.received_on, reply_within(office_id)),
        sent_at=at,
        entered_by=actor_id,
        made_at=at,
        changed_at=at,
        **said,
    )
    ApplicationEvent.create(application=made.id, verb="enter", actor=actor_id, at=at)
    rows = [*letter.names, *(Named("") for _place in range(letter.places))]
    for position, named in enumerate(rows, 1):
        _add_place(made, position, named, actor_id, at)
    return made


def _add_place(
    application: Application, position: int, named: Named, actor_id: int, at: dt.datetime
) -> None:
    applicant = Applicant.create(
        application=application.id,
        office=application.office_id,
        position=position,
        state=ApplicantState.SUBMITTED,
        since=at,
        **named._asdict(),
    )
    ApplicantEvent.create(applicant=applicant.id, verb="send", actor=actor_id, at=at)
