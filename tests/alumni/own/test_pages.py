"""An alumnus keeps the own record by a link, without a password, or signed in."""

import datetime as dt
import re

import pytest

from mori.alumni.consents.operations import give, withdraw_all
from mori.alumni.finding.models import AlumnusFacet
from mori.alumni.finding.operations import refresh
from mori.alumni.models import Alumnus, AlumnusContact, AlumnusStay, Consent, StayUnit
from mori.alumni.queries import alumnus_by_id, record_of
from mori.alumni.rules import Agreed, AlumnusState, ConsentWay
from mori.core.bytes import PAGE_BYTES, brotli_size
from mori.core.clock import now
from mori.institutions.models import Region
from mori.links.models import SignedLink
from tests.alumni.consents.test_consents import make
from tests.alumni.own.holding import base_of, holder, link_to
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")

PAGES = ("", "/perbaiki", "/persetujuan", "/berhenti")
FORMS = ("/benar", "/perbaiki", "/persetujuan", "/berhenti")


@pytest.fixture
def alumnus(cast):
    made = make(cast, state=AlumnusState.INVITED)
    stay = AlumnusStay.create(alumnus=made, year=2015, institution_written="Universitas Contoh")
    StayUnit.create(stay=stay, unit=cast.pvl)
    region = Region.get(Region.code == "63.71")
    Alumnus.update(region=region, address="Jalan Misal 7").where(Alumnus.id == made.id).execute()
    refresh([made.id])
    return alumnus_by_id(made.id)


@pytest.fixture
def given(cast, alumnus):
    return link_to(cast, alumnus)


@pytest.fixture
def browser(visit, given):
    return holder(visit, given)


@pytest.fixture
def base(given):
    return base_of(given)


def text_of(reply) -> str:
    return " ".join(re.sub("<[^>]+>", " ", reply.text).split())


def seen_in(reply) -> str:
    return re.search(r'name="seen" value="(\w+)"', reply.text)[1]


def found(alumnus) -> Alumnus:
    return alumnus_by_id(alumnus.id)


def test_it_shows_what_the_office_holds_and_who_else_sees_it(browser, base, alumnus):
    give(alumnus, [Agreed.DIRECTORY, Agreed.YEARS], ConsentWay.LINK, "id", NOON)
    Alumnus.update(state=AlumnusState.CONFIRMED).execute()

    said = text_of(browser.get(base))

    for each in ("Sari Umpama", "Kota Banjarmasin", "Jalan Misal 7", "0811-0001-111", "PVL"):
        assert each in said
    assert "2015 Terlihat di direktori" in said
    assert "Jalan Misal 7 Hanya dilihat kantor" in said


def test_everything_is_still_right(browser, base, alumnus):
    Alumnus.update(unanswered=2).execute()

    reply = browser.post(f"{base}/benar", {"seen": seen_in(browser.get(base))})

    assert reply.status_code == 303
    row = found(alumnus)
    assert (row.state, row.unanswered, row.answered_at) == (AlumnusState.CONFIRMED, 0, now())
    assert "Jawaban terakhirmu: Rabu, 18 November 2026" in text_of(browser.get(base))


def test_a_double_tap_is_one_answer(browser, base):
    seen = seen_in(browser.get(base))

    replies = [browser.post(f"{base}/benar", {"seen": seen}) for _ in "ab"]

    assert [each.status_code for each in replies] == [303, 303]


def test_nobody_confirms_what_they_did_not_see(browser, base, alumnus):
    seen = seen_in(browser.get(base))
    Alumnus.update(address="Jalan Lain 1").execute()

    reply = browser.post(f"{base}/benar", {"seen": seen})

    assert reply.status_code == 422
    assert found(alumnus).state == AlumnusState.INVITED


def test_one_tap_agrees_and_one_takes_it_back(browser, base, alumnus):
    for purpose in (Agreed.DIRECTORY, Agreed.PHONE):
        assert browser.post(f"{base}/persetujuan", {"give": purpose}).status_code == 303
    assert record_of(alumnus).as_shown().phones
    assert "Disetujui sejak Rab 18 Nov 2026" in text_of(browser.get(f"{base}/persetujuan"))

    browser.post(f"{base}/persetujuan", {"take": Agreed.DIRECTORY})

    assert not record_of(alumnus).as_shown().phones
    assert not AlumnusFacet.select().where(AlumnusFacet.is_shown).exists()


