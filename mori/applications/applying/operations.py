"""Writing an application and sending it, handing in what was asked for, taking it back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock
from mori.offices.models import Office
from mori.offices.queries import calendar_of
from mori.placements.rules import InternKind

from ..models import Applicant, Application, ApplicationEvent, Opening
from ..papers.models import ApplicationPaper
from ..papers.queries import papers_of
from ..queries import application_by_token, reply_within
from ..rules import MOST_APPLICANTS, MOVES, ApplicantState, OpeningState, Reach, reply_day
from . import queries
from .letters import Door, mail_link, mail_received
from .models import ApplyingTry
from .rules import WITHIN, is_same_student


class Asked(NamedTuple):
    """What an application as a whole says: who answers for it, from where, and for when."""

    is_group: bool
    kind: InternKind
    institution_typed: str
    contact: str
    email: str
    phone: str
    reach: Reach
    starts_on: dt.date
    ends_on: dt.date


class More(NamedTuple):
    """What may be added to it: the letter that comes with it, and what they would like to do."""

    programme: str
    about: str
    letter_number: str
    letter_on: dt.date | None
    letter_by: str


class Who(NamedTuple):
    """An applicant's own data; ``needs`` and ``conflict`` come sealed."""

    name: str
    number: str
    email: str
    phone: str
    programme: str
    is_minor: bool
    is_foreign: bool
    needs: str
    conflict: str


