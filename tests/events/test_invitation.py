"""The page of an invitation: answering, answering otherwise, and whose seats are whose."""

import datetime as dt

import pytest

from mori.core.bytes import FIRST_VIEW_BYTES, brotli_size
from mori.core.workdays import DAY
from mori.events.answering.operations import Answer, Comer, answer
from mori.events.inviting.operations import offer_on, withdraw
from mori.events.models import Event, EventInvitation, Participant
from mori.events.presence.operations import Way, mark_present
from mori.events.presence.rules import HalfDay, How, Part
from mori.events.queries import event_by_id, invitation_by_id, participants_by, seats_free
from mori.events.rules import EventState, InvitationState
from mori.events.telling.operations import call_off
from mori.notifications.models import Message
from tests.cast import NOON, TODAY
from tests.events.making import DOOR, answered, event_of, invited, member_of, pass_of
from tests.support.answers import statements

pytestmark = pytest.mark.usefixtures("noon")


def names_of(invitation) -> list[str]:
    rows = Participant.select().where(
        Participant.invitation == invitation.id, Participant.left_at.is_null()
    )
    return [row.name for row in rows.order_by(Participant.row)]


def state_of(invitation) -> InvitationState:
    return EventInvitation.get_by_id(invitation.id).state


def test_a_community_names_who_comes_and_changes_it(app, visit, cast):
    invitation = invited(cast, event_of(cast), seats=2)
    page, browser = pass_of(app, invitation), visit()

    assert "Forum Literasi Contoh" in browser.get(page).text
    assert state_of(invitation) is InvitationState.DRAFTED  # looking changes nothing

    said = answered("Dewi Contoh", "Fauzi Contoh", phone="0812 3456 7890", needs_0="wheelchair")
    assert browser.post(page, said).status_code == 303
    assert names_of(invitation) == ["Dewi Contoh", "Fauzi Contoh"]
    first = Participant.get(Participant.name == "Dewi Contoh")
    assert "wheelchair" not in first.needs
    shown = browser.get(page).text
    assert first.short_code in shown
    assert 'value="Fauzi Contoh"' in shown

    browser.post(page, answered("Gita Contoh", "Dewi Contoh"))
    assert set(names_of(invitation)) == {"Dewi Contoh", "Gita Contoh"}
    again = Participant.get(Participant.name == "Dewi Contoh")
    assert (again.id, again.short_code, again.row) == (first.id, first.short_code, first.row)

    browser.post(page, answered(answer="no"))
    assert state_of(invitation) is InvitationState.NO
    assert names_of(invitation) == []


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Pilih satu jawaban."),
        (answered(), "Tulis siapa yang datang"),
        (answered("Dewi Contoh", phone="12"), "Tulis nomor ponsel"),
        (answered("x" * 200), "Paling banyak"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(app, visit, cast, fields, says):
    invitation = invited(cast, event_of(cast))
    page = pass_of(app, invitation)

    shown = visit().post(page, fields or {"name_0": "Dewi Contoh"})

    assert shown.status_code == 422
    assert says in shown.text
    assert state_of(invitation) is InvitationState.DRAFTED


def test_a_pass_opens_its_own_invitation_and_no_other(app, visit, cast):
    page = pass_of(app, invited(cast, event_of(cast)))
    wrong = page[:-1] + ("a" if page[-1] != "a" else "b")

    assert visit().get(wrong).status_code == 404
    assert "Tautan ini tidak bisa dibuka" in visit().get("/jawab/x").text


@pytest.mark.parametrize("why", ["draft", "withdrawn", "late", "over", "called_off"])
def test_what_takes_no_answer_says_so(app, visit, cast, why):
    days = {
        "late": {"answer_until": TODAY - DAY},
        "over": {
            "starts_on": TODAY - 2 * DAY,
            "ends_on": TODAY,
            "answer_until": TODAY - 2 * DAY,
        },
    }
    event = event_of(cast, is_announced=why != "draft", **days.get(why, {}))
    invitation = invited(cast, event)
    if why == "withdrawn":
        withdraw(invitation, DOOR, cast.wati.id, NOON)
    if why == "called_off":
        call_off(event_by_id(event.id), "Banjir", DOOR, cast.wati.id, NOON)
    page = pass_of(app, invitation)

    assert visit().get(page).status_code == (404 if why == "draft" else 200)
    assert visit().post(page, answered("Dewi Contoh")).status_code == (
        404 if why == "draft" else 422
    )
    assert not Participant.select().exists()


def test_a_freed_seat_is_offered_on_and_has_to_be_accepted(app, visit, cast):
    event = event_of(cast, seats=2)
    first = invited(cast, event, "Pertama", seats=2)
    waiting = invited(cast, event, "Kedua", seats=1)
    third = invited(cast, event, "Ketiga", seats=1)
    assert [state_of(each) for each in (first, waiting, third)] == [
        InvitationState.DRAFTED,
        InvitationState.WAITING,
        InvitationState.WAITING,
    ]
    assert "Belum ada kursi kosong" in visit().get(pass_of(app, waiting)).text

    visit().post(pass_of(app, first), answered("Dewi Contoh"))  # one of two seats

    assert state_of(waiting) is InvitationState.OFFERED
    assert state_of(third) is InvitationState.WAITING
    mail = Message.get(Message.token.startswith(f"event offered {waiting.key}"))
    assert "kedua" not in mail.body  # sealed while it waits
    assert seats_free(event, NOON) == 0

    later = NOON + dt.timedelta(days=2)
    offer_on(event, DOOR, later)  # nobody accepted
    assert state_of(waiting) is InvitationState.LAPSED
    assert state_of(third) is InvitationState.OFFERED

    said = Answer(InvitationState.YES, [Comer("Fauzi Contoh")])
    answer(invitation_by_id(third.id), said, DOOR, later + dt.timedelta(hours=1))
    assert state_of(third) is InvitationState.YES
    assert seats_free(event, later) == 0


def test_who_comes_after_all_and_finds_no_seat_waits(app, visit, cast):
    event = event_of(cast, seats=1)
    first, second = invited(cast, event, "Pertama"), invited(cast, event, "Kedua")
    visit().post(pass_of(app, first), answered(answer="no"))
    visit().post(pass_of(app, second), answered("Dewi Contoh"))

    shown = visit().post(pass_of(app, first), answered("Fauzi Contoh"))

    assert shown.status_code == 303
    assert state_of(first) is InvitationState.WAITING
    assert names_of(first) == []
    assert seats_free(event, NOON) == 0
    visit().post(pass_of(app, first), {"answer": "no"})
    assert state_of(first) is InvitationState.NO


def test_nobody_names_more_than_there_are_seats(app, visit, cast):
    event = event_of(cast, seats=2)
    one = invited(cast, event, "Pertama", seats=2)
    visit().post(pass_of(app, one), answered("Dewi Contoh"))
    two = invited(cast, event, "Kedua", seats=1)
    visit().post(pass_of(app, two), answered("Fauzi Contoh"))

    shown = visit().post(pass_of(app, one), answered("Dewi Contoh", "Gita Contoh"))

    assert shown.status_code == 422
    assert "Tinggal 1 kursi" in shown.text
    assert 'value="Gita Contoh"' in shown.text
    assert names_of(one) == ["Dewi Contoh"]


def test_the_other_seats_can_be_kept(app, visit, cast):
    event = event_of(cast, seats=2)
    one = invited(cast, event, "Pertama", seats=2)
    visit().post(pass_of(app, one), answered("Dewi Contoh", keeps_rest="y"))

    assert invited(cast, event, "Kedua").state is InvitationState.WAITING


def test_whoever_does_not_agree_is_not_invited(visit, cast):
    event = event_of(cast)
    stranger = member_of(cast, "Tertutup Contoh", agrees=False)
    friend = member_of(cast, "Terbuka Contoh")

    page = visit(cast.wati).get(f"/kegiatan/{event.key}/undang").text

    assert "Terbuka Contoh" in page
    assert "Tertutup Contoh" not in page
    said = {"members": [stranger.key, friend.key], "seats": "1"}
    assert visit(cast.wati).post(f"/kegiatan/{event.key}/undang", said).status_code == 303
    assert [row.member_id for row in EventInvitation.select()] == [friend.id]


def test_four_who_were_there_cost_no_more_statements_than_one(app, visit, cast):
    asked = []
    for names in (["Ani Contoh"], ["Ani Contoh", "Budi Contoh", "Cici Contoh", "Dedi Contoh"]):
        event = event_of(cast, name=f"Pelatihan untuk {len(names)}")
        invitation = invited(cast, event, seats=4)
        page, browser = pass_of(app, invitation), visit()
        browser.post(page, answered(*names))
        yesterday = HalfDay(TODAY - DAY, Part.AM)
        days = {"starts_on": yesterday.day, "ends_on": yesterday.day}
        Event.update(**days, state=EventState.CLOSED).where(Event.id == event.id).execute()
        for row in participants_by(invitation.id):
            mark_present(row, yesterday, Way(How.HAND), NOON, row.key, NOON)
        browser.get(page)
        with statements() as sent:
            shown = browser.get(page).text
        assert shown.count("Beri masukan") == len(names)
        asked.append(len(sent))

    assert asked[0] == asked[1], "\n".join(sent)


@pytest.mark.once
def test_the_first_view_is_small(app, visit, cast):
    page = pass_of(app, invited(cast, event_of(cast)))
    from mori.web.wire.assets import stylesheet

    html = visit().get(page).get_data()

    assert brotli_size(html) <= 4096
    assert brotli_size(html + stylesheet().encode()) <= FIRST_VIEW_BYTES
