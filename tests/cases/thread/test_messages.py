"""What the person and officers write to each other, and who can read it where."""

import pytest

from mori.accounts.models import Person
from mori.accounts.operations import open_session
from mori.cases.entries.models import CaseEntry
from mori.cases.thread.models import PhoneCopy, PhoneKey
from mori.cases.thread.rules import MOST_PHONES
from mori.core.clock import now
from mori.core.db import db
from mori.safeguarding.alerts import operations
from mori.safeguarding.alerts.models import Delivery, Tap
from tests.cases.opening import PASSPHRASE, give_key, opened
from tests.cases.thread.writing import (
    PHONE,
    answer,
    case_of,
    code_of,
    messages_on,
    plain,
    write,
)
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import alert_of, minutes
from tests.safeguarding.receipts.reading import phone_of

pytestmark = pytest.mark.usefixtures("noon", "english")
TOLD = "Di gudang arsip Contoh,\nsetelah jam kerja"
SAID = "Kita bisa bicara di kantin Contoh"


def test_a_message_goes_to_the_officers_and_an_answer_comes_back(visit, cast, alert, app):
    give_key(cast.ningsih, app)
    phone, officer = visit(cast.sari), opened(visit, cast.ningsih, PASSPHRASE)

    assert write(phone, alert, TOLD).status_code == 303
    assert TOLD in case_of(officer, alert)
    assert answer(officer, alert, SAID).status_code == 303
    html = messages_on(phone, alert)

    assert TOLD in html
    assert SAID in html
    assert "Ningsih Contoh" in html
    assert "read by an officer at 12.00" in html
    assert "shown on the person's page" in plain(case_of(officer, alert)).replace("&#39;", "'")


def test_nothing_is_said_to_be_read_before_somebody_has(visit, cast, alert, app):
    give_key(cast.ningsih, app)
    phone = visit(cast.sari)
    write(phone, alert, TOLD)
    give_key(cast.opik, app, "kain sasirangan biru laut")
    officer = opened(visit, cast.opik, "kain sasirangan biru laut")
    case_of(officer, alert)  # who has no key for it yet
    answer(officer, alert, SAID)

    assert "shown on the person" not in case_of(officer, alert)
    assert "read by an officer" not in messages_on(phone, alert)


def test_the_page_after_the_tap_leads_there_and_says_what_is_new(visit, cast, alert):
    phone = visit(cast.sari)
    receipt = f"/c/{code_of(alert)}"
    assert f'href="{receipt}/pesan"' in phone.get(receipt).text
    messages_on(phone, alert)

    answer(visit(cast.ningsih), alert, SAID)
    assert "1 new message" in phone.get(receipt).text
    messages_on(phone, alert)

    assert "new message" not in phone.get(receipt).text


def test_a_later_phone_reads_from_then_on_and_the_rest_once_the_case_was_opened(
    visit, cast, alert, app
):
    give_key(cast.ningsih, app)
    first, second = visit(cast.sari), visit(cast.sari)
    write(first, alert, TOLD)

    before = messages_on(second, alert)
    write(first, alert, "Sesudahnya", "m2")
    meanwhile = messages_on(second, alert)
    case_of(opened(visit, cast.ningsih, PASSPHRASE), alert)
    after = messages_on(second, alert)

    assert TOLD not in before
    assert "You can read it here after an officer has next opened your case." in before
    assert "Sesudahnya" in meanwhile
    assert TOLD not in meanwhile
    assert TOLD in after


def test_without_its_cookie_a_phone_says_truthfully_why_it_cannot_read(visit, cast, alert):
    phone = visit(cast.sari)
    write(phone, alert, TOLD)
    phone.client.delete_cookie(PHONE, domain="127.0.0.1", path="/c")

    html = messages_on(phone, alert)

    assert TOLD not in html
    assert "after an officer has next opened your case" in html
    assert PhoneKey.select().count() == 2


