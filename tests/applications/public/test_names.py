"""A school that asked for places without names hands them in later, never more than granted."""

import io

import pytest
import xlsxwriter

from mori.applications.models import Applicant
from mori.applications.rules import ApplicantState
from tests.applications.public.writing import (
    applicants,
    application,
    begin,
    file_of,
    send,
    sent_alone,
)
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def granted(visit, cast):
    """A browser and the link of an application with two granted places that have no name yet."""
    browser = visit()
    link = sent_alone(browser, institution_typed="SMK Umpama", kind="pupil")
    for position in (2, 3):
        Applicant.create(
            application=application(),
            office=cast.banua,
            position=position,
            state=ApplicantState.ACCEPTED,
            since=NOON,
        )
    return browser, link


@pytest.mark.parametrize(
    "written",
    [
        "Bayu Umpama; 101\nCitra Umpama; 102",
        "Nama\tNomor HP\nBayu Umpama\t0812 1111 2222\nCitra Umpama\t0812 1111 3333",
        "Bayu Umpama\nCitra Umpama",
    ],
)
def test_lines_and_rows_of_a_spreadsheet_name_places(granted, written):
    browser, link = granted
    assert "2 tempat belum bernama" in browser.get(link).text

    answer = browser.post(f"{link}/nama", {"names": written})

    assert answer.status_code == 303
    assert [each.name for each in applicants()[1:]] == ["Bayu Umpama", "Citra Umpama"]
    assert "belum bernama" not in browser.get(link).text


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("Bayu Umpama\nCitra Umpama\nDara Umpama", "2 tempat tanpa nama"),
        ("Bayu Umpama\nbayu umpama", "tercantum dua kali dalam daftar"),
        ("Nadia Umpama", "sudah ada dalam daftar"),
        ("", "sedikitnya satu nama"),
    ],
)
def test_never_more_than_granted_and_nobody_twice(granted, written, says):
    browser, link = granted

    answer = browser.post(f"{link}/nama", {"names": written})

    assert answer.status_code == 422
    assert says in answer.text
    assert [each.name for each in applicants()[1:]] == ["", ""]


def test_handed_in_twice_the_second_time_finds_no_place(granted):
    browser, link = granted
    for name in ("Bayu Umpama", "Citra Umpama"):
        assert browser.post(f"{link}/nama", {"names": name}).status_code == 303

    assert browser.post(f"{link}/nama", {"names": "Dara Umpama"}).status_code == 422


def test_a_school_asks_for_places_without_names(visit):
    browser = visit()
    link = begin(browser, who="group", kind="pupil", institution_typed="SMK Umpama")

    assert browser.post(f"{link}/tempat", {"number": "3"}).status_code == 303
    assert "Nama dan berkas menyusul." in browser.get(link).text
    assert send(browser, link).status_code == 303

    assert [(each.name, each.state) for each in applicants()] == [
        ("", ApplicantState.SUBMITTED)
    ] * 3
    assert "Tempat 3, belum bernama" in browser.get(link).text


@pytest.mark.parametrize("number", ["0", "x", "31", ""])
def test_not_more_places_than_one_application_holds(visit, number):
    browser = visit()
    link = begin(browser, who="group")

    assert browser.post(f"{link}/tempat", {"number": number}).status_code == 422
    assert not applicants()


def workbook(*rows) -> bytes:
    """A spreadsheet as schools keep them."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as made:
        sheet = made.add_worksheet("Kelas XI")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return content.getvalue()


HEADING = ("No", "Nama Lengkap", "NIS", "No. HP", "Surel", "NIK")
BAYU = (1, "Bayu Umpama", 101, "0812-1111-2222", "", 3171012345678901)
CITRA = (2, "Citra Umpama", 102, "", "Citra@umpama.example", "")


@pytest.mark.parametrize(
    "content",
    [
        workbook(("Daftar peserta PKL",), (), HEADING, BAYU, CITRA),
        b"No;Nama;NIS;HP;Surel\r\n1;Bayu Umpama;101;081211112222;\r\n"
        b"2;Citra Umpama;102;;citra@umpama.example\r\n",
    ],
    ids=["xlsx", "csv"],
)
def test_a_spreadsheet_names_places_with_whatever_reaches_them(granted, content):
    browser, link = granted

    answer = browser.upload(f"{link}/nama", {"names": "", "file": file_of(content, "pkl.xlsx")})

    assert answer.status_code == 303, answer.text
    bayu, citra = applicants()[1:]
    assert (bayu.name, bayu.number, bayu.phone) == ("Bayu Umpama", "101", "+6281211112222")
    assert (citra.name, citra.number, citra.email) == (
        "Citra Umpama",
        "102",
        "citra@umpama.example",
    )
    assert "3171" not in "".join(map(str, Applicant.select().tuples()))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (workbook(HEADING, BAYU, CITRA, (3, "Dara Umpama", 103)), "2 tempat tanpa nama"),
        (workbook(HEADING, BAYU, (2, "", 102)), "Baris 2 (–): tidak ada namanya."),
        (workbook(HEADING, BAYU, (2, "Citra", 102, "12")), "Baris 2 (Citra)"),
        (workbook(HEADING, BAYU, BAYU), "Baris 2 (Bayu Umpama)"),
        (workbook(), "sedikitnya satu nama"),
        (b"PK\x03\x04 nothing whole", "Berkas ini rusak"),
        (b"\x89PNG\r\n\x1a\n\x00\x00 no table", "Isi berkas ini"),
        (b"Nama\n" + b"x" * 1_000_001, "lebih besar dari 1 MB"),
    ],
)
def test_each_bad_row_of_a_file_is_named_and_nothing_is_taken(granted, content, says):
    browser, link = granted

    answer = browser.upload(f"{link}/nama", {"names": "", "file": file_of(content, "pkl.xlsx")})

    assert answer.status_code == 422
    assert says in answer.text
    assert [each.name for each in applicants()[1:]] == ["", ""]


def test_rows_of_a_file_that_cannot_be_taken_stand_in_the_field_to_be_put_right(granted):
    browser, link = granted
    content = workbook(HEADING, BAYU, (2, "", 102))

    answer = browser.upload(f"{link}/nama", {"names": "", "file": file_of(content, "pkl.xlsx")})

    assert "Bayu Umpama\t101" in answer.text
    assert "3171" not in answer.text


def test_a_file_beside_names_asks_which_of_them_and_keeps_what_was_written(granted):
    browser, link = granted
    file = file_of(workbook(HEADING, BAYU), "pkl.xlsx")

    answer = browser.upload(f"{link}/nama", {"names": "Citra Umpama", "file": file})

    assert answer.status_code == 422
    assert "Kosongkan kolom isiannya" in answer.text
    assert "Citra Umpama</textarea>" in answer.text
    assert [each.name for each in applicants()[1:]] == ["", ""]