def require_pace(subject: str, most: int, at: dt.datetime) -> None:
    """Refuse whoever began too much of late, and say when to go on."""
    begun = queries.tries_since(subject, at - WITHIN, most)
    if len(begun) >= most:
        wait = int((begun[-1] + WITHIN - at).total_seconds() // 60) + 1
        raise Refused(
            _(
                "Much was sent from your network within an hour. Send it again in %(n)d minutes: "
                "what you wrote still stands here.",
                n=wait,
            )
        )


@writing()
def note_try(subjects: Sequence[str], at: dt.datetime) -> None:
    """Remember that strangers began something."""
    ApplyingTry.insert_many({"subject": each, "at": at} for each in subjects).execute()


@writing()
def forget_tries(at: dt.datetime) -> None:
    """Delete what counts no longer."""
    ApplyingTry.delete().where(ApplyingTry.at <= at - WITHIN).execute()


@writing()
def begin_application(
    office: Office,
    opening: Opening | None,
    asked: Asked,
    locale: str,
    token: str,
    door: Door,
    at: dt.datetime,
    *,
    is_mailed: bool = True,
) -> Application:
    """Keep a draft under its link, from the first step on; the same form twice is one."""
    if there := application_by_token(token):
        return there
    made = Application.create(
        key=new_key(),
        token=token,
        office=office,
        opening=opening,
        locale=locale,
        made_at=at,
        changed_at=at,
        **asked._asdict(),
    )
    ApplicationEvent.create(application=made, verb="begin", at=at)
    if not asked.is_group:
        _add(made, 1, {"name": asked.contact, "email": asked.email, "phone": asked.phone}, at)
    if is_mailed:
        mail_link(made, office, door, at)
    return made


@writing()
def change_application(application: Application, asked: Asked, more: More, at: dt.datetime) -> None:
    """Say it otherwise, while it is a draft."""
    _change(application, at, **asked._asdict(), **more._asdict())


def _change(application: Application, at: dt.datetime, **columns: Any) -> None:
    changed = Application.update(changed_at=at, revision=Application.revision + 1, **columns).where(
        Application.id == application.id, Application.sent_at.is_null()
    )
    if not changed.execute():
        raise sent_already()


def sent_already() -> Refused:
    """What whoever writes into what was sent is told."""
    return Refused(_("This application was sent. Ask the office if something in it is wrong."))


@writing()
def add_applicant(application: Application, who: Who, at: dt.datetime) -> Applicant:
    """Put somebody on a draft's list; the same one twice is refused."""
    _change(application, at)
    there = queries.applicants_of(application.id)
    for each in there:
        if is_same_student((each.name, each.number), (who.name, who.number)):
            raise _twice(each)
    if len(there) >= MOST_APPLICANTS:
        raise _too_many()
    position = max((each.position for each in there), default=0) + 1
    return _add(application, position, who._asdict(), at)


@writing()
def add_places(application: Application, number: int, at: dt.datetime) -> None:
    """Ask for places whose names come later: a school may not know yet whom it sends."""
    _change(application, at)
    there = queries.applicants_of(application.id)
    if len(there) + number > MOST_APPLICANTS:
        raise _too_many()
    position = max((each.position for each in there), default=0)
    for each in range(number):
        _add(application, position + each + 1, {}, at)


def _too_many() -> Refused:
    return Refused(
        _("%(n)d people at most in one application. Begin another one.", n=MOST_APPLICANTS)
    )


def _twice(applicant: Applicant) -> Refused:
    return Refused(_("%(name)s stands on the list already.", name=applicant.name))


def _add(
    application: Application, position: int, columns: dict[str, Any], at: dt.datetime
) -> Applicant:
    return Applicant.create(
        key=new_key(),
        application=application,
        office=application.office_id,
        position=position,
        since=at,
        **columns,
    )


@writing()
def change_applicant(
    application: Application, applicant: Applicant, who: Who, at: dt.datetime
) -> None:
    """Correct somebody's data, while it is a draft."""
    _change(application, at)
    for each in queries.applicants_of(application.id):
        is_other = each.id != applicant.id
        if is_other and is_same_student((each.name, each.number), (who.name, who.number)):
            raise _twice(each)
    Applicant.update(who._asdict()).where(Applicant.id == applicant.id).execute()


@writing()
def remove_applicant(application: Application, applicant: Applicant, at: dt.datetime) -> list[str]:
    """Take somebody off a draft's list; gives where their papers lie."""
    _change(application, at)
    theirs = [each for each in papers_of(application.id) if each.applicant_id == applicant.id]
    ApplicationPaper.delete().where(ApplicationPaper.applicant == applicant.id).execute()
    Applicant.delete().where(
        Applicant.id == applicant.id, Applicant.state == ApplicantState.DRAFT
    ).execute()
    return [each.path for each in theirs]


def is_closed(opening: Opening | None, today: dt.date) -> bool:
    """Whether nobody can apply for an opening any more."""
    if opening is None:
        return False
    return opening.state is not OpeningState.OPEN or opening.open_until < today


def hindrances(
    application: Application, applicants: Sequence[Applicant], today: dt.date
) -> list[Any]:
    """What has to be put right before it can be sent, in words."""
    found: list[Any] = []
    if not applicants:
        found.append(_("Add the people it is for."))
    if application.starts_on is None or application.starts_on < today:
        found.append(_("The first day is over. Choose a later one."))
    return found


@writing()
def send_application(
    application: Application,
    office: Office,
    door: Door,
    today: dt.date,
    at: dt.datetime,
    *,
    without_opening: bool = False,
) -> None:
    """Hand it to the office, once; from its day on the time to reply runs."""
    lock(application)
    fresh = queries.application_by_key(application.key)
    if fresh is None:
        raise changed_meanwhile()
    if fresh.sent_at:
        return  # the form came twice
    applicants = queries.applicants_of(fresh.id)
    for hindrance in hindrances(fresh, applicants, today):
        raise Refused(hindrance)
    opening = fresh.opening if fresh.opening_id and not without_opening else None
    if is_closed(opening, today):
        raise Refused(
            _("Nobody can apply for this opening any more. Send it as a request without it.")
        )
    calendar = calendar_of(office.id, office.calendar_version)
    reply_by = reply_day(calendar, today, reply_within(office.id))
    said = {"opening": opening, "received_on": today, "reply_by": reply_by, "sent_at": at}
    _change(fresh, at, **said)
    for each in applicants:
        advance(each, MOVES, "send", None, at, since=at)
    ApplicationEvent.create(application=fresh, verb="send", at=at)
    mail_received(fresh, office, reply_by, door, at)
