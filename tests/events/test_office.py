"""An event from its coordinator's pages: made, announced, told, reported and called off."""

import datetime as dt

import pytest

from mori.core.workdays import DAY
from mori.events.jobs import jobs
from mori.events.models import Event, EventInvitation, EventSession, Participant, Told
from mori.events.queries import event_by_id
from mori.events.rules import EventState, InvitationState, Notice, ToldBy
from mori.events.telling.operations import note_told
from mori.network.models import Member, MemberConsent
from mori.notifications.models import Message
from mori.offices.operations import use_modules
from tests.cast import NOON, TODAY
from tests.events.making import answered, event_of, invited, pass_of

pytestmark = pytest.mark.usefixtures("noon")
MINUTES = {"seen": "0", "text": "Empat syarat dibahas.", "decisions": ""}


def form(**changes):
    return {
        "token": "t1",
        "kind": "training",
        "name": "Pelatihan Pelatih",
        "theme": "Tahu syarat",
        "about": "Bawa alat tulis.",
        "mode": "here",
        "place": "Aula Contoh",
        "region": "",
        "starts_on": "2026-11-25",
        "ends_on": "2026-11-26",
        "seats": "30",
        "answer_until": "2026-11-23",
        "series": "",
        "protection": "Petugas piket perlindungan",
        **changes,
    }


def session(**changes):
    return {
        "token": "a" * 14,
        "day": "2026-11-25",
        "starts": "08:30",
        "ends": "10:00",
        "title": "Empat syarat",
        "method": "practice",
        "chapter": "",
        "material": "Salindia",
        "material_url": "https://contoh.example/salindia",
        "name_0": "Rina Contoh",
        "post_0": "Asisten",
        **changes,
    }


