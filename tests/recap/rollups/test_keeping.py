"""Each change that counts is counted in its own transaction: what it comes to, and where."""

import datetime as dt

import pytest

from mori.alumni.consents.operations import note_answer
from mori.alumni.records.operations import keep_placement
from mori.attendance.day_operations import DaySaid, Whose, set_day
from mori.attendance.operations import check_in, check_out, report_absence
from mori.attendance.rules import AttendanceKind
from mori.certificates.papers.operations import revoke_paper
from mori.evaluation.assessments.operations import lock_assessment, reopen_assessment
from mori.evaluation.assessments.rules import AssessmentState
from mori.logbook.models import Entry
from mori.logbook.operations import Writing as Words
from mori.logbook.operations import approve_entry, change_entry, return_entry, submit_entry
from mori.logbook.review.operations import hand_over_entry
from mori.logbook.withdrawal.operations import withdraw_entry
from mori.placements.operations import (
    end_placement_early,
    find_institutions,
    finish_placement,
    withdraw_placement,
)
from mori.placements.queries import placement_by_key
from mori.placements.rotation.operations import change_rotation, make_placement
from mori.placements.rules import InternKind, SpanPlan
from mori.recap.rollups.figure_queries import tallies
from mori.recap.rules import MEASURES, Dimension
from tests.cast import NOON, TODAY
from tests.certificates.issuing import ADDRESS, issue, let_issue
from tests.evaluation.assessments.making import begun, round_of
from tests.logbook.sending import send
from tests.recap.rollups.recounting import facts, post_of, rebuild, wrong
from tests.support.answers import statements

pytestmark = pytest.mark.usefixtures("noon")

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
SUNDAY = TODAY - 3 * DAY
OPENS = dt.datetime(2026, 11, 17, 23, 30, tzinfo=dt.UTC)  # 7.30 WITA on the cast's day


@pytest.fixture(autouse=True)
def counted(cast):
    """The cast was made by hand; and after each test all is as it is counted anew."""
    rebuild()
    yield
    assert wrong() == []


def amounts(cast, day=TODAY, placement=None):
    """What is counted of a day of Sari's, noughts left out."""
    fact = facts(cast.banua).get(((placement or cast.placement).id, day))
    found = fact._asdict() if fact else {}
    return {name: found[name] for name in MEASURES if found.get(name)}


def sent(cast, visit, day=TODAY) -> Entry:
    send(visit(cast.sari), day=day, hours="1.5")
    return Entry.get()


def by(cast, dimension, name):
    found = tallies(cast.banua.id, dimension, TODAY, TODAY)
    return {row.of: getattr(row, name) for row in found if getattr(row, name)}


def test_an_entry_counts_where_it_says(cast, visit):
    sent(cast, visit)

    assert amounts(cast) == {"entries": 1, "entry_minutes": 90}
    assert by(cast, Dimension.UNIT, "entries") == {str(cast.pvl.id): 1}
    assert by(cast, Dimension.SUPERVISOR, "entries") == {str(cast.rina.id): 1}
    assert by(cast, Dimension.OFFICE, "entry_minutes") == {"": 90}
    assert by(cast, Dimension.KIND, "entries") == {"student": 1}
    assert by(cast, Dimension.PROGRAMME, "entries") == {"Magang": 1}


def test_an_entry_sent_costs_five_statements_more(cast, monkeypatch):
    post = post_of(cast.placement, TODAY)
    days = [TODAY - number * DAY for number in (2, 1, 0)]
    submit_entry(post, days[0], Words("Untuk pemanasan."), "t0", NOON)

    with statements() as counting:
        submit_entry(post, days[1], Words("Kemarin."), "t1", NOON)
    monkeypatch.setattr("mori.core.counts.changes._followers", [])
    with statements() as silent:
        submit_entry(post, days[2], Words("Hari ini."), "t2", NOON)
    rebuild()

    locks = sum("advisory" in statement for statement in counting)  # PostgreSQL alone
    assert len(counting) - len(silent) - locks == 5


def test_what_is_changed_and_initialled_stays_one_entry(cast, visit):
    entry = sent(cast, visit)

    change_entry(entry, Words("Lain lagi.", minutes=30), 1, NOON + HOUR)
    approve_entry(Entry.get(), 2, cast.rina.id, NOON + 3 * HOUR)

    assert amounts(cast) == {"entries": 1, "entry_minutes": 30, "initialled": 1}
    (fact,) = (each for each in facts(cast.banua).values() if each.entries)
    assert fact.review_minutes == 120  # since the text that was decided on


def test_the_first_decision_says_how_long_it_took(cast, visit):
    entry = sent(cast, visit)
    return_entry(entry, 1, cast.rina.id, "Kurang.", NOON + HOUR)
    change_entry(Entry.get(), Words("Lebih."), 1, NOON + 2 * HOUR)

    approve_entry(Entry.get(), 2, cast.rina.id, NOON + 30 * HOUR)

    (fact,) = (each for each in facts(cast.banua).values() if each.entries)
    assert fact.review_minutes == 60


def test_what_is_taken_back_is_not_counted(cast, visit):
    entry = sent(cast, visit)

    withdraw_entry(entry, TODAY, NOON + HOUR)

    assert amounts(cast) == {}
    assert by(cast, Dimension.OFFICE, "entries") == {}


