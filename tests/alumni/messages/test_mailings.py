"""A coordinator writes a message, reads it as its reader will, tries it, and sends it."""

import pytest

from mori.alumni.messages.models import Mailing, MailingRecipient
from mori.alumni.messages.rules import MailingState, Outcome
from mori.notifications.models import Message

from .writing import alumnus, draft, hand_over, mails, sent, work_on

SAID = {"token": "f", "purpose": "news", "subject": "Temu alumni", "body": "Jumat ini."}


def read(mailing):
    return {"token": "f", "revision": str(mailing.revision)}


def test_what_is_written_is_read_as_its_reader_will(cast, visit):
    alumnus(cast.banua)
    alumnus(cast.banua, "Budi Umpama", mail="")
    browser = visit(cast.wati)
    assert "Tulis pesan" in browser.get("/alumni/pesan/baru").text

    answer = browser.post("/alumni/pesan/baru", SAID)
    shown = browser.get(answer.location).text

    assert "Jumat ini." in shown
    assert "Sampai ke 1 orang saat ini" in shown
    assert "Tidak punya alamat surel" in shown
    assert "Budi Umpama" not in shown, "left out are numbers, not names"
    assert "Tidak mau menerima surel ini lagi?" in shown
    english = browser.get(f"{answer.location}?bahasa=en").text
    assert "No more of these mails? One tap is enough:" in english


def test_the_directory_hands_its_filter_on(cast, visit):
    alumnus(cast.banua)
    browser = visit(cast.wati)

    assert "disaring: ayu" in browser.get("/alumni/pesan/baru?cari=ayu").text
    answer = browser.post("/alumni/pesan/baru?cari=ayu", SAID)

    assert "disaring: ayu" in browser.get(answer.location).text
    assert Mailing.get().segment == "cari=ayu"


def test_the_same_form_twice_is_one_draft(cast, visit):
    browser = visit(cast.wati)

    first, second = (browser.post("/alumni/pesan/baru", SAID) for _ in range(2))

    assert first.location == second.location
    assert Mailing.select().count() == 1


@pytest.mark.parametrize("missing", ["subject", "body"])
def test_what_lacks_something_comes_back_as_it_was(cast, visit, missing):
    answer = visit(cast.wati).post("/alumni/pesan/baru", SAID | {missing: " "})

    assert answer.status_code == 422
    kept = ({"subject", "body"} - {missing}).pop()
    assert SAID[kept] in answer.text


def test_no_other_purpose_than_those_of_messages(cast, visit):
    answer = visit(cast.wati).post("/alumni/pesan/baru", SAID | {"purpose": "directory"})

    assert answer.status_code == 422


def test_a_test_goes_to_whoever_asks_and_nobody_else(cast, visit):
    alumnus(cast.banua)
    mailing = draft(cast)
    browser = visit(cast.wati)

    for _ in range(2):
        answer = browser.post(f"/alumni/pesan/{mailing.key}/coba", read(mailing))

    assert "Surel percobaan sedang dikirim" in browser.get(answer.location).text
    (mail,) = Message.select().where(Message.token.startswith("alumni"))
    assert mail.recipient == cast.wati.email
    assert mail.unsubscribe_url == ""
    assert "Kami bertemu hari Jumat." in mail.body


def test_who_changed_it_meanwhile_sends_nothing_unread(cast, visit):
    mailing = draft(cast)
    browser = visit(cast.wati)
    browser.post(f"/alumni/pesan/{mailing.key}/ubah", SAID | {"revision": "0"})

    answer = browser.post(f"/alumni/pesan/{mailing.key}/kirim", read(mailing))

    assert answer.status_code == 422
    assert "Jumat ini." in answer.text, "the text as it is now, to be read"
    assert Mailing.get().state == MailingState.DRAFT
    late = browser.post(f"/alumni/pesan/{mailing.key}/ubah", SAID | {"revision": "0"})
    assert late.status_code == 422


