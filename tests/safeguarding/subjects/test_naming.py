"""Whoever is named loses it at once, others are called, and it is never nobody."""

import datetime as dt

import pytest

from mori.accounts.models import Membership
from mori.core.errors import Refused
from mori.notifications.models import Message
from mori.safeguarding.alerts import jobs, queries
from mori.safeguarding.alerts.operations import acknowledge_alert, confirm_contact_as_officer
from mori.safeguarding.alerts.rules import AlertState
from mori.safeguarding.audit.models import AuditRecord
from mori.safeguarding.circles.models import KeptOut
from mori.safeguarding.routing.models import Relation
from mori.safeguarding.subjects import operations
from mori.safeguarding.subjects.models import Subject
from mori.safeguarding.subjects.rules import Said, SubjectState
from mori.safeguarding.watch.queries import roster
from tests.cases.closing.deciding import SAFE, decided, reached_alert
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import (
    ADDRESS,
    alert_of,
    climb_until,
    hand_over,
    minutes,
    reload,
    session_of,
    told,
    verbs,
)
from tests.safeguarding.duty.planning import plan
from tests.safeguarding.subjects.naming import called_alert, name

pytestmark = pytest.mark.usefixtures("app")
HOUR = dt.timedelta(hours=1)
LATER = NOON + minutes(10)


@pytest.fixture
def alert(cast):
    return called_alert(cast)


def may_read(alert, at=LATER):
    return queries.alert_by_key(alert.key, at).told_ids


def test_a_supervisor_who_is_named_changes_nobodys_part(cast, alert):
    acknowledge_alert(alert, cast.ningsih.id, NOON + minutes(3))

    name(alert, cast.budi)

    assert may_read(alert) == {cast.ningsih.id, cast.opik.id}
    assert not reload(alert).is_closed_circle
    assert reload(alert).state == AlertState.ACKNOWLEDGED
    assert cast.budi.id in queries.excluded_from(reload(alert), LATER)


def test_fault_23_the_officer_who_answered_first_is_the_one_it_is_about(cast, alert):
    acknowledge_alert(alert, cast.ningsih.id, NOON + minutes(3))
    confirm_contact_as_officer(reload(alert), cast.opik.id, NOON + minutes(4))

    name(alert, cast.ningsih)

    again = reload(alert)
    assert (again.state, again.acknowledged_by) == (AlertState.NOTIFIED, None)
    assert again.is_closed_circle
    assert told(alert)[-1] == "dewi", "on at once, in the same transaction"
    assert may_read(alert) == {cast.dewi.id}
    assert Relation.select().where(Relation.kind == "named").count() == 1
    assert "name" in [row.verb for row in AuditRecord.select()]


def test_what_hangs_on_it_is_renewed_in_the_same_transaction(cast, alert, monkeypatch):
    renewed = []

    def renew(alert, at):
        renewed.append((alert.key, may_read(alert), at))

    monkeypatch.setattr(operations, "on_named", {"renew": renew})
    name(alert, cast.ningsih)

    assert renewed == [(alert.key, {cast.dewi.id}, LATER)]


def test_if_what_hangs_on_it_fails_nothing_of_it_happened(cast, alert, monkeypatch):
    def fail(alert, at):
        raise RuntimeError("no new key")

    monkeypatch.setattr(operations, "on_named", {"fail": fail})
    with pytest.raises(RuntimeError):
        name(alert, cast.ningsih)

    assert Subject.select().count() == KeptOut.select().count() == 0
    assert may_read(alert) == {cast.ningsih.id, cast.opik.id}


@pytest.mark.parametrize("who", ["ningsih", "opik", "hasan", "wati"])
def test_officer_head_and_coordinator_close_the_circle_for_their_office(cast, alert, who):
    name(alert, getattr(cast, who))
    climb_until(LATER + 20 * HOUR, since=LATER, every=300)

    since = told(alert, since=LATER)
    assert set(since) == {"dewi", "eko"}
    assert may_read(alert) <= {cast.dewi.id, cast.eko.id}


def test_the_nations_duty_alone_is_called_where_there_is_one(cast, alert):
    plan(cast.seberang, cast.eko, is_national=True)

    name(alert, cast.hasan)
    climb_until(LATER + 3 * HOUR, since=LATER, every=300)

    assert set(told(alert, since=LATER)) == {"eko"}


