"""What a coordinator sees of the links given, and does with them."""

import re

import pytest

from mori.links.models import SignedLink
from mori.links.rules import Hand, LinkState
from mori.notifications.models import Message
from mori.notifications.operations import mark_failed, mark_sent
from tests.cast import NOON
from tests.links.holding import give, holder

pytestmark = pytest.mark.usefixtures("noon")


def make(visit, cast, contact, token="a"):
    return visit(cast.wati).post(f"/lembaga/kontak/{contact.key}/tautan", {"token": token})


def test_a_coordinator_makes_one_and_sees_it_once(visit, cast, contact):
    page = make(visit, cast, contact)

    link = SignedLink.get()
    secret = re.search(rf"/t/{link.key}/([\w-]{{32}})<", page.text)[1]
    assert visit().get(f"/t/{link.key}/{secret}").status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert "wa.me/6281100007001" in page.text
    assert secret not in visit(cast.wati).get("/tautan").text


def test_the_same_form_twice_makes_one(visit, cast, contact):
    replies = [make(visit, cast, contact) for _ in "ab"]

    assert [reply.status_code for reply in replies] == [200, 409]
    assert SignedLink.select().count() == 1


def test_sent_is_said_only_once_the_mail_server_took_it(visit, cast, given):
    wati, message = visit(cast.wati), Message.get()
    before = wati.get("/tautan").text

    mark_sent(message, NOON)

    assert "Surel belum terkirim" in before
    assert "Surel diterima server surel Rab 18 Nov, 12.00" in wati.get("/tautan").text


def test_a_mailbox_that_refuses_is_named(visit, cast, given):
    mark_failed(Message.get(), "SMTPRecipientsRefused 550", NOON, is_refused=True)

    assert "Server surel menolak rahimah@campus.example" in visit(cast.wati).get("/tautan").text


def test_without_an_address_nothing_is_said_to_be_sent(visit, cast, contact):
    give(cast, contact, hand=Hand("Bu Rahimah"))

    assert Message.select().count() == 0
    assert "Surel" not in visit(cast.wati).get("/tautan").text


def test_last_opened_stands_in_the_list(visit, cast, given):
    wati = visit(cast.wati)
    before = wati.get("/tautan").text

    holder(visit, given)

    assert "Belum pernah dibuka" in before
    assert "Terakhir dibuka Rab 18 Nov, 12.00" in wati.get("/tautan").text


def test_revoking_ends_it_and_says_who_did(visit, cast, given):
    reply = visit(cast.wati).post(f"/tautan/{given.link.key}/cabut")

    page = visit(cast.wati).get("/tautan").text
    assert reply.status_code == 303
    assert SignedLink.get().state == LinkState.REVOKED
    assert "Dicabut Rab 18 Nov, 12.00, Wati Contoh" in " ".join(
        re.sub("<[^>]+>", " ", page).split()
    )


def test_what_has_ended_cannot_be_revoked_again(visit, cast, given):
    replies = [visit(cast.wati).post(f"/tautan/{given.link.key}/cabut") for _ in "ab"]

    assert [reply.status_code for reply in replies] == [303, 409]


def test_a_head_sees_the_list_and_changes_nothing(visit, cast, given):
    page = visit(cast.hasan).get("/tautan")

    assert "Bu Rahimah" in page.text
    assert "/cabut" not in page.text


def test_another_office_sees_nothing(visit, cast, given):
    assert "Bu Rahimah" not in visit(cast.citra).get("/tautan").text
    assert visit(cast.citra).post(f"/tautan/{given.link.key}/cabut").status_code == 404


def test_the_list_goes_on_by_key(visit, cast, contact):
    for number in range(32):
        give(cast, contact, f"t{number}", Hand(f"Orang {number:02}"))
    wati = visit(cast.wati)

    first = wati.get("/tautan").text
    second = wati.get(re.search(r'href="(/tautan\?after=\d+)"', first)[1]).text

    assert "Orang 31" in first
    assert "Orang 01" not in first
    assert "Orang 01" in second


def test_the_contacts_page_lists_its_own(visit, cast, contact, given):
    page = visit(cast.wati).get(f"/lembaga/kontak/{contact.key}").text

    assert "Belum pernah dibuka" in page
    assert f"/lembaga/kontak/{contact.key}/tautan" in page


def test_a_removed_contact_leaves_no_name_in_its_links(visit, cast, contact, given):
    visit(cast.wati).post(f"/lembaga/kontak/{contact.key}/hapus")

    link = SignedLink.get()
    assert (link.state, link.name, link.email, link.phone) == (LinkState.REVOKED, "", "", "")
    assert "nama sudah dihapus" in visit(cast.wati).get("/tautan").text


@pytest.mark.parametrize("state", LinkState)
def test_the_list_shows_a_link_in_every_state(visit, cast, given, state, word):
    SignedLink.update(state=state).execute()

    assert word(state) in visit(cast.wati).get("/tautan").text
