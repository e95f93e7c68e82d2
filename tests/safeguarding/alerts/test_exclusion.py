"""Random organisations: nobody excluded is ever told, and somebody is whenever there is one."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mori.access.roles import Role
from mori.accounts.models import Membership
from mori.accounts.operations import add_person, give_role
from mori.core.db import db
from mori.safeguarding.alerts import operations, queries
from mori.safeguarding.alerts.models import Delivery
from mori.safeguarding.routing.operations import register_relation
from tests.cast import NOON, TODAY
from tests.safeguarding.alerts.alarm import alert_of, climb, minutes, reload, session_of

PEOPLE = 7
people = st.integers(0, PEOPLE - 1)
duties = st.tuples(people, st.booleans(), st.sampled_from([Role.OFFICER, Role.HEAD]))
relations = st.tuples(people, st.sampled_from([-400, -1, 0, 5]), st.booleans())
moments = st.lists(st.integers(1, 400), max_size=8)
acts = st.lists(st.sampled_from(["again", "acknowledge", "confirm", "relate"]), max_size=4)


def organisation(cast, appointed, related):
    """The people, the officers and heads among them, and the relations to Sari."""
    everybody = [add_person(f"Orang {n}", NOON, email=f"o{n}@x.example") for n in range(PEOPLE)]
    Membership.update(ended_at=NOON).where(Membership.role.in_([Role.OFFICER, Role.HEAD])).execute()
    for number, is_here, role in appointed:
        give_role(everybody[number], (cast.banua if is_here else cast.seberang).id, role, NOON)
    for place, (number, days, has_ended) in enumerate(related):
        first = TODAY + dt.timedelta(days=days)
        register_relation(
            cast.sari.id,
            [everybody[number].id],
            "supervisor",
            first,
            first if has_ended else None,
            f"relation {place}",
        )
    return everybody


def act(verb, alert, cast, at):
    """What may happen between two rounds."""
    told = sorted(queries.alert_by_key(alert.key, at).told_ids)
    if verb == "again":
        alert_of(cast.sari, NOON + minutes(9))
    elif verb == "acknowledge" and told and alert.state in ("received", "notified"):
        operations.acknowledge_alert(alert, told[-1], at)
    elif verb == "confirm":
        operations.confirm_contact_as_person(alert.taps.get(), at)
    elif verb == "relate" and told:
        register_relation(cast.sari.id, told[:1], "private", TODAY, None, "named")


@settings(
    max_examples=25,  # and as many on the other database
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(duties, max_size=8), st.lists(relations, max_size=6), moments, acts, st.booleans())
def test_invariant_4_no_excluded_person_is_told_and_somebody_always_is(
    cast, appointed, related, waits, between, is_disputed
):
    with db.atomic() as transaction:
        organisation(cast, appointed, related)
        extra = {"session": session_of(cast.tono)} if is_disputed else {}
        alert, at = alert_of(cast.sari, **extra), NOON
        for wait in [0, *waits]:
            at += minutes(wait)
            excluded = queries.excluded_from(alert, at)
            before = reload(alert)
            climb(at)
            told = _told(alert, since=before.calls)
            assert not told & excluded
            if reload(alert).calls > before.calls and _anybody_left(excluded):
                assert told
            assert reload(alert).due_at > at
            if between:
                act(between.pop(), reload(alert), cast, at)
                assert not _told(alert, since=before.calls) & excluded
        transaction.rollback()


def _told(alert, since):
    rows = Delivery.select().where(Delivery.alert == alert.id, Delivery.call > since)
    return {row.officer_id for row in rows}


def _anybody_left(excluded):
    duty = Membership.select().where(
        Membership.role.in_([Role.OFFICER, Role.HEAD]), Membership.ended_at.is_null()
    )
    return {row.person_id for row in duty} - excluded
