"""The letter with its receipt, and the file: what they hold, and whom they go to."""

import json
from io import BytesIO

import pytest
from pypdf import PdfReader

from mori.encounters.letters import words
from mori.encounters.letters.rules import REQUIRED, Option
from mori.encounters.rules import MOST_PROOFS, opened, plain
from tests.encounters.making import BUDI, LETTER, PERSON, WHOLE, hidden

pytestmark = pytest.mark.usefixtures("noon")
LETTER_BYTES = 30_000


def text_of(response):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(response.data)).pages)


def flat(text):
    return " ".join(text.split())


def test_the_letter_holds_what_the_law_asks_and_the_receipt(visit):
    made = visit().post("/catatan/surat/buat", {**hidden(), **LETTER, "sebagai": "pdf"})

    said = flat(text_of(made))
    assert len(made.data) <= LETTER_BYTES
    assert made.headers["Cache-Control"] == "no-store"
    for told in (BUDI.name, BUDI.address, WHOLE.story, WHOLE.loss, WHOLE.wish):  # a, b, c
        assert told in said
    assert "Banjarmasin, 20 November 2026" in said  # d
    for option in Option:
        assert words.saying()(option.text) in said
    for line in ("Tanda terima pengaduan", "Tempat diterima", "Diterima oleh (nama)"):
        assert line in said
    assert "Atasan langsung petugas" in said
    assert "belum menjadi laporan" in said
    assert b"pdfaid:part" in made.data


@pytest.mark.parametrize(
    ("about", "whom"),
    [
        ("officer", "Atasan langsung petugas"),
        ("unit", "Atasan unit penyelenggara"),
        ("company", "Pejabat penanggung jawab di instansi yang memberi tugas kepada"),
    ],
)
def test_it_goes_to_the_right_superior(visit, about, whom):
    said = {**hidden(), **LETTER, "addressee": about, "sebagai": "txt"}

    assert f"{whom}\n{WHOLE.agency}" in visit().post("/catatan/surat/buat", said).text


def test_no_letter_is_made_of_a_note_that_lacks_what_the_law_asks(visit):
    browser = visit()
    for name in REQUIRED:
        less = {key: value for key, value in plain(WHOLE).items() if key != name}
        asked = {**LETTER, "note": json.dumps(less), "sebagai": "txt"}
        assert browser.post("/catatan/surat/buat", asked).status_code == 422, name


def test_a_short_message_is_ready_for_whatsapp(visit):
    page = visit().post("/catatan/surat/buat", {**hidden(), **LETTER, "sebagai": "wa"})

    assert "https://wa.me/?text=Pengaduan%20layanan%20Akta" in page.text
    assert "MORI tidak mengirim apa pun" in page.text


def test_the_file_holds_all_and_keeps_no_identity(visit):
    browser, asked = visit(), {**hidden(), **PERSON}

    made = browser.post("/catatan/berkas/buat", {**asked, "sebagai": "pdf"})
    told = browser.post("/catatan/berkas/buat", {**asked, "sebagai": "txt"}).text
    note = browser.post("/catatan/berkas/buat", {**asked, "sebagai": "json"}).text

    said = flat(text_of(made))
    for part in ("Daftar periksa", "Kronologi", "Kerugian", "Yang saya minta", "Bukti"):
        assert part in said
        assert part in told
    for each in (
        BUDI.name,
        "29 Februari 1980",
        "Tanda terima pengaduan",
        "NIK (diisi tangan): ___",
    ):
        assert each in said
        assert each in told
    assert "Tidak ada yang kurang menurut daftar ini." in said
    assert "ab" * 32 in told
    assert "belum menjadi laporan" in said
    assert "akan diterima" not in said + told
    assert BUDI.job not in note
    assert [each.what for each in opened(note)[0].proofs] == [
        "Tanda terima pengaduan",
        "Foto papan syarat",
    ]


def test_the_file_names_what_is_missing(visit):
    page = visit().post("/catatan/berkas", {"note": "{}"})

    assert page.text.count("<b>Yang kurang:</b>") == 20  # all but the two years
    made = visit().post("/catatan/berkas/buat", {"note": "{}", "sebagai": "txt"})
    assert "alamat lengkap belum diisi (UU 37/2008 ps 24(1)a)" in made.text


def test_no_more_proofs_are_taken_than_a_file_holds(visit):
    rows = {f"proof_{name}": ["x"] * 20 for name in ("what", "sender", "addressee")}
    rows |= {f"proof_{name}": [""] * 20 for name in ("sent_on", "digest")}

    made = visit().post("/catatan/berkas/buat", {"note": "{}", **rows, "sebagai": "json"})

    assert len(opened(made.text)[0].proofs) == MOST_PROOFS
