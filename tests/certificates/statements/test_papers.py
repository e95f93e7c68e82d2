"""Papers are PDF/A, whole on one page, and show when one byte of them is another."""

import datetime as dt
import io
from functools import cache

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pypdf import PdfReader

from mori.certificates.statements.claims import pack
from mori.certificates.statements.prints import render
from mori.certificates.statements.rules import OF_INTERNSHIPS, PaperKind, Signing, Statement
from mori.core.files.seals import claim_in, is_untouched, keys_of
from tests.certificates.stating import NUMBER, stated

pytestmark = pytest.mark.once
AT = dt.datetime(2026, 11, 18, 4, 0, tzinfo=dt.UTC)
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
KEYS = keys_of([KEY.public_key()])
LONG = (
    "Prof. Dr. H. Muhammad Abdurrahman Wahidin Nasution Al-Banjari Kusumawardhana Prawiranegara, "
    "S.STP., M.A.P., Ph.D."
)
ARABIC = "محمد عبد الرحمن بن عبد الله الأنصاري البنجري"
every_kind = pytest.mark.parametrize("kind", PaperKind)


@cache
def printed(statement: Statement, is_draft: bool = False) -> bytes:
    return render(statement, None if is_draft else KEY, AT)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(statement: Statement) -> str:
    return " ".join(
        "\n".join(each.extract_text() for each in read(printed(statement)).pages).split()
    )