def test_taps_sent_twice_change_nothing_more(browser, base):
    for _ in "ab":
        browser.post(f"{base}/persetujuan", {"give": "news"})
    assert Consent.select().count() == 1

    for _ in "ab":
        assert browser.post(f"{base}/persetujuan", {"take": "news"}).status_code == 303
    assert Consent.select().count() == 1


@pytest.mark.parametrize("sent", [{}, {"give": "everything"}, {"take": "x"}])
def test_a_tap_on_nothing_offered_is_refused(browser, base, sent):
    assert browser.post(f"{base}/persetujuan", sent).status_code == 422
    assert not Consent.select().exists()


def test_everything_stops_and_can_be_taken_up_again(browser, base, alumnus):
    browser.post(f"{base}/persetujuan", {"give": "directory"})

    browser.post(f"{base}/berhenti", {"sure": "1"})

    assert found(alumnus).state == AlumnusState.WITHDRAWN
    assert record_of(alumnus).agreed == frozenset()
    page = browser.get(base)
    assert "Semuanya sudah kamu hentikan" in text_of(page)

    browser.post(f"{base}/benar", {"seen": seen_in(page)})

    assert found(alumnus).state == AlumnusState.CONFIRMED
    assert record_of(alumnus).agreed == frozenset()


def test_who_stopped_everything_agrees_to_nothing_by_an_old_page(browser, base, alumnus):
    withdraw_all(alumnus, None, NOON)

    reply = browser.post(f"{base}/persetujuan", {"give": "news"})

    assert reply.status_code == 422
    assert not Consent.select().exists()


def test_every_page_is_light(browser, base, alumnus):
    give(alumnus, Agreed, ConsentWay.LINK, "id", NOON)
    for number in range(3):
        AlumnusStay.create(alumnus=alumnus, year=2018 + number, institution_written="Politeknik")

    sizes = {page: brotli_size(browser.get(base + page).data) for page in PAGES}

    assert max(sizes.values()) <= PAGE_BYTES, sizes


def test_another_offices_record_is_not_there(browser, base, alumnus, cast):
    Alumnus.update(office=cast.seberang).execute()

    assert browser.get(base).status_code == 404


@pytest.mark.parametrize("state", [AlumnusState.DECEASED, AlumnusState.ERASED])
def test_a_link_opens_nothing_of_who_is_gone(browser, base, state):
    Alumnus.update(state=state).execute()

    assert {browser.get(base + page).status_code for page in PAGES} == {404}
    assert {browser.post(base + form).status_code for form in FORMS} == {404}


@pytest.mark.parametrize("state", sorted({*AlumnusState} - {"deceased", "erased"}))
def test_the_pages_open_in_every_other_state(browser, base, state):
    Alumnus.update(state=state).execute()

    assert {browser.get(base + page).status_code for page in PAGES} == {200}


def test_an_expired_link_opens_nothing(browser, base):
    SignedLink.update(expires_at=now() - dt.timedelta(minutes=1)).execute()

    assert browser.get(base).status_code == 404


def test_the_link_of_who_was_merged_opens_the_record_they_are_shown_as(browser, base, cast):
    kept = make(cast, "Sari Umpama Dewi")
    Alumnus.update(merged_into=kept).where(Alumnus.id != kept.id).execute()
    refresh([kept.id])

    assert "Sari Umpama Dewi" in browser.get(base).text


def test_signed_in_it_is_the_same(visit, cast, alumnus):
    Alumnus.update(person=cast.sari).execute()
    sari = visit(cast.sari)

    assert "Data alumni saya" in sari.get("/saya").text
    own = sari.get("/saya/alumni").location

    assert {sari.get(own + page).status_code for page in PAGES} == {200}
    sari.post(f"{own}/persetujuan", {"give": "news"})
    assert Consent.get().way == ConsentWay.ACCOUNT


def test_nobody_else_opens_it_signed_in(visit, cast, alumnus):
    Alumnus.update(person=cast.sari).execute()

    for other in (cast.tono, cast.wati, cast.hasan, cast.laila):
        browser = visit(other)
        assert {browser.get(f"/saya/alumni/{alumnus.key}{page}").status_code for page in PAGES} == {
            404
        }


def test_without_a_record_it_says_so(visit, cast):
    tono = visit(cast.tono)

    assert "Belum ada" in tono.get("/saya/alumni").text
    assert "Data alumni saya" not in tono.get("/saya").text


def test_mail_that_came_back_is_said(browser, base):
    AlumnusContact.update(bounced_at=NOON).where(AlumnusContact.kind == "mail").execute()

    assert "Surel ke sari@rumah.example tidak sampai" in text_of(browser.get(base))
