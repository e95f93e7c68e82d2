"""What happens to entries nobody reviews: digests, reminders, and other hands. Never a paraf."""

import datetime as dt
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.queries import people_here, people_in_role
from mori.core.clock import local_date
from mori.core.db import token_for, writing
from mori.core.errors import Refused
from mori.notifications.letters import additions_in, letter, parts_of_letters
from mori.notifications.models import Message
from mori.notifications.operations import post_message, take_slot
from mori.offices.models import Office
from mori.offices.queries import all_offices
from mori.web.filters import short_day

from ..review.operations import hand_over_entries
from ..review.rules import COORDINATOR_AFTER, DIGEST_AGAIN, STAND_IN_AFTER
from ..review.waiting import Waiting
from .models import HandOver, OverdueReminder
from .queries import (
    backlog_of,
    entries_shown,
    hand_over_by_token,
    overdue_count,
    overdue_with,
    passed_to_stand_ins,
)
from .rules import LISTED, OverdueEntry, digest_of


class Seen(NamedTuple):
    """What a question showed of the entries it is about, and its idempotency key."""

    digest: str
    token: str


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
    more = parts_of_letters("digest", office.id, clock.today)
    for person in people_here(office.id, {*own, *others, *more}):
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
            additions=additions_in(person.locale, more.get(person.id, ())),
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
def remind_reviewer(
    membership: Membership, clock: Waiting, actor_id: int, address: str
) -> OverdueReminder | None:
    """Mail a reviewer all that waits too long with them; once for each day that mail goes out.

    None where that day has a reminder already, or nothing waits any more.
    """
    person = membership.person
    rows = overdue_with(clock.office_id, person.id, clock.before(COORDINATOR_AFTER))
    if not rows:
        return None
    _require_reachable(person, clock.office_id)
    day = local_date(clock.mail_at, clock.zone)
    message = _post_reminder(membership, rows, clock, day, address)
    reminder, is_new = OverdueReminder.get_or_create(
        office=clock.office_id,
        reviewer=person.id,
        day=day,
        defaults={"message": message.id, "actor": actor_id, "at": clock.at},
    )
    return reminder if is_new else None


def _require_reachable(person: Person, office_id: int) -> None:
    name = person.name
    if not people_here(office_id, [person.id]):
        raise Refused(
            _("%(name)s has no role in this office any more. Hand the entries over.", name=name)
        )
    if not person.email:
        raise Refused(
            _("%(name)s has no e-mail address. Call, or hand the entries over.", name=name)
        )


def _post_reminder(
    membership: Membership,
    rows: list[OverdueEntry],
    clock: Waiting,
    day: dt.date,
    address: str,
) -> Message:
    person = membership.person
    days = [(short_day(person.locale, row.day), clock.days(row.submitted_at)) for row in rows]
    subject, body = letter(
        "logbook/reminder",
        person.locale,
        count=len(rows),
        days=days[:LISTED],
        url=f"{address}/tinjau?saring=lama",
    )
    thread = f"remind {membership.key}"
    return post_message(
        f"{thread} {day}", person.email or "", subject, body, clock.at, thread, clock.mail_at
    )


@writing()
def hand_over_all(
    membership: Membership, to_id: int, seen: Seen, actor_id: int, clock: Waiting
) -> int:
    """Give another supervisor all that waits too long with one, as it was shown; how many it was.

    The same form sent twice hands over once.
    """
    token = token_for(seen.token, membership.key, to_id)
    if done := hand_over_by_token(token):
        return done.entries
    reviewer_id = membership.person_id
    rows = overdue_with(clock.office_id, reviewer_id, clock.before(COORDINATOR_AFTER))
    if digest_of(rows) != seen.digest:
        raise Refused(_("Meanwhile these are other entries. Look at them once more."))
    entries = entries_shown([row.id for row in rows])
    # In the order of their ids, in which everybody locks them.
    hand_over_entries([entries[each] for each in sorted(entries)], to_id, actor_id, clock.at)
    made = HandOver.create(
        token=token,
        office=clock.office_id,
        reviewer=reviewer_id,
        to=to_id,
        entries=len(rows),
        actor=actor_id,
        at=clock.at,
    )
    return made.entries
