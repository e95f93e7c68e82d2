"""Writing to one alumnus over WhatsApp, and noting that mail came back."""

from urllib.parse import unquote

import pytest

from mori.alumni.bounces.operations import note_bounced, note_reachable
from mori.alumni.messages.models import WhatsAppShare
from mori.alumni.models import Alumnus, AlumnusContact, AlumnusEvent
from mori.alumni.queries import record_of
from mori.alumni.rules import Agreed, AlumnusState
from tests.cast import NOON

from .writing import READY, alumnus, draft

PHONE = "+6281234567890"


def is_bounced(made):
    return AlumnusContact.get(AlumnusContact.alumnus == made).bounced_at is not None


def test_a_link_opens_whatsapp_with_the_words_and_it_is_noted(cast, visit):
    made = alumnus(cast.banua, agreed=[Agreed.CONTACT], phone=PHONE)
    browser = visit(cast.wati)
    assert "Halo Ayu Umpama" in browser.get(f"/alumni/{made.key}/whatsapp").text

    said = {"token": "s", "text": "Halo & apa kabar?"}
    for _ in range(2):
        shown = browser.post(f"/alumni/{made.key}/whatsapp", said).text

    link = shown.split('href="https://wa.me/')[1].split('"')[0]
    assert link.startswith("6281234567890?text=")
    assert unquote(link.partition("text=")[2]) == "Halo & apa kabar?"
    (share,) = WhatsAppShare.select()
    assert (share.alumnus_id, share.actor_id) == (made.id, cast.wati.id)


def test_the_words_of_a_message_are_taken_over(cast, visit):
    made = alumnus(cast.banua, phone=PHONE)
    mailing = draft(cast)

    shown = visit(cast.wati).get(f"/alumni/{made.key}/whatsapp?pesan={mailing.key}").text

    assert "Kami bertemu hari Jumat." in shown


@pytest.mark.parametrize(
    "columns",
    [
        {"agreed": [Agreed.DIRECTORY, Agreed.NETWORK], "phone": PHONE},
        {"phone": ""},
        {"phone": PHONE, "is_restricted": True},
        {"phone": PHONE, "state": AlumnusState.DECEASED},
    ],
)
def test_who_did_not_agree_or_has_no_number_is_not_written_to(cast, visit, columns):
    made = alumnus(cast.banua, **columns)
    browser = visit(cast.wati)

    assert browser.get(f"/alumni/{made.key}/whatsapp").status_code == 404
    said = {"token": "s", "text": "Halo"}
    assert browser.post(f"/alumni/{made.key}/whatsapp", said).status_code == 404
    assert WhatsAppShare.select().count() == 0


def test_words_are_needed(cast, visit):
    made = alumnus(cast.banua, phone=PHONE)

    answer = visit(cast.wati).post(f"/alumni/{made.key}/whatsapp", {"token": "s", "text": " "})

    assert answer.status_code == 422
    assert WhatsAppShare.select().count() == 0


@pytest.mark.parametrize("who", ["citra", "hasan", "rina"])
def test_nobody_else_writes_or_marks(cast, visit, who):
    made = alumnus(cast.banua, phone=PHONE)
    browser = visit(getattr(cast, who))

    assert browser.get(f"/alumni/{made.key}/whatsapp").status_code == 404
    said = {"address": "ayu@contoh.example"}
    assert browser.post(f"/alumni/{made.key}/surel-kembali", said).status_code == 404
    assert not is_bounced(made)


def test_a_coordinator_notes_that_mail_came_back_and_that_it_was_said_by_mistake(cast, visit):
    made = alumnus(cast.banua)
    browser = visit(cast.wati)

    browser.post(f"/alumni/{made.key}/surel-kembali", {"address": "ayu@contoh.example"})
    assert is_bounced(made)
    browser.post(f"/alumni/{made.key}/surel-sampai", {"address": "ayu@contoh.example"})

    assert not is_bounced(made)


def test_an_address_of_somebody_else_is_not_marked_through_a_record(cast, visit):
    made, other = alumnus(cast.banua, mail="lain@contoh.example"), alumnus(cast.banua)

    said = {"address": "ayu@contoh.example"}
    visit(cast.wati).post(f"/alumni/{made.key}/surel-kembali", said)

    assert not is_bounced(other)


def test_who_has_no_other_address_is_out_of_touch(app, cast):
    one, two = alumnus(cast.banua), alumnus(cast.banua, "Budi Umpama")
    AlumnusContact.create(alumnus=two, kind="mail", value="budi@contoh.example")
    elsewhere = alumnus(cast.seberang)

    note_bounced(cast.banua.id, "ayu@contoh.example", NOON)

    states = [Alumnus.get_by_id(each.id).state for each in (one, two, elsewhere)]
    assert states == [AlumnusState.DORMANT, AlumnusState.CONFIRMED, AlumnusState.CONFIRMED]
    assert AlumnusEvent.get(AlumnusEvent.alumnus == one).verb == "lose_touch"
    assert record_of(two).mails == ("budi@contoh.example",)
    assert not is_bounced(elsewhere)
    note_reachable(cast.banua.id, "ayu@contoh.example")
    assert record_of(one).mails == ("ayu@contoh.example",)


def test_the_record_says_what_came_back_and_what_was_shared(cast, visit):
    made = alumnus(cast.banua, phone=PHONE, agreed=READY, bounced_at=NOON)
    WhatsAppShare.create(token="s", alumnus=made, actor=cast.wati, at=NOON)

    shown = visit(cast.wati).get(f"/alumni/{made.key}").text

    assert "Surel kembali: " in shown
    assert "Dibagikan lewat WhatsApp" in shown
    assert f"/alumni/{made.key}/whatsapp" in shown
    for_head = visit(cast.hasan).get(f"/alumni/{made.key}").text
    assert "Surel kembali: " in for_head
    assert f"/alumni/{made.key}/whatsapp" not in for_head
