"""Alumni put their own data right, in one form."""

import pytest

from mori.alumni.finding.models import AlumnusFacet
from mori.alumni.finding.operations import refresh
from mori.alumni.models import Alumnus, AlumnusContact, AlumnusEvent, AlumnusSkill, Engagement
from mori.alumni.queries import alumnus_by_id, record_of
from mori.alumni.rules import AlumnusState
from tests.alumni.consents.test_consents import make
from tests.alumni.own.holding import base_of, holder, link_to
from tests.alumni.own.test_pages import seen_in
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")

SAID = {
    "name": "Dr. Sari Umpama, S.H.",
    "phones": "0811 1111 222, (0511) 3367412",
    "mails": "Sari@Baru.example",
    "region": "Kota Banjarmasin",
    "address": "Jalan Misal 7",
    "skills": "menulis, Memotret; menulis",
    "place": "Dinas Contoh",
    "kind": "agency",
    "post": "Analis",
    "since": "Maret 2024",
}


@pytest.fixture
def alumnus(cast):
    return make(cast, state=AlumnusState.INVITED)


@pytest.fixture
def browser(visit, cast, alumnus):
    given = link_to(cast, alumnus)
    browser = holder(visit, given)
    browser.form = f"{base_of(given)}/perbaiki"
    return browser


def send(browser, **other):
    seen = seen_in(browser.get(browser.form))
    return browser.post(browser.form, {**SAID, "seen": seen, **other})


def test_what_was_said_is_held_in_its_usual_form(browser, alumnus):
    assert send(browser).status_code == 303

    record = record_of(alumnus)
    assert (record.before, record.name, record.after) == ("Dr.", "Sari Umpama", "S.H.")
    assert record.phones == ("+628111111222", "+625113367412")
    assert record.mails == ("sari@baru.example",)
    assert (record.region_code, record.address) == ("63.71", "Jalan Misal 7")
    assert record.skills == ("menulis", "Memotret")
    assert record.now_at == ("Dinas Contoh",)
    assert Engagement.get().since == "2024-03"
    assert 'value="Maret 2024"' in browser.get(browser.form).text
    assert alumnus_by_id(alumnus.id).state == AlumnusState.CONFIRMED


def test_it_is_found_by_what_was_said(browser):
    send(browser)

    words = {row.value for row in AlumnusFacet.select().where(AlumnusFacet.kind == "now_at")}
    assert words == {"dinas", "contoh"}


def test_the_form_shows_what_it_was_given(browser):
    send(browser)

    text = browser.get(browser.form).text

    for value in ("Dr. Sari Umpama, S.H.", "0811-1111-222", "Kota Banjarmasin", "Maret 2024"):
        assert f'value="{value}' in text
    assert send(browser).status_code == 303
    assert Engagement.select().count() == 1


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("name", ""),
        ("phones", "08111"),
        ("mails", "sari.example"),
        ("region", "Kota Antah Berantah"),
        ("region", "Banjar"),
        ("since", "kemarin"),
        ("skills", "a" * 61),
        ("place", ""),
        ("kind", "moon"),
    ],
)
def test_what_is_wrong_comes_back_as_it_was_typed(browser, alumnus, name, typed):
    reply = send(browser, **{name: typed})

    assert reply.status_code == 422
    assert 'aria-invalid="true"' in reply.text
    if typed and name != "kind":
        assert f'value="{typed}"' in reply.text
    assert 'value="Jalan Misal 7"' in reply.text
    assert record_of(alumnus).address == ""


def test_what_changed_meanwhile_is_not_overwritten(browser, alumnus):
    seen = seen_in(browser.get(browser.form))
    Alumnus.update(address="Jalan Lain 1").execute()

    reply = browser.post(browser.form, {**SAID, "seen": seen})

    assert reply.status_code == 422
    assert record_of(alumnus).address == "Jalan Lain 1"


def test_a_form_sent_twice_is_one_correction(browser):
    seen = seen_in(browser.get(browser.form))

    replies = [browser.post(browser.form, {**SAID, "seen": seen}) for _ in "ab"]

    assert [each.status_code for each in replies] == [303, 303]
    assert AlumnusEvent.select().where(AlumnusEvent.verb == "put_right").count() == 1
    assert Engagement.select().count() == 1


def test_whoever_is_elsewhere_now_was_there_until_now(browser, alumnus):
    send(browser)

    send(browser, place="Usaha Misal", kind="own", post="", since="")

    old, new = Engagement.select().order_by(Engagement.id)
    assert (old.until, new.until) == ("2026-11", "")
    assert record_of(alumnus).now_at == ("Usaha Misal",)

    send(browser, place="", post="", since="")

    assert record_of(alumnus).now_at == ()


def test_an_address_written_anew_is_tried_again(browser, alumnus):
    AlumnusContact.update(bounced_at=NOON).where(AlumnusContact.kind == "mail").execute()
    assert record_of(alumnus).mails == ()

    send(browser, mails="sari@rumah.example")

    assert record_of(alumnus).mails == ("sari@rumah.example",)


def test_what_is_left_out_goes_also_where_it_came_by_merging(browser, alumnus, cast):
    merged = make(cast, "Sari U.")
    AlumnusSkill.create(alumnus=merged, text="lama", text_folded="lama")
    Alumnus.update(merged_into=alumnus, address="Jalan Lama").where(
        Alumnus.id == merged.id
    ).execute()
    refresh([alumnus.id])

    send(browser, address="", skills="", phones="0811 1111 222")

    record = record_of(alumnus)
    assert (record.address, record.skills, record.phones) == ("", (), ("+628111111222",))


def test_whoever_stopped_everything_stays_so_when_they_correct(browser, alumnus):
    Alumnus.update(state=AlumnusState.WITHDRAWN).execute()

    send(browser)

    assert alumnus_by_id(alumnus.id).state == AlumnusState.WITHDRAWN
    assert record_of(alumnus).address == "Jalan Misal 7"
