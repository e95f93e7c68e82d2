"""A scanned code is believed to its last sign, and never waits; whoever guesses does."""

import pytest

from mori.accounts.models import FailedSignIn
from mori.accounts.tries.rules import FREE_LINKS
from mori.certificates.checking.views import FREE_READ
from mori.certificates.keys.models import SigningKey
from mori.certificates.keys.operations import signing_key
from mori.certificates.statements.claims import pack
from tests.cast import NOON
from tests.certificates.stating import NUMBER, stated

pytestmark = pytest.mark.usefixtures("noon")
PAGE = f"/v/{NUMBER}"


def path_of(code: str) -> str:
    """Where a phone goes that has scanned a code."""
    return code.removeprefix("HTTPS://MORI.EXAMPLE").removeprefix("HTTP://127.0.0.1:8000")


def test_a_scanned_code_leads_to_the_same_facts(visit, registered, key):
    statement = stated()
    registered(statement)

    page = visit().get(path_of(pack(statement, key)))

    assert page.status_code == 200
    assert "Sari Contoh" in page.text
    assert "Kode QR utuh dan dibuat oleh MORI ini." in page.text


@pytest.mark.parametrize("number", ["/SERT/2026", "1/2026/", "1//2026"])
def test_slashes_at_an_end_or_doubled_are_no_hindrance(visit, registered, key, number):
    statement = stated(number=number)
    registered(statement)
    stranger = visit()

    assert "Sari Contoh" in stranger.get(path_of(pack(statement, key))).text
    typed = stranger.get(f"/v?nomor={number}").location
    assert "Sari Contoh" in stranger.get(typed).text


def test_a_code_from_before_the_server_moved_is_believed(visit, registered, key):
    statement = stated(address="https://lama.example")
    registered(statement)

    page = visit().get(pack(statement, key).removeprefix("HTTPS://LAMA.EXAMPLE"))

    assert page.status_code == 200


def test_a_changed_code_is_refused_and_tells_nothing(visit, registered, key):
    statement = stated()
    registered(statement)
    path = path_of(pack(statement, key))

    for place in (-1, -40, -100):
        sign = "0" if path[place] != "0" else "1"
        page = visit().get(path[:place] + sign + path[len(path) + place + 1 :])

        assert page.status_code == 422
        assert "Kode QR ini sudah diubah atau rusak." in page.text
        assert "Sari Contoh" not in page.text


def test_a_right_code_under_another_number_is_refused(visit, registered, key):
    registered(stated(number="1/2026"))
    code = path_of(pack(stated(), key)).replace(NUMBER, "1/2026")

    assert visit().get(code).status_code == 422


def test_a_code_that_says_other_than_the_register_is_refused(visit, registered, key):
    registered(stated(name="Tono Contoh"))

    assert visit().get(path_of(pack(stated(), key))).status_code == 422


def test_a_right_code_whose_paper_is_gone_sends_to_the_office(visit, key):
    code = pack(stated(address="http://127.0.0.1:8000"), key)

    page = visit().get(path_of(code))

    assert "tetapi tidak tercatat" in page.text
    assert "Sari" not in page.text


def test_a_code_with_room_for_the_number_alone_leads_to_it(visit, registered):
    registered()
    browser = visit()

    answer = browser.get(f"/V/{NUMBER}/")

    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(PAGE)


def test_an_older_key_is_believed_after_the_secret_was_changed(visit, registered, key, app):
    statement = stated()
    registered(statement)
    SigningKey.update(sealed="x").execute()
    new = signing_key(app.config["SECRET_KEY"], NOON)

    assert new.public_key() != key.public_key()
    assert visit().get(path_of(pack(statement, key))).status_code == 200
    assert visit().get(path_of(pack(statement, new))).status_code == 200


def guess(browser, times: int) -> None:
    for number in range(times):
        assert browser.get(f"/v/{number}/tebakan").status_code == 404


def test_whoever_guesses_waits_and_nobody_else_does(visit, registered, key):
    statement = stated()
    registered(statement)
    browser = visit()
    guess(browser, FREE_LINKS)

    slowed = browser.get(PAGE)
    elsewhere = browser.get(PAGE, environ_overrides={"REMOTE_ADDR": "198.51.100.7"})
    scanned = browser.get(path_of(pack(statement, key)))

    assert slowed.status_code == 429
    assert "Memindai kode QR tidak perlu menunggu." in slowed.text
    assert "Sari Contoh" not in slowed.text
    assert elsewhere.status_code == 200
    assert scanned.status_code == 200


def test_nobody_is_locked_out(visit, registered, noon):
    registered()
    browser = visit()
    guess(browser, FREE_LINKS)
    browser.get(PAGE)

    noon.shift(3)

    assert browser.get(PAGE).status_code == 200


def test_changed_codes_count_as_guesses(visit, registered, key):
    registered()
    code = path_of(pack(stated(), key))[:-1]

    for _each in range(FREE_LINKS):
        visit().get(code)

    assert visit().get(code).status_code == 429


def test_reading_one_paper_after_the_other_is_slowed_later(visit, registered, key):
    statement = stated()
    registered(statement)
    browser = visit()
    for _each in range(FREE_READ):
        assert browser.get(PAGE).status_code == 200

    assert browser.get(PAGE).status_code == 429
    assert browser.get(path_of(pack(statement, key))).status_code == 200


def test_scanned_codes_count_for_nothing(visit, registered, key):
    statement = stated()
    registered(statement)

    for _each in range(3):
        visit().get(path_of(pack(statement, key)))

    assert FailedSignIn.select().count() == 0
