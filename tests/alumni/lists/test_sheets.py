"""A file becomes sheets of rows, whatever it was saved with; what is too much is refused."""

import datetime as dt
import io
from pathlib import Path

import pytest
import xlsxwriter

from mori.core.errors import Refused
from mori.core.sheets import rules, text_rows
from mori.core.sheets.rules import Row, Sheet, packed, unpacked, written
from mori.core.sheets.sheets import sheets_of
from tests.support import documents

SAMPLES = Path(__file__).with_name("samples")
PEOPLE = "Nama;Kampus;Alamat\r\nSiti Contoh;ULM;Jl. Contoh 1, RT 2\r\nRené Fiktif;Poliban;\r\n"
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "manifest")
)
ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"
TYPED = 'office:value-type="date" office:date-value="2015-03-02"'


def ods(kind: str = ODS_KIND) -> bytes:
    """Nothing writes this kind here, so that it is written by hand."""
    text = 'office:value-type="string"'
    cells = [(text, "Nama"), (text, "Mulai")], [(text, "Siti Contoh"), (TYPED, "2/3/15")]
    rows = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in cells
    )
    table = f'<table:table table:name="Magang 2015">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f"<office:document-content {NAMESPACES}>{body}</office:document-content>"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_KIND}"/>'
    manifest = f"<manifest:manifest {NAMESPACES}>{entry}</manifest:manifest>"
    parts = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    return documents.zipped({name: part.encode() for name, part in parts.items()})


def _ods_cell(cell: tuple[str, str]) -> str:
    return f"<table:table-cell {cell[0]}><text:p>{cell[1]}</text:p></table:table-cell>"


def xlsx(cells: dict[str, object], **options: object) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet("Daftar")
    as_day = book.add_format({"num_format": "dd/mm/yyyy"})
    for place, value in cells.items():
        form = as_day if isinstance(value, dt.date) else None
        sheet.write(place, value, form)
    book.close()
    return file.getvalue()


def first_sheet(content: bytes) -> Sheet:
    return next(sheets_of(content))


