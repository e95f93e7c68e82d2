"""Each kind of mess in a list, one by one, and what the office's record holds after it."""

import io

import pytest
import xlsxwriter

from mori.alumni.models import AlumnusStay
from mori.alumni.queries import records_of
from tests.alumni.imports.whole_way import make_campuses, rows_of, through
from tests.alumni.lists.invented import EMAIL, HEADINGS, INSTITUTION, NAME, PERIOD, PHONE
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("app", "noon")
ULM = "Universitas Lambung Mangkurat"
PLAIN = ["", "", "", "Universitas Contoh Selatan", "", "", "", "2015", ""]


def name(record, stay):
    return (record.before, record.name, record.after)


def phones(record, stay):
    return record.phones


def mails(record, stay):
    return record.mails


def days(record, stay):
    return (stay.starts, stay.ends)


def campus(record, stay):
    return stay.institution.name


# Which mess, in which column, what stands there; where the record has it, and what is right.
KINDS = (
    ("titles", NAME, "Dr. H. Sari Umpama, S.H.", name, ("Dr. H.", "Sari Umpama", "S.H.")),
    ("capitals", NAME, "BUDI MISAL KARANGAN", name, ("", "Budi Misal Karangan", "")),
    ("one word", NAME, "Contohlinor", name, ("", "Contohlinor", "")),
    ("phone as a float", PHONE, 81250000003.0, phones, ("+6281250000003",)),
    (
        *("two phones", PHONE, "0812-5000-0004 / 0857-1234-5678"),
        *(phones, ("+6281250000004", "+6285712345678")),
    ),
    ("phone cut short", PHONE, "8.11165E+10", phones, ()),
    (
        *("two mails", EMAIL, "A@umpama.example; b@umpama.example"),
        *(mails, ("a@umpama.example", "b@umpama.example")),
    ),
    ("day in words", PERIOD, "3 Maret 2014", days, ("2014-03-03", "")),
    ("two-digit year", PERIOD, "12-1-19", days, ("2019-01-12", "")),
    ("months", PERIOD, "Jan–Mar 2015", days, ("2015-01", "2015-03")),
    (
        *("period in one cell", PERIOD, "2 Januari s/d 28 Februari 2015"),
        *(days, ("2015-01-02", "2015-02-28")),
    ),
    ("impossible day", PERIOD, "31 Februari 2015", days, ("", "")),
    ("spelling", INSTITUTION, "UNIV LAMBUNG MANGKURAT BJM", campus, ULM),
    ("idem", INSTITUTION, "idem", campus, ULM),
)
GIVEN = ("Galih", "Hasan", "Intan", "Joko", "Kartika", "Laila", "Mawar", "Nadia")
FAMILY = ("Rekaan", "Andaian", "Fiktif", "Dongeng", "Cerita", "Umpamanya")


def workbook(rows: list[list[object]], *, is_1904: bool = False) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"date_1904": is_1904}) as book:
        sheet = book.add_worksheet("Alumni")
        sheet.write_row(0, 0, HEADINGS)
        for at, row in enumerate(rows, 1):
            sheet.write_row(at, 0, row)
    return file.getvalue()


def somebody(number: int, column: int, cell: object) -> list[object]:
    row: list[object] = [*PLAIN]
    row[0], row[NAME] = number, f"{GIVEN[number % 8]} {FAMILY[number % 6]}"
    row[column] = cell
    return row


def records_by_number(store, cast: Cast, content: bytes) -> dict[int, tuple]:
    """The number of a row in its sheet → its record and internship."""
    made = through(store, cast, content)
    rows = {row.number: row.alumnus_id for row in rows_of(made) if row.alumnus_id}
    records = {each.id: each for each in records_of(list(rows.values()))}
    stays = {stay.alumnus_id: stay for stay in AlumnusStay.select()}
    return {number: (records[each], stays[each]) for number, each in rows.items()}


def test_each_kind_of_mess_becomes_what_is_right(store, cast):
    make_campuses(cast)
    rows = [somebody(at, column, cell) for at, (_, column, cell, _, _) in enumerate(KINDS, 1)]

    found = records_by_number(store, cast, workbook(rows))

    assert {
        mess: where(*found[at]) for at, (mess, _, _, where, _) in enumerate(KINDS, 2) if at in found
    } == {mess: right for mess, _, _, _, right in KINDS}


@pytest.mark.parametrize(("is_1904", "day"), [(False, "2015-01-01"), (True, "2019-01-02")])
def test_a_day_s_number_is_counted_as_the_workbook_does(store, cast, is_1904, day):
    make_campuses(cast)
    rows = [somebody(number, PERIOD, 42005 + number) for number in range(3)]

    found = records_by_number(store, cast, workbook(rows, is_1904=is_1904))

    assert found[2][1].starts == day