def test_a_message_goes_to_the_newest_phones_and_not_to_any_number(visit, cast, alert):
    for _each in range(MOST_PHONES + 1):
        messages_on(visit(cast.sari), alert)

    answer(visit(cast.ningsih), alert, SAID)

    oldest, *newer = PhoneKey.select().order_by(PhoneKey.id)
    assert {copy.phone_id for copy in PhoneCopy.select()} == {each.id for each in newer}
    assert oldest.id not in {each.id for each in newer}


def test_the_page_says_who_else_could_read_until_an_officer_has_a_key(visit, cast, alert, app):
    phone, warning = visit(cast.sari), "whoever looks after the server could read"
    at_first = messages_on(phone, alert)
    write(phone, alert, TOLD)
    files = phone.get(f"/c/{code_of(alert)}/bukti").text
    give_key(cast.ningsih, app)

    assert warning in at_first
    assert warning in files
    assert warning not in messages_on(phone, alert)


def test_the_cookie_goes_nowhere_but_to_the_persons_page(visit, cast, alert):
    answer = visit(cast.sari).get(f"/c/{code_of(alert)}/pesan")

    (cookie,) = [each for each in answer.headers.getlist("Set-Cookie") if PHONE in each]
    assert "Path=/c;" in cookie
    assert "HttpOnly" in cookie
    assert len(cookie.split(";")[0]) <= 64
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_spoilt_cookie_is_as_good_as_none(visit, cast, alert):
    phone = visit(cast.sari)
    for value in ("x", "ü", "A" * 43, "=" * 43):
        phone.client.set_cookie(PHONE, value, domain="127.0.0.1", path="/c")

        assert phone.get(f"/c/{code_of(alert)}/pesan").status_code == 200


def test_officers_hear_of_a_message_once_until_somebody_reads_it(visit, cast, alert, noon):
    phone = visit(cast.sari)
    told = Delivery.select().where(Delivery.alert == alert).count()

    write(phone, alert, TOLD, "m1")
    write(phone, alert, "Lagi", "m2")
    at_first = Delivery.select().where(Delivery.alert == alert).count()
    case_of(opened(visit, cast.ningsih), alert)
    write(phone, alert, "Sekali lagi", "m3")
    after_reading = Delivery.select().where(Delivery.alert == alert).count()
    noon.move_to(NOON + minutes(11))
    write(visit(cast.sari), alert, "Belum dibaca", "m4")

    assert at_first == told + 1
    assert after_reading == told + 2
    assert Delivery.select().where(Delivery.alert == alert).count() == told + 3


def test_the_same_form_sent_twice_is_one_message(visit, cast, alert):
    phone, officer = visit(cast.sari), visit(cast.ningsih)
    for _ in range(2):
        write(phone, alert, TOLD)
        answer(officer, alert, SAID)

    assert CaseEntry.select().count() == 2


def test_two_messages_of_one_form_are_two(visit, cast, alert):
    phone = visit(cast.sari)

    write(phone, alert, TOLD)
    write(phone, alert, f"{TOLD}, lalu")

    assert CaseEntry.select().count() == 2


def test_nothing_written_is_refused_with_what_to_do(visit, cast, alert):
    written = write(visit(cast.sari), alert, " ")
    said = answer(visit(cast.ningsih), alert, " ")

    assert (written.status_code, said.status_code) == (422, 422)
    assert "Write something." in written.text
    assert "Choose a sentence, or write one." in said.text


def test_a_ready_sentence_comes_in_the_persons_language(visit, cast, alert):
    Person.update(locale="id").where(Person.id == cast.sari).execute()
    phone = visit(cast.sari)
    messages_on(phone, alert)

    answer(visit(cast.ningsih), alert, SAID, sentence="here")

    text = messages_on(phone, alert)
    assert "Aku petugas perlindungan" in text
    assert SAID in text


