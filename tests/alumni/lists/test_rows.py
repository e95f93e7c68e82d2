"""Every row of a list is accounted for, and each kind of mess is read as what it means."""

import io
import json

import pytest
import xlsxwriter

from mori.alumni.understanding.lists import layouts_of, read_rows
from mori.alumni.understanding.rules import (
    Layout,
    ReadRow,
    RowKind,
    Surroundings,
    Why,
    packed_row,
    unpacked_row,
)
from mori.alumni.values.institution_rules import known_institutions
from mori.alumni.values.rules import DoubtKind, Field, How

from .messy import KNOWN, MESSES, Expected, kinds_of_mess, messy_list

CONTENT, EXPECTED = messy_list(600)
AROUND = Surroundings(known_institutions(KNOWN))
READ = list(read_rows(CONTENT, AROUND))
OTHER_KINDS = ("merged", "repeated heading", "total")
TWO_ROWS = """DAFTAR PESERTA MAGANG TAHUN 2014;;;;;;;
;;;;;;;
No;Nama;Asal;;Kontak;;Periode;
;;Kampus;Jurusan;HP;Email;Mulai;Selesai
1;2;3;4;5;6;7;8
1;Siti Contoh;ULM;Hukum;0811-165-3737;siti@contoh.example;3 Maret;28 Maret
2;Budi Contoh;sda;sda;0812 3456 7890;;13/4/2014;30/04/2014
;;;;0857-1111-2222;;;
3;RAHMAT CONTOH;;;;;;
;HIDAYAT;;;;;;
;idem;;;;;1 Mei 2014;2 Juni 2014

;;;;;Banjarmasin, 3 Maret 2015;;
Jumlah;3 orang;;;;;;
"""


def of(text: str) -> dict[int, ReadRow]:
    return {row.number: row for row in read_rows(text.encode(), AROUND)}


def kinds(doubted: ReadRow) -> list[DoubtKind]:
    return [each.kind for each in doubted.doubts]


def test_the_list_has_every_kind_of_mess():
    assert {*kinds_of_mess(EXPECTED)} == {*MESSES, *OTHER_KINDS}


def test_every_row_is_there_once_and_in_order():
    read = [(row.sheet, row.number) for row in READ]

    assert read == [(each.sheet, each.number) for each in EXPECTED]


@pytest.mark.parametrize("mess", ["", *MESSES, *OTHER_KINDS])
def test_each_kind_of_mess_is_read_as_what_it_means(mess):
    pairs = [pair for pair in zip(READ, EXPECTED, strict=True) if pair[1].mess == mess]

    assert len(pairs) > 4
    assert [wrong for row, each in pairs if (wrong := differences(row, each))] == []


def differences(row: ReadRow, each: Expected) -> dict[str, object]:
    wrong = {
        field: row.values(field)
        for field, right in each.right.items()
        if row.values(field) != right
    }
    kind = {} if row.kind == each.kind else {"kind": row.kind}
    return {**wrong, **kind, **({"row": row} if wrong or kind else {})}


def test_another_seed_is_read_as_well():
    content, expected = messy_list(300, seed=8)

    read = list(read_rows(content, AROUND))

    assert [differences(row, each) for row, each in zip(read, expected, strict=True)] == [{}] * len(
        read
    )


def test_two_rows_of_headings_are_joined():
    (layout,) = layouts_of(TWO_ROWS.encode())

    assert layout.heading_rows == (3, 4, 5)
    assert [guess.field for guess in layout.columns] == [
        *(Field.ORDINAL, Field.NAME, Field.INSTITUTION, Field.PROGRAMME),
        *(Field.PHONE, Field.EMAIL, Field.STARTS, Field.ENDS),
    ]


def test_the_rows_around_people_are_called_what_they_are():
    found = {number: row.kind for number, row in of(TWO_ROWS).items() if row.kind != RowKind.PERSON}

    assert found == {
        1: RowKind.TITLE,
        2: RowKind.EMPTY,
        **dict.fromkeys((3, 4, 5), RowKind.HEADING),
        **dict.fromkeys((8, 10, 11), RowKind.CONTINUATION),
        12: RowKind.EMPTY,
        13: RowKind.TITLE,
        14: RowKind.TOTAL,
    }


def test_a_year_above_the_list_completes_days_without_one():
    siti = of(TWO_ROWS)[6]

    assert (siti.values(Field.STARTS), siti.values(Field.ENDS)) == (["2014-03-03"], ["2014-03-28"])
    assert {fact.how for fact in siti.facts if fact.field is Field.STARTS} == {How.FROM_YEAR}


def test_a_row_without_a_name_is_more_about_the_person_above_and_this_is_asked():
    budi = of(TWO_ROWS)[7]

    assert budi.values(Field.PHONE) == ["+6281234567890", "+6285711112222"]
    assert kinds(budi) == [DoubtKind.CONTINUED]
    assert budi.is_doubtful
    assert of(TWO_ROWS)[8].of_row == 7


def test_the_rest_of_a_name_is_pointed_out_and_not_added():
    rahmat = of(TWO_ROWS)[9]

    assert rahmat.values(Field.NAME) == ["Rahmat Contoh"]
    assert DoubtKind.NAME_CONTINUED in kinds(rahmat)


def test_a_ditto_for_a_name_is_the_same_person():
    rows = of(TWO_ROWS)

    assert rows[9].values(Field.STARTS) == ["2014-05-01"]
    assert rows[11].of_row == 9


def test_a_ditto_below_nothing_is_named():
    row = of('Nama;Kampus;HP\nSiti Contoh;"""";0811-165-3737\n')[2]

    assert row.values(Field.INSTITUTION) == []
    assert kinds(row) == [DoubtKind.DITTO_NOTHING]


