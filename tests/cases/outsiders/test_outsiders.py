"""Third persons and former interns: two numbers, two ways, nothing kept of them."""

import pytest

from mori.accounts.models import FailedSignIn
from mori.cases.keys.models import Share
from mori.cases.outsiders import operations
from mori.cases.outsiders.models import Outsider
from mori.core.db import db
from mori.core.vault import passphrases
from mori.notifications.models import Message
from mori.offices.models import Office
from mori.safeguarding.alerts.models import Alert, Delivery
from tests.cases.opening import PASSPHRASE, give_key, opened
from tests.cases.outsiders.writing import (
    TEXT,
    look,
    numbers_on,
    outside_alert,
    said_by,
    write,
    write_further,
)
from tests.cases.thread.writing import answer, case_of, plain
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import alert_of, climb, minutes, verbs

pytestmark = pytest.mark.usefixtures("noon", "english")
SAID = "Terima kasih, kami cari tahu di kantin Contoh"
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def stranger(visit):
    browser = visit()
    browser.headers |= ENGLISH
    return browser


@pytest.fixture
def quick(monkeypatch):
    """Hashing with as little work as libsodium allows: what is tested here is something else."""
    monkeypatch.setattr(passphrases, "MEMORY", 8192)
    monkeypatch.setattr(passphrases, "PASSES", 1)


def test_an_answer_finds_its_way_back_by_two_numbers(visit, cast, stranger, app):
    give_key(cast.ningsih, app)
    number, secret = numbers_on(write(stranger, office=cast.banua.key))
    alert = outside_alert()
    officer = opened(visit, cast.ningsih, PASSPHRASE)

    assert TEXT in case_of(officer, alert)
    answer(officer, alert, SAID)
    page = look(stranger, number, secret)
    further = write_further(stranger, number, secret, "Besok juga ada rapat")

    assert SAID in page.text
    assert TEXT in page.text
    assert "Besok juga ada rapat" in further.text
    assert "Besok juga ada rapat" in case_of(officer, alert)


@pytest.mark.usefixtures("quick")
def test_officers_see_that_it_is_from_outside_and_which_office_was_named(visit, cast, stranger):
    write(stranger, office=cast.banua.key)
    alert = outside_alert()

    text = plain(visit(cast.ningsih).get(f"/jaga/{alert.key}").text)

    assert "Written from outside" in text
    assert cast.banua.name in text
    assert TEXT not in text


@pytest.mark.usefixtures("quick")
def test_it_is_told_at_once_by_the_letter_of_any_call_and_sealed_to_officers(
    cast, stranger, app, visit
):
    give_key(cast.ningsih, app)

    write(stranger)

    alert = outside_alert()
    assert Delivery.select().where(Delivery.alert == alert, Delivery.officer == cast.ningsih)
    alert_of(at=NOON + minutes(11))
    climb(NOON + minutes(11))
    assert len({message.subject for message in Message.select()}) == 1
    assert not Share.select().where(Share.is_of_server).exists()
    assert verbs(alert)[:2] == ["raise", "notify"]


@pytest.mark.usefixtures("quick")
def test_no_tap_joins_it_and_it_joins_none(cast, stranger, noon):
    tapped = alert_of(at=NOON)
    write(stranger)
    again = alert_of(at=NOON + minutes(1))

    assert outside_alert() != tapped
    assert again == tapped
    write(stranger, "Hal lain", token="another token")
    assert Alert.select().where(Alert.is_from_outside).count() == 2


@pytest.mark.usefixtures("quick")
def test_it_goes_on_up_the_ladder_until_somebody_answers(cast, stranger):
    write(stranger)
    first = Delivery.select().count()

    for minute in (2, 5, 15, 30):
        climb(NOON + minutes(minute))

    assert Delivery.select().count() > first
    assert outside_alert().state.is_unhandled


@pytest.mark.usefixtures("quick")
def test_the_same_form_again_gives_the_same_numbers_and_one_call(stranger):
    first, second = numbers_on(write(stranger)), numbers_on(write(stranger))
    other = numbers_on(write(stranger, token="another token"))

    assert first == second
    assert other[1] != first[1]
    assert Alert.select().where(Alert.is_from_outside).count() == 2


