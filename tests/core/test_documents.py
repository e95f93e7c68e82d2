"""A printed sheet holds what people wrote, as they wrote it, and will open in fifty years."""

import datetime as dt
import io
import subprocess

import pytest
from pypdf import PdfReader

from mori.core.files.documents import COUNT, FOLDER, make_pdf, signs_in, spelled

AT = dt.datetime(2026, 11, 18, 4, 0, 30, 123456, tzinfo=dt.UTC)
FRAME = {
    "title": "Lembar hadir",
    "lang": "id",
    "letterhead": [],
    "office": {"name": "Perwakilan Banua", "address": "Jalan Contoh 17"},
    "footer": "Dibuat oleh MORI",
    "facts": [],
    "words": {"name": "Nama", "empty": "Kosong"},
    "days": ["Masuk"],
    "place": "Kota Umpama, 18 November 2026",
    "signatures": [{"role": "Penanggung jawab", "name": ""}],
}


def sheet(*names: str) -> PdfReader:
    return PdfReader(io.BytesIO(make_pdf("sheet", {**FRAME, "names": names}, AT)))


def text_of(*names: str) -> str:
    return "\n".join(page.extract_text() for page in sheet(*names).pages)


def test_it_is_pdf_a_with_a_title_an_author_and_a_date():
    pdf = sheet("Sari Contoh")

    xmp = pdf.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in xmp
    assert pdf.metadata.title == "Lembar hadir"
    assert pdf.metadata.author == "Perwakilan Banua"
    assert pdf.metadata.creation_date == AT.replace(microsecond=0)
    assert pdf.trailer["/Root"]["/Lang"] == "id"


def test_the_heading_and_the_page_numbers_are_there():
    text = text_of(*(f"Peserta {number}" for number in range(60)))

    assert text.count("Perwakilan Banua") == 1
    assert "Jalan Contoh 17" in text
    assert "1 / 4" in text
    assert text.count("Dibuat oleh MORI") == 4


@pytest.mark.parametrize(
    "written",
    [
        "#let x = 1 *tebal* _miring_ $a^2$ \\ `kode` <label> @acuan",
        '#read("/etc/passwd") #eval("1") #sys.inputs',
        "= judul // catatan /* lagi */ ~ -- ... - butir",
        "\"kutip\" 'tunggal' {kurung} [siku] %s %(n)s {{ n }}",
        "é ñ ā ğ ½ ✓ → ☺ € ₫ русский ελληνικά",
    ],
)
def test_what_people_write_comes_out_as_it_is(written):
    assert written in " ".join(text_of(written).split())


@pytest.mark.parametrize("written", ["שלום", "مرحبا"])
def test_writing_from_right_to_left_is_there(written):
    assert set(written) <= set(text_of(written))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("hari 😀 ini", "hari □ ini"),
        ("❤️ magang", "❤ magang"),
        ("👍🏽 bagus", "□ bagus"),
        ("中", "□"),
        ("\U0010ffff", "□"),
        ("ꦱꦫꦶ Sari", "□□ Sari"),
    ],
)
def test_a_sign_without_a_shape_is_a_box(written, printed):
    text = " ".join(text_of(written).split())

    assert printed in text
    assert "[" not in text


def unprinted(*names: str) -> str:
    frame = {**FRAME, "names": names, "unprinted": f"□: {COUNT} tanda"}
    pdf = PdfReader(io.BytesIO(make_pdf("sheet", frame, AT)))
    return " ".join("\n".join(page.extract_text() for page in pdf.pages).split())


def test_how_many_boxes_there_are_is_said_once():
    assert "□: 3 tanda" in unprinted("ꦱꦫꦶ", "hari 😀")


def test_where_all_can_be_printed_nothing_is_said():
    assert "tanda" not in unprinted("Sari", "kotak □ yang ditulis")


def test_what_nobody_sees_turns_nothing_around():
    assert spelled("a\u202eb\x07c\u200bd\u2028e\tf", (), []) == "abcd\ne    f"


def test_complaints_are_read_with_their_escapes():
    said = 'the text `"\\u{20e3}"` could not be displayed; the text `"a😀"` could not be displayed'

    assert signs_in(said) == {"\u20e3", "😀"}


def test_a_long_word_breaks_and_stays_on_the_page():
    assert "x" * 40 in text_of("x" * 4000).replace("\n", "")


def test_a_template_that_is_not_there_is_no_empty_sheet():
    with pytest.raises(subprocess.CalledProcessError):
        make_pdf("tiada", FRAME, AT)


def test_templates_stay_in_their_folder():
    assert {path.suffix for path in FOLDER.rglob("*.*")} == {".typ"}
    assert not [path for path in FOLDER.rglob("*.*") if "@preview" in path.read_text()]
