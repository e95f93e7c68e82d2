"""One-time codes: asked of roles that others trust, each spent once."""

import pyotp
import pytest
import time_machine

from mori.accounts.models import Membership, Person
from mori.accounts.operations import change_password, keep_second_factor
from mori.core import sealing
from mori.core.errors import Refused
from tests.cast import NOON, PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def asked(app, settings):
    """Codes are asked for, as they are unless an operator turns them off."""
    from dataclasses import replace

    app.config["SETTINGS"] = replace(settings, second_factor=True)
    yield
    app.config["SETTINGS"] = settings


@pytest.fixture
def ningsih(cast, settings, asked):
    sealed = sealing.seal(settings.key, SECRET)
    Person.update(second_factor=sealed).where(Person.id == cast.ningsih.id).execute()
    return cast.ningsih


def first_step(browser, who="ningsih"):
    return browser.post("/masuk", {"login": f"{who}@contoh.example", "password": PASSWORD})


def ticket_of(page: str) -> str:
    return page.split('name="ticket"')[1].split('value="')[1].split('"')[0]


def secret_of(page: str) -> str:
    return page.split('class="number">')[1].split("<")[0]


def test_an_intern_is_not_asked(visit, cast, asked):
    assert first_step(visit(), "sari").status_code == 303


def test_the_password_alone_opens_nothing(visit, ningsih):
    browser = visit()

    reply = first_step(browser)

    assert reply.status_code == 200
    assert not reply.headers.getlist("Set-Cookie")
    assert browser.get("/jaga").status_code == 303


def test_a_right_code_signs_in_once(visit, ningsih):
    with time_machine.travel(NOON, tick=False):
        code = pyotp.TOTP(SECRET).at(NOON)
        browser, thief = visit(), visit()
        ticket, stolen = ticket_of(first_step(browser).text), ticket_of(first_step(thief).text)

        right = browser.post("/masuk/kode", {"ticket": ticket, "code": code})
        again = thief.post("/masuk/kode", {"ticket": stolen, "code": code})

    assert (right.status_code, again.status_code) == (303, 422)


def test_a_wrong_code_is_asked_for_again(visit, ningsih):
    browser = visit()
    ticket = ticket_of(first_step(browser).text)

    assert browser.post("/masuk/kode", {"ticket": ticket, "code": "000000"}).status_code == 422


def test_codes_are_set_up_at_the_first_sign_in(visit, cast, asked):
    with time_machine.travel(NOON, tick=False):
        browser = visit()
        page = first_step(browser, "opik").text
        secret = secret_of(page)

        reply = browser.post(
            "/masuk/kode", {"ticket": ticket_of(page), "code": pyotp.TOTP(secret).at(NOON)}
        )

    kept = Person.get_by_id(cast.opik.id).second_factor
    assert reply.status_code == 303
    assert kept
    assert secret not in kept


def test_a_role_of_no_office_is_asked_all_the_same(visit, cast, asked):
    Membership.update(office=None).where(Membership.person == cast.opik).execute()
    with time_machine.travel(NOON, tick=False):
        browser = visit()
        page = first_step(browser, "opik").text

        code = pyotp.TOTP(secret_of(page)).at(NOON)
        reply = browser.post("/masuk/kode", {"ticket": ticket_of(page), "code": code})

        assert reply.status_code == 303
        assert browser.get("/saya").status_code == 200


def test_whoever_began_to_set_up_codes_too_replaces_none(visit, cast, asked):
    with time_machine.travel(NOON, tick=False) as clock:
        browser, thief = visit(), visit()
        own, other = first_step(browser, "opik").text, first_step(thief, "opik").text
        code = pyotp.TOTP(secret_of(own)).at(NOON)
        browser.post("/masuk/kode", {"ticket": ticket_of(own), "code": code})
        kept = Person.get_by_id(cast.opik.id).second_factor
        clock.shift(60)

        code = pyotp.TOTP(secret_of(other)).at(NOON.timestamp() + 60)
        reply = thief.post("/masuk/kode", {"ticket": ticket_of(other), "code": code})

    assert reply.status_code == 422
    assert not reply.headers.getlist("Set-Cookie")
    assert Person.get_by_id(cast.opik.id).second_factor == kept


def test_of_two_secrets_the_first_is_kept(cast):
    keep_second_factor(cast.opik, "first", 1)

    with pytest.raises(Refused):
        keep_second_factor(cast.opik, "second", 2)

    assert Person.get_by_id(cast.opik.id).second_factor == "first"


def test_many_wrong_codes_say_how_long_to_wait(visit, ningsih):
    with time_machine.travel(NOON, tick=False):
        browser = visit()
        ticket = ticket_of(first_step(browser).text)
        tries = [
            browser.post("/masuk/kode", {"ticket": ticket, "code": "000000"}) for _ in range(6)
        ]
        right = pyotp.TOTP(SECRET).at(NOON)

        reply = browser.post("/masuk/kode", {"ticket": ticket, "code": right})

    assert [each.status_code for each in tries] == [422] * 5 + [429]
    assert reply.status_code == 429
    assert "Terlalu banyak percobaan. Tunggu" in reply.text


def test_a_forged_ticket_begins_again(visit, ningsih):
    reply = visit().post("/masuk/kode", {"ticket": "forged", "code": "000000"})

    assert (reply.status_code, reply.location) == (303, "/masuk")


def test_a_ticket_of_the_second_step_dies_with_the_old_password(visit, ningsih):
    with time_machine.travel(NOON, tick=False):
        thief = visit()
        ticket = ticket_of(first_step(thief).text)
        change_password(ningsih, "sungai lebar tenang", NOON, None)

        code = pyotp.TOTP(SECRET).at(NOON)
        reply = thief.post("/masuk/kode", {"ticket": ticket, "code": code})

    assert (reply.status_code, reply.location) == (303, "/masuk")
    assert not reply.headers.getlist("Set-Cookie")


def test_wrong_codes_from_elsewhere_keep_no_known_phone_out(visit, ningsih):
    with time_machine.travel(NOON, tick=False) as clock:
        phone, thief = visit(), visit()
        own = {"ticket": ticket_of(first_step(phone).text), "code": pyotp.TOTP(SECRET).at(NOON)}
        assert phone.post("/masuk/kode", own).status_code == 303
        phone.client.delete_cookie("mori", domain="127.0.0.1")
        clock.shift(30)
        stolen = ticket_of(first_step(thief).text)
        for _ in range(8):
            thief.post("/masuk/kode", {"ticket": stolen, "code": "000000"})

        code = pyotp.TOTP(SECRET).at(NOON.timestamp() + 30)
        own = {"ticket": ticket_of(first_step(phone).text), "code": code}

        assert thief.post("/masuk/kode", {"ticket": stolen, "code": code}).status_code == 429
        assert phone.post("/masuk/kode", own).status_code == 303