@pytest.mark.usefixtures("quick")
def test_a_wrong_secret_and_an_unknown_number_look_the_same(stranger, monkeypatch):
    number, secret = numbers_on(write(stranger))
    unknown = "00000000" if number != "0000 0000" else "11111111"
    wrong = "000000000000" if not secret.startswith("0000") else "111111111111"
    hashed = []
    derived = passphrases.derived
    monkeypatch.setattr(operations, "derived", lambda *said: hashed.append(1) or derived(*said))

    answers = [look(stranger, number, wrong), look(stranger, unknown, wrong)]

    assert len(hashed) == 2
    assert {each.status_code for each in answers} == {422}
    said = {said_by(each) for each in answers}
    assert len(said) == 1
    assert "No note goes with these two numbers" in said.pop()


@pytest.mark.usefixtures("quick")
def test_guessing_is_slowed_before_anything_is_hashed(stranger, monkeypatch):
    number, _secret = numbers_on(write(stranger))
    for guess in range(6):
        look(stranger, number, f"{guess:012}")

    def hashing(*_said):
        raise AssertionError("hashed, although it had to wait")

    monkeypatch.setattr(operations, "derived", hashing)
    answer = look(stranger, number, "000000000007")

    assert answer.status_code == 422
    assert "Too many tries" in answer.text


@pytest.mark.usefixtures("quick")
def test_guessing_at_many_numbers_is_slowed_for_all_together(stranger, monkeypatch):
    monkeypatch.setattr("mori.cases.outsiders.views.FREE_OF_ALL", 3)
    for guess in range(4):
        look(stranger, f"{guess:08}", f"{guess:012}")

    assert "Too many tries" in look(stranger, "77777777", "777777777777").text


def test_many_tries_at_once_are_sent_away_and_fill_no_memory(stranger):
    for _each in range(2):
        assert operations._places.acquire(blocking=False)
    try:
        looked = look(stranger, "12345678", "123456789012")
        written = write(stranger)
    finally:
        for _each in range(2):
            operations._places.release()

    assert (looked.status_code, written.status_code) == (422, 422)
    assert "Many are asking at this moment" in looked.text
    assert TEXT in written.text
    assert not FailedSignIn.select().exists()
    assert not Alert.select().where(Alert.is_from_outside).exists()


@pytest.mark.parametrize("fields", [("1234", "123456789012"), ("12345678", "12"), ("", "")])
def test_too_few_digits_are_told_and_not_tried(stranger, fields):
    answer = look(stranger, *fields)

    assert answer.status_code == 422
    assert "digits, as they stood on the page" in answer.text
    assert not FailedSignIn.select().exists()


@pytest.mark.usefixtures("quick")
def test_no_address_no_cookie_and_no_secret_is_kept(stranger, app, cast):
    give_key(cast.ningsih, app)
    stranger.client.environ_base["REMOTE_ADDR"] = "203.0.113.77"
    response = write(stranger)
    number, secret = (each.replace(" ", "") for each in numbers_on(response))
    look(stranger, number, secret)

    dump = [
        str(row) for table in db.get_tables() for row in db.execute_sql(f'SELECT * FROM "{table}"')
    ]

    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"
    assert any(f"'{number}'" in row for row in dump)
    for kept_nowhere in ("tangga darurat", secret, "203.0.113.77", "k7m2x9q3w8zaab"):
        assert not any(kept_nowhere in row for row in dump), kept_nowhere


@pytest.mark.usefixtures("quick")
def test_nothing_written_or_an_office_that_is_none_is_refused_with_what_to_do(stranger):
    empty, invented = write(stranger, " "), write(stranger, office="x")
    number, secret = numbers_on(write(stranger))
    nothing = write_further(stranger, number, secret, " ")
    nobody = write_further(stranger, number, "1" * 12, "Hai")

    assert {empty.status_code, invented.status_code, nothing.status_code} == {422}
    assert TEXT in invented.text
    assert "Write something." in nothing.text
    assert nobody.status_code == 422
    assert Outsider.select().count() == 1


def test_bantuan_and_the_sign_in_page_lead_there(stranger):
    for path in ("/bantuan", "/masuk"):
        assert 'href="/bantuan/menulis"' in stranger.get(path).text
    assert stranger.get("/bantuan/menulis").status_code == 200
    assert stranger.get("/bantuan/balasan").status_code == 200


def test_every_office_is_offered_and_none_has_to_be_known(stranger):
    text = stranger.get("/bantuan/menulis").text

    for office in Office.select():
        assert office.name in text
    assert "or none of these" in text