def test_sent_it_says_how_far_it_is(cast, visit):
    alumnus(cast.banua)
    mailing = draft(cast)
    browser = visit(cast.wati)

    for _ in range(2):
        answer = browser.post(f"/alumni/pesan/{mailing.key}/kirim", read(mailing))
    assert "Sedang dikirim" in browser.get(answer.location).text
    work_on()
    assert "Menunggu server surel" in browser.get(answer.location).text
    hand_over()
    work_on()

    shown = browser.get(answer.location).text
    assert "Diserahkan ke server surel" in shown
    fragment = visit(cast.wati, htmx=True).get(answer.location).text
    assert "terkirim" not in fragment.lower(), "nobody knows that"
    listed = browser.get("/alumni/pesan").text
    assert "diserahkan ke server surel: 1" in listed
    assert "tidak mendapatkannya" not in listed
    assert browser.get(f"/alumni/pesan/{mailing.key}/ubah").status_code == 200
    late = browser.post(f"/alumni/pesan/{mailing.key}/ubah", SAID | {"revision": "0"})
    assert late.status_code == 422


@pytest.mark.parametrize("is_finished", [False, True])
def test_the_list_tells_those_left_out_apart(cast, visit, is_finished):
    alumnus(cast.banua)
    alumnus(cast.banua, "Budi Umpama", mail="")
    sent(cast)

    work_on()
    hand_over()
    if is_finished:
        work_on()
    listed = visit(cast.wati).get("/alumni/pesan").text

    assert f"diserahkan ke server surel: {int(is_finished)}" in listed
    assert "1 orang tidak mendapatkannya" in listed


def test_it_stops_goes_on_and_a_draft_is_discarded(cast, visit):
    mailing, other = sent(cast), draft(cast, token="u")
    browser = visit(cast.wati)

    browser.post(f"/alumni/pesan/{mailing.key}/henti")
    assert Mailing.get_by_id(mailing.id).state == MailingState.STOPPED
    assert "Lanjutkan" in browser.get(f"/alumni/pesan/{mailing.key}").text
    browser.post(f"/alumni/pesan/{mailing.key}/lanjut")
    assert Mailing.get_by_id(mailing.id).state == MailingState.SENDING
    browser.post(f"/alumni/pesan/{other.key}/buang")

    assert Mailing.get_by_id(other.id).state == MailingState.DROPPED
    assert f"/alumni/pesan/{other.key}" not in browser.get("/alumni/pesan").text
    browser.post(f"/alumni/pesan/{mailing.key}/buang")
    assert Mailing.get_by_id(mailing.id).state == MailingState.SENDING


@pytest.mark.parametrize("outcome", Outcome)
def test_each_outcome_is_said(cast, visit, outcome, word):
    made, mailing = alumnus(cast.banua), sent(cast)
    MailingRecipient.create(mailing=mailing, alumnus=made, outcome=outcome)

    shown = visit(cast.wati).get(f"/alumni/pesan/{mailing.key}").text

    assert word(outcome) in shown


@pytest.mark.parametrize("state", MailingState)
def test_each_state_is_shown(cast, visit, state, word):
    mailing = draft(cast)
    Mailing.update(state=state).execute()

    assert visit(cast.wati, htmx=True).get(f"/alumni/pesan/{mailing.key}").status_code == 200
    if state is not MailingState.DROPPED:
        assert word(state) in visit(cast.wati).get("/alumni/pesan").text


def test_a_head_reads_and_sends_nothing(cast, visit):
    mailing = draft(cast)
    browser = visit(cast.hasan)

    shown = browser.get(f"/alumni/pesan/{mailing.key}").text

    assert "Kami bertemu hari Jumat." in shown
    assert "/kirim" not in shown
    assert browser.post(f"/alumni/pesan/{mailing.key}/kirim").status_code == 404
    assert browser.get("/alumni/pesan/baru").status_code == 403


def test_another_office_sees_nothing(cast, visit):
    mailing = draft(cast)
    browser = visit(cast.citra)

    assert browser.get(f"/alumni/pesan/{mailing.key}").status_code == 404
    assert browser.post(f"/alumni/pesan/{mailing.key}/kirim").status_code == 404
    assert mailing.subject not in browser.get("/alumni/pesan").text
    assert mails() == []


def test_an_office_s_messages_go_on_by_key(cast, visit):
    for number in range(23):
        draft(cast, token=f"n{number}")
    browser = visit(cast.wati)

    first = browser.get("/alumni/pesan").text
    assert first.count("Temu alumni") == 20
    last = first.split("/alumni/pesan?after=")[1].split('"')[0]

    assert browser.get(f"/alumni/pesan?after={last}").text.count("Temu alumni") == 3
