"""What happens to entries nobody reviews: digests, reminders, and other hands. Never a paraf."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.access.roles import Role
from mori.accounts.queries import people_here, people_in_role, person_by_id
from mori.core.db import writing
from mori.core.errors import Refused
from mori.notifications.letters import letter
from mori.notifications.operations import post_message, take_slot
from mori.offices.models import Office
from mori.offices.queries import all_offices

from ..models import Entry
from ..review.rules import COORDINATOR_AFTER, DIGEST_AGAIN, STAND_IN_AFTER
from ..review.waiting import Waiting
from .queries import backlog_of, overdue_count, passed_to_stand_ins


@writing()
def post_digests(address: str, at: dt.datetime) -> None:
    """Each working morning, a mail to whoever has entries waiting; at most one a day each.

    On the first of a week the coordinators hear of what has waited long.
    """
    for office in all_offices():
        clock = Waiting(office.id, office.calendar_version, office.zone, at)
        if clock.is_digest_time and take_slot(f"digest {office.code}", str(clock.today), at):
            _post_digests(office, clock, address)
            if clock.is_first_of_week:
                _post_overdue(office, clock, address)


def _post_digests(office: Office, clock: Waiting, address: str) -> None:
    again = clock.before(DIGEST_AGAIN)
    own = backlog_of(office.id, again)
    others = passed_to_stand_ins(office.id, again)
    for person in people_here(office.id, {*own, *others}):
        if person.email is None:
            continue
        count, oldest, old = own.get(person.id, (0, None, 0))
        subject, body = letter(
            "logbook/digest",
            person.locale,
            count=count,
            oldest=oldest and clock.days(oldest),
            old=old,
            others=others.get(person.id, 0),
            coordinator_after=COORDINATOR_AFTER,
            stand_in_after=STAND_IN_AFTER,
            url=f"{address}/tinjau",
        )
        token = f"digest {office.code} {person.key} {clock.today}"
        post_message(token, person.email or "", subject, body, clock.at)


def _post_overdue(office: Office, clock: Waiting, address: str) -> None:
    """Once a week, to the coordinators: how many entries are on their list."""
    count = overdue_count(office.id, clock.before(COORDINATOR_AFTER))
    if not count:
        return
    for person in people_in_role(office.id, Role.COORDINATOR):
        if person.email is None:
            continue
        subject, body = letter(
            "logbook/overdue", person.locale, count=count, url=f"{address}/tertunda"
        )
        token = f"overdue {office.code} {person.key} {clock.today}"
        post_message(token, person.email, subject, body, clock.at)


@writing()
def remind_reviewer(entry: Entry, clock: Waiting, address: str) -> dt.datetime:
    """Mail whoever holds an entry, at most once a day; when it goes out."""
    person = person_by_id(entry.supervisor_id)
    if not people_here(entry.office_id, [person.id]):
        raise Refused(
            _(
                "%(name)s has no role in this office any more. Hand the entry over.",
                name=person.name,
            )
        )
    if not person.email:
        raise Refused(
            _("%(name)s has no e-mail address. Call, or hand the entry over.", name=person.name)
        )
    subject, body = letter("logbook/reminder", person.locale, url=f"{address}/tinjau?saring=lama")
    token = f"remind {person.key} {clock.today}"
    return post_message(token, person.email, subject, body, clock.at, due_at=clock.mail_at).due_at
