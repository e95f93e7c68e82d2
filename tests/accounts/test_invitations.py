"""A link sets a password once, by post, and can be renewed."""

import datetime as dt
import re

import pytest
import time_machine

from mori.access.roles import Role
from mori.accounts.models import Invitation, Membership, Person
from mori.accounts.operations import accept_invitation, change_person, give_role, invite_person
from mori.accounts.rules import shown_phone
from mori.core.clock import now
from mori.core.errors import Refused
from mori.notifications.models import Message
from tests.cast import NOON, role_of

NEW = "perahu kertas merah"


def test_looking_at_a_link_does_not_use_it_up(visit, cast):
    token = invite_person(cast.sari, now())

    visit().get(f"/undangan/{token}")
    reply = visit().post(f"/undangan/{token}", {"password": NEW})

    assert (reply.status_code, reply.location) == (303, "/")


def test_a_link_works_once(visit, cast):
    token = invite_person(cast.sari, now())
    visit().post(f"/undangan/{token}", {"password": NEW})

    assert visit().post(f"/undangan/{token}", {"password": "lain sama sekali"}).status_code == 409


def test_of_two_who_read_a_link_at_once_the_first_sets_the_password(cast):
    invite_person(cast.sari, now())
    both = [Invitation.get(Invitation.person == cast.sari) for _ in "ab"]
    person = accept_invitation(both[0], NEW, now())

    with pytest.raises(Refused):
        accept_invitation(both[1], "lain sama sekali", now())
    assert Person.get_by_id(person.id).password_hash == person.password_hash


def test_a_new_link_stops_the_earlier_one(visit, cast):
    earlier = invite_person(cast.sari, now())
    invite_person(cast.sari, now())

    assert visit().get(f"/undangan/{earlier}").status_code == 409


def test_a_link_is_too_old_after_a_week(visit, cast):
    with time_machine.travel(NOON, tick=False) as clock:
        token = invite_person(cast.sari, now())
        clock.shift(dt.timedelta(days=7, minutes=1))

        assert visit().get(f"/undangan/{token}").status_code == 409


def test_a_short_password_is_explained(visit, cast):
    token = invite_person(cast.sari, now())

    reply = visit().post(f"/undangan/{token}", {"password": "pendek"})

    assert reply.status_code == 422
    assert "10" in reply.text


def test_only_the_digest_of_a_link_is_kept(cast):
    token = invite_person(cast.sari, now())

    assert token not in Invitation.get().digest


def test_a_coordinator_adds_someone_and_gets_the_link(visit, cast):
    reply = visit(cast.wati).post(
        "/orang/baru",
        {
            "name": "Melati Contoh",
            "phone": "0812 3456 7890",
            "email": "",
            "role": "intern",
            "unit": "",
        },
    )

    assert reply.status_code == 200
    assert "/undangan/" in reply.text
    assert "<svg" in reply.text  # the QR code
    assert "https://wa.me/6281234567890?" in reply.text
    assert reply.headers["Cache-Control"] == "no-store"
    assert Person.get(Person.phone == "+6281234567890").name == "Melati Contoh"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"phone": "12345"},
        {"email": "tanpa-at"},
        {"phone": "", "email": ""},
        {"role": "officer"},
        {"role": ""},
    ],
)
def test_bad_input_comes_back_with_what_was_typed(visit, cast, wrong):
    form = {
        "name": "Melati Contoh",
        "phone": "081234567890",
        "email": "",
        "role": "intern",
        "unit": "",
    }

    reply = visit(cast.wati).post("/orang/baru", {**form, **wrong})

    assert reply.status_code == 422
    assert {**form, **wrong}["name"] in reply.text
    assert not Person.select().where(Person.name == "Melati Contoh").exists()


def test_a_number_in_use_is_refused_and_nothing_typed_is_lost(visit, cast):
    reply = visit(cast.wati).post(
        "/orang/baru",
        {
            "name": "Melati Contoh",
            "phone": "081100000000",
            "email": "",
            "role": "intern",
            "unit": "",
        },
    )

    assert reply.status_code == 409
    assert "Melati Contoh" in reply.text


def test_staff_cannot_make_a_link_for_a_role_above_their_own(visit, cast):
    officer = role_of(cast.ningsih)

    assert visit(cast.wati).post(f"/orang/{officer.key}/undang").status_code == 409


def test_a_head_appoints_officers(visit, cast):
    rina = role_of(cast.rina)

    visit(cast.hasan).post(f"/orang/{rina.key}/peran", {"role": "officer", "unit": ""})

    assert Membership.get(Membership.person == cast.rina, Membership.role == "officer")


