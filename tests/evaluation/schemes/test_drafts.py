"""A coordinator makes a scheme: nothing that was typed is lost, and nothing counts twice."""

import re

import pytest

from mori.evaluation.schemes import operations, queries
from mori.evaluation.schemes.models import Scheme, SchemeAspect, SchemeBand
from mori.evaluation.schemes.rules import MOST_SCHEMES
from tests.evaluation.schemes.making import (
    ASPECT_FORM,
    FACTS,
    FORM,
    make_draft,
    make_in_use,
)

pytestmark = pytest.mark.usefixtures("noon")

BANDED = {
    "starts_1": "0",
    "label_1": "Kurang",
    "label_en_1": "Poor",
    "starts_2": "70,5",
    "label_2": "Baik",
    "label_en_2": "Good",
}


def own(cast):
    return list(Scheme.select().where(Scheme.office == cast.banua))


def test_a_scheme_begins_as_a_draft_with_its_bands(visit, cast):
    wati = visit(cast.wati)

    reply = wati.post("/penilaian/skema/baru", {**FORM, **BANDED})

    (made,) = own(cast)
    bands = [(each.starts, each.label) for each in queries.bands_of(made.id)]
    page = wati.get(reply.location).text
    assert reply.status_code == 303
    assert (made.step, made.state.is_draft, made.may_be_unjudged) == (50, True, True)
    assert bands == [(0, "Kurang"), (7050, "Baik")]
    assert "0 sampai 100, kelipatan 0,5" in page
    assert "mulai 70,5" in page
    assert "Tambahkan paling sedikit satu aspek." in page


def test_the_same_form_twice_makes_one(visit, cast):
    wati = visit(cast.wati)

    replies = [wati.post("/penilaian/skema/baru", FORM) for _ in range(2)]

    assert len({each.location for each in replies}) == 1
    assert len(own(cast)) == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Isi namanya dalam dua bahasa"),
        ({"name_en": " "}, "Isi namanya dalam dua bahasa"),
        ({"lowest": ""}, "Isi nilai dari 0 sampai 1000"),
        ({"highest": "seratus"}, "Isi nilai dari 0 sampai 1000"),
        ({"highest": "0"}, "di atas nilai terendah"),
        ({"step": "0"}, "lebih dari nol"),
        ({"step": "3"}, "kelipatan yang pas"),
        ({"step": "0,01"}, "lebih dari seribu"),
        ({**BANDED, "starts_1": "5"}, "mulai dari nilai terendah"),
        ({**BANDED, "starts_2": "0"}, "di atas predikat sebelumnya"),
        ({**BANDED, "starts_2": "70,25"}, "nilai yang ada di skala"),
        ({**BANDED, "label_2": ""}, "atau kosongkan semuanya"),
        ({**BANDED, "starts_2": "x"}, "Isi nilai dari 0 sampai 1000"),
        ({"name": "x" * 81}, "81"),
    ],
)
def test_what_does_not_fit_comes_back_with_a_way_out(visit, cast, wrong, words):
    reply = visit(cast.wati).post("/penilaian/skema/baru", {**FORM, "highest": "0100", **wrong})

    typed = wrong.get("highest", "0100")
    assert reply.status_code == 422
    assert words in reply.text
    assert f'value="{typed}"' in reply.text
    assert not own(cast)


def test_each_field_says_once_what_is_wrong_and_the_others_too(visit, cast):
    reply = visit(cast.wati).post("/penilaian/skema/baru", {**FORM, "lowest": "x", "step": ""})

    assert reply.text.count("Isi nilai dari 0 sampai 1000") == 2 * 2  # above, and at the field


def test_a_name_is_taken_once_in_an_office(visit, cast):
    make_draft(cast)

    reply = visit(cast.wati).post("/penilaian/skema/baru", {**FORM, "name": "LEMBAR  banua"})
    elsewhere = visit(cast.citra).post("/penilaian/skema/baru", FORM)

    assert reply.status_code == 409
    assert "Nama ini sudah dipakai skema lain." in reply.text
    assert elsewhere.status_code == 303


