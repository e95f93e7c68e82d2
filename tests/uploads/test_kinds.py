"""What a file is stands in it; what would harm whoever opens it is refused in words."""

import pytest

from mori.core.errors import Refused
from mori.core.files import kinds
from mori.core.files.kinds import FileKind, FilePurpose, checked_kind
from tests.support import documents

ANY = FilePurpose("any", "self.change", "me.me", tuple(FileKind))
PDF_ALONE = FilePurpose("pdf", "self.change", "me.me", (FileKind.PDF,))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (documents.pdf(), FileKind.PDF),
        (documents.docx(), FileKind.DOCX),
        (documents.docx(**{"word/media/image1.png": documents.pdf(50_000)}), FileKind.DOCX),
        (documents.xlsx(), FileKind.XLSX),
        (documents.ole("Workbook"), FileKind.XLS),
        (documents.ods(), FileKind.ODS),
        (b"Nama;HP\nSiti;0811\n", FileKind.CSV),
        ("Nama;Café".encode("cp1252"), FileKind.CSV),
        ("Nama;HP\nSiti;0811\n".encode("utf-16"), FileKind.CSV),
        ("Nama;HP\nSiti;0811\n".encode("utf-16-le"), FileKind.CSV),
    ],
)
def test_a_file_is_what_stands_in_it(content, kind):
    assert checked_kind(content, ANY) is kind


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no PDF"),
        (documents.HTML, "no PDF"),
        (b"\n" + documents.pdf(), "no PDF"),
        (documents.HTML + documents.pdf(), "no PDF"),
        (documents.docx(), "no PDF"),
        (documents.zipped({"a.txt": b"a"}), "no PDF"),
        (documents.pdf()[:-9], "not whole"),
        (documents.pdf(5000) + documents.HTML * 40, "not whole"),
    ],
)
def test_what_is_no_pdf_is_refused_in_words(content, why):
    with pytest.raises(Refused, match=why):
        checked_kind(content, PDF_ALONE)


@pytest.mark.parametrize(
    "content", [documents.zipped({"a.txt": b"a"}), documents.zipped({"word/document.xml": b""})]
)
def test_a_zip_is_not_yet_a_document(content):
    with pytest.raises(Refused, match="no PDF / DOCX / XLSX / XLS / ODS / CSV"):
        checked_kind(content, ANY)


@pytest.mark.parametrize(
    "content",
    [
        documents.HTML,
        b" \n",
        b"a;b\0\x01;c",
        documents.ole("WordDocument"),
        documents.ods(b"text/plain"),
    ],
)
def test_not_all_that_can_be_opened_is_a_table(content):
    with pytest.raises(Refused, match="CSV"):
        checked_kind(content, ANY)


def test_an_old_workbook_with_macros_is_not_taken():
    with pytest.raises(Refused, match="macros"):
        checked_kind(documents.ole("Workbook", "_VBA_PROJECT"), ANY)


@pytest.mark.parametrize(
    "make",
    [documents.bomb, documents.bomb_of_parts_over_each_other],
    ids=lambda make: make.__name__,
)
def test_a_bomb_is_refused_before_it_is_unpacked(make, monkeypatch):
    content = make()
    monkeypatch.setattr(kinds, "_inflated_size", lambda *_: pytest.fail("it was unpacked"))

    with pytest.raises(Refused, match="far too large"):
        checked_kind(content, ANY)


def test_a_directory_with_very_many_parts_is_not_read():
    content = documents.zipped({f"word/{number}": b"" for number in range(kinds.MOST_PARTS + 1)})

    with pytest.raises(Refused, match="far too large"):
        checked_kind(content, ANY)


def test_a_part_that_calls_itself_small_is_unpacked_no_further_than_it_says(monkeypatch):
    real, unpacked = kinds._inflated_size, []

    def noting(raw, part):
        unpacked.append(real(raw, part))
        return unpacked[-1]

    monkeypatch.setattr(kinds, "_inflated_size", noting)

    with pytest.raises(Refused, match="damaged"):
        checked_kind(documents.bomb_that_lies(), ANY)

    assert 1_000 < max(unpacked) <= 1_000 + kinds.STEP


@pytest.mark.parametrize("at", range(30, len(documents.docx()), 37))
def test_a_damaged_zip_is_refused_and_breaks_nothing(at):
    content = bytearray(documents.docx())
    content[at] ^= 0xFF

    try:
        kind = checked_kind(bytes(content), ANY)
    except Refused:
        return
    assert kind is FileKind.DOCX  # what was hit says nothing of the size


def test_a_cut_zip_is_refused():
    for length in range(5, len(documents.docx()), 11):
        with pytest.raises(Refused):
            checked_kind(documents.docx()[:length], ANY)


def test_macros_are_not_taken():
    with pytest.raises(Refused, match="macros"):
        checked_kind(documents.docx(**{"word/vbaProject.bin": b"x"}), ANY)


def test_more_than_the_purpose_takes_is_refused():
    content = documents.pdf(kinds.MOST_BYTES)

    assert checked_kind(content, PDF_ALONE) is FileKind.PDF
    with pytest.raises(Refused, match="larger than 10 MB"):
        checked_kind(documents.pdf(kinds.MOST_BYTES + 1), PDF_ALONE)
