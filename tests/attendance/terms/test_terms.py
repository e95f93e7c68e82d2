"""What programmes ask is what the office says; from when on coming is late as well."""

import datetime as dt

import pytest

from mori.attendance.rules import is_late
from mori.attendance.terms.models import LateRule, ProgrammeTerms
from mori.attendance.terms.operations import set_grace, set_terms
from mori.attendance.terms.rules import Terms, grace_on, programme_folded, terms_for
from mori.core.counts import changes
from mori.placements.rules import InternKind
from tests.cast import TODAY

pytestmark = pytest.mark.usefixtures("noon")
STUDENT, PUPIL = InternKind.STUDENT, InternKind.PUPIL
BEGINS = dt.datetime(2026, 11, 18, 7, 30, tzinfo=dt.UTC)
PAGE = "/kantor/ketentuan"


def at(minutes: float) -> dt.datetime:
    return BEGINS + dt.timedelta(minutes=minutes)


@pytest.mark.once
@pytest.mark.parametrize(
    ("came", "grace", "away", "late"),
    [
        (-5, 0, [], False),
        (0, 0, [], False),
        (0.9, 0, [], False),  # 07.30.54 is shown as 07.30
        (1, 0, [], True),
        (15, 15, [], False),
        (16, 15, [], True),
        (150, 0, [(0, 150)], False),
        (151, 0, [(0, 150)], True),
        (151, 5, [(0, 150)], False),
        (10, 0, [(60, 120)], True),  # away later in the day excuses no morning
        (90, 0, [(30, 90), (0, 30)], False),
    ],
)
def test_late_is_after_the_hours_begin_the_grace_and_what_was_agreed(came, grace, away, late):
    agreed = [(at(since), at(until)) for since, until in away]

    assert is_late(at(came), BEGINS, grace, agreed) is late


@pytest.mark.once
def test_a_programmes_own_terms_go_before_those_of_its_kind():
    known = {
        (STUDENT, ""): Terms(60, 3, 40),
        (STUDENT, programme_folded("Magang  MANDIRI")): Terms(days=100),
    }

    assert terms_for(known, STUDENT, "magang mandiri") == (100, 3, 40)
    assert terms_for(known, STUDENT, "KKP") == (60, 3, 40)
    assert terms_for(known, PUPIL, "KKP").is_empty


@pytest.mark.once
def test_a_rule_holds_from_its_day_on():
    rules = [(TODAY - dt.timedelta(9), 15), (TODAY, 5)]

    days = (TODAY - dt.timedelta(10), TODAY - dt.timedelta(1), TODAY)
    assert [grace_on(day, rules) for day in days] == [0, 15, 5]


def test_a_coordinator_says_what_a_programme_asks_and_takes_it_back(visit, cast):
    browser, said = visit(cast.wati), {"kind": "student", "programme": "Magang", "days": "60"}

    assert browser.post(PAGE, said).status_code == 303
    assert "60 hari" in browser.get(PAGE).text
    browser.post(PAGE, said | {"programme": "magang", "days": "45", "excused_days": "2"})
    filled = browser.get(f"{PAGE}?jenis=student&program=Magang").text

    assert 'value="45"' in filled
    row = ProgrammeTerms.get()
    assert (row.programme, row.days, row.excused_days, row.weekly_hours) == ("Magang", 45, 2, None)
    browser.post(PAGE, {"kind": "student", "programme": "Magang"})
    assert not ProgrammeTerms.select().exists()


@pytest.mark.parametrize(
    "wrong",
    [{"days": "-1"}, {"days": "367"}, {"weekly_hours": "x"}, {"kind": "tidak"}],
)
def test_what_is_no_number_comes_back(visit, cast, wrong):
    sent = visit(cast.wati).post(PAGE, {"kind": "student", "programme": ""} | wrong)

    assert sent.status_code == 422
    assert not ProgrammeTerms.select().exists()


def test_another_office_has_its_own(cast):
    for office in (cast.banua, cast.seberang):
        set_terms(office.id, STUDENT, "", Terms(days=office.id))
    set_terms(cast.banua.id, STUDENT, "", Terms())

    assert [row.office_id for row in ProgrammeTerms.select()] == [cast.seberang.id]


def test_a_rule_of_lateness_has_its_days_counted_anew(cast, monkeypatch):
    told = []
    monkeypatch.setattr(changes, "_followers", [lambda days, all_of, at: told.extend(all_of)])

    set_grace(cast.banua.id, 10, TODAY, TODAY)
    set_grace(cast.banua.id, 15, TODAY, TODAY)

    assert [(row.from_on, row.grace_minutes) for row in LateRule.select()] == [(TODAY, 15)]
    assert set(told) == {cast.placement.id, cast.placement_tono.id}


def test_lateness_is_set_on_the_page_within_a_year(visit, cast):
    browser, address = visit(cast.wati), f"{PAGE}/terlambat"

    assert browser.post(address, {"minutes": "15", "from_on": TODAY}).status_code == 303
    assert "15 menit setelah jam kantor mulai" in browser.get(PAGE).text
    for wrong in ({"minutes": "", "from_on": TODAY}, {"minutes": "15", "from_on": "2024-01-01"}):
        assert browser.post(address, wrong).status_code == 422


def test_only_coordinators_say_so(visit, cast):
    for person in (cast.rina, cast.hasan, cast.sari):
        assert visit(person).get(PAGE).status_code == 403
