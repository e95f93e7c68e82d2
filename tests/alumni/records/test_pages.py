"""The page of a record: what it says, and what the office may put right."""

import pytest

from mori.alumni.consents.operations import give, withdraw
from mori.alumni.finding.models import AlumnusFacet
from mori.alumni.finding.operations import refresh
from mori.alumni.models import Alumnus, AlumnusContact, AlumnusEvent, AlumnusSkill, AlumnusStay
from mori.alumni.queries import record_of
from mori.alumni.records.operations import keep_placement
from mori.alumni.rules import Agreed, AlumnusState, ConsentWay
from mori.institutions.operations import institution_for, load_types_and_regions
from mori.placements.models import Placement
from mori.placements.rules import PlacementState
from tests.alumni.records.making import make
from tests.cast import NOON

PHONE = "+628112223344"
CALLED = {
    AlumnusState.INVITED: "Belum menjawab",
    AlumnusState.CONFIRMED: "Sudah menjawab",
    AlumnusState.DORMANT: "Tidak terhubung",
    AlumnusState.WITHDRAWN: "Menarik diri",
    AlumnusState.ERASED: "Dihapus",
    AlumnusState.DECEASED: "Wafat",
}


def form_of(alumnus, **said):
    fresh = Alumnus.get_by_id(alumnus.id)
    return {"revision": fresh.revision, "name": fresh.name, **said}


def finished(placement):
    Placement.update(state=PlacementState.FINISHED).where(Placement.id == placement.id).execute()
    return keep_placement(Placement.get_by_id(placement.id), NOON)


def test_each_row_says_whether_others_see_it(cast, visit):
    alumnus = make(cast.banua, agreed=[Agreed.DIRECTORY, Agreed.YEARS], phones=[PHONE])

    page = visit(cast.wati).get(f"/alumni/{alumnus.key}").text

    years = page.partition("Tahun magang")[2].partition("</tr>")[0]
    phone = page.partition("Telepon")[2].partition("</tr>")[0]
    assert "2015" in years
    assert "tampil di direktori" in years
    assert "belum disetujui" in phone


def test_the_history_says_in_words_what_was_agreed_to(cast, visit):
    alumnus = make(cast.banua)
    give(alumnus, [Agreed.DIRECTORY, Agreed.YEARS], ConsentWay.PAPER, "id", NOON)
    withdraw(alumnus, [Agreed.YEARS], NOON)

    history = visit(cast.wati).get(f"/alumni/{alumnus.key}").text.partition("Riwayat")[2]

    assert "Bisa ditemukan di direktori alumni · Tahun magang" in history
    assert "directory" not in history
    assert "years" not in history


def test_an_internship_leads_to_its_placement(cast, visit):
    alumnus = finished(cast.placement)

    page = visit(cast.wati).get(f"/alumni/{alumnus.key}").text

    assert f"/peserta/{cast.placement.key}" in page
    assert "magang yang tercatat di MORI" in page
    assert "Dicatat setelah magang selesai" in page


@pytest.mark.parametrize("state", list(AlumnusState))
def test_the_page_opens_in_every_state(cast, visit, state):
    alumnus = make(cast.banua, state=state)

    page = visit(cast.wati).get(f"/alumni/{alumnus.key}")

    assert CALLED[state] in page.text
    assert ("/ubah" in page.text) == (state != AlumnusState.ERASED)


@pytest.mark.parametrize(
    ("who", "status"),
    [("hasan", 200), ("rina", 404), ("sari", 404), ("ningsih", 404), ("citra", 404), ("eko", 404)],
)
def test_nobody_but_coordinator_and_head_of_the_office_reads_it(cast, visit, who, status):
    alumnus = make(cast.banua)

    assert visit(getattr(cast, who)).get(f"/alumni/{alumnus.key}").status_code == status


def test_a_head_is_offered_no_change(cast, visit):
    alumnus = make(cast.banua)

    page = visit(cast.hasan).get(f"/alumni/{alumnus.key}").text

    assert "/ubah" not in page
    assert "/wafat" not in page


def test_the_office_corrects_what_it_knows(cast, visit):
    load_types_and_regions()
    alumnus = make(cast.banua, phones=[PHONE])
    said = form_of(
        alumnus,
        name="Umi Misalnya",
        after="S.H.",
        region="Kota Banjarmasin",
        phones="0811 7777 8888",
        skills="Menulis berita\nFotografi",
    )

    answer = visit(cast.wati).post(f"/alumni/{alumnus.key}/ubah", said)

    record = record_of(Alumnus.get_by_id(alumnus.id))
    assert answer.status_code == 303
    assert record.full_name == "Umi Misalnya, S.H."
    assert (record.region, record.phones) == ("Kota Banjarmasin", ("+6281177778888",))
    assert record.skills == ("Menulis berita", "Fotografi")
    assert AlumnusEvent.get().verb == "correct"
    assert AlumnusFacet.select().where(AlumnusFacet.value == "misalnya").exists()


