"""A school that asked for places without names hands them in later, never more than granted."""

import pytest

from mori.applications.models import Applicant
from mori.applications.rules import ApplicantState
from tests.applications.public.writing import applicants, application, begin, send, sent_alone
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
        ("Bayu Umpama\nbayu umpama", "sudah ada dalam daftar"),
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
