"""Saying that a part is clear, of what stood there: twice, too late, and from another office."""

import pytest

from mori.guidebook.agreeing import queries
from mori.guidebook.agreeing.models import Acknowledgement
from tests.guidebook.agreeing.reading import HOURS, change, part, published_sop

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def sop(cast):
    return published_sop(cast)


def said(edition, token="satu"):
    return {"token": token, "edition": edition.slug}


def test_a_press_is_kept_and_leads_to_the_next_part(cast, sop, visit):
    path = f"/belajar/bagian/{part().key}"

    answer = visit(cast.sari).post(f"{path}/paham", said(sop))

    assert answer.status_code == 303
    assert answer.location.endswith(part(2).key)
    row = Acknowledgement.get()
    assert (row.person_id, row.chapter_id) == (cast.sari.id, part().id)
    assert row.asks == queries.shown_now(cast.banua.id, part().id).asks
    assert "/paham" not in visit(cast.sari).get(path).text


def test_pressed_twice_it_is_once(cast, sop, visit):
    path = f"/belajar/bagian/{part().key}/paham"
    browser = visit(cast.sari)

    answers = [browser.post(path, said(sop)), browser.post(path, said(sop))]
    other_tab = browser.post(path, said(sop, "dua"))

    assert [each.status_code for each in [*answers, other_tab]] == [303] * 3
    assert Acknowledgement.select().count() == 1


def test_of_a_page_that_is_old_by_now_the_difference_is_shown(cast, sop, visit):
    later = change(cast, HOURS.replace("16.00", "17.00"))
    path, browser = f"/belajar/bagian/{part().key}", visit(cast.sari)

    answer = browser.post(f"{path}/paham", said(sop))
    page = browser.get(path).text

    assert answer.status_code == 303
    assert answer.location.endswith(path)
    assert "berubah sementara kamu membaca" in page
    assert "17.00" in page
    assert "Istirahat satu jam" not in page
    browser.post(f"{path}/paham", said(later, "dua"))
    assert Acknowledgement.select().count() == 2


def test_nonsense_keeps_nothing_and_breaks_nothing(cast, sop, visit):
    path = f"/belajar/bagian/{part().key}/paham"

    for edition in ("", "tidak-ada", "sop-lain-2026.1"):
        assert visit(cast.sari).post(path, {"edition": edition}).status_code == 303
    assert not Acknowledgement.select().exists()


def test_the_other_office_asks_nothing_of_its_own_interns(cast, sop, visit):
    path = f"/belajar/bagian/{part().key}"

    page = visit(cast.laila).get(path)
    visit(cast.laila).post(f"{path}/paham", said(sop))

    assert page.status_code == 200
    assert "08.00" not in page.text
    assert not Acknowledgement.select().exists()


def test_staff_have_no_such_page(cast, sop, visit):
    for person in (cast.rina, cast.wati, cast.hasan):
        assert visit(person).get(f"/belajar/bagian/{part().key}").status_code in (403, 404)
