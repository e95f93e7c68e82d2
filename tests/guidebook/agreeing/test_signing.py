"""A book is signed once with one's own name, as it stood; the PDF says what that was."""

import io

import pytest
from pypdf import PdfReader

from mori.guidebook.agreeing.models import Signature
from mori.guidebook.agreeing.rules import is_name_of
from tests.guidebook.agreeing.reading import (
    HOURS,
    change,
    not_clear,
    published_sop,
    understand,
    understand_all,
)

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def sop(cast):
    return published_sop(cast)


def typed(edition, name="  sari   CONTOH ", token="satu"):
    return {"token": token, "edition": edition.slug, "name": name}


def test_the_name_is_kept_as_typed_and_the_form_twice_is_one_signature(cast, sop, visit):
    understand_all(cast, cast.sari)
    browser = visit(cast.sari)

    answers = [browser.post("/belajar/setuju/sop", typed(sop)) for _ in range(2)]
    browser.post("/belajar/setuju/sop", typed(sop, token="dua"))

    assert [each.status_code for each in answers] == [303, 303]
    row = Signature.get()
    assert (row.typed_name, row.name) == ("sari CONTOH", "Sari Contoh")
    assert row.digest == sop.digest
    assert Signature.select().count() == 1
    assert "sari CONTOH" in browser.get("/belajar/setuju/sop").text


def test_another_name_is_refused_and_stands_there_again(cast, sop, visit):
    understand_all(cast, cast.sari)

    for name, status in (("Tono Contoh", 409), ("Sari", 409), ("", 422)):
        answer = visit(cast.sari).post("/belajar/setuju/sop", typed(sop, name))
        assert answer.status_code == status
        assert f'value="{name}"' in answer.text
    assert not Signature.select().exists()


@pytest.mark.parametrize(
    ("written", "name", "is_same"),
    [
        ("sari contoh", "Sari Contoh", True),
        ("SARI  CONTOH", "Sari Contoh, S.H.", True),
        ("Nur Ain", "Nur ‘Ain", True),
        ("Siti-Aminah", "Siti Aminah", True),
        ("Sari", "Sari Contoh", False),
        ("", "Sari Contoh", False),
        (".", "-", False),
        ("Contoh Sari", "Sari Contoh", False),
    ],
)
def test_a_name_is_the_same_without_capitals_titles_and_marks(written, name, is_same):
    assert is_name_of(written, name) is is_same


def test_each_part_has_its_answer_first_and_not_clear_is_one(cast, sop, visit):
    browser = visit(cast.sari)
    for number in range(2, 8):
        understand(cast, cast.sari, number)

    early = browser.post("/belajar/setuju/sop", typed(sop))
    for paragraph in (1, 2, 3):
        not_clear(cast, cast.sari, text=f"Apa? {paragraph}", paragraph=paragraph)
    late = browser.post("/belajar/setuju/sop", typed(sop))

    assert early.status_code == 409
    assert late.status_code == 303
    assert "Jam dan presensi" in Signature.get().unclear


def test_of_an_edition_that_was_replaced_nothing_is_signed(cast, sop, visit):
    understand_all(cast, cast.sari)
    change(cast, HOURS.replace("16.00", "17.00"))

    answer = visit(cast.sari).post("/belajar/setuju/sop", typed(sop))

    assert answer.status_code == 409
    assert "edisi yang lebih baru" in answer.text
    assert not Signature.select().exists()


def test_a_signature_lasts_over_a_later_edition(cast, sop, visit):
    understand_all(cast, cast.sari)
    visit(cast.sari).post("/belajar/setuju/sop", typed(sop))
    change(cast, HOURS.replace("16.00", "17.00"))

    page = visit(cast.sari).get("/belajar/setuju/sop").text

    assert "1 paragraf berubah" in page
    assert 'name="name"' not in page
    assert sop.number in page


def test_the_pdf_carries_the_digest_and_what_was_agreed_and_is_one_that_lasts(cast, sop, visit):
    understand_all(cast, cast.sari)
    visit(cast.sari).post("/belajar/setuju/sop", typed(sop))
    change(cast, HOURS.replace("16.00", "17.00"))
    path = f"/belajar/tanda-tangan/{Signature.get().key}/naskah.pdf"

    answer = visit(cast.sari).get(path)
    again = visit(cast.wati).get(path)

    assert answer.mimetype == "application/pdf"
    assert answer.data == again.data
    pdf = PdfReader(io.BytesIO(answer.data))
    words = " ".join("\n".join(page.extract_text() for page in pdf.pages).split())
    assert sop.digest in words.replace(" ", "")
    assert "sari CONTOH" in words
    assert "Pulang pukul 16.00." in words
    assert "17.00." not in words
    xmp = pdf.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in xmp
    assert pdf.trailer["/Root"]["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"


def test_nobody_else_opens_it(cast, sop, visit):
    understand_all(cast, cast.sari)
    visit(cast.sari).post("/belajar/setuju/sop", typed(sop))
    path = f"/belajar/tanda-tangan/{Signature.get().key}/naskah.pdf"

    for person in (cast.tono, cast.laila, cast.citra, cast.rina, cast.ningsih):
        assert visit(person).get(path).status_code in (403, 404)
    assert visit(cast.citra).get(path).status_code == 404
