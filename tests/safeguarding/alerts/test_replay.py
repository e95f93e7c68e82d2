"""A tap becomes one alert, of the right person, however it arrives."""

import pytest

from mori.access.roles import Role
from mori.accounts.models import Person, Session
from mori.accounts.operations import end_role, end_session, give_role
from mori.safeguarding.alerts import operations, queries
from mori.safeguarding.alerts.models import Alert, RescuedTap, Tap
from mori.safeguarding.alerts.rules import AlertState
from mori.safeguarding.rescue.operations import replay_rescued_tap, rescue_tap
from mori.safeguarding.rescue.queries import rescued_taps
from tests.cast import NOON, role_of
from tests.safeguarding.alerts.alarm import (
    ADDRESS,
    alert_of,
    climb,
    climb_until,
    messages,
    minutes,
    reload,
    replay,
    session_of,
    tap,
    told,
    verbs,
)

pytestmark = pytest.mark.usefixtures("app")


def test_a_help_ticket_names_the_person_and_their_office(cast):
    alert = alert_of(cast.sari)

    assert (alert.person, alert.office) == (cast.sari, cast.banua)
    assert alert.state == AlertState.RECEIVED
    assert alert.raised_at == NOON
    assert verbs(alert) == ["raise"]


def test_invariant_2_the_same_tap_twice_is_one_alert_and_one_tap(cast):
    record = tap(cast.sari)

    replay(record)
    replay(record)

    assert Tap.select().count() == Alert.select().count() == 1
    assert Alert.get().urgency == 1


def test_invariant_2_further_taps_within_ten_minutes_raise_the_urgency(cast):
    alert = alert_of(cast.sari)

    joined = [alert_of(cast.sari, NOON + minutes(n)) for n in (0, 1, 9.99)]

    assert joined == [alert] * 3
    assert reload(alert).urgency == 4
    assert verbs(alert) == ["raise", "again", "again", "again"]
    assert Tap.select().count() == 4


def test_a_tap_after_ten_minutes_is_an_alert_of_its_own(cast):
    first = alert_of(cast.sari)

    assert alert_of(cast.sari, NOON + minutes(10)) != first


def test_taps_of_two_people_are_two_alerts(cast):
    assert alert_of(cast.sari) != alert_of(cast.tono)


def test_a_session_names_the_person_and_the_office_it_is_used_in(cast):
    membership = give_role(cast.sari, cast.seberang.id, Role.INTERN, NOON)
    digest = session_of(cast.sari)
    Session.update(membership=membership).where(Session.digest == digest).execute()

    alert = alert_of(session=digest)

    assert (alert.person, alert.office) == (cast.sari, cast.seberang)


def test_a_session_that_has_ended_still_names_its_person(cast):
    digest = session_of(cast.sari)
    end_session(Session.get(Session.digest == digest), NOON)

    assert alert_of(session=digest).person == cast.sari


def test_invariant_14_signing_out_leaves_every_tap_and_alert_where_it_is(cast, visit):
    browser = visit(cast.sari)
    alert = alert_of(session=browser.who)
    Tap.create(token="unsent", code="unsent22", alert=alert, page="", at=NOON)

    response = browser.post("/keluar")

    assert response.status_code == 303
    assert "storage" not in response.headers["Clear-Site-Data"]
    assert Tap.select().count() == 2
    assert reload(alert).person == cast.sari


def test_a_valid_session_beats_a_ticket_that_counts_no_longer(cast):
    alert = alert_of(cast.tono, epoch=99, session=session_of(cast.sari))

    assert alert.person == cast.sari


@pytest.mark.parametrize("epoch", [0, 2])
def test_a_ticket_of_another_epoch_names_nobody(cast, epoch):
    alert = alert_of(cast.sari, epoch=epoch)

    assert alert.subject_ids == []
    assert alert.office is None


def test_somebody_whose_account_is_switched_off_can_still_call(cast):
    Person.update(is_active=False).where(Person.id == cast.sari.id).execute()

    assert alert_of(cast.sari).subject_ids == [cast.sari.id]