def test_a_lost_password_is_renewed_by_mail_without_telling_who_exists(visit, cast):
    known = visit().post("/lupa-sandi", {"login": "sari@contoh.example"})
    unknown = visit().post("/lupa-sandi", {"login": "tiada@contoh.example"})

    assert (known.status_code, unknown.status_code) == (200, 200)
    assert [message.recipient for message in Message.select()] == ["sari@contoh.example"]
    assert "/undangan/" in Message.get().body


def test_asking_again_at_once_sends_one_mail(visit, cast):
    for _ in range(3):
        visit().post("/lupa-sandi", {"login": "sari@contoh.example"})

    assert Message.select().count() == 1
    link = re.search(r"/undangan/[\w-]+", Message.get().body)[0]
    assert visit().get(link).status_code == 200


def test_a_stranger_who_asks_for_a_link_voids_none_that_waits(visit, cast):
    token = invite_person(cast.sari, now())

    visit().post("/lupa-sandi", {"login": "sari@contoh.example"})

    assert visit().get(f"/undangan/{token}").status_code == 200


def test_a_password_once_set_voids_every_other_link(visit, cast):
    token = invite_person(cast.sari, now())
    visit().post("/lupa-sandi", {"login": "sari@contoh.example"})
    other = re.search(r"/undangan/[\w-]+", Message.get().body)[0]

    visit().post(f"/undangan/{token}", {"password": "sungai lebar tenang"})

    assert visit().get(other).status_code == 409


def test_a_stranger_fills_nobodys_mailbox(visit, cast):
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(12):
            visit().post("/lupa-sandi", {"login": "sari@contoh.example"})
            clock.shift(601)

        assert Message.select().count() == 5


def test_one_address_asks_for_few_links_and_another_still_can(visit, cast):
    with time_machine.travel(NOON, tick=False):
        asked = [
            visit().post("/lupa-sandi", {"login": f"tiada{n}@contoh.example"}) for n in range(22)
        ]
        other = {"environ_overrides": {"REMOTE_ADDR": "203.0.113.7"}}
        home = visit().post("/lupa-sandi", {"login": "sari@contoh.example"}, **other)

    assert [each.status_code for each in asked] == [200] * 20 + [429] * 2
    assert home.status_code == 200
    assert [message.recipient for message in Message.select()] == ["sari@contoh.example"]


def test_a_number_is_shown_as_elsewhere_and_may_be_sent_so(visit, cast):
    path, browser = f"/orang/{role_of(cast.sari).key}", visit(cast.wati)

    shown = shown_phone(cast.sari.phone)
    form = browser.get(path).text
    browser.post(path, {"name": "Sari Contoh", "phone": shown, "email": ""})

    assert f'value="{shown}"' in form
    assert Person.get_by_id(cast.sari.id).phone == cast.sari.phone


def test_who_works_for_another_office_too_is_changed_by_neither(visit, cast):
    give_role(cast.rina, cast.seberang.id, Role.SUPERVISOR, NOON)
    path, wati = f"/orang/{role_of(cast.rina).key}", visit(cast.wati)

    replies = [
        wati.post(path, {"name": "Lain Contoh", "phone": "", "email": "lain@contoh.example"}),
        wati.post(f"{path}/undang"),
    ]

    assert [reply.status_code for reply in replies] == [409, 409]
    assert Person.get_by_id(cast.rina.id).name == "Rina Contoh"


def test_people_are_found_by_name_and_paged_by_key(visit, cast):
    browser = visit(cast.wati)

    assert "Tono Contoh" in browser.get("/orang").text
    found = browser.get("/orang?cari=sari").text
    assert "Sari Contoh" in found
    assert "Tono Contoh" not in found
    assert "Laila" not in browser.get("/orang").text


def test_who_is_renamed_is_listed_and_found_by_the_new_name(visit, cast):
    change_person(cast.sari, "Aaliyah Contoh", cast.sari.phone, None)

    page = visit(cast.wati).get("/orang").text
    found = visit(cast.wati).get("/orang?cari=aaliyah").text

    names = [name for name in ("Aaliyah", "Budi", "Tono") if name in page]
    assert sorted(names, key=page.index) == names == ["Aaliyah", "Budi", "Tono"]
    assert "Aaliyah Contoh" in found


def test_ending_a_role_needs_a_tick(visit, cast):
    key = role_of(cast.budi).key
    browser = visit(cast.wati)

    without = browser.post(f"/orang/{key}/akhiri")
    with_tick = browser.post(f"/orang/{key}/akhiri", {"sure": "y"})

    assert (without.status_code, with_tick.status_code) == (409, 303)
    assert role_of(cast.budi).ended_at is not None


def test_nobody_ends_their_own_role(visit, cast):
    own = role_of(cast.wati)

    reply = visit(cast.wati).post(f"/orang/{own.key}/akhiri", {"sure": "y"})

    assert reply.status_code == 409
    assert Membership.get_by_id(own.id).ended_at is None
