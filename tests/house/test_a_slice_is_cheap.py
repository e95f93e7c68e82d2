"""A slice is its own folder and one line in LINE: table, page, state, grants, menu and a form
that waits offline are there.

The slice that lends umbrellas is invented, and stands in tests/invented.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

import mori
from mori import slices
from mori.access import grants
from mori.access.roles import Role
from mori.accounts.models import Membership
from mori.accounts.operations import add_person
from mori.core.db import db
from mori.web import i18n, menu, render
from tests.cast import NOON, Cast
from tests.conftest import close, forget_calendars, opened
from tests.visit import Visit

INVENTED = Path(__file__).parents[1] / "invented"
LATER = {"X-Mori-Queue": "later"}
RED = {"token": "t", "colour": "Red"}


@pytest.fixture
def lending(app, committed, monkeypatch) -> Iterator[tuple[Visit, Cast]]:
    """Browsers of an app in which the invented slice stands before the logbook; and its cast."""
    line = list(slices.LINE)
    line.insert(line.index("logbook"), "lending")
    monkeypatch.setattr(mori, "__path__", [*mori.__path__, str(INVENTED)])
    monkeypatch.setattr(i18n, "TEMPLATES", [i18n.TEMPLATES, INVENTED / "templates"])
    monkeypatch.setattr(slices, "LINE", tuple(line))
    slices.slices.cache_clear()
    close(db.obj)
    with_lending = opened(committed.settings)
    with db.connection_context():
        db.create_tables([loan(), loan().events.rel_model])
    yield Visit(with_lending), committed.cast
    monkeypatch.undo()
    as_before(app)


def loan():
    from mori.lending.models import Loan

    return Loan


def as_before(app) -> None:
    """Forget what this process learnt of the invented slice."""
    slices.slices.cache_clear()
    grants.use_grants(slices.slices())
    menu.menu_of.cache_clear()
    render._menu.cache_clear()
    forget_calendars()


def test_its_page_is_in_the_menu_of_whoever_may_open_it(lending):
    visit, cast = lending

    assert 'href="/payung"' in visit(cast.sari).get("/").text
    assert 'href="/payung"' not in visit(cast.rina).get("/tinjau").text
    assert 'aria-current="page"' in visit(cast.sari).get("/payung").text


def test_it_is_open_to_those_it_is_granted_to(lending):
    visit, cast = lending
    sari = visit(cast.sari)
    sari.post("/payung", RED)
    (row,) = loan().select()

    assert visit().get("/payung").status_code == 303
    assert visit(cast.rina).get("/payung").status_code == 403
    assert visit(cast.tono).post(f"/payung/{row.key}/kembali").status_code == 404
    assert sari.post(f"/payung/{row.key}/kembali").status_code == 303


def test_its_state_moves_once_and_each_move_is_an_event(lending):
    visit, cast = lending
    sari = visit(cast.sari)
    sari.post("/payung", RED)
    (row,) = loan().select()

    sari.post(f"/payung/{row.key}/kembali")
    again = sari.post(f"/payung/{row.key}/kembali")

    assert again.status_code == 409
    assert loan().get().state == "back"
    assert [event.verb for event in loan().get().events] == ["give_back"]


def test_its_form_waits_on_phones(lending):
    visit, cast = lending
    sari = visit(cast.sari)

    assert '{"kind":"loan","addresses":[{"takes":"^/payung$"}]' in visit().get("/sw.js").text
    assert 'name="colour"' in sari.get("/kotak-keluar/potongan").json["forms"]["loan"]


def test_what_waited_is_received_once_however_often_it_is_sent(lending):
    visit, cast = lending
    sari = visit(cast.sari)
    waited = {**RED, "writer": cast.sari.key}

    receipts = [sari.post("/payung", waited, headers=LATER).json for _ in range(2)]

    assert [(each["token"], each["state"]) for each in receipts] == [("t", "received")] * 2
    assert [row.colour for row in loan().select()] == ["Red"]


def test_what_waited_and_is_wrong_comes_back_with_its_reason(lending):
    visit, cast = lending

    reply = visit(cast.sari).post("/payung", {**RED, "colour": ""}, headers=LATER)

    assert (reply.status_code, reply.json["why"]) == (422, "Write its colour.")


def test_who_has_no_office_is_granted_it_too(lending):
    visit, cast = lending
    lintang = add_person("Lintang Contoh", NOON, None, "lintang@contoh.example")
    Membership.create(person=lintang, role=Role.HEAD, made_at=NOON)
    browser = visit(lintang)

    start = browser.get("/").location
    browser.post("/payung", RED)

    assert start == "/payung"
    assert loan().get().office_id is None
    assert "Red · Lent" in browser.get("/payung").text
    assert visit(cast.hasan).post(f"/payung/{loan().get().key}/kembali").status_code == 404


def test_the_documents_are_asked_for_its_machine(lending):
    names = {machine.name for each in slices.slices() for machine in each.machines}

    assert "Loan" in names


def test_nothing_of_it_is_left_behind(app, cast, visit):
    assert "loan.make" not in grants.GRANTS
    assert 'href="/payung"' not in visit(cast.sari).get("/").text