def test_a_draft_is_changed_and_its_bands_with_it(visit, cast):
    draft, wati = make_draft(cast), visit(cast.wati)
    address = f"/penilaian/skema/{draft.key}/ubah"

    assert 'value="Lembar Banua"' in wati.get(address).text
    reply = wati.post(address, {**FORM, "name": "Lembar baru", "seen": draft.revision})

    changed = queries.scheme_by_id(draft.id)
    assert reply.status_code == 303
    assert (changed.name, queries.bands_of(draft.id)) == ("Lembar baru", [])


def test_an_old_page_overwrites_nothing_and_loses_nothing(visit, cast):
    draft, wati = make_draft(cast), visit(cast.wati)
    address = f"/penilaian/skema/{draft.key}/ubah"
    typed = {**FORM, "name": "Yang diketik", "seen": draft.revision}
    operations.change_scheme(draft, FACTS._replace(name="Yang lain"), draft.revision)

    reply = wati.post(address, typed)

    assert reply.status_code == 409
    assert 'value="Yang diketik"' in reply.text
    assert queries.scheme_by_id(draft.id).name == "Yang lain"
    (seen,) = re.findall(r'name="seen" value="(\d+)"', reply.text)
    assert wati.post(address, {**typed, "seen": seen}).status_code == 303
    assert queries.scheme_by_id(draft.id).name == "Yang diketik"


def test_the_preview_asks_as_the_form_will(visit, cast):
    short = FACTS._replace(name="Pendek", scale=FACTS.scale.__class__(100, 500, 100), bands=())
    wati = visit(cast.wati)

    long_page = wati.get(f"/penilaian/skema/{make_draft(cast).key}/pratinjau").text
    short_page = wati.get(f"/penilaian/skema/{make_draft(cast, short).key}/pratinjau").text

    assert 'placeholder="0–100"' in long_page
    assert short_page.count('type="radio"') == 2 * (5 + 1)
    assert "Tentang Sikap." in short_page
    assert "Belum dapat dinilai" in short_page


def test_an_english_reader_reads_english(visit, cast):
    draft = make_draft(cast)
    wati = visit(cast.wati)
    wati.post("/saya/bahasa", {"locale": "en"})

    page = visit(cast.wati).get(f"/penilaian/skema/{draft.key}").text

    assert "Banua sheet" in page
    assert "About Sikap." in page
    assert "from 70" in page


def test_thirty_schemes_are_enough(visit, cast):
    for number in range(MOST_SCHEMES):
        make_draft(cast, FACTS._replace(name=f"Lembar {number}"), labels=())
    wati = visit(cast.wati)

    reply = wati.post("/penilaian/skema/baru", FORM)

    assert reply.status_code == 409
    assert "Tiga puluh skema" in reply.text
    assert wati.get("/penilaian/skema").status_code == 200


def test_a_draft_is_not_shown_to_an_intern(visit, cast):
    draft = make_draft(cast)

    assert visit(cast.sari).get(f"/penilaian/skema/{draft.key}").status_code == 404
    assert visit(cast.sari).get("/penilaian/skema").status_code == 403


def test_another_office_sees_and_changes_nothing(visit, cast):
    scheme, citra = make_in_use(cast), visit(cast.citra)
    row = queries.aspects_of(scheme.id)[0]

    assert "Lembar Banua" not in citra.get("/penilaian/skema").text
    for path in ("", "/pratinjau", "/ubah", "/berhenti"):
        assert citra.get(f"/penilaian/skema/{scheme.key}{path}").status_code == 404
    for path in ("/ubah", "/aspek", "/pakai", "/berhenti", "/buang", "/versi", "/salin"):
        assert citra.post(f"/penilaian/skema/{scheme.key}{path}", FORM).status_code == 404
    for path in ("", "/pindah", "/hapus"):
        assert citra.post(f"/penilaian/skema/aspek/{row.key}{path}", ASPECT_FORM).status_code == 404
    assert queries.scheme_by_id(scheme.id).state.is_in_use


def test_a_head_reads_and_changes_nothing(visit, cast):
    draft, hasan = make_draft(cast), visit(cast.hasan)

    page = hasan.get(f"/penilaian/skema/{draft.key}").text

    assert "Sikap" in page
    assert "<form" not in page.partition("<main")[2].partition("</main")[0]
    assert hasan.post(f"/penilaian/skema/{draft.key}/pakai").status_code == 404
    assert SchemeAspect.select().where(SchemeAspect.scheme == draft.id).count() == 2
    assert SchemeBand.select().where(SchemeBand.scheme == draft.id).count() == 2
