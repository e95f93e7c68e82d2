"""Numbers by an office's pattern: no gap, no double."""

import datetime as dt

import pytest

from mori.certificates.numbers.models import NumberCounter, PaperSetting
from mori.certificates.numbers.rules import (
    Numbering,
    PatternFlaw,
    Restart,
    filled,
    number_folded,
    pattern_flaw,
    places_of,
)
from mori.certificates.papers.models import Paper, PaperEvent
from mori.certificates.papers.operations import Hindered, note_outside_number, type_number
from mori.certificates.papers.rules import Obstacle
from mori.certificates.signatories.models import Signatory
from mori.certificates.statements.rules import PaperKind
from mori.core.errors import Refused
from tests.cast import NOON, TODAY, place
from tests.certificates.issuing import ADDRESS, choose, end, issue, let_issue
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize(
    ("month", "roman"), [(1, "I"), (4, "IV"), (8, "VIII"), (9, "IX"), (11, "XI"), (12, "XII")]
)
def test_months_are_roman(month, roman):
    places = places_of(7, PaperKind.LETTER, dt.date(2026, month, 1), "ORI-BJM")

    number = filled("{nomor3}/{jenis}/{kode}/{bulan}/{tahun}", places)

    assert number == f"007/SKET/ORI-BJM/{roman}/2026"


@pytest.mark.parametrize(
    ("template", "restart", "flaw"),
    [
        ("{nomor}/{tahun}", Restart.YEARLY, None),
        ("500.5.7.10/{nomor}/438.5.14/{tahun}", Restart.YEARLY, None),
        ("B-{nomor}", Restart.NEVER, None),
        ("B-{nomor}", Restart.YEARLY, PatternFlaw.NO_YEAR),
        ("{bulan}/{tahun}", Restart.YEARLY, PatternFlaw.NO_NUMBER),
        ("{nomor}/{tahun}/{kota}", Restart.YEARLY, PatternFlaw.UNKNOWN),
        ("{nomor}/{tahun}/{", Restart.YEARLY, PatternFlaw.BRACES),
        ("{{nomor}}/{tahun}", Restart.YEARLY, PatternFlaw.BRACES),
        ("{nomor}/{tahun}/" + "x" * 70, Restart.YEARLY, PatternFlaw.TOO_LONG),
    ],
)
def test_a_pattern_that_cannot_be_used_says_why(template, restart, flaw):
    assert pattern_flaw(template, "ORI-BJM", restart) is flaw


@pytest.mark.parametrize(
    "typed",
    [
        "001/SERT/XI/2026",
        " 001 / sert / xi / 2026",
        "001/Sert/Xi/2026\u200b",
        "/001/SERT/XI/2026/",
    ],
)
def test_numbers_are_the_same_whatever_their_blanks_and_capitals(typed):
    assert number_folded(typed) == "001/sert/xi/2026"


def test_papers_count_on(cast):
    let_issue(cast)
    first = issue(cast)
    second = issue(cast, first.placement, PaperKind.TRANSCRIPT)
    third = issue(cast, first.placement, PaperKind.LETTER)

    assert [each.number for each in (first, second, third)] == [
        "001/SERT/ORI-BJM/XI/2026",
        "002/TRAN/ORI-BJM/XI/2026",
        "003/SKET/ORI-BJM/XI/2026",
    ]


def test_each_year_counts_for_itself(cast):
    let_issue(cast)
    placement = issue(cast).placement

    of_last_year = issue(cast, placement, PaperKind.LETTER, day=dt.date(2025, 12, 30))

    assert of_last_year.number == "001/SKET/ORI-BJM/XII/2025"


def test_numbers_that_go_on_go_on(cast):
    let_issue(cast, template="B-{nomor}", restart=Restart.NEVER)
    placement = issue(cast).placement

    later = issue(cast, placement, PaperKind.LETTER, day=dt.date(2025, 12, 30))

    assert later.number == "B-2"


