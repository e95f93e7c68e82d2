"""Wrong passwords slow whoever types them down, and nobody else."""

import re

import pytest
import time_machine

from mori.accounts.models import FailedSignIn, Person
from mori.accounts.tries.operations import forget_failures
from mori.core.clock import now
from mori.notifications.models import Message
from tests.cast import NOON, PASSWORD
from tests.visit import Browser

HOME, CAMPUS = "203.0.113.7", "198.51.100.9"
PEOPLE = ("sari", "tono", "rina", "budi", "wati", "ningsih", "opik", "hasan")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def sign_in(browser: Browser, name: str, password: str = PASSWORD, address: str = HOME) -> int:
    form = {"login": f"{name}@contoh.example", "password": password}
    return browser.post("/masuk", form, environ_overrides={"REMOTE_ADDR": address}).status_code


def guess(visit, name: str, times: int, address: str = CAMPUS) -> list[int]:
    attacker = visit()
    return [sign_in(attacker, name, "salah sekali", address) for _ in range(times)]


def known_phone(visit, name: str) -> Browser:
    """A phone on which somebody signed in before, and out again."""
    phone = visit()
    assert sign_in(phone, name) == 303
    phone.client.delete_cookie("mori", domain="127.0.0.1")
    return phone


def test_guesses_from_one_address_are_slowed_down(visit, cast, clock):
    assert guess(visit, "ningsih", 7) == [422] * 5 + [429] * 2

    clock.shift(1)

    assert guess(visit, "ningsih", 2) == [422, 429]


def test_guesses_from_elsewhere_hold_nobody_up(visit, cast, clock):
    for _ in range(20):
        guess(visit, "ningsih", 1)
        clock.shift(1)

        assert sign_in(visit(), "ningsih") == 303


def test_guesses_from_many_addresses_hold_nobody_up(visit, cast):
    for number in range(60):
        guess(visit, "ningsih", 1, f"198.51.100.{number}")

    assert sign_in(visit(), "ningsih") == 303


def test_many_addresses_have_one_guess_each_once_an_account_is_guessed_at(visit, cast):
    for number in range(30):
        assert guess(visit, "ningsih", 1, f"198.51.100.{number}") == [422]

    assert guess(visit, "ningsih", 3, "192.0.2.1") == [422, 429, 429]
    assert guess(visit, "sari", 3, "192.0.2.1") == [422] * 3


def test_the_addresses_of_one_household_are_one(visit, cast):
    for number in range(5):
        guess(visit, "ningsih", 1, f"2001:db8:1:2::{number:x}")

    assert guess(visit, "ningsih", 1, "2001:db8:1:2:ffff::1") == [429]
    assert guess(visit, "ningsih", 1, "2001:db8:1:3::1") == [422]


def test_the_mistypes_of_others_behind_one_address_hold_nobody_up(visit, cast):
    for name in ("sari", "tono"):
        guess(visit, name, 5)

    assert sign_in(visit(), "rina", address=CAMPUS) == 303


def test_an_address_that_guesses_at_many_has_one_guess_for_each(visit, cast):
    for number in range(30):
        guess(visit, f"tiada{number}", 1)

    assert guess(visit, "sari", 2) == [422, 429]
    assert sign_in(visit(), "rina", address=CAMPUS) == 303


def test_a_known_phone_is_heard_even_beside_the_attacker(visit, cast):
    phone = known_phone(visit, "ningsih")
    guess(visit, "ningsih", 40, HOME)

    assert sign_in(visit(), "ningsih") == 429
    assert sign_in(phone, "ningsih") == 303


def test_a_phone_stays_known_to_each_of_its_people(visit, cast):
    phone = known_phone(visit, "ningsih")
    assert sign_in(phone, "sari") == 303
    phone.client.delete_cookie("mori", domain="127.0.0.1")
    guess(visit, "ningsih", 6, HOME)

    assert sign_in(phone, "ningsih") == 303


def test_a_phone_is_known_to_nobody_else(visit, cast):
    phone = known_phone(visit, "sari")
    guess(visit, "ningsih", 6, HOME)

    assert sign_in(phone, "ningsih") == 429


def test_whoever_copied_a_phones_cookie_has_few_guesses_and_the_account_is_no_slower(visit, cast):
    phone = known_phone(visit, "ningsih")

    tried = [sign_in(phone, "ningsih", "salah sekali", CAMPUS) for _ in range(27)]

    assert tried == [422] * 25 + [429] * 2  # twenty as the phone, five as anybody
    assert sign_in(visit(), "ningsih") == 303


def test_a_forged_device_is_none(visit, cast):
    stranger = visit()
    forged = f"1{'A' * 22}{cast.ningsih.key}.abcdefgh"
    stranger.client.set_cookie("mori_device", forged, domain="127.0.0.1", path="/masuk")
    guess(visit, "ningsih", 6, HOME)

    assert sign_in(stranger, "ningsih") == 429


def test_an_account_counts_once_whatever_its_login_is_called(visit, cast):
    guess(visit, "ningsih", 5)
    form = {"login": Person.get_by_id(cast.ningsih.id).phone, "password": PASSWORD}

    reply = visit().post("/masuk", form, environ_overrides={"REMOTE_ADDR": CAMPUS})

    assert reply.status_code == 429


def test_whose_account_is_guessed_at_hears_of_it_once_a_day(visit, cast, clock):
    for number in range(40):
        guess(visit, "ningsih", 1, f"198.51.100.{number}")

    mail = Message.get()
    assert (Message.select().count(), mail.recipient) == (1, "ningsih@contoh.example")
    assert "/lupa-sandi" in mail.body


def test_what_failed_long_ago_is_forgotten(visit, cast, clock):
    guess(visit, "ningsih", 3)

    clock.shift(901)
    forget_failures(now())

    assert FailedSignIn.select().count() == 0


def test_no_row_tells_whom_or_where(visit, cast):
    guess(visit, "ningsih", 1)

    subjects = [row.subject for row in FailedSignIn.select()]

    assert len(subjects) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", each) for each in subjects)


def test_a_password_pasted_with_a_blank_is_heard(visit, cast):
    assert sign_in(visit(), "sari", f"{PASSWORD} ") == 303
    assert sign_in(visit(), "sari", f"\n{PASSWORD}\t") == 303


def test_a_new_password_is_kept_without_the_blanks_around_it(visit, cast):
    changed = {"current": f"{PASSWORD} ", "password": " sungai lebar tenang "}
    assert visit(cast.sari).post("/saya/sandi", changed).status_code == 303

    assert sign_in(visit(), "sari", "sungai lebar tenang") == 303


def test_an_address_as_long_as_is_accepted_can_sign_in(visit, cast):
    longest = f"{'a' * 185}@contoh.example"
    Person.update(email=longest).where(Person.id == cast.sari.id).execute()

    assert sign_in(visit(), "a" * 185) == 303
    assert visit().post("/lupa-sandi", {"login": longest}).status_code == 200


def test_guessing_the_current_password_is_slowed_down_for_that_session_alone(visit, cast, clock):
    thief, owner = visit(cast.sari), visit(cast.sari)
    wrong = {"current": "salah sekali", "password": "sungai lebar tenang"}

    tried = [thief.post("/saya/sandi", wrong).status_code for _ in range(7)]

    assert tried == [422] * 5 + [429] * 2
    assert owner.post("/saya/sandi", {**wrong, "current": PASSWORD}).status_code == 303