def test_handed_over_it_counts_with_who_has_it(cast, visit):
    hand_over_entry(sent(cast, visit), cast.budi.id, cast.wati.id, NOON)

    assert by(cast, Dimension.SUPERVISOR, "entries") == {str(cast.budi.id): 1}


def test_who_comes_when_the_office_opens_is_not_late(cast):
    check_in(cast.placement, TODAY, cast.sari.id, OPENS + dt.timedelta(seconds=59))
    check_in(cast.placement_tono, TODAY, cast.tono.id, OPENS + dt.timedelta(minutes=1))

    assert amounts(cast) == {"present": 1}
    assert amounts(cast, placement=cast.placement_tono) == {"present": 1, "late": 1}


def test_minutes_are_those_of_the_month(cast):
    check_in(cast.placement, TODAY, cast.sari.id, OPENS)
    check_out(cast.placement, TODAY, cast.sari.id, OPENS + 8 * HOUR)

    assert amounts(cast) == {"present": 1, "minutes": 7 * 60}


def test_a_day_away_is_what_was_said_of_it(cast):
    report_absence(cast.placement, TODAY, AttendanceKind.SICK, "Demam.", cast.sari.id, NOON)

    assert amounts(cast) == {"sick": 1}


def test_a_day_off_counts_once_the_office_says_so(cast):
    came = NOON - 3 * DAY
    check_in(cast.placement, SUNDAY, cast.sari.id, came)
    assert amounts(cast, SUNDAY) == {}

    set_day(
        Whose(cast.placement_tono.id, cast.tono.id, cast.banua.id), SUNDAY,
        DaySaid(AttendanceKind.PRESENT, came, came + HOUR), None, "sheet", cast.wati.id, NOON,
    )  # fmt: skip

    assert amounts(cast, SUNDAY, cast.placement_tono) == {"off": 1, "minutes": 60}


def test_an_internship_begins_and_ends_once(cast):
    starts_on, last_day = cast.placement.starts_on, TODAY - DAY
    assert amounts(cast, starts_on) == {"begun": 1}

    end_placement_early(cast.placement, last_day, "Pindah.", cast.wati.id, NOON)

    assert amounts(cast, last_day) == {"ended": 1}
    assert amounts(cast, starts_on) == {"begun": 1}


def test_who_steps_back_before_the_first_day_never_began(cast):
    first = TODAY + 80 * DAY
    spans = [SpanPlan(cast.pvl.id, first, first + 9 * DAY, cast.rina.id)]
    placement = make_placement(
        person_id=cast.sari.id, office_id=cast.banua.id, kind=InternKind.PUPIL,
        programme="Lanjutan", institution="", starts_on=first, ends_on=first + 9 * DAY,
        spans=spans, actor_id=cast.wati.id, at=NOON,
    )  # fmt: skip
    assert amounts(cast, first, placement) == {"begun": 1}

    withdraw_placement(placement_by_key(placement.key), "", cast.wati.id, NOON)

    assert amounts(cast, first, placement) == {}


def test_days_go_with_their_span_when_a_rotation_is_changed(cast):
    check_in(cast.placement, TODAY, cast.sari.id, OPENS)
    placement = placement_by_key(cast.placement.key)
    (span,) = placement.spans

    plan = SpanPlan(cast.pencegahan.id, span.starts_on, span.ends_on, cast.budi.id)
    change_rotation(placement, [plan], cast.wati.id, NOON)

    assert by(cast, Dimension.UNIT, "present") == {str(cast.pencegahan.id): 1}
    assert by(cast, Dimension.SUPERVISOR, "present") == {str(cast.budi.id): 1}


def test_days_go_with_their_institution_once_it_is_known(cast):
    check_in(cast.placement, TODAY, cast.sari.id, OPENS)
    assert by(cast, Dimension.INSTITUTION, "present") == {"": 1}

    find_institutions(NOON)

    institution_id = placement_by_key(cast.placement.key).institution_id
    assert by(cast, Dimension.INSTITUTION, "present") == {str(institution_id): 1}


def test_an_assessment_counts_while_it_is_locked(cast):
    begun(round_of(cast.placement), AssessmentState.DISCUSSED)

    lock_assessment(round_of(cast.placement), cast.rina.id, NOON)
    assert amounts(cast) == {"assessments": 1}

    reopen_assessment(round_of(cast.placement), "Salah ketik.", cast.wati.id, NOON + DAY)
    assert amounts(cast) == {}


def test_a_certificate_counts_on_its_date_until_it_is_revoked(cast):
    let_issue(cast)

    paper = issue(cast, day=TODAY)

    assert amounts(cast) == {"certificates": 1}

    revoke_paper(paper, "Salah nama.", cast.wati.id, NOON, ADDRESS)

    assert amounts(cast) == {}
    rebuild()  # the internship was ended by hand


def test_an_answer_counts_on_the_last_internship(cast):
    over = NOON + 60 * DAY
    finish_placement(placement_by_key(cast.placement.key), "", cast.wati.id, over)
    alumnus = keep_placement(cast.placement, over)

    note_answer(alumnus, None, over)
    note_answer(alumnus, None, over + HOUR)

    assert amounts(cast, TODAY + 60 * DAY) == {"answers": 1}
