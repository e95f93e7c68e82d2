"""After a year without activity a member is asked once, and is dormant without an answer."""

import datetime as dt

import pytest

from mori.network.models import Member, MemberEvent
from mori.network.operations import note_activity
from mori.network.queries import member_by_id
from mori.network.renewing.operations import ask_and_lapse
from mori.network.rules import ActivityKind, MemberState
from mori.notifications.models import Message
from mori.offices.operations import use_modules
from tests.cast import NOON, TODAY
from tests.links.holding import POST

from .making import base_of, holder, link_to, make_member

pytestmark = pytest.mark.usefixtures("noon")

DAY = dt.timedelta(days=1)
MAIL = "umi@contoh.example"


@pytest.fixture
def umi(cast):
    """Nothing was heard of her for a year and a day."""
    return make_member(cast.banua, mail=MAIL, active_on=TODAY - 366 * DAY)


def mails() -> int:
    return Message.select().where(Message.recipient == MAIL).count()


def test_somebody_is_asked_once_by_mail_and_by_day(cast, umi):
    fresh = make_member(cast.banua, "Baru", mail="baru@contoh.example", active_on=TODAY - 365 * DAY)

    ask_and_lapse(POST, NOON + dt.timedelta(hours=12))  # at midnight
    by_night = mails()
    for hours in range(3):
        ask_and_lapse(POST, NOON + dt.timedelta(hours=hours))

    assert (by_night, mails()) == (0, 1)
    assert "masih ingin menjadi anggota" in Message.get(Message.recipient == MAIL).subject
    assert member_by_id(fresh.id).asked_at is None


def test_without_an_answer_in_thirty_days_they_are_dormant(umi):
    ask_and_lapse(POST, NOON)
    ask_and_lapse(POST, NOON + 29 * DAY)
    before = member_by_id(umi.id).state
    ask_and_lapse(POST, NOON + 31 * DAY)

    assert (before, member_by_id(umi.id).state) == (MemberState.ACTIVE, MemberState.DORMANT)
    assert mails() == 1


def test_one_tap_renews_before_and_after(cast, visit, umi):
    ask_and_lapse(POST, NOON)
    given = link_to(cast, umi)
    browser, address = holder(visit, given), base_of(given)

    asked = browser.get(address).text
    browser.post(f"{address}/tetap", {"sure": "1"})
    ask_and_lapse(POST, NOON + 31 * DAY)
    renewed = member_by_id(umi.id)
    Member.update(state=MemberState.DORMANT).where(Member.id == umi.id).execute()
    browser.post(f"{address}/tetap", {"sure": "1"})

    assert "Masih ingin menjadi anggota?" in asked
    assert (renewed.state, renewed.active_on, renewed.asked_at) == ("active", TODAY, None)
    assert member_by_id(umi.id).state == MemberState.ACTIVE


def test_doing_something_is_an_answer(cast, umi):
    ask_and_lapse(POST, NOON)
    told = cast.banua.id, ActivityKind.MET, TODAY, "Pertemuan", "event"
    note_activity(*told, member_id=umi.id)

    ask_and_lapse(POST, NOON + 31 * DAY)

    assert member_by_id(umi.id).state == MemberState.ACTIVE


def test_nobody_is_asked_where_the_network_is_not_used(cast, umi):
    use_modules(cast.banua.id, [])

    ask_and_lapse(POST, NOON)

    assert mails() == 0
    assert not MemberEvent.select().where(MemberEvent.member == umi.id).exists()


def test_the_office_sees_who_was_asked(cast, visit, umi):
    ask_and_lapse(POST, NOON)
    make_member(cast.banua, "Tunggu Umpama", state=MemberState.INVITED)
    make_member(cast.banua, "Tenang Umpama")
    wati = visit(cast.wati)

    page = wati.get("/jejaring/anggota?keadaan=menunggu").text
    overview = wati.get("/ringkasan").text

    assert "Umi Misal" in page
    assert "Tunggu Umpama" in page
    assert "Tenang Umpama" not in page
    assert "keanggotaan segera tidak aktif" in overview
    assert "keadaan=menunggu" in overview


def test_leaving_ends_a_time_and_keeps_what_was_agreed(cast, visit, umi):
    given = link_to(cast, umi)
    browser, address = holder(visit, given), base_of(given)

    for _ in range(2):
        assert browser.post(f"{address}/keluar", {"sure": "1"}).status_code == 303

    assert member_by_id(umi.id).state == MemberState.LEFT


def test_a_member_puts_their_own_data_right_once(cast, visit, umi):
    given = link_to(cast, umi)
    browser, address = holder(visit, given), base_of(given)
    said = {"name": "Umi Benar", "seen": umi.seen, "locale": "en", "mail": MAIL}

    wrong = browser.post(f"{address}/perbaiki", {**said, "phone": "1"})
    first = browser.post(f"{address}/perbaiki", said)
    stale = browser.post(f"{address}/perbaiki", {**said, "name": "Lain"})

    assert (wrong.status_code, first.status_code, stale.status_code) == (422, 303, 409)
    assert "Umi Benar" in wrong.text
    assert member_by_id(umi.id).name == "Umi Benar"
    assert MemberEvent.get(MemberEvent.member == umi.id).actor_id is None