def test_an_event_is_public_once_it_is_announced(visit, cast):
    browser = visit(cast.wati)
    page = browser.post("/kegiatan/baru", form()).location
    key = page.split("/")[2]
    assert browser.post("/kegiatan/baru", form()).location == page
    assert browser.post(f"/kegiatan/{key}/acara/baru", session()).status_code == 303
    assert browser.post(f"/kegiatan/{key}/acara/baru", session()).status_code == 303
    assert EventSession.select().count() == 1
    assert visit().get(f"/kegiatan/{key}").status_code == 404
    assert visit().get(f"/kegiatan/{key}/kalender.ics").status_code == 404

    browser.post(f"/kegiatan/{key}/umumkan")

    shown = visit().get(f"/kegiatan/{key}").text
    for said in ("Pelatihan Pelatih", "Empat syarat", "Rina Contoh", "Petugas piket", "08.30"):
        assert said in shown
    calendar = visit().client.get(f"/kegiatan/{key}/kalender.ics")
    assert calendar.mimetype == "text/calendar"
    assert b"DTSTART:20261125T003000Z" in calendar.data
    assert "Pelatihan Pelatih" in browser.get("/kegiatan").text
    use_modules(cast.banua.id, [])
    assert visit().get(f"/kegiatan/{key}").status_code == 404


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": " "}, "Tulis nama kegiatannya."),
        ({"seats": "0"}, "Tulis angka dari 1"),
        ({"ends_on": "2026-11-24"}, "Hari terakhir mendahului"),
        ({"answer_until": "2026-11-27"}, "Jawaban masih bisa masuk"),
        ({"region": "Antah Berantah"}, "Tidak ada kabupaten"),
        ({"protection": ""}, "Tulis siapa yang menjaga"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(visit, cast, changes, says):
    answer = visit(cast.wati).post("/kegiatan/baru", form(**changes))

    assert answer.status_code == 422
    assert says in answer.text
    assert "Bawa alat tulis." in answer.text
    assert not Event.select().exists()


def test_an_event_is_changed_but_never_below_the_seats_given(visit, cast):
    event = event_of(cast)
    invited(cast, event, seats=3)
    browser, page = visit(cast.wati), f"/kegiatan/{event.key}/ubah"

    assert 'value="Pelatihan Contoh"' in browser.get(page).text
    refused = browser.post(page, form(seats="2"))
    assert refused.status_code == 422
    assert "3 kursi sudah diberikan" in refused.text
    assert browser.post(page, form(seats="3")).status_code == 303
    assert Event.get_by_id(event.id).seats == 3


def test_who_is_invited_is_told_by_mail_or_stands_in_a_list(app, visit, cast):
    event = event_of(cast, seats=9)
    mailed = invited(cast, event, "Bersurel")
    shared = invited(cast, event, "Tanpa Surel")
    stopped = invited(cast, event, "Berhenti")
    Member.update(mail="").where(Member.id == shared.member_id).execute()
    MemberConsent.update(withdrawn_at=NOON).where(
        MemberConsent.member == stopped.member_id
    ).execute()
    browser, page = visit(cast.wati), f"/kegiatan/{event.key}/kabari"
    assert "Bersurel" in browser.get(page).text

    browser.post(page, {"notice": "invited"})

    assert [row.recipient for row in Message.select()] == [mailed.member.mail]
    left = browser.get(page).text
    assert "Bersurel" not in left
    assert "Tanpa Surel" in left
    text = browser.post(f"/kegiatan/undangan/{shared.key}/bagikan", {"notice": "invited"}).text
    assert "wa.me/6281234567890" in text
    assert pass_of(app, shared).rsplit("/", 1)[1][:20] in text
    assert "wa.me/?" in browser.post(f"/kegiatan/undangan/{stopped.key}/bagikan").text
    states = [EventInvitation.get_by_id(each.id).state for each in (mailed, shared)]
    assert states == [InvitationState.MAILED, InvitationState.HANDED]
    shown = browser.get(f"/kegiatan/{event.key}/undangan").text
    assert "Dibagikan" in shown
    assert "erkirim" not in shown.partition("<main")[2]


def run_jobs(app, at):
    for job in jobs(app.config["SETTINGS"]):
        for piece in job(at):
            piece()


def test_people_are_reminded_once_a_week_before_and_on_the_eve(app, cast):
    event = event_of(cast, starts_on=TODAY + 9 * DAY, ends_on=TODAY + 9 * DAY)
    invitation = invited(cast, event)
    note_told(invitation, Notice.INVITED, ToldBy.SHARED, None, NOON)

    for hours in (0, 48, 49, 72, 8 * 24, 8 * 24 + 1):
        run_jobs(app, NOON + dt.timedelta(hours=hours))

    told = Told.select().where(Told.invitation == invitation.id).order_by(Told.id)
    assert [(row.notice, row.way) for row in told] == [
        (Notice.INVITED, ToldBy.SHARED),
        (Notice.WEEK, ToldBy.MAIL),
        (Notice.EVE, ToldBy.MAIL),
    ]


def test_its_days_move_an_event_on_and_then_it_is_reported(app, visit, cast):
    event = event_of(cast, starts_on=TODAY - 2 * DAY, ends_on=TODAY - DAY, is_announced=False)
    Event.update(state=EventState.ANNOUNCED).where(Event.id == event.id).execute()
    browser = visit(cast.wati)
    assert "Sudah lewat" in browser.get(f"/kegiatan/{event.key}/kelola").text

    assert browser.post(f"/kegiatan/{event.key}/notulen/tulis", MINUTES).status_code == 303
    assert browser.post(f"/kegiatan/{event.key}/notulen/terbit", {"seen": "1"}).status_code == 303

    assert Event.get_by_id(event.id).state is EventState.REPORTED
    other = event_of(cast, starts_on=TODAY, ends_on=TODAY)
    run_jobs(app, NOON)
    assert Event.get_by_id(other.id).state is EventState.RUNNING


def test_all_who_were_invited_are_told_that_it_is_called_off(app, visit, cast):
    event = event_of(cast)
    by_mail, by_hand = invited(cast, event, "Bersurel"), invited(cast, event, "Tanpa Surel")
    Member.update(mail="").where(Member.id == by_hand.member_id).execute()
    for each in (by_mail, by_hand):
        visit().post(pass_of(app, each), answered("Dewi Contoh"))
    browser, page = visit(cast.wati), f"/kegiatan/{event.key}/batal"
    assert browser.post(page, {"reason": ""}).status_code == 422

    browser.post(page, {"reason": "Gedung kebanjiran"})

    assert Event.get_by_id(event.id).state is EventState.CALLED_OFF
    told = Told.select().where(Told.notice == Notice.CALLED_OFF)
    assert [row.invitation_id for row in told] == [by_mail.id]
    left = browser.get(f"/kegiatan/{event.key}/kabari").text
    assert "Tanpa Surel" in left
    assert "Bersurel" not in left
    assert "Gedung kebanjiran" in visit().get(f"/kegiatan/{event.key}").text
    assert "Gedung kebanjiran" in visit().get(pass_of(app, by_mail)).text
    assert b"STATUS:CANCELLED" in visit().client.get(f"/kegiatan/{event.key}/kalender.ics").data


def test_a_guest_takes_a_seat_and_the_same_form_twice_is_one(visit, cast):
    event = event_of(cast, seats=1)
    browser, page = visit(cast.wati), f"/kegiatan/{event.key}/peserta"
    said = {"token": "g", "name": "Tamu Contoh", "community": "Radio Contoh"}

    assert [browser.post(page, said).status_code for _ in range(2)] == [303, 303]
    assert browser.post(page, {**said, "token": "h"}).status_code == 422
    guest = Participant.get()
    assert guest.short_code in browser.get(page).text
    browser.post(f"/kegiatan/peserta/{guest.key}/hapus")
    assert guest.short_code not in browser.get(page).text.split("<table")[-1]
    assert browser.post(page, {**said, "token": "i"}).status_code == 303


def test_a_series_says_when_the_next_one_is_due(visit, cast):
    browser = visit(cast.wati)
    browser.post("/kegiatan/seri", {"token": "s", "name": "Temu Berkala", "every_months": "3"})
    event = event_of(cast, is_announced=False)
    series = browser.get("/kegiatan/seri").text
    assert "Temu Berkala" in series
    key = browser.get("/kegiatan/baru").text.split('">Temu Berkala')[0].rsplit('"', 1)[1]
    browser.post(f"/kegiatan/{event.key}/ubah", form(series=key))
    assert "25 Februari 2027" in browser.get("/kegiatan/seri").text
    browser.post(f"/kegiatan/seri/{key}", {"name": "Temu Bulanan", "every_months": ""})
    assert "Temu Bulanan" in browser.get("/kegiatan/seri").text


def test_another_office_sees_nothing(visit, cast):
    event = event_by_id(event_of(cast).id)
    for path in ("kelola", "ubah", "undangan", "undang", "kabari", "batal", "peserta"):
        assert visit(cast.citra).get(f"/kegiatan/{event.key}/{path}").status_code == 404
    assert event.name not in visit(cast.citra).get("/kegiatan").text
    assert visit(cast.hasan).get(f"/kegiatan/{event.key}/kelola").status_code == 200
