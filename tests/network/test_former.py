"""A member who was an intern here: one person on both pages, set and taken away."""

import pytest

from mori.alumni.rules import AlumnusState
from mori.network.models import Member, MemberEvent
from mori.offices.operations import use_modules
from tests.alumni.making import make_alumnus

from .making import make_member

pytestmark = pytest.mark.usefixtures("noon")

PHONE, MAIL = "+6281234567890", "umi@contoh.example"
SAME = "dan nomor atau surel yang sama:"


@pytest.fixture
def alumnus(cast):
    return make_alumnus(cast.banua, "Umi Misal", phone=PHONE)


@pytest.fixture
def umi(cast):
    return make_member(cast.banua, "UMI MISAL", phone=PHONE, mail=MAIL)


def test_who_is_alike_is_offered_on_both_pages_and_one_tap_links_them(cast, visit, umi, alumnus):
    browser = visit(cast.wati)
    theirs, record = f"/jejaring/anggota/{umi.key}", f"/alumni/{alumnus.key}"
    assert SAME in browser.get(theirs).text
    assert SAME in browser.get(record).text

    for _ in range(2):
        assert browser.post(f"{theirs}/alumni", {"alumnus": alumnus.key}).status_code == 303

    assert Member.get_by_id(umi.id).alumnus_id == alumnus.id
    shown = {page: browser.get(page).text for page in (theirs, record)}
    assert f'href="{record}"' in shown[theirs] or f"href={record}" in shown[theirs]
    assert theirs in shown[record]
    assert all("Bukan orang yang sama" in each for each in shown.values())

    browser.post(f"{theirs}/alumni/lepas")

    assert Member.get_by_id(umi.id).alumnus_id is None
    assert [row.verb for row in MemberEvent.select().order_by(MemberEvent.id)] == ["link", "unlink"]


def test_two_members_are_not_one_alumnus(cast, visit, umi, alumnus):
    other, browser = make_member(cast.banua, "Umi Misal", phone=PHONE), visit(cast.wati)
    browser.post(f"/jejaring/anggota/{umi.key}/alumni", {"alumnus": alumnus.key})

    answer = browser.post(f"/jejaring/anggota/{other.key}/alumni", {"alumnus": alumnus.key})

    assert answer.status_code == 409
    assert "Gabungkan kedua anggotanya" in answer.text
    assert Member.get_by_id(other.id).alumnus_id is None
    assert SAME not in browser.get(f"/jejaring/anggota/{other.key}").text


def test_only_the_same_name_with_a_number_of_this_office_is_offered(cast, visit, umi):
    make_alumnus(cast.banua, "Umi Misal")  # neither number nor address
    make_alumnus(cast.banua, "Lain Umpama", phone=PHONE)
    make_alumnus(cast.seberang, "Umi Misal", phone=PHONE)
    make_alumnus(cast.banua, "Umi Misal", mail=MAIL, state=AlumnusState.WITHDRAWN)
    make_alumnus(cast.banua, "Umi Misal", mail=MAIL, is_restricted=True)
    browser, page = visit(cast.wati), f"/jejaring/anggota/{umi.key}"

    assert SAME not in browser.get(page).text
    found = browser.get(f"{page}/alumni?cari=lain").text
    assert "Lain Umpama" in found
    assert "Umi Misal" not in found.partition("</form>")[2]


def test_nobody_else_links_any(cast, visit, umi, alumnus):
    page, said = f"/jejaring/anggota/{umi.key}/alumni", {"alumnus": alumnus.key}
    elsewhere = make_alumnus(cast.seberang, "Umi Misal", phone=PHONE)

    for who in (cast.citra, cast.hasan):
        assert visit(who).post(page, said).status_code == 404
    browser = visit(cast.wati)
    assert browser.post(page, {"alumnus": elsewhere.key}).status_code == 422
    assert SAME not in visit(cast.hasan).get(f"/alumni/{alumnus.key}").text
    use_modules(cast.banua.id, [])
    assert SAME not in browser.get(f"/alumni/{alumnus.key}").text
    assert Member.get_by_id(umi.id).alumnus_id is None
