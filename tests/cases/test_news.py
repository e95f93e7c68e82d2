"""What is new voids what two were about to decide, and reaches whom it concerns."""

import datetime as dt

import pytest

from mori.cases.closing import operations as closing
from mori.cases.holders import operations as holders
from mori.cases.holders.models import CaseHandOver
from mori.cases.tasks.operations import make_task
from mori.cases.tasks.queries import next_due_at
from mori.cases.tasks.rules import CaseTaskKind
from mori.core.errors import Refused
from mori.safeguarding.alerts.models import Delivery, Tap
from mori.safeguarding.alerts.queries import alert_by_key, next_look
from mori.safeguarding.alerts.rules import AlertState
from mori.safeguarding.receipts.queries import story_of
from mori.safeguarding.safety.operations import choose_contact
from mori.safeguarding.safety.rules import ContactChoice
from mori.safeguarding.subjects.operations import name_subject
from mori.safeguarding.subjects.rules import Said
from tests.cases.caring import in_care, written_to
from tests.cases.closing.deciding import SAFE, propose
from tests.cases.thread.writing import write
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, alert_of, climb_until, minutes, reload

pytestmark = pytest.mark.usefixtures("noon")
LATER = NOON + minutes(10)


@pytest.fixture
def case(cast, alert):
    return in_care(cast, alert)


def deliveries(alert):
    return Delivery.select().where(Delivery.alert == alert.id).count()


def test_a_second_message_within_ten_minutes_tells_nobody_again_and_voids_all_the_same(
    visit, cast, case, noon
):
    phone = visit(cast.sari)
    write(phone, case, "Satu", "m1")
    proposal = propose(case, SAFE, cast.ningsih)
    told = deliveries(case)

    noon.move_to(NOON + minutes(5))
    write(phone, case, "Aku masih butuh bantuan", "m2")

    assert deliveries(case) == told
    with pytest.raises(Refused, match="happened since"):
        closing.agree(reload(case), proposal, cast.opik.id, LATER)


def test_whoever_writes_again_and_again_is_heard_every_ten_minutes(visit, cast, case, noon):
    phone, before = visit(cast.sari), deliveries(case)

    for number in range(4):
        noon.move_to(NOON + minutes(9 * number))
        write(phone, case, f"Pesan {number}", f"m{number}")

    assert deliveries(case) == before + 2


def test_that_the_person_still_needs_help_reaches_whoever_looks_after_them(cast, case):
    propose(case, SAFE, cast.ningsih)
    before, told = written_to(cast.ningsih), deliveries(case)

    tap = Tap.get(Tap.alert == case)
    closing.answer_as_person(tap, agrees=False, at=LATER, address=ADDRESS)

    assert deliveries(case) == told + 1
    assert written_to(cast.ningsih) == [before[0] + 1]


def test_not_to_be_contacted_on_this_phone_is_told_however_far_the_case_is(cast, case):
    told = deliveries(case)

    choice = ContactChoice.NOT_HERE
    choose_contact(Tap.get(Tap.alert == case), choice, LATER, ADDRESS)

    assert reload(case).state == AlertState.CONTACTED
    assert deliveries(case) == told + 1


def test_whoever_accepts_a_hand_over_is_told_of_what_comes(visit, cast, case, app):
    secret = app.config["SECRET_KEY"]
    holders.offer_hand_over(
        case, (cast.ningsih.id, cast.opik.id), "Contoh", "h1", secret, ADDRESS, LATER
    )
    holders.accept_hand_over(CaseHandOver.get(), cast.opik.id, secret, LATER)
    before = written_to(cast.opik, cast.ningsih)

    write(visit(cast.sari), case, "Halo", "m1")

    assert written_to(cast.opik, cast.ningsih) == [before[0] + 1, before[1]]


def test_once_others_are_called_the_page_says_nothing_of_who_read_it_before(cast, alert):
    tap = Tap.get(Tap.alert == alert)
    assert story_of(tap).read_at is not None

    for token, who in (("n1", cast.ningsih), ("n2", cast.opik)):
        name_subject(reload(alert), Said(token, who.id), LATER, ADDRESS)

    assert story_of(Tap.get_by_id(tap.id)).read_at is None


def test_a_head_who_is_named_closes_every_call_of_the_person_to_the_office(cast, alert):
    earlier = alert_of(cast.sari, NOON - dt.timedelta(days=1))
    climb_until(NOON - dt.timedelta(days=1) + minutes(6), since=NOON - dt.timedelta(days=1))
    assert cast.opik.id in alert_by_key(earlier.key, LATER).told_ids

    name_subject(reload(alert), Said("n1", cast.hasan.id), LATER, ADDRESS)

    inside = {cast.ningsih.id, cast.opik.id, cast.hasan.id}
    assert not alert_by_key(earlier.key, LATER).told_ids & inside
    assert reload(earlier).is_closed_circle


def test_the_next_look_is_not_after_the_next_step(cast, case):
    make_task(case, CaseTaskKind.UNSAFE, NOON.date() + dt.timedelta(days=2), "t", NOON)
    case.state = AlertState.IN_HAND

    assert next_look(case, NOON) == next_due_at(case, NOON) < NOON + dt.timedelta(days=3)
