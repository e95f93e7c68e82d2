"""What comes to nothing is over after a while, and is erased after that."""

import datetime as dt
from contextlib import suppress

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.files.store import Store
from mori.core.states import advance, lock
from mori.notifications.operations import forget_addresses

from ..deciding.models import Decision
from ..letters.operations import erase_letters
from ..letters.queries import letters_about
from ..models import Applicant, ApplicantEvent, Application, ApplicationEvent
from ..papers.operations import drop_papers_of, drop_papers_of_application
from ..rules import MOVES
from ..ties.operations import forget_ties
from . import queries

NOTHING = {
    "name": "",
    "number": "",
    "email": "",
    "phone": "",
    "programme": "",
    "needs": "",
    "conflict": "",
}


def expire_old(at: dt.datetime) -> None:
    """Close what nobody came back to."""
    for applicant in queries.to_expire(at):
        with suppress(Refused), writing():  # somebody moved it on meanwhile
            advance(applicant, MOVES, "expire", None, at, since=at)


def erase_old(store: Store, at: dt.datetime) -> None:
    """Erase what came to nothing ninety days ago.

    Files go before their rows: whoever is killed between them finds the rows again.
    """
    for applicant in queries.to_erase(at):
        letters = letters_about(applicant.application_id, applicant.id)
        for path in (path for row in letters for path in row.paths):
            store.remove(path)
        drop_papers_of(store, [applicant.id])
        if not queries.others_kept(applicant):
            drop_papers_of_application(store, applicant.application_id)
        with writing():
            erase_letters(letters)
            erase_applicant(applicant, at)


@writing()
def erase_applicant(applicant: Applicant, at: dt.datetime) -> None:
    """Keep of somebody that they asked for a place, and when what happened; nothing else.

    With the last of an application its contact and its texts go, too.
    """
    if not lock(applicant, "state"):
        return
    Applicant.update(**NOTHING, erased_at=at).where(Applicant.id == applicant.id).execute()
    ApplicantEvent.update(note="").where(ApplicantEvent.applicant == applicant.id).execute()
    Decision.update(note="", over_why="", trouble="").where(
        Decision.applicant == applicant.id
    ).execute()
    forget_ties(applicant.id)
    ApplicantEvent.create(applicant=applicant.id, verb="erase", actor=None, at=at)
    addresses = {applicant.email}
    if not queries.has_unerased(applicant.application_id):
        addresses.add(_erase_application(applicant.application_id, at))
    forget_addresses(queries.addresses_free(addresses - {""}))


def _erase_application(application_id: int, at: dt.datetime) -> str:
    """The address that it had."""
    email = queries.application_by_id(application_id).email
    Application.update(
        contact="", email="", phone="", about="", letter_by="", letter_number="", erased_at=at
    ).where(Application.id == application_id).execute()
    events = ApplicationEvent.application == application_id
    ApplicationEvent.update(note="").where(events).execute()
    ApplicationEvent.create(application=application_id, verb="erase", actor=None, at=at)
    return email
