"""What whoever applied does once it was sent: hands in, takes back, names granted places."""

import datetime as dt
from collections.abc import Sequence

from flask_babel import lazy_gettext as _

from mori.accounts.rules import normal_email, normal_phone
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, lock

from ..applying import queries
from ..applying.rules import is_same_student
from ..deciding.operations import withdraw_applicant
from ..entry.rules import Named
from ..models import Applicant, ApplicantEvent, Application
from ..papers.queries import papers_of
from ..papers.rules import asked_in
from ..queries import applicant_by_id
from ..rules import MOVES, ApplicantState


@writing()
def complete_if_all_there(applicant: Applicant, at: dt.datetime) -> bool:
    """Give an applicant back to the office once all that was asked for has come since."""
    asked = queries.last_asked(applicant.id)
    if applicant.state is not ApplicantState.INCOMPLETE or asked is None:
        return False
    come = {
        each.code
        for each in papers_of(applicant.application_id)
        if each.applicant_id in (None, applicant.id) and each.at >= asked.at
    }
    codes, _words = asked_in(asked.note)
    if not set(codes) <= come:
        return False
    advance(applicant, MOVES, "complete", None, at, since=at)
    return True


@writing()
def withdraw(applicants: Sequence[Applicant], at: dt.datetime) -> int:
    """Take applications back; those that are over already stay as they are."""
    sources, _target = MOVES["withdraw"]
    still = [each for each in applicants if each.state in sources]
    for each in still:
        withdraw_applicant(applicant_by_id(each.id), None, at)
    return len(still)


@writing()
def hand_in_names(application: Application, names: Sequence[Named], at: dt.datetime) -> None:
    """Give granted places their names: never more than were granted, nobody twice."""
    lock(application)
    places = queries.nameless_places(application.id)
    if len(names) > len(places):
        raise Refused(
            _(
                "%(granted)d places are still without a name; these are %(sent)d names. Take "
                "some out.",
                granted=len(places),
                sent=len(names),
            )
        )
    taken = [(each.name, each.number) for each in queries.applicants_of(application.id)]
    for each in names:
        if any(is_same_student((each.name, each.number), other) for other in taken):
            raise Refused(_("%(name)s stands on the list already.", name=each.name))
        taken.append((each.name, each.number))
    for place, each in zip(places, names, strict=False):
        reached = {"phone": normal_phone(each.phone), "email": normal_email(each.email)}
        columns = {name: reached[name] or "" for name in reached}
        Applicant.update(each._asdict() | columns).where(Applicant.id == place.id).execute()
        ApplicantEvent.create(applicant=place, verb="name", at=at)