def test_a_number_used_outside_is_passed_over(cast):
    let_issue(cast)
    args = ("Surat ke Universitas Contoh", "t", cast.wati.id, NOON)
    note_outside_number(cast.banua.id, "001 / sert / ORI-BJM / XI / 2026", *args)

    paper = issue(cast)

    assert paper.number == "002/SERT/ORI-BJM/XI/2026"


def test_a_number_that_a_paper_has_is_not_noted_as_used_outside(cast):
    let_issue(cast)
    paper = issue(cast)

    with pytest.raises(Refused) as refused:
        note_outside_number(cast.banua.id, paper.number.lower(), "x", "t", cast.wati.id, NOON)

    assert "Sari Contoh" in str(refused.value)


def test_what_fails_takes_no_number(cast):
    let_issue(cast)
    placement = issue(cast).placement
    with pytest.raises(Hindered):
        issue(cast, placement)  # there is one already

    after = issue(cast, placement, PaperKind.LETTER)

    assert after.number.startswith("002/")


def test_a_number_of_another_offices_paper_is_never_given_twice(cast):
    let_issue(cast, code="")
    issue(cast)
    PaperSetting.update(office=cast.seberang).execute()
    choose(cast)
    NumberCounter.update(office=cast.seberang, last=0).execute()
    Signatory.update(office=cast.seberang).execute()

    with pytest.raises(Hindered) as hindered:
        issue(cast, end(cast.placement_laila))

    assert hindered.value.obstacle is Obstacle.TAKEN


def test_twenty_at_once_get_twenty_numbers_in_a_row(committed):
    cast = committed.cast
    let_issue(cast)
    stays = [(cast.pvl, cast.rina, None)]
    placements = [end(place(cast.sari, cast.banua, stays)) for _ in range(20)]

    ends = all_at_once(*(lambda each=each: issue(cast, each) for each in placements))

    assert ends == ["done"] * 20
    numbers = sorted(row.number for row in Paper.select())
    assert numbers == [f"{n:03}/SERT/ORI-BJM/XI/2026" for n in range(1, 21)]
    assert [row.last for row in NumberCounter.select()] == [20]


def test_the_same_form_at_once_makes_one_paper(committed):
    cast = committed.cast
    let_issue(cast)
    placement = end(cast.placement)

    ends = all_at_once(*(lambda: issue(cast, placement, token="one") for _ in range(6)))

    assert ends == ["done"] * 6
    assert [row.number for row in Paper.select()] == ["001/SERT/ORI-BJM/XI/2026"]
    assert Paper.get().issued_on == TODAY


def test_the_same_number_typed_at_once_for_one_paper_is_typed_once(committed):
    cast = committed.cast
    let_issue(cast, numbering=Numbering.REGISTER)
    paper = issue(cast, kind=PaperKind.LETTER)

    ends = all_at_once(*[lambda: type_number(paper, "7/2026", *typed_by(cast))] * 6)

    assert ends == ["done"] * 6
    assert PaperEvent.select().where(PaperEvent.verb == "number").count() == 1


def test_one_number_typed_in_two_offices_at_once_is_refused_in_one(committed):
    cast = committed.cast
    let_issue(cast, numbering=Numbering.REGISTER)
    Signatory.create(
        office=cast.seberang, name="Eko", post="Kepala", from_on=dt.date(2020, 1, 1), made_at=NOON
    )
    papers = [
        issue(cast, end(each), PaperKind.LETTER) for each in (cast.placement, cast.placement_laila)
    ]

    ends = all_at_once(
        *(lambda each=each: type_number(each, "7/2026", *typed_by(cast)) for each in papers)
    )

    assert sorted(ends) == ["done", "refused"]
    assert Paper.select().where(Paper.number == "7/2026").count() == 1


def typed_by(cast):
    return TODAY, cast.wati.id, NOON, ADDRESS
