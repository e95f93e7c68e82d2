"""A canary takes the whole way of a tap, and reaches nobody but the robot."""

import re
from functools import partial

import pytest

from mori.accounts.models import Person
from mori.config import Settings
from mori.core.tickets import help_ticket
from mori.notifications.models import Message
from mori.safeguarding.alerts import operations as alerts
from mori.safeguarding.alerts.models import Alert, Delivery, Tap
from mori.safeguarding.alerts.queries import are_canaries
from mori.safeguarding.alerts.rules import ROBOT, AlertKind, AlertState
from mori.safeguarding.canary import jobs, operations, queries, rules
from mori.safeguarding.canary.models import Canary
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, alert_of, climb, hand_over, minutes
from tests.safeguarding.tapping import SECRET, Clock, button_in, help_cookie, kept
from tests.safeguarding.tapping import tap as press

pytestmark = pytest.mark.usefixtures("clock", "english")
MAILBOX = "robot@contoh.example"
TICKET = help_ticket(SECRET, ROBOT, jobs.EPOCH)


def record_of(folder, at=NOON, token="canary-1", **environ):
    """What the button keeps of the robot's tap."""
    button = button_in(folder, clock=Clock(at.timestamp()))
    assert press(button, {"t": token, "b": TICKET, "p": "robot"}, **environ).status == 303
    return kept(button)[-1]


def sent(folder, at=NOON, token="canary-1"):
    """A canary that has come as far as the outbox."""
    operations.send_canary(token, MAILBOX, at)
    alerts.replay_tap(record_of(folder, at, token), ADDRESS, at)
    climb(at)


def look(at):
    for piece in jobs.look_after(at):
        piece()


def lost(*ago):
    """Canaries so many minutes ago of which nothing came back."""
    for number, each in enumerate(ago):
        operations.send_canary(f"lost-{number}-{each}", MAILBOX, NOON - minutes(each))


def test_it_is_back_when_a_mail_server_takes_its_mail(cast, tmp_path):
    sent(tmp_path)
    look(NOON + minutes(1))
    assert Canary.get().returned_at is None

    hand_over(NOON + minutes(1))
    look(NOON + minutes(1))

    assert Canary.get().returned_at == NOON + minutes(1)
    assert (Alert.get().kind, Alert.get().state) == (AlertKind.CANARY, AlertState.ENDED)


def test_invariant_9_it_reaches_the_robot_alone(cast, tmp_path):
    sent(tmp_path)

    for minute in range(0, 60, 2):
        climb(NOON + minutes(minute))

    assert {row.officer.key for row in Delivery.select()} == {ROBOT}
    assert {row.recipient for row in Message.select()} == {MAILBOX}


def test_officers_see_nothing_of_it(visit, cast, tmp_path):
    before = visit(cast.hasan).get("/jaga").text
    sent(tmp_path)
    key = Alert.get().key

    assert "No calls." in visit(cast.ningsih).get("/jaga").text
    assert visit(cast.ningsih).get(f"/jaga/{key}").status_code == 404
    shown = [html.partition("<main")[2] for html in (before, visit(cast.hasan).get("/jaga").text)]
    assert re.sub(r'value="[^"]*"', "", shown[0]) == re.sub(r'value="[^"]*"', "", shown[1])


def test_one_that_is_lost_calls_no_longer_than_ten_minutes(cast, tmp_path):
    sent(tmp_path)

    look(NOON + minutes(9))
    assert Alert.get().state is AlertState.NOTIFIED
    look(NOON + minutes(10))

    assert Alert.get().state is AlertState.ENDED
    assert Canary.get().returned_at is None


def test_the_next_is_an_alert_of_its_own(cast, tmp_path):
    sent(tmp_path)
    sent(tmp_path, NOON + minutes(5), "canary-2")

    assert Alert.select().count() == 2


def test_nobody_makes_a_call_pass_for_a_canary(cast, tmp_path):
    operations.send_canary("canary-1", MAILBOX, NOON)
    mine = help_cookie(cast.sari.key, cast.sari.help_epoch)

    record = record_of(tmp_path, HTTP_COOKIE=mine)
    alerts.replay_tap(record, ADDRESS, NOON)

    assert Alert.get().kind is AlertKind.REAL