def rows(content: bytes) -> list[Row]:
    return [row for sheet in sheets_of(content) for row in sheet.rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp1250"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_text_is_read_in_any_encoding_and_with_any_separator(encoding, separator):
    quoted = PEOPLE.replace("Jl. Contoh 1, RT 2", '"Jl. Contoh 1, RT 2"')

    read = rows(quoted.replace(";", separator).encode(encoding))

    assert read[0].cells == ("Nama", "Kampus", "Alamat")
    assert read[1] == Row(2, ("Siti Contoh", "ULM", "Jl. Contoh 1, RT 2"))
    assert read[2].cells[0] == "René Fiktif"


def test_a_quoted_cell_may_have_lines_and_separators():
    read = rows(b'Nama,HP\n"Siti, Contoh","0812\n0813"\nBudi,1\n')

    assert [row.number for row in read] == [1, 2, 3]
    assert read[1].cells == ("Siti, Contoh", "0812\n0813")


def test_excels_word_about_the_separator_is_believed():
    assert rows(b"sep=|\nNama|HP\nSiti|0812, 0813\n")[2].cells == ("Siti", "0812, 0813")


def test_the_separator_is_what_most_lines_have_alike():
    assert text_rows.separator_of("Nama;Alamat\nA;Jl. B, C, D\nE;Jl. F, G\n") == (";", 0)


def test_rows_are_numbered_as_the_spreadsheet_shows_them():
    read = rows(xlsx({"C3": "Nama", "D5": "ULM"}))

    assert [row.number for row in read] == [1, 2, 3, 4, 5]
    assert read[2].cells == (None, None, "Nama")
    assert read[4].cells == (None, None, None, "ULM")


def test_cells_keep_what_they_are():
    moment = dt.date(2014, 3, 3)

    read = rows(xlsx({"A1": 8.11165e10, "B1": True, "C1": moment, "D1": 0.5}))

    assert read[0].cells == (81116500000.0, True, dt.date(2014, 3, 3), 0.5)


@pytest.mark.parametrize("is_1904", [False, True])
def test_it_is_known_from_when_a_workbook_counts_its_days(is_1904):
    sheet = first_sheet(xlsx({"A1": dt.date(2014, 3, 3)}, date_1904=is_1904))

    assert sheet.is_1904 is is_1904
    assert next(sheet.rows).cells == (dt.date(2014, 3, 3),)


def test_an_old_workbook_is_read_with_its_merged_cells_and_epoch():
    sheet = first_sheet((SAMPLES / "days-from-1904.xls").read_bytes())

    assert (sheet.name, sheet.is_1904, sheet.merged) == ("Magang 2014", True, ((2, 1, 3, 1),))
    assert list(sheet.rows)[1].cells[3:] == (dt.date(2014, 3, 3), 40239.0)


def test_an_open_document_is_read():
    sheet = first_sheet(ods())

    assert sheet.name == "Magang 2015"
    assert list(sheet.rows)[1].cells == ("Siti Contoh", dt.date(2015, 3, 2))


def test_a_sheet_left_early_is_passed_over():
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    for name in ("Satu", "Dua", "Tiga"):
        sheet = book.add_worksheet(name)
        for row in range(5):
            sheet.write(row, 0, f"{name} {row}")
    book.close()

    first = [(sheet.name, next(sheet.rows).cells[0]) for sheet in sheets_of(file.getvalue())]

    assert first == [("Satu", "Satu 0"), ("Dua", "Dua 0"), ("Tiga", "Tiga 0")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no XLSX / XLS / ODS / CSV"),
        (b"  \n ", "no XLSX"),
        (documents.HTML, "no XLSX"),
        (documents.pdf(), "no XLSX"),
        (documents.docx(), "no XLSX"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "no XLSX"),
        (documents.xlsx(), "damaged"),
        (ods("application/vnd.oasis.opendocument.text"), "no XLSX"),
        (ods()[:-30], "damaged"),
    ],
)
def test_what_is_no_list_is_refused_in_words(content, why):
    with pytest.raises(Refused, match=why):
        rows(content)


def test_macros_are_not_taken():
    macros = "_VBA_PROJECT".encode("utf-16-le")
    content = (SAMPLES / "days-from-1904.xls").read_bytes() + macros

    with pytest.raises(Refused, match="macros"):
        rows(content)


def test_a_cell_in_the_last_corner_takes_no_memory():
    far = xlsx({"A1": "Nama", "XFD1048576": "ULM"})

    with pytest.raises(Refused, match="far too large"):
        rows(far)


@pytest.mark.parametrize(
    ("most", "why"),
    [("MOST_ROWS", "2 rows"), ("MOST_COLUMNS", "2 columns"), ("MOST_CELLS", "2 cells")],
)
def test_more_than_is_read_is_refused_and_not_cut_off(monkeypatch, most, why):
    monkeypatch.setattr(rules, most, 2)

    with pytest.raises(Refused) as refused:
        rows(b"a;b;c\nd;e;f\ng;h;i\n")

    assert why.split()[1] in str(refused.value)


def test_a_wide_workbook_is_refused():
    with pytest.raises(Refused, match="200 columns"):
        rows(xlsx({"A1": "Nama", "ZZ1": "ULM"}))


@pytest.mark.parametrize(
    "value", [None, "", "a", 1.5, 2.0, True, dt.date(2015, 1, 2), dt.time(7, 30)]
)
def test_a_cell_comes_out_of_the_child_as_it_went_in(value):
    assert unpacked(packed(value)) == value
    assert type(unpacked(packed(value))) is type(value)


def test_a_number_is_written_without_what_a_spreadsheet_adds():
    assert [written(each) for each in (2.0, 81116500000.0, 1.5, True)] == [
        *("2", "81116500000", "1.5", "TRUE"),
    ]