def test_someone_whose_roles_have_ended_keeps_their_first_office(cast):
    end_role(role_of(cast.sari), NOON)

    alert = alert_of(cast.sari)

    assert (alert.person, alert.office) == (cast.sari, cast.banua)


def test_a_session_and_a_ticket_of_two_people_are_of_neither_and_exclude_for_both(cast):
    alert = alert_of(cast.laila, session=session_of(cast.sari))

    assert alert.person is None
    assert alert.office == cast.banua
    assert alert.subject_ids == [cast.sari.id, cast.laila.id]
    assert queries.excluded_from(alert, NOON) == {
        each.id for each in (cast.sari, cast.laila, cast.rina, cast.budi, cast.joko)
    }
    assert alert_of(cast.laila, NOON + minutes(1), session=session_of(cast.sari)) == alert
    assert alert_of() != alert


def test_unknown_taps_are_one_alert_in_ten_minutes(cast):
    alert = alert_of()

    assert alert_of(at=NOON + minutes(9)) == alert
    assert alert_of(at=NOON + minutes(10)) != alert
    assert reload(alert).urgency == 2


def test_unknown_taps_go_to_the_first_officer_of_each_office_then_the_second(cast):
    alert = alert_of()

    climb(NOON)
    climb(NOON + minutes(2))
    climb(NOON + minutes(5))

    assert told(alert) == ["ningsih", "dewi", "ningsih", "opik", "dewi", "ningsih", "opik", "dewi"]


def test_a_flood_of_unknown_taps_is_never_blocked_and_mails_each_officer_once_in_ten_minutes(cast):
    start = NOON.replace(minute=0)
    for second in range(0, 600, 3):
        replay(tap(at=start + minutes(second / 60)))
        climb(start + minutes(second / 60))

    assert Tap.select().count() == 200
    assert sorted(message.recipient for message in messages()) == [
        "dewi@contoh.example",
        "ningsih@contoh.example",
        "opik@contoh.example",
    ]


def test_a_further_tap_reopens_an_alert_whose_contact_was_confirmed(cast):
    first = replay(tap(cast.sari))
    climb_until(NOON + minutes(2))
    operations.confirm_contact_as_person(first, NOON + minutes(2))

    alert = alert_of(cast.sari, NOON + minutes(3))
    climb(NOON + minutes(3))

    calls = ["notify", "notify"]
    assert alert == first.alert
    assert reload(alert).state == AlertState.NOTIFIED
    assert verbs(alert) == ["raise", *calls, "confirm", "again", "reopen", "notify"]
    assert told(alert) == ["ningsih", "opik", "ningsih"]


def test_a_further_tap_reaches_whoever_is_handling_the_alert(cast):
    alert = alert_of(cast.sari)
    climb(NOON)
    operations.acknowledge_alert(reload(alert), cast.opik.id, NOON + minutes(1))

    alert_of(cast.sari, NOON + minutes(2))

    assert told(alert) == ["ningsih", "opik"]
    assert reload(alert).state == AlertState.ACKNOWLEDGED
    assert reload(alert).due_at == NOON + minutes(31)


def test_a_rescued_tap_is_replayed_once(cast):
    record = tap(cast.sari)
    rescue_tap(record)
    rescue_tap(record)
    (rescued,) = rescued_taps()

    replay_rescued_tap(rescued, ADDRESS, NOON)

    assert Alert.get().person == cast.sari
    assert rescued_taps() == []
    assert RescuedTap.select().count() == 1


def test_an_old_page_of_one_and_a_ticket_of_another_are_of_neither(cast):
    record = tap(cast.laila) | {"also": cast.sari.key, "also_epoch": cast.sari.help_epoch}

    alert = replay(record).alert

    assert alert.person is None
    assert set(alert.subject_ids) == {cast.sari.id, cast.laila.id}
    assert cast.rina.id in queries.excluded_from(alert, NOON)


def test_a_tap_that_waited_keeps_the_phones_time_beside_ours(cast):
    waited = replay(tap(cast.sari) | {"phone_at": (NOON - minutes(90)).timestamp()})

    assert (waited.at, waited.phone_at) == (NOON, NOON - minutes(90))
    assert waited.alert.raised_at == NOON