@every_kind
def test_it_is_pdf_a_with_its_own_fonts_and_colours(kind):
    pdf = read(printed(stated(kind=kind, name=ARABIC)))

    xmp = pdf.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in xmp
    (intent,) = pdf.trailer["/Root"]["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_object().get_data()
    assert "/Encrypt" not in pdf.trailer
    fonts = [
        each.get_object() for page in pdf.pages for each in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        (descendant,) = font["/DescendantFonts"]
        assert {"/FontFile2", "/FontFile3"} & set(descendant.get_object()["/FontDescriptor"])
        assert "/ToUnicode" in font


@every_kind
@pytest.mark.parametrize("locale", ["id", "en"])
def test_a_long_name_with_titles_stands_whole_on_one_page(kind, locale):
    statement = stated(kind=kind, locale=locale, name=LONG, student_number="2308107010045")

    assert len(LONG) >= 110
    assert len(read(printed(statement)).pages) == 1
    assert LONG.replace(" ", "") in text_of(statement).replace(" ", "")


@every_kind
def test_a_name_in_arabic_script_has_its_shapes(kind):
    pdf = read(printed(stated(kind=kind, name=ARABIC)))

    fonts = {
        each["/BaseFont"] for page in pdf.pages for each in page["/Resources"]["/Font"].values()
    }
    assert len(pdf.pages) == 1
    assert any("NotoNaskhArabic" in font for font in fonts)
    assert "□" not in pdf.pages[0].extract_text()


@pytest.mark.parametrize("kind", [PaperKind.CERTIFICATE, PaperKind.LETTER])
def test_what_is_as_long_as_it_may_be_is_on_one_page_still(kind):
    statement = stated(
        kind=kind,
        name=LONG,
        institution="Sekolah Tinggi " * 8,
        letterhead=("OMBUDSMAN REPUBLIK INDONESIA",) * 5,
        units=stated().units * 4,
        replaces="500.5.7.10/200/438.5.14/2026",
        signing=Signing.TTE,
        signed_on=None,
    )

    assert len(read(printed(statement)).pages) == 1


def test_a_transcript_of_many_lines_has_numbered_pages():
    statement = stated(kind=PaperKind.TRANSCRIPT, lines=stated().lines * 60)

    assert len(read(printed(statement)).pages) > 1
    assert f"Transkrip · {NUMBER} · Sari Contoh 1 / " in text_of(statement)


def test_a_certificate_of_attendance_names_event_and_half_days_and_no_mark():
    text = text_of(stated(kind=PaperKind.ATTENDANCE))

    assert "SERTIFIKATKEHADIRAN" in text.replace(" ", "")  # its letters stand apart
    for fact in (
        *("Sari Contoh", "Forum Literasi Contoh", "Pelatihan"),
        *("Pelatihan pelatih contoh", "3 dari 4 paruh hari", "10,5 jam acara"),
        *("1 September 2026", "13 November 2026", "Hasan Contoh, S.STP., M.A.P."),
    ):
        assert fact in text
    assert "predikat" not in text


@pytest.mark.parametrize("kind", OF_INTERNSHIPS)
def test_it_names_who_what_when_and_who_signs(kind):
    text = text_of(stated(kind=kind, letterhead=("OMBUDSMAN CONTOH", "PERWAKILAN BANUA")))

    for fact in (
        *("OMBUDSMAN CONTOH", f"Nomor: {NUMBER}", "Sari Contoh", "Universitas Contoh", "Magang"),
        *("1 September 2026", "13 November 2026", "51", "382,5", "49"),
        *("Penerimaan dan Verifikasi Laporan", "Kota Contoh, 17 November 2026"),
        *("Kepala Perwakilan,", "Hasan Contoh, S.STP., M.A.P.", "mori.example/v"),
    ):
        assert fact in text
    assert "bukan tanda tangan elektronik" in text


def test_a_certificate_names_the_band_a_transcript_the_marks_and_a_letter_neither():
    certificate, transcript, letter = (text_of(stated(kind=kind)) for kind in OF_INTERNSHIPS)

    assert "dengan predikat Sangat baik" in certificate
    assert "89,75" not in certificate
    for part in (
        "Tanggung jawab 88",
        "Penggunaan TI –",
        "89,75 · Sangat baik",
        "Latihan kronologi",
    ):
        assert part in transcript
    assert "Hukum pelayanan publik 45 46" in transcript
    assert "Sangat baik" not in letter


def test_in_english_all_that_has_english_is_english():
    text = text_of(stated(kind=PaperKind.TRANSCRIPT, locale="en"))

    for part in (
        "TRANSCRIPT",
        "Responsibility 88",
        "89.75 · Very good",
        "1 September 2026",
        "Student",
    ):
        assert part in text
    assert "Sangat baik" not in text


@every_kind
@pytest.mark.parametrize(
    ("signing", "words"),
    [
        (Signing.IN_MORI, "Belum ditandatangani."),
        (Signing.TTE, "Belum ditandatangani selama belum dibubuhi tanda tangan elektronik"),
        (Signing.BY_HAND, "Belum ditandatangani selama tempat ini kosong."),
    ],
)
def test_what_is_not_signed_says_so(kind, signing, words):
    assert words in text_of(stated(kind=kind, signing=signing, signed_on=None))


@every_kind
def test_the_heads_tap_is_a_stamp_with_its_day(kind):
    text = text_of(stated(kind=kind))

    assert "HC Disetujui di MORI, 17/11/2026" in text
    assert "Belum ditandatangani" not in text


def test_what_was_issued_anew_names_the_one_before():
    assert "Pengganti nomor 12/2026" in text_of(stated(replaces="12/2026"))


@every_kind
def test_the_claim_of_the_code_stands_in_the_file(kind):
    statement = stated(kind=kind)

    assert claim_in(printed(statement)) == pack(statement, KEY)


def test_a_draft_says_so_and_can_be_checked_by_nobody():
    pdf = printed(stated(number="", signed_on=None), is_draft=True)

    assert "DRAF" in read(pdf).pages[0].extract_text()
    assert claim_in(pdf) == ""
    assert not is_untouched(pdf, KEYS)


@every_kind
def test_one_changed_byte_anywhere_shows(kind):
    pdf = printed(stated(kind=kind))

    assert is_untouched(pdf, KEYS)
    for place in range(0, len(pdf), 37):
        changed = bytearray(pdf)
        changed[place] ^= 1 << place % 8
        assert not is_untouched(bytes(changed), KEYS)


def test_what_is_added_or_sealed_by_another_shows():
    pdf = printed(stated())
    stranger = Ed25519PrivateKey.from_private_bytes(b"s" * 32)

    assert not is_untouched(pdf + b"\n", KEYS)
    assert not is_untouched(pdf, keys_of([stranger.public_key()]))
    assert not is_untouched(render(stated(), stranger, AT), KEYS)


def test_the_claim_is_found_in_a_file_that_somebody_signed_since():
    assert claim_in(printed(stated()) + b"\n% a certified signature\n%%EOF\n") == pack(
        stated(), KEY
    )


def test_the_same_facts_make_the_same_file():
    assert render(stated(), KEY, AT) == printed(stated())
