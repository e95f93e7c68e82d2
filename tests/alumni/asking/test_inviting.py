"""A coordinator gives somebody the link to their own record: by mail, or to be shared."""

import re

import pytest

from mori.alumni.asking import operations
from mori.alumni.models import Alumnus, AlumnusEvent
from mori.alumni.rules import AlumnusState
from mori.core.sealing import unseal
from mori.links.models import SignedLink
from mori.notifications.models import Message
from tests.alumni.records.making import make
from tests.cast import NOON
from tests.links.holding import POST
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def alumnus(cast):
    return make(
        cast.banua,
        "Umi Misal",
        state=AlumnusState.INVITED,
        answered_at=None,
        phones=["+628110001111"],
        mails=["umi@rumah.example"],
    )


def invite(browser, alumnus, by, token="t"):
    return browser.post(f"/alumni/{alumnus.key}/tautan", {"by": by, "token": token})


def found(alumnus):
    return Alumnus.get_by_id(alumnus.id)


def test_by_mail_it_goes_to_their_address(visit, cast, alumnus, app):
    reply = invite(visit(cast.wati), alumnus, "mail")

    assert reply.status_code == 200
    message = Message.get()
    assert message.recipient == "umi@rumah.example"
    assert message.subject == "Perwakilan Banua: datamu sebagai alumni magang"
    assert f"/t/{SignedLink.get().key}/" in unseal(app.config["SECRET_KEY"], message.body)
    row = found(alumnus)
    assert (row.asked_at, row.unanswered, row.state) == (NOON, 1, AlumnusState.INVITED)


def test_to_be_shared_nothing_is_mailed_or_said_to_be_sent(visit, cast, alumnus):
    reply = invite(visit(cast.wati), alumnus, "hand")

    assert "wa.me/628110001111" in reply.text
    assert not Message.select().exists()
    assert "terkirim" not in reply.text.partition("<main")[2]
    assert found(alumnus).asked_at == NOON


def test_the_link_opens_their_own_record_and_no_other(visit, cast, alumnus):
    reply = invite(visit(cast.wati), alumnus, "hand")
    link = SignedLink.get()
    secret = re.search(rf"/t/{link.key}/([\w-]{{32}})<", reply.text)[1]

    browser = visit()
    inside = browser.post(f"/t/{link.key}/{secret}").location

    assert inside == f"/t/{link.key}/alumni"
    assert "Umi Misal" in browser.get(inside).text


def test_the_same_form_twice_makes_one_link(visit, cast, alumnus):
    wati = visit(cast.wati)

    assert [invite(wati, alumnus, "mail").status_code for _ in "ab"] == [200, 409]
    assert SignedLink.select().count() == 1
    assert found(alumnus).unanswered == 1


def test_a_form_that_says_no_way_makes_none(visit, cast, alumnus):
    assert invite(visit(cast.wati), alumnus, "pigeon").status_code == 400
    assert not SignedLink.select().exists()


@pytest.mark.parametrize("state", [AlumnusState.DECEASED, AlumnusState.ERASED])
def test_nobody_writes_to_who_is_gone(visit, cast, alumnus, state):
    Alumnus.update(state=state).execute()

    for by in ("mail", "hand"):
        assert invite(visit(cast.wati), alumnus, by, by).status_code == 409
    assert not SignedLink.select().exists()


def test_whoever_stepped_back_gets_no_mail_but_may_ask_for_a_link(visit, cast, alumnus):
    Alumnus.update(state=AlumnusState.WITHDRAWN).execute()
    wati = visit(cast.wati)

    assert "umi@rumah.example</button>" not in wati.get(f"/alumni/{alumnus.key}").text
    assert invite(wati, alumnus, "mail", "a").status_code == 409
    assert invite(wati, alumnus, "hand", "b").status_code == 200
    assert found(alumnus).unanswered == 0


def test_the_page_of_the_record_offers_it_and_lists_the_links(visit, cast, alumnus):
    wati = visit(cast.wati)
    invite(wati, alumnus, "mail")

    text = wati.get(f"/alumni/{alumnus.key}").text

    assert "Kirim tautan ke umi@rumah.example" in text
    assert "Belum pernah dibuka" in text
    assert AlumnusEvent.get(AlumnusEvent.verb == "invite").actor_id == cast.wati.id


def test_a_head_and_another_office_make_none(visit, cast, alumnus):
    assert "Tautan pribadi" not in visit(cast.hasan).get(f"/alumni/{alumnus.key}").text
    for other in (cast.hasan, cast.citra, cast.rina, cast.sari):
        assert invite(visit(other), alumnus, "hand").status_code == 404
    assert not SignedLink.select().exists()


def test_two_taps_at_once_make_one_link(committed):
    cast = committed.cast
    alumnus = make(cast.banua, mails=["umi@rumah.example"])

    def tap() -> None:
        operations.invite(alumnus, "umi@rumah.example", "t", cast.wati.id, NOON, POST)

    assert sorted(all_at_once(tap, tap)) == ["done", "refused"]
    assert SignedLink.select().count() == 1
    assert Message.select().count() == 1
    assert found(alumnus).unanswered == 1
