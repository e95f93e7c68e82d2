"""Whose pages are whose: nobody learns anything from a difference."""

import pytest

from mori.access.roles import Role
from mori.accounts.operations import give_role
from mori.core.clock import now
from mori.web.wire import dictionaries
from tests.cast import PASSWORD
from tests.web.chrome import digest, naming

pytestmark = pytest.mark.usefixtures("noon", "nothing_remembered")


def test_a_page_of_safeguarding_is_never_a_difference(chrome, cast):
    browser = chrome(cast.sari)
    page = browser.get("/").get_data()

    reply = browser.get("/bantuan", headers=naming(page))

    assert (browser.encoding, reply.headers["Cache-Control"]) == ("br", "no-store")


def test_nobody_can_name_the_page_of_somebody_else(chrome, cast):
    page = chrome(cast.sari).get("/").get_data()
    other = chrome(cast.tono)

    other.get("/", headers=naming(page))

    assert other.encoding == "br"


def test_a_second_session_of_the_same_person_begins_anew(chrome, cast):
    page = chrome(cast.sari).get("/").get_data()
    elsewhere = chrome(cast.sari)

    elsewhere.get("/", headers=naming(page))

    assert elsewhere.encoding == "br"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_never_learns_the_length_of_a_difference(chrome, cast, site):
    browser = chrome(cast.sari)
    page = browser.get("/").get_data()

    browser.get("/", headers={**naming(page), "Sec-Fetch-Site": site})

    assert browser.encoding == "br"


def test_signing_out_forgets_the_pages_here_and_on_the_phone(app, chrome, cast):
    browser = chrome(cast.sari)
    browser.get("/")
    page = browser.held["/*"]

    left = browser.post("/keluar")

    assert left.headers["Clear-Site-Data"] == '"cache"'
    remembered = app.extensions[dictionaries.REMEMBERED]
    assert remembered.page(browser.who, digest(page)) is None
    assert remembered.used_bytes == 0


def test_signing_in_where_another_did_not_sign_out_forgets_the_pages_on_the_phone(visit, cast):
    help_cookie, said = "", []

    for person in (cast.sari, cast.sari, cast.tono):
        phone = visit()  # which has kept no session
        phone.client.set_cookie("mori_help", help_cookie, domain="127.0.0.1")
        said.append(phone.post("/masuk", {"login": person.phone, "password": PASSWORD}))
        help_cookie = phone.client.get_cookie("mori_help", domain="127.0.0.1").value

    assert [each.headers.get("Clear-Site-Data") for each in said] == [None, None, '"cache"']


def test_after_a_change_of_role_the_page_is_that_roles(chrome, cast):
    supervisor = give_role(cast.sari, cast.banua.id, Role.SUPERVISOR, now())
    browser = chrome(cast.sari)
    browser.get("/")
    browser.get("/logbook")

    browser.post(f"/saya/peran/{supervisor.key}")

    assert browser.get("/").location == "/tinjau"
    assert browser.get("/logbook").status_code == 403
