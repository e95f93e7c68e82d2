"""Where alumni are, who introduced whom, and what they offer."""

import pytest

from mori.alumni.finding.models import AlumnusFacet
from mori.alumni.models import Alumnus, Engagement
from mori.alumni.queries import record_of
from mori.alumni.relations.models import Introduction, Offer
from mori.alumni.relations.rules import kinds
from mori.alumni.rules import AlumnusState
from tests.alumni.records.making import make

PLACE = {
    "token": "p",
    "kind": "agency",
    "name": "Dinas Kesehatan Kota Contoh",
    "post": "Analis",
    "since": "Maret 2021",
}


def page_of(cast, visit, alumnus):
    return visit(cast.wati).get(f"/alumni/{alumnus.key}").text


def test_a_place_is_noted_once_and_found(cast, visit):
    alumnus = make(cast.banua)
    browser = visit(cast.wati)

    for _time in range(2):
        assert browser.post(f"/alumni/{alumnus.key}/tempat", PLACE).status_code == 303

    row = Engagement.get()
    assert (row.since, row.until, row.post) == ("2021-03", "", "Analis")
    assert record_of(alumnus).now_at == ("Dinas Kesehatan Kota Contoh",)
    assert AlumnusFacet.select().where(AlumnusFacet.value == "kesehatan").exists()
    assert "Analis" in page_of(cast, visit, alumnus)


def test_a_place_left_is_kept_and_no_longer_found(cast, visit):
    alumnus = make(cast.banua)
    browser = visit(cast.wati)
    browser.post(f"/alumni/{alumnus.key}/tempat", PLACE)
    row, fresh = Engagement.get(), Alumnus.get()
    assert 'value="Maret 2021"' in browser.get(f"/alumni/tempat/{row.key}").text

    browser.post(f"/alumni/tempat/{row.key}", PLACE | {"until": "2024", "revision": fresh.revision})

    assert record_of(alumnus).now_at == ()
    assert not AlumnusFacet.select().where(AlumnusFacet.value == "kesehatan").exists()
    assert "Maret 2021 – 2024" in page_of(cast, visit, alumnus)


def test_a_place_is_not_changed_behind_somebodys_back(cast, visit):
    alumnus = make(cast.banua)
    browser = visit(cast.wati)
    browser.post(f"/alumni/{alumnus.key}/tempat", PLACE)
    row = Engagement.get()

    answer = browser.post(f"/alumni/tempat/{row.key}", PLACE | {"name": "Lain", "revision": 0})

    assert answer.status_code == 422
    assert 'value="Lain"' in answer.text
    assert Engagement.get().name == PLACE["name"]


@pytest.mark.parametrize(
    ("field", "text"), [("kind", ""), ("name", ""), ("since", "entah"), ("until", "2019")]
)
def test_a_place_that_cannot_be_is_asked_again(cast, visit, field, text):
    alumnus = make(cast.banua)

    answer = visit(cast.wati).post(f"/alumni/{alumnus.key}/tempat", PLACE | {field: text})

    assert answer.status_code == 422
    assert not Engagement.select().exists()


def test_whoever_introduced_them_is_chosen_by_name(cast, visit):
    alumnus, other = make(cast.banua), make(cast.banua, "Rahmat Umpama")
    browser = visit(cast.wati)

    shown = browser.get(f"/alumni/{alumnus.key}/kenalan?cari=rohmat").text
    for _time in range(2):
        browser.post(f"/alumni/{alumnus.key}/kenalan", {"other": other.key})

    assert f'value="{other.key}"' in shown
    assert Introduction.select().count() == 1
    assert "Rahmat Umpama" in page_of(cast, visit, alumnus)
    assert "Mengenalkan" in page_of(cast, visit, other)


@pytest.mark.parametrize("whose", ["own", "elsewhere", "nobody"])
def test_nobody_but_another_of_the_office_introduces(cast, visit, whose):
    alumnus, there = make(cast.banua), make(cast.seberang, "Umi Misal")
    other = {"own": alumnus.key, "elsewhere": there.key, "nobody": "x"}[whose]
    browser = visit(cast.wati)

    shown = browser.get(f"/alumni/{alumnus.key}/kenalan?cari=umi+misal").text
    answer = browser.post(f"/alumni/{alumnus.key}/kenalan", {"other": other})

    assert 'name="other"' not in shown
    assert answer.status_code == 422
    assert not Introduction.select().exists()


def test_whoever_was_merged_introduced_as_the_other(cast, visit):
    alumnus, other = make(cast.banua), make(cast.banua, "Rahmat Umpama")
    merged = make(cast.banua, "R. Umpama")
    visit(cast.wati).post(f"/alumni/{alumnus.key}/kenalan", {"other": merged.key})
    Alumnus.update(merged_into=other).where(Alumnus.id == merged.id).execute()

    page = page_of(cast, visit, alumnus)

    assert "Rahmat Umpama" in page
    assert "R. Umpama" not in page
    assert "Mengenalkan" in page_of(cast, visit, other)


def test_an_introduction_noted_by_mistake_is_taken_out(cast, visit):
    alumnus, other = make(cast.banua), make(cast.banua, "Rahmat Umpama")
    browser = visit(cast.wati)
    browser.post(f"/alumni/{alumnus.key}/kenalan", {"other": other.key})

    browser.post(f"/alumni/kenalan/{Introduction.get().key}/hapus")

    assert not Introduction.select().exists()


def test_an_offer_is_kept_until_it_ends(cast, visit):
    alumnus = make(cast.banua)
    browser = visit(cast.wati)
    said = {"token": "o", "kind": "speaker", "note": "Layanan publik"}

    for _time in range(2):
        browser.post(f"/alumni/{alumnus.key}/tawaran", said)
    offer = Offer.get()
    browser.post(f"/alumni/tawaran/{offer.key}/selesai")

    page = page_of(cast, visit, alumnus)
    assert Offer.select().count() == 1
    assert Offer.get().ended_at
    assert "Menjadi narasumber" in page
    assert "Layanan publik" in page
    assert "/selesai" not in page


def test_an_offer_of_no_kind_is_asked_again(cast, visit):
    alumnus = make(cast.banua)

    answer = visit(cast.wati).post(f"/alumni/{alumnus.key}/tawaran", {"kind": "gold"})

    assert answer.status_code == 422
    assert not Offer.select().exists()


def test_nothing_is_added_to_somebody_erased(cast, visit):
    alumnus = make(cast.banua, state=AlumnusState.ERASED)

    answer = visit(cast.wati).post(f"/alumni/{alumnus.key}/tempat", PLACE)

    assert answer.status_code == 422
    assert not Engagement.select().exists()


@pytest.mark.parametrize("what", ["tempat", "kenalan", "tawaran"])
def test_nobody_else_notes_anything(cast, visit, what):
    alumnus = make(cast.banua)
    browsers = [visit(each) for each in (cast.hasan, cast.citra, cast.rina, cast.sari)]

    statuses = [each.post(f"/alumni/{alumnus.key}/{what}", PLACE).status_code for each in browsers]

    assert statuses == [404] * 4


def test_kinds_have_codes_that_fit_and_both_languages():
    for of in ("offer", "activity"):
        assert all(len(code) <= 16 and each.id and each.en for code, each in kinds(of).items())
