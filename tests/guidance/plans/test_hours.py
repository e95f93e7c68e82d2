"""Hours for each outcome: those of initialled entries that name it, equal to a count by hand."""

import datetime as dt
from fractions import Fraction

import pytest

from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.guidance.plans.models import EntryOutcome, OfficeCredit
from mori.guidance.plans.operations import save_plan, set_credit_terms
from mori.guidance.plans.queries import (
    OutcomeHours,
    credit_terms,
    outcome_hours,
    outcomes_of,
    plan_of,
)
from mori.guidance.plans.rules import (
    CreditTerms,
    credits_in,
    hundredths_of,
    national_terms,
    remaining,
)
from mori.logbook.models import Entry
from mori.logbook.rules import EntryState
from tests.cast import NOON, TODAY
from tests.guidance.plans.planning import LAW, WRITING, make_plan, name
from tests.logbook.sending import send
from tests.logbook.writing import write_entry

pytestmark = pytest.mark.usefixtures("noon")

HAND_COUNT = [  # minutes, outcome, whether it is initialled
    (450, 0, True),
    (445, 0, True),
    (20, 0, True),
    (480, 0, False),
    (None, 0, True),
    (455, 1, True),
    (1, 1, True),
    (300, None, True),
]


def write_all(cast, plan) -> None:
    for number, (minutes, outcome, is_initialled) in enumerate(HAND_COUNT):
        state = EntryState.APPROVED if is_initialled else EntryState.SUBMITTED
        entry = write_entry(cast, TODAY - number * DAY, minutes=minutes, state=state)
        if outcome is not None:
            name(entry, plan, outcome)


def test_hours_equal_a_count_by_hand(cast):
    write_all(cast, make_plan(cast))

    first, second = outcome_hours(cast.placement.id)

    assert first == OutcomeHours("Hukum administrasi", 5400, 450 + 445 + 20)
    assert second == OutcomeHours("Menulis laporan", 2700, 455 + 1)
    assert first.remaining_minutes == 5400 - 915
    assert credits_in(915, 45) == Fraction(915, 60) / 45 == Fraction(61, 180)
    assert credits_in(456, 45) == Fraction(38, 225)


def test_the_page_shows_them_with_two_decimals_and_their_source(visit, cast):
    write_all(cast, make_plan(cast))

    page = visit(cast.sari).get(f"/peserta/{cast.placement.key}/rencana").text

    assert "15,25 dari 90 jam diparaf, sisa 74,75" in page
    assert "0,34 dari 2,00 SKS" in page  # 61/180 = 0,33888…
    assert "7,6 dari 45 jam diparaf, sisa 37,4" in page
    assert "0,17 dari 1,00 SKS" in page  # 38/225 = 0,16888…
    assert "22,85 dari 135 jam diparaf, sisa 112,15" in page
    assert "0,51 dari 3,00 SKS" in page  # 457/900 = 0,50777…
    assert "Kepmenristekdikti 123/M/KPT/2019" in page
    assert "setengah dibulatkan ke atas" in page
    assert "1 catatan yang menyebut salah satunya tidak memuat jam" in page


def test_without_a_plan_there_are_no_hours(cast):
    write_entry(cast, minutes=480, state=EntryState.APPROVED)

    assert outcome_hours(cast.placement.id) == []


@pytest.mark.parametrize(
    ("credits", "shown"),
    [
        (Fraction(0), 0),
        (Fraction(1, 3), 33),
        (Fraction(2, 3), 67),
        (Fraction(1, 200), 1),  # exactly half of a hundredth goes up
        (Fraction(3, 200), 2),
        (Fraction(99, 20000), 0),
        (Fraction(20), 2000),
    ],
)
def test_a_half_of_a_hundredth_goes_up(credits, shown):
    assert hundredths_of(credits) == shown


def test_more_than_was_wanted_leaves_nothing():
    assert (remaining(60, 90), remaining(90, 60)) == (0, 30)


