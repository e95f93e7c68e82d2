"""A way to be called counts once a code that went that way has come back, and is one person's."""

import pytest

from mori.accounts.models import Person
from mori.core.errors import Refused
from mori.notifications.models import Message, RefusedAddress
from mori.safeguarding.points import operations
from mori.safeguarding.points.models import ContactPoint
from mori.safeguarding.points.queries import own_points, points_of, reachable_among
from mori.safeguarding.points.rules import MOST_A_DAY, MOST_TRIES, Unfit, Way, unfit
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import minutes
from tests.safeguarding.points.asking import (
    SECRET,
    added,
    code_in,
    device,
    last_code,
    proven,
)

pytestmark = pytest.mark.usefixtures("app", "noon")


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06}"


def prove(point, code, at=NOON):
    return operations.prove_point(point, code, SECRET, at)


def test_a_code_goes_out_the_way_it_proves(cast):
    point = added(cast.ningsih, Way.SMS, "+6281234567890")

    message = Message.get()
    assert (message.channel, message.recipient) == ("sms", "+6281234567890")
    assert message.is_sealed
    assert code_in(message) not in message.subject
    assert not points_of([cast.ningsih.id])
    assert prove(point, code_in(message))
    assert points_of([cast.ningsih.id]) == {cast.ningsih.id: [point]}
    assert reachable_among([cast.ningsih.id, cast.opik.id]) == {cast.ningsih.id}


def test_a_wrong_code_proves_nothing_and_ends_after_some_tries(cast):
    point = added(cast.ningsih)
    code = last_code()

    for _ in range(MOST_TRIES):
        assert not prove(point, wrong(code))

    with pytest.raises(Refused):
        prove(point, code)
    assert not reachable_among([cast.ningsih.id])


def test_a_code_counts_for_ten_minutes(cast):
    point = added(cast.ningsih)

    with pytest.raises(Refused):
        prove(point, last_code(), NOON + minutes(11))

    assert prove(point, last_code(), NOON + minutes(10))


def test_another_code_ends_the_one_before(cast):
    point = added(cast.ningsih)
    before = last_code()
    with pytest.raises(Refused):
        operations.send_code_again(point, cast.ningsih, SECRET, NOON + minutes(0.5))

    point = ContactPoint.get_by_id(point.id)
    operations.send_code_again(point, cast.ningsih, SECRET, NOON + minutes(2))

    assert before == last_code() or not prove(point, before, NOON + minutes(2))
    assert prove(point, last_code(), NOON + minutes(2))


def test_added_twice_is_one(cast):
    first = added(cast.ningsih)

    assert added(cast.ningsih, at=NOON + minutes(2)) == first
    assert len(own_points(cast.ningsih.id)) == 1


def test_what_a_colleague_has_proven_is_theirs(cast):
    proven(cast.opik, Way.SMS, "+6281234567890")

    for way in (Way.SMS, Way.WHATSAPP):
        with pytest.raises(Refused):
            added(cast.ningsih, way, "+6281234567890")

    assert not own_points(cast.ningsih.id)


def test_whoever_proves_first_has_it(cast):
    ours, theirs = added(cast.ningsih), added(cast.opik)
    (first, second) = [code_in(each) for each in Message.select().order_by(Message.id)]
    assert prove(theirs, second)

    with pytest.raises(Refused):
        prove(ours, first)

    assert not reachable_among([cast.ningsih.id])


def test_what_somebody_else_signs_in_with_is_theirs(cast):
    with pytest.raises(Refused):
        added(cast.ningsih, Way.MAIL, cast.hasan.email)

    assert added(cast.ningsih, Way.MAIL, cast.ningsih.email)


def test_what_somebody_else_began_to_sign_in_with_meanwhile_is_theirs(cast):
    point, code = added(cast.ningsih), last_code()
    Person.update(email=point.address).where(Person.id == cast.opik.id).execute()

    with pytest.raises(Refused):
        prove(point, code)


def test_a_device_is_one_persons(cast):
    device(cast.opik)

    with pytest.raises(Refused):
        device(cast.ningsih)


def test_several_devices_are_called(cast):
    device(cast.ningsih)
    device(cast.ningsih, "https://fcm.googleapis.com/fcm/send/other")

    assert len(points_of([cast.ningsih.id])[cast.ningsih.id]) == 2


def test_what_is_removed_is_called_no_more_and_may_be_anothers(cast):
    point = proven(cast.opik)
    operations.remove_point(point, NOON)

    gone = ContactPoint.get_by_id(point.id)
    assert (gone.address, gone.sealed, gone.claim) == ("", "", None)
    assert not reachable_among([cast.opik.id])
    assert proven(cast.ningsih)


def test_what_waits_for_a_removed_point_is_stopped(cast):
    operations.remove_point(added(cast.ningsih), NOON)

    assert Message.get().stopped_at == NOON


def test_a_device_its_service_knows_no_longer_is_forgotten(cast):
    gone, there = device(cast.ningsih), device(cast.opik, "https://fcm.googleapis.com/other")
    refused = Message.update(refused_at=NOON).where(Message.recipient == gone.key)
    refused.execute()

    operations.forget_gone_devices(NOON)

    assert reachable_among([cast.ningsih.id, cast.opik.id]) == {cast.opik.id}
    assert ContactPoint.get_by_id(there.id).gone_at is None


def test_a_mailbox_that_refuses_or_an_account_switched_off_is_not_reachable(cast):
    point = proven(cast.ningsih)
    proven(cast.opik, address="lain@contoh.id")
    RefusedAddress.create(address=point.address, since=NOON)
    Person.update(is_active=False).where(Person.id == cast.opik.id).execute()

    assert not reachable_among([cast.ningsih.id, cast.opik.id])

    proven(cast.ningsih, Way.SMS, "+6281234567890")
    assert reachable_among([cast.ningsih.id]) == {cast.ningsih.id}


def test_nobody_adds_without_end(cast):
    for number in range(MOST_A_DAY):
        added(cast.ningsih, address=f"a{number}@contoh.id")

    with pytest.raises(Refused):
        added(cast.ningsih, address="lagi@contoh.id")


@pytest.mark.parametrize(
    ("way", "written", "why"),
    [
        (Way.MAIL, "norhayati.umpama@contoh.id", None),
        (Way.MAIL, "humas@contoh.id", Unfit.SHARED),
        (Way.MAIL, "Info.Kalsel@contoh.id", Unfit.SHARED),
        (Way.MAIL, "kalsel-pengaduan+1@contoh.id", Unfit.SHARED),
        (Way.MAIL, "admin2@contoh.id", Unfit.SHARED),
        (Way.MAIL, "MORI@contoh.id", Unfit.SHARED),
        (Way.MAIL, "infoana@contoh.id", None),
        (Way.MAIL, "tidak ada", Unfit.NO_ADDRESS),
        (Way.SMS, "0812-3456-7890", None),
        (Way.SMS, "021-555", Unfit.NO_NUMBER),
        (Way.WHATSAPP, "120363041234567890@g.us", Unfit.GROUP),
        (Way.WHATSAPP, "6281234567890-1612345678@g.us", Unfit.GROUP),
        (Way.WHATSAPP, "https://chat.whatsapp.com/Abc", Unfit.GROUP),
        (Way.NTFY, "gT5kXw2mQz8rLp4v", None),
        (Way.NTFY, "jaga", Unfit.NO_TOPIC),
        (Way.NTFY, "https://ntfy.example/gT5kXw2mQz8rLp4v", Unfit.NO_TOPIC),
    ],
)
def test_only_ones_own_is_fit(way, written, why):
    assert unfit(way, written, "mori@contoh.id") is why