def test_nobodys_telephone_is_taken_over():
    row = of("Nama;Kampus;HP\nSiti Contoh;ULM;0811-165-3737\nBudi Contoh;sda;sda\n")[3]

    assert row.values(Field.PHONE) == []
    assert row.values(Field.INSTITUTION) == ["Universitas Lambung Mangkurat"]
    assert kinds(row) == [DoubtKind.DITTO_PERSONAL]


def merged_list(areas: list[str], cells: dict[str, str]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet, plain = book.add_worksheet(), book.add_format()
    for area in areas:
        sheet.merge_range(area, "", plain)
    for place, text in cells.items():
        sheet.write(place, text)
    book.close()
    return file.getvalue()


TWINS = {
    "A1": "Nama",
    "B1": "Kampus",
    "C1": "HP",
    "D1": "Alamat",
    "A2": "Hasan Contoh",
    "B2": "ULM",
    "C2": "0811-165-3737",
    "D2": "Jl. Contoh 1",
    "A3": "Husin Contoh",
}


def test_a_merged_telephone_is_only_its_first_persons():
    content = merged_list(["B2:B3", "C2:C3"], TWINS)

    _, hasan, husin = read_rows(content, AROUND)

    assert hasan.values(Field.PHONE) == ["+628111653737"]
    assert husin.values(Field.PHONE) == []
    assert kinds(husin) == [DoubtKind.MERGED_PERSONAL]
    assert [fact.how for fact in husin.facts if fact.field is Field.INSTITUTION] == [How.MERGED]


def test_a_blank_cell_that_nothing_covers_stays_blank():
    _, _, husin = read_rows(merged_list([], TWINS), AROUND)

    assert [fact.field for fact in husin.facts] == [Field.NAME]


def test_a_merged_name_covers_several_rows_of_one_person():
    cells = {"A1": "Nama", "B1": "Periode", "C1": "HP", "A2": "Siti Contoh", "B2": "Mei 2015"}

    _, siti, more = read_rows(merged_list(["A2:A3"], {**cells, "B3": "Juli 2016"}), AROUND)

    assert siti.values(Field.STARTS) == ["2015-05", "2016-07"]
    assert (more.kind, more.of_row, siti.is_doubtful) == (RowKind.CONTINUATION, 2, False)


def test_who_has_contact_and_campus_but_no_name_is_somebody_unnamed():
    rows = of("Nama;Kampus;HP\nSiti Contoh;ULM;0811-165-3737\n;Poliban;0812-3456-7890\n")

    assert rows[2].values(Field.PHONE) == ["+628111653737"]
    assert (rows[3].kind, kinds(rows[3])) == (RowKind.UNREADABLE, [DoubtKind.NO_NAME])
    assert rows[3].values(Field.PHONE) == ["+6281234567890"]


def test_columns_without_headings_are_told_by_their_cells():
    lines = [f"{n},{name} Contoh,Univ. Contoh,08123456789{n},{n}@contoh.example,3 Maret 2014"
             for n, name in enumerate(("Siti", "Budi", "Rani"), 1)]  # fmt: skip

    (layout,) = layouts_of("\n".join(lines).encode())

    assert [guess.field for guess in layout.columns] == [
        *(Field.ORDINAL, Field.NAME, Field.INSTITUTION, Field.PHONE, Field.EMAIL, Field.STARTS),
    ]
    assert {guess.why for guess in layout.columns} == {Why.CELLS}


def test_headings_that_change_in_the_middle_are_followed():
    rows = of(
        "Nama;HP\nSiti Contoh;0811-165-3737\nHP;Nama;Kampus\n0812-3456-7890;Budi Contoh;ULM\n"
    )

    assert rows[3].kind is RowKind.HEADING
    assert rows[4].values(Field.NAME) == ["Budi Contoh"]
    assert rows[4].values(Field.PHONE) == ["+6281234567890"]


def test_identity_numbers_are_not_even_kept_as_they_stood():
    rows = of("Nama;NIK;HP\nSiti Contoh;6371019999990001;0811-165-3737\n")

    assert rows[2].cells == ("Siti Contoh", "", "0811-165-3737")
    assert "6371019999990001" not in repr(rows)


def test_whose_name_a_column_holds_is_told_from_the_person():
    (layout,) = layouts_of(b"Nama;Nama Ibu;Nama Kampus;No. HP Ortu\nSiti Contoh;Ani;ULM;0811\n")

    assert [guess.field for guess in layout.columns] == [
        *(Field.NAME, Field.NOT_KEPT, Field.INSTITUTION, Field.NOT_KEPT),
    ]


def test_a_corrected_column_is_believed():
    content = b"Nama;Lain\nSiti Contoh;0811-165-3737\n"
    (layout,) = layouts_of(content)
    corrected: Layout = layout.with_fields({1: Field.PHONE})

    rows = list(read_rows(content, AROUND, {0: corrected}))

    assert rows[1].values(Field.PHONE) == ["+628111653737"]


def test_a_sheet_without_names_is_accounted_for():
    rows = of("satu;dua\n1;2\n")

    assert [row.kind for row in rows.values()] == [RowKind.UNREADABLE] * 2
    assert kinds(rows[1]) == [DoubtKind.NO_COLUMNS]


def test_a_year_that_the_days_do_not_have_is_named():
    row = of("Nama;Periode;Tahun\nSiti Contoh;3 Mei 2016 s/d 4 Juni 2016;2015\n")[2]

    assert kinds(row) == [DoubtKind.YEAR_OTHER]


def test_a_row_is_kept_as_json_and_comes_back():
    for row in READ[:200]:
        assert unpacked_row(json.loads(json.dumps(packed_row(row)))) == row