def test_a_sent_entry_names_an_outcome_and_no_other_placements(visit, cast):
    plan = make_plan(cast)
    theirs = make_plan(cast, cast.placement_tono)
    (first, _second), (foreign, _other) = outcomes_of(plan.id), outcomes_of(theirs.id)

    send(visit(cast.sari), outcome=first.key, hours="7,5")
    assert EntryOutcome.get().outcome_id == first.id
    entry = Entry.get()
    words = {"revision": 1, "day": entry.day, "text": "Lain.", "activity": "", "token": "t2"}
    visit(cast.sari).post(f"/logbook/{entry.key}", {**words, "outcome": foreign.key})

    assert EntryOutcome.get().outcome_id == first.id


def test_an_outcome_left_out_is_offered_no_more_and_stays_named(visit, cast):
    plan = make_plan(cast)
    send(visit(cast.sari), outcome=outcomes_of(plan.id)[0].key)
    save_plan(cast.placement, [WRITING._replace(key=outcomes_of(plan.id)[1].key)], 1, 1, NOON)

    entry = Entry.get()
    assert "Hukum administrasi" not in visit(cast.sari).get("/logbook/baru?hari=2026-11-17").text
    assert (
        "Dihitung untuk: Hukum administrasi" in visit(cast.rina).get(f"/logbook/{entry.key}").text
    )
    assert [each.label for each in outcome_hours(cast.placement.id)] == ["Menulis laporan"]


def test_an_initialled_entry_keeps_what_it_names(visit, cast):
    plan = make_plan(cast)
    entry = write_entry(cast, state=EntryState.APPROVED, minutes=60)
    name(entry, plan)

    words = {"revision": 1, "day": entry.day, "text": entry.text, "activity": "", "outcome": ""}
    visit(cast.sari).post(f"/logbook/{entry.key}", words)

    assert outcome_hours(cast.placement.id)[0].initialled_minutes == 60


def test_an_offices_own_figure_counts_there_alone(visit, cast):
    make_plan(cast)
    terms = {"hours": 40, "source": "SK Rektor 7/2026", "verified_on": "2026-11-01"}

    assert visit(cast.wati).get("/kantor/sks").status_code == 200
    assert visit(cast.wati).post("/kantor/sks", terms).status_code == 303

    expected = CreditTerms(40, "SK Rektor 7/2026", dt.date(2026, 11, 1))
    assert credit_terms(cast.banua.id) == expected
    assert credit_terms(cast.seberang.id) == national_terms()
    page = visit(cast.sari).get(f"/peserta/{cast.placement.key}/rencana").text
    assert "SK Rektor 7/2026" in page
    assert "0,00 dari 2,25 SKS" in page
    visit(cast.wati).post("/kantor/sks", {"drop": "1"})
    assert credit_terms(cast.banua.id) == national_terms()


@pytest.mark.parametrize("wrong", [{"hours": "0"}, {"hours": "x"}, {"source": ""}])
def test_a_figure_without_a_source_is_none(visit, cast, wrong):
    terms = {"hours": "40", "source": "SK Rektor", "verified_on": "2026-11-01", **wrong}

    reply = visit(cast.wati).post("/kantor/sks", terms)

    assert reply.status_code == 422
    assert 'value="2026-11-01"' in reply.text
    assert OfficeCredit.select().count() == 0


def test_the_figure_says_who_says_so_and_when_it_was_looked_up():
    terms = national_terms()

    assert terms.hours == 45
    assert "123/M/KPT/2019" in terms.source
    assert terms.verified_on <= dt.date(2026, 12, 31)


def test_setting_a_figure_again_replaces_it(cast):
    for hours in (40, 50):
        set_credit_terms(cast.banua.id, CreditTerms(hours, "SK", TODAY))

    assert (OfficeCredit.select().count(), credit_terms(cast.banua.id).hours) == (1, 50)


def test_a_plan_of_another_revision_is_not_saved_over(cast):
    make_plan(cast)

    with pytest.raises(Refused):
        save_plan(cast.placement, [LAW], 7, cast.sari.id, NOON)

    assert plan_of(cast.placement.id).revision == 1
