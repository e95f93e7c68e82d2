"""From a new person it is one step to placing them; of whoever cannot be placed nothing is said."""

import re

from mori.accounts.models import Person
from tests.cast import role_of

NEW = {"name": "Mira Contoh", "phone": "", "email": "mira@contoh.example", "unit": ""}
PLACING = re.compile(r'href="(/peserta/baru\?orang=\w+)"')


def test_the_page_after_adding_an_intern_leads_to_placing_that_intern(visit, cast):
    browser = visit(cast.wati)
    reply = browser.post("/orang/baru", {**NEW, "role": "intern"})
    [path] = PLACING.findall(reply.text)

    page = browser.get(path).text

    mira = Person.get(Person.email == NEW["email"])
    assert f'<option selected value="{mira.key}"' in page


def test_a_supervisor_is_not_placed(visit, cast):
    reply = visit(cast.wati).post("/orang/baru", {**NEW, "role": "supervisor"})

    assert reply.status_code == 200
    assert not PLACING.findall(reply.text)


def test_a_head_who_may_not_place_is_not_led_there(visit, cast):
    visit(cast.wati).post("/orang/baru", {**NEW, "role": "intern"})
    mira = Person.get(Person.email == NEW["email"])

    path = f"/orang/{role_of(mira).key}"

    assert PLACING.findall(visit(cast.wati).get(path).text)
    assert not PLACING.findall(visit(cast.hasan).get(path).text)


def test_whoever_is_placed_already_is_not_placed_again(visit, cast):
    page = visit(cast.wati).get(f"/orang/{role_of(cast.sari).key}").text

    assert not PLACING.findall(page)
