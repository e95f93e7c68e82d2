"""One's own number and address change once the old address and the new have confirmed it."""

import re

from mori.accounts.models import Person
from mori.accounts.operations import change_password
from mori.core.clock import now
from mori.notifications.models import Message

NEW = {"phone": "0812 9999 0000", "email": "hasan2@contoh.example"}


def link_to(address):
    message = Message.select().where(Message.recipient == address).order_by(Message.id.desc()).get()
    return re.search(r"/kontak/\S+", message.body)[0]


def contact_of(person):
    row = Person.get_by_id(person.id)
    return row.phone, row.email


def test_both_addresses_confirm_and_the_other_officers_hear(visit, cast):
    visit(cast.hasan).post("/saya/kontak", NEW)
    old = link_to(cast.hasan.email)

    visit().get(old)  # as mail scanners do
    before = contact_of(cast.hasan)
    visit().post(old)
    between = contact_of(cast.hasan)
    visit().post(link_to(NEW["email"]))

    assert before == between == (cast.hasan.phone, cast.hasan.email)
    assert contact_of(cast.hasan) == ("+6281299990000", NEW["email"])
    told = {each.recipient for each in Message.select() if "diubah oleh" in each.body}
    assert told == {cast.hasan.email, NEW["email"], cast.ningsih.email, cast.opik.email}


def test_a_number_alone_is_confirmed_at_the_address_there_is(visit, cast):
    visit(cast.ningsih).post("/saya/kontak", {**NEW, "email": cast.ningsih.email})

    page = visit().post(link_to(cast.ningsih.email)).text

    assert "Sudah diubah" in page
    assert contact_of(cast.ningsih) == ("+6281299990000", cast.ningsih.email)


def test_a_link_works_once(visit, cast):
    visit(cast.ningsih).post("/saya/kontak", {**NEW, "email": cast.ningsih.email})
    link = link_to(cast.ningsih.email)
    visit().post(link)

    assert visit().post(link).status_code == 409


def test_a_new_password_makes_it_void(visit, cast):
    visit(cast.ningsih).post("/saya/kontak", NEW)
    change_password(cast.ningsih, "sungai lebar tenang", now(), None)

    assert visit().post(link_to(cast.ningsih.email)).status_code == 409


def test_a_forged_link_changes_nothing(visit):
    assert visit().post("/kontak/palsu").status_code == 409


def test_bad_input_is_explained_and_nothing_mailed(visit, cast):
    reply = visit(cast.ningsih).post("/saya/kontak", {"phone": "12", "email": ""})

    assert reply.status_code == 422
    assert not Message.select().exists()


def test_without_an_address_there_is_nothing_to_confirm_it_with(visit, cast):
    Person.update(email=None).where(Person.id == cast.sari.id).execute()

    assert visit(cast.sari).post("/saya/kontak", NEW).status_code == 409


def test_an_address_in_use_is_refused_at_the_end(visit, cast):
    visit(cast.ningsih).post("/saya/kontak", {"phone": "", "email": cast.opik.email})
    visit().post(link_to(cast.ningsih.email))

    assert visit().post(link_to(cast.opik.email)).status_code == 409
    assert contact_of(cast.ningsih) == (cast.ningsih.phone, cast.ningsih.email)