def test_where_nobody_is_elsewhere_the_others_of_the_office_stay(cast, alert):
    Membership.update(ended_at=NOON).where(Membership.office == cast.seberang).execute()

    name(alert, cast.ningsih)
    climb_until(LATER + 5 * HOUR, since=LATER, every=300)

    assert may_read(alert) == {cast.opik.id, cast.hasan.id}
    assert set(told(alert, since=LATER)) == {"opik", "hasan"}


def test_a_later_call_of_the_same_person_is_closed_as_well(cast, alert):
    name(alert, cast.hasan)

    later = alert_of(cast.sari, NOON + HOUR)
    climb_until(NOON + 3 * HOUR, since=NOON + HOUR, every=300)

    assert later.id != alert.id
    assert set(told(later)) == {"dewi", "eko"}


def test_a_later_call_is_born_in_the_closed_circle(cast, alert):
    name(alert, cast.hasan)

    later = alert_of(cast.sari, NOON + HOUR)

    assert later.id != alert.id
    assert reload(later).is_closed_circle
    inside = {cast.ningsih.id, cast.opik.id, cast.hasan.id}
    assert inside <= queries.excluded_from(later, NOON + HOUR), "before anybody was called"


def test_a_call_of_somebody_who_named_a_supervisor_is_not_closed(cast, alert):
    name(alert, cast.budi)

    later = alert_of(cast.sari, NOON + HOUR)

    assert not reload(later).is_closed_circle
    assert KeptOut.select().where(KeptOut.about == later.key).count() == 0


def leave(*officers):
    ended = Membership.update(ended_at=LATER + HOUR)
    ended.where(Membership.person.in_([each.id for each in officers])).execute()


def test_when_the_last_officer_elsewhere_leaves_those_of_the_office_are_called(cast, alert):
    name(alert, cast.hasan)
    climb_until(LATER + HOUR, since=LATER)
    acknowledge_alert(reload(alert), cast.dewi.id, LATER + HOUR)

    leave(cast.dewi, cast.eko)
    for do in jobs.climb_ladders(ADDRESS, LATER + 2 * HOUR):
        do()

    since = LATER + HOUR + minutes(1)
    assert told(alert, since=since) == ["ningsih"]
    assert not reload(alert).is_closed_circle
    assert cast.ningsih.id in may_read(alert)
    climb_until(LATER + 5 * HOUR, since=LATER + 2 * HOUR, every=300)
    assert set(told(alert, since=since)) == {"ningsih", "opik"}, "never whom it is about"


def test_whoever_comes_elsewhere_takes_it_out_of_the_office_again(cast, alert):
    name(alert, cast.hasan)
    leave(cast.dewi, cast.eko)
    climb_until(LATER + 2 * HOUR, since=LATER + HOUR, every=300)
    assert cast.ningsih.id in may_read(alert)
    Membership.update(ended_at=None).where(Membership.person == cast.dewi.id).execute()

    climb_until(LATER + 3 * HOUR, since=LATER + 2 * HOUR + minutes(5), every=300)

    assert reload(alert).is_closed_circle
    assert may_read(alert) == {cast.dewi.id}


def test_a_head_who_is_head_no_more_lets_nobody_back_in(cast, alert):
    name(alert, cast.hasan)

    leave(cast.hasan)
    climb_until(LATER + 5 * HOUR, since=LATER + 2 * HOUR, every=300)

    assert set(told(alert, since=LATER)) == {"dewi", "eko"}
    assert cast.ningsih.id not in may_read(alert)


def test_of_two_possible_people_one_is_named_for_both(cast):
    alert = alert_of(cast.laila, session=session_of(cast.sari))
    climb_until(NOON)

    name(alert, cast.budi, officer=cast.ningsih)

    pairs = {(row.person_id, row.other_id) for row in Relation.select() if row.kind == "named"}
    assert pairs == {(cast.sari.id, cast.budi.id), (cast.laila.id, cast.budi.id)}


def test_of_somebody_nobody_knows_the_one_named_is_kept_out_too(cast):
    alert = alert_of()
    climb_until(NOON + minutes(2))
    assert {"ningsih", "dewi"} <= set(told(alert))

    name(alert, cast.ningsih, officer=cast.dewi)
    climb_until(LATER + HOUR, since=LATER)

    assert may_read(alert) <= {cast.dewi.id, cast.eko.id}
    assert "ningsih" not in told(alert, since=LATER)


