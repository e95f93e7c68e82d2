"""A campus supervisor agrees or declines to a locked final, once, by a link that signs."""

import pytest

from mori.campus.cosigning.models import CoSignature
from mori.campus.cosigning.queries import standing_signature
from mori.core.workdays import DAY
from mori.institutions.models import InstitutionContact
from mori.institutions.operations import remove_contact
from mori.links.models import SignedLink
from mori.links.operations import confirm_hand, forward_link
from mori.links.rules import Hand, LinkState
from tests.campus.signing import ask, lock_final, name
from tests.cast import NOON
from tests.links.holding import POST, holder

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def final(cast):
    return lock_final(cast.placement)


@pytest.fixture
def signing(cast, contact, final):
    return ask(cast, cast.placement, contact)


@pytest.fixture
def browser(visit, signing):
    return holder(visit, signing)


@pytest.fixture
def path(signing) -> str:
    return f"/t/{signing.link.key}/akhir"


def answer(browser, path: str, **said: str):
    """With the digest of what the page shows."""
    shown = browser.get(path).text
    digest = shown.split('name="given_to" value="')[1].split('"')[0]
    return browser.post(path, {"token": "x", "given_to": digest, "answer": "agrees", **said})


def test_the_page_shows_the_result_and_who_gave_it(browser, path):
    page = browser.get(path).text

    assert "Sari Contoh" in page
    assert "90 Memuaskan" in page
    assert "Dinilai oleh Rina Contoh" in page


def test_agreeing_is_seen_by_all_whom_it_concerns(cast, visit, browser, path, signing):
    assert answer(browser, path, sentence="Sesuai pengamatan saya.").status_code == 303

    signed = CoSignature.get()
    assert (signed.name, signed.link_id, signed.at) == (signing.link.name, signing.link.id, NOON)
    seen = browser.get(path).text
    assert "Terima kasih. Kantor, pembimbing, dan peserta magang" in seen
    assert "Sesuai pengamatan saya." in seen
    for person in (cast.sari, cast.rina, cast.wati):
        assert "Sesuai pengamatan saya." in visit(person).get(f"/peserta/{cast.placement.key}").text


def test_declining_needs_a_sentence(browser, path):
    refused = answer(browser, path, answer="declines")
    declined = answer(browser, path, answer="declines", sentence="Saya menilai lain.")

    assert (refused.status_code, declined.status_code) == (422, 303)
    assert not CoSignature.get().answer.is_agreed


def test_the_same_form_twice_signs_once(browser, path):
    digest = browser.get(path).text.split('name="given_to" value="')[1].split('"')[0]
    sent = {"token": "x", "given_to": digest, "answer": "agrees"}

    replies = [browser.post(path, sent).status_code for _time in range(2)]

    assert (replies, CoSignature.select().count()) == ([303, 303], 1)


def test_a_second_answer_is_refused(browser, path):
    digest = browser.get(path).text.split('name="given_to" value="')[1].split('"')[0]
    answer(browser, path)

    reply = browser.post(path, {"token": "y", "given_to": digest, "answer": "agrees"})

    assert reply.status_code == 422
    assert CoSignature.select().count() == 1


def test_a_reopened_assessment_voids_it_and_it_can_be_signed_anew(
    cast, visit, browser, path, final
):
    answer(browser, path)
    table = type(final)
    table.update(state="discussed").where(table.id == final.id).execute()
    reopened = browser.get(path).text
    shown = visit(cast.sari).get(f"/peserta/{cast.placement.key}").text
    assert standing_signature(cast.placement.id) is None
    table.update(state="locked", locked_at=NOON + DAY).where(table.id == final.id).execute()

    again = answer(browser, path, token="z")

    assert "belum ada yang bisa ditandatangani" in reopened
    assert "tidak berlaku: penilaian dibuka kembali" in shown
    assert again.status_code == 303
    assert CoSignature.select().count() == 2


def test_what_was_reopened_while_it_was_read_is_not_signed(browser, path, final):
    digest = browser.get(path).text.split('name="given_to" value="')[1].split('"')[0]
    table = type(final)
    table.update(locked_at=NOON + DAY).where(table.id == final.id).execute()

    reply = browser.post(path, {"token": "x", "given_to": digest, "answer": "agrees"})

    assert reply.status_code == 422
    assert not CoSignature.select().exists()


def test_a_new_hand_waits_until_the_coordinator_confirms_it(cast, visit, browser, path, signing):
    new = forward_link(signing.link, Hand("Pak Umpama", "umpama@campus.example"), NOON, POST)
    assert (new.state, new.digest) == (LinkState.WAITING, None)
    assert browser.get(path).status_code == 404

    confirmed = confirm_hand(new, cast.wati.id, NOON, POST)
    theirs = f"/t/{confirmed.link.key}/akhir"
    answer(holder(visit, confirmed), theirs)

    assert CoSignature.get().name == "Pak Umpama"


def test_it_is_asked_for_on_the_page_of_the_placement(cast, visit, contact, final):
    browser = visit(cast.wati)
    name(cast, cast.placement, contact)
    assert (
        f"Minta tanda tangan {contact.name}" in browser.get(f"/peserta/{cast.placement.key}").text
    )

    reply = browser.post(f"/peserta/{cast.placement.key}/tanda-tangan-kampus", {"token": "x"})

    assert reply.status_code == 200
    assert SignedLink.get().purpose == "campus.final"
    assert "Sudah diminta, belum dijawab" in browser.get(f"/peserta/{cast.placement.key}").text


def test_nothing_is_asked_before_it_is_locked_or_while_nobody_is_named(cast, visit, contact):
    path = f"/peserta/{cast.placement.key}/tanda-tangan-kampus"
    unnamed = visit(cast.wati).post(path, {"token": "x"})
    name(cast, cast.placement, contact)

    assert (unnamed.status_code, visit(cast.wati).post(path).status_code) == (409, 409)
    assert not SignedLink.select().exists()


def test_who_accompanies_the_intern_no_longer_signs_no_longer(cast, browser, path, campus, contact):
    other = InstitutionContact.create(token="o", institution=campus, role="other", name="Pak Lain")
    name(cast, cast.placement, other)
    changed = browser.get(path).status_code
    name(cast, cast.placement, contact)

    assert (changed, browser.get(path).status_code) == (404, 200)


def test_with_the_contact_its_link_and_address_go(cast, browser, path, contact):
    remove_contact(contact, cast.wati.id, NOON)

    link = SignedLink.get()
    assert browser.get(path).status_code == 404
    assert (link.state, link.name, link.email) == (LinkState.REVOKED, "", "")