def test_a_ticket_that_we_did_not_sign_is_a_call_of_nobody_known(cast, tmp_path):
    operations.send_canary("canary-1", MAILBOX, NOON)
    button = button_in(tmp_path)
    press(button, {"t": "canary-1", "b": help_ticket(b"another key, as long", ROBOT, 1)})
    (record,) = kept(button, "unknown")

    alerts.replay_tap(record, ADDRESS, NOON)

    assert Alert.get().kind is AlertKind.REAL


def test_the_robot_cannot_sign_in_and_has_no_role(cast):
    operations.send_canary("canary-1", MAILBOX, NOON)

    robot = Person.get(Person.key == ROBOT)
    assert (robot.is_active, robot.password_hash) == (False, None)
    assert robot.memberships.count() == 0


def test_an_address_of_somebody_else_is_not_taken(cast):
    operations.send_canary("canary-1", cast.hasan.email, NOON)

    assert Person.get(Person.key == ROBOT).email is None


@pytest.mark.parametrize(
    ("ago", "is_lost"),
    [((20, 5), True), ((5,), False), ((20, 4), False), ((90, 75), False), ((35, 20, 5), True)],
)
def test_two_in_a_row_are_a_loss(cast, ago, is_lost):
    lost(*ago)

    assert (queries.loss(NOON) is not None) is is_lost


def test_since_the_first_that_did_not_come_back(cast):
    lost(50, 35, 20)
    Canary.update(returned_at=NOON).where(Canary.id == Canary.select().limit(1)).execute()

    assert queries.loss(NOON).since == NOON - minutes(35)


def test_operators_and_heads_are_written_to_once(cast):
    lost(20, 5)

    jobs.tell(ADDRESS, NOON)
    jobs.tell(ADDRESS, NOON + minutes(1))
    lost(0)
    jobs.tell(ADDRESS, NOON + minutes(6))

    told = [message.recipient.split("@")[0] for message in Message.select()]
    assert sorted(told) == ["eko", "gita", "hasan"]
    assert "has not arrived twice in a row" in Message.get().body


def test_the_duty_board_says_so_while_it_is_on(app, visit, cast, monkeypatch):
    lost(20, 5)
    said = "Calls may not come through since 18 Nov 2026 11.40"

    assert said not in visit(cast.ningsih).get("/jaga").text
    settings = Settings(canary_mail=MAILBOX)
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    assert "Calls may not come through since" in visit(cast.ningsih).get("/jaga").text
    Canary.update(returned_at=NOON).execute()
    assert "Calls may not come through since" not in visit(cast.ningsih).get("/jaga").text


def test_without_a_mailbox_none_is_sent(tmp_path):
    key = "a secret of the office, long enough"

    assert jobs.jobs(Settings(instance=str(tmp_path), secret_key=key)) == []
    assert jobs.jobs(Settings(instance=str(tmp_path), secret_key=key, canary_mail=MAILBOX))


def test_one_is_sent_in_a_quarter_of_an_hour_on_however_many_nodes(cast, settled):
    taps, wait_for = settled
    nodes = [
        jobs.periodic("canary", rules.EVERY, partial(jobs.send, MAILBOX, taps.append))
        for _ in range(2)
    ]

    for minute in (0, 1, 14, 15):
        for node in nodes:
            for piece in node(NOON + minutes(minute)):
                piece()

    wait_for(2)
    assert sorted(taps) == sorted(row.token for row in Canary.select())


def test_what_is_old_goes_and_calls_stay(cast, tmp_path):
    sent(tmp_path, NOON - rules.KEPT)
    call = alert_of(cast.sari, at=NOON - rules.KEPT)
    climb(NOON - rules.KEPT)

    jobs.forget(NOON)

    assert [row.id for row in Alert.select()] == [call.id]
    assert [row.alert_id for row in Tap.select()] == [call.id]
    assert Canary.select().count() == 0
    assert {row.officer.key for row in Delivery.select()} == {cast.ningsih.key}


def test_its_file_alone_is_not_kept(cast, tmp_path):
    canary, call = record_of(tmp_path), {"person": cast.sari.key}

    assert are_canaries([canary])
    assert not are_canaries([canary, call])
    assert not are_canaries([])