def test_a_closed_call_opens_again(cast, alert):
    reached = reached_alert(cast, NOON + HOUR)
    closed = decided(reached, SAFE, cast.ningsih, cast.opik, NOON + 2 * HOUR)

    name(closed, cast.opik, at=NOON + 3 * HOUR)

    assert reload(closed).state == AlertState.NOTIFIED
    assert told(closed)[-1] == "dewi"


def test_what_has_not_gone_out_to_who_is_kept_out_never_does(cast, alert):
    hand_over(NOON)
    climb_until(NOON + minutes(5), since=NOON + minutes(2))
    waiting = Message.select().where(Message.sent_at.is_null())
    assert {row.recipient for row in waiting} == {"ningsih@contoh.example", "opik@contoh.example"}

    name(alert, cast.ningsih)

    still = Message.select().where(Message.sent_at.is_null(), Message.stopped_at.is_null())
    assert {row.recipient for row in still} == {"dewi@contoh.example"}


def test_words_for_officers_keep_nobody_out_and_are_told(cast, alert):
    acknowledge_alert(alert, cast.ningsih.id, NOON + minutes(3))

    name(alert, words="sealed")

    assert may_read(alert) == {cast.ningsih.id, cast.opik.id}
    assert told(alert)[-1] == "ningsih"
    assert verbs(alert)[-1] == "name"


def test_said_twice_it_is_once(cast, alert):
    for _ in range(2):
        operations.name_subject(reload(alert), Said("t", cast.hasan.id), LATER, ADDRESS)

    assert Subject.select().count() == 1
    assert told(alert, since=LATER) == ["dewi"]


def test_a_mistake_is_taken_back_by_two_and_by_no_one_alone(cast, alert):
    subject = name(alert, cast.hasan)
    climb_until(LATER + minutes(30), since=LATER)
    assert cast.eko.id in may_read(alert)

    operations.doubt_subject(reload(alert), subject, cast.dewi.id, LATER, ADDRESS)
    with pytest.raises(Refused):
        operations.drop_subject(reload(alert), Subject.get(), cast.dewi.id, LATER)
    with pytest.raises(Refused):
        operations.drop_subject(reload(alert), Subject.get(), cast.ningsih.id, LATER)
    before = may_read(alert)
    operations.drop_subject(reload(alert), Subject.get(), cast.eko.id, LATER)

    assert cast.ningsih.id not in before
    assert cast.ningsih.id in may_read(alert)
    assert not reload(alert).is_closed_circle
    assert Subject.get().state == SubjectState.DROPPED
    assert not [row for row in Relation.select() if row.kind == "named"]


def test_one_who_is_named_twice_stays_out_until_both_are_taken_back(cast, alert):
    first, _second = name(alert, cast.hasan), name(alert, cast.wati)
    climb_until(LATER + minutes(30), since=LATER)

    operations.doubt_subject(reload(alert), first, cast.dewi.id, LATER, ADDRESS)
    operations.drop_subject(reload(alert), Subject.get_by_id(first.id), cast.eko.id, LATER)

    assert reload(alert).is_closed_circle
    assert cast.ningsih.id not in may_read(alert)


def test_it_is_upheld_by_one(cast, alert):
    subject = name(alert, cast.hasan)
    operations.doubt_subject(reload(alert), subject, cast.dewi.id, LATER, ADDRESS)

    operations.uphold_subject(reload(alert), Subject.get(), cast.dewi.id, LATER)

    assert Subject.get().state == SubjectState.NAMED


def test_the_background_work_calls_nobody_of_the_office_either(cast, alert):
    acknowledge_alert(alert, cast.ningsih.id, NOON + minutes(3))
    name(alert, cast.ningsih)

    for minute in range(120):
        for do in jobs.climb_ladders(ADDRESS, LATER + minutes(minute)):
            do()

    assert set(told(alert, since=LATER)) == {"dewi", "eko"}


def test_the_roster_for_times_without_a_database_is_closed_too(cast, alert):
    before = roster(LATER)

    name(alert, cast.hasan)

    known = roster(LATER).people[cast.sari.key]
    called = {person for step in roster(LATER).routes[known.route] for person in step}
    assert called == {cast.dewi.id, cast.eko.id}
    assert {cast.ningsih.id, cast.opik.id, cast.hasan.id} <= set(known.excluded)
    other = roster(LATER).people[cast.tono.key]
    assert roster(LATER).routes[other.route] == before.routes[before.people[cast.tono.key].route]