def test_who_opened_the_case_stands_on_the_persons_page(visit, cast, alert):
    phone = visit(cast.sari)
    assert "Nobody yet." in messages_on(phone, alert).split("Who opened your case")[1]

    case_of(opened(visit, cast.ningsih), alert)

    assert "Ningsih Contoh" in messages_on(phone, alert).split("Who opened your case")[1]


def test_after_pressed_by_accident_no_message_is_shown_whichever_tap_is_asked(
    visit, cast, alert, noon
):
    phone = visit(cast.sari)
    write(phone, alert, TOLD)
    alert_of(cast.sari, NOON + minutes(1))
    taps = list(Tap.select().where(Tap.alert == alert).order_by(Tap.id))
    operations.mark_accident(taps[-1], now())

    for tap in taps:
        page = phone.get(f"/c/{tap.code}/pesan")
        sent = phone.post(f"/c/{tap.code}/pesan", {"text": "Lagi", "token": tap.code})
        receipt = phone.get(f"/c/{tap.code}").text

        assert (page.status_code, page.location) == (303, f"/c/{tap.code}")
        assert (sent.status_code, sent.location) == (303, f"/c/{tap.code}")
        assert "Set-Cookie" not in page.headers
        assert "/pesan" not in receipt
    assert CaseEntry.select().count() == 1


def test_whoever_cannot_follow_the_call_finds_no_messages(visit, cast, alert):
    write(visit(cast.sari), alert, TOLD)
    path = f"/c/{code_of(alert)}/pesan"

    for who in (None, cast.rina, cast.wati, cast.ningsih, cast.tono):
        assert visit(who).get(path).status_code == 404
        assert visit(who).post(path, {"text": "x", "token": "x"}).status_code == 404


def test_whoever_was_let_in_by_staff_is_sent_back_until_an_officer_knows(visit, cast, alert, noon):
    write(visit(cast.sari), alert, TOLD)
    noon.move_to(NOON + minutes(5))
    Person.update(doubted_since=NOON + minutes(2)).where(Person.id == cast.sari).execute()

    answer = visit(cast.sari).get(f"/c/{code_of(alert)}/pesan")

    assert (answer.status_code, answer.location) == (303, f"/c/{code_of(alert)}")
    assert PhoneKey.select().count() == 1


def test_strangers_who_share_a_call_read_nothing_of_each_other(visit, cast, noon):
    alert = alert_of()
    phone = phone_of(visit(), code_of(alert))

    answer = phone.get(f"/c/{code_of(alert)}/pesan")

    assert answer.status_code == 303
    assert "/pesan" not in phone.get(f"/c/{code_of(alert)}").text


def test_an_officer_who_was_not_told_writes_nothing(visit, cast, alert):
    for who in (cast.dewi, cast.rina, cast.wati, cast.sari):
        assert answer(visit(who), alert, SAID).status_code == 404

    assert not CaseEntry.select().exists()


def test_invariant_12_no_message_is_in_the_database_in_clear(visit, cast, alert, app):
    give_key(cast.ningsih, app)
    phone = visit(cast.sari)
    write(phone, alert, TOLD)
    answer(visit(cast.ningsih), alert, SAID)
    secret = phone.client.get_cookie(PHONE, domain="127.0.0.1", path="/c").value

    dump = [
        str(row) for table in db.get_tables() for row in db.execute_sql(f'SELECT * FROM "{table}"')
    ]

    assert PhoneCopy.select().count() == 2
    assert any(alert.key in row for row in dump)
    assert not any("gudang" in row or "kantin" in row or secret in row for row in dump)


def test_a_person_who_is_signed_in_anew_reads_again(visit, cast, alert):
    phone = visit(cast.sari)
    write(phone, alert, TOLD)
    phone.client.set_cookie("mori", open_session(cast.sari, now(), "Test"), domain="127.0.0.1")

    assert TOLD in messages_on(phone, alert)