def test_nothing_typed_is_lost_when_it_changed_meanwhile(cast, visit):
    alumnus = make(cast.banua)
    said = form_of(alumnus, address="Jalan Umpama 1")
    Alumnus.update(revision=5, name="Umi Lain").execute()
    browser = visit(cast.wati)

    answer = browser.post(f"/alumni/{alumnus.key}/ubah", said)

    assert answer.status_code == 422
    assert "Jalan Umpama 1" in answer.text
    assert "Umi Lain" in answer.text
    assert Alumnus.get().name == "Umi Lain"
    assert browser.post(f"/alumni/{alumnus.key}/ubah", said | {"revision": 5}).status_code == 303


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("phones", "nol delapan satu"),
        ("mails", "umi.contoh.example"),
        ("name", ""),
        ("region", "Kota Tidak Ada"),
        ("skills", "x" * 61),
    ],
)
def test_what_cannot_be_is_asked_again(cast, visit, field, text):
    alumnus = make(cast.banua, phones=[PHONE])

    answer = visit(cast.wati).post(f"/alumni/{alumnus.key}/ubah", form_of(alumnus, **{field: text}))

    assert answer.status_code == 422
    assert text in answer.text
    assert AlumnusContact.get().value == PHONE


def test_the_name_of_an_account_is_not_the_offices_to_change(cast, visit):
    alumnus = finished(cast.placement)
    browser = visit(cast.wati)

    shown = browser.get(f"/alumni/{alumnus.key}/ubah").text
    browser.post(f"/alumni/{alumnus.key}/ubah", form_of(alumnus, name="Siapa Saja"))

    assert 'name="name"' not in shown
    assert Alumnus.get().name == "Sari Contoh"


def test_what_is_taken_out_is_gone_from_those_merged_in_too(cast, visit):
    alumnus, merged = make(cast.banua), make(cast.banua, "U. Misal", phones=[PHONE])
    AlumnusSkill.create(alumnus=merged, text="Menulis", text_folded="menulis")
    Alumnus.update(merged_into=alumnus).where(Alumnus.id == merged.id).execute()
    refresh([merged.id])

    visit(cast.wati).post(f"/alumni/{alumnus.key}/ubah", form_of(alumnus, skills="Menulis"))

    record = record_of(Alumnus.get_by_id(alumnus.id))
    assert (record.phones, record.skills) == ((), ("Menulis",))
    assert AlumnusSkill.get().alumnus_id == merged.id


def test_an_internship_of_before_is_added_and_corrected(cast, visit):
    alumnus = make(cast.banua)
    place = institution_for(cast.banua.id, "Universitas Contoh", "", None, NOON)
    browser = visit(cast.wati)
    said = {"institution": "universitas contoh", "starts": "3 Maret 2014", "ends": "Mei 2014"}

    browser.post(f"/alumni/{alumnus.key}/masa", form_of(alumnus, **said))
    stay = AlumnusStay.get(AlumnusStay.year == 2014)
    shown = browser.get(f"/alumni/masa/{stay.key}").text
    assert 'value="3 Maret 2014"' in shown
    assert 'value="Mei 2014"' in shown
    said = form_of(alumnus, **said) | {"starts": "2013", "units": cast.pvl.key, "kind": "student"}
    answer = browser.post(f"/alumni/masa/{stay.key}", said)

    stay = AlumnusStay.get_by_id(stay.id)
    assert answer.status_code == 303
    assert (stay.starts, stay.ends, stay.year) == ("2013", "2014-05", 2013)
    assert stay.institution_id == place.id
    assert record_of(alumnus).units == ((cast.pvl.id, "PVL"),)
    assert AlumnusFacet.select().where(AlumnusFacet.value == "2013").exists()


def test_days_that_cannot_be_are_named(cast, visit):
    alumnus = make(cast.banua)
    said = form_of(alumnus, starts="31 Februari 2014", ends="2013")

    answer = visit(cast.wati).post(f"/alumni/{alumnus.key}/masa", said)

    assert answer.status_code == 422
    assert "31 Februari 2014" in answer.text


def test_an_internship_kept_in_mori_is_nobodys_to_correct(cast, visit):
    finished(cast.placement)

    assert visit(cast.wati).get(f"/alumni/masa/{AlumnusStay.get().key}").status_code == 404
