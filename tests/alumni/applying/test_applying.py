"""What the rows of a list become."""

import pytest

from mori.alumni.applying.models import ImportChange
from mori.alumni.finding.models import AlumnusFacet
from mori.alumni.imports.models import ImportRow
from mori.alumni.imports.rules import ImportState, RowDecision
from mori.alumni.models import Alumnus, AlumnusContact, AlumnusEvent, AlumnusStay, Consent
from mori.alumni.queries import record_of
from mori.alumni.rules import AlumnusState
from mori.institutions.models import Institution
from mori.institutions.operations import institution_for
from tests.alumni.applying.applied import (
    fresh,
    imported,
    join,
    listed,
    outcomes,
    rows_of,
    take_over,
)
from tests.alumni.making import make_alumnus
from tests.alumni.merging.together import merge
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("app", "noon")
SARI = (
    "Dr. SARI UMPAMA, S.H.;1510;Univ. Contoh Banua;0812-5000-0001 / 0813-5000-0002;"
    "sari@umpama.example;3 Maret 2014;30 April 2014;PVL;Dinas Misal Kota;Baik"
)
PHONE = "+6281250000001"


def only():
    (found,) = Alumnus.select()
    return found


def test_a_row_becomes_a_record_with_all_that_it_says(cast):
    made = take_over(imported(cast, listed(SARI)), cast)

    record = record_of(only())
    assert (record.full_name, record.state) == ("Dr. Sari Umpama, S.H.", AlumnusState.INVITED)
    assert record.phones == (PHONE, "+6281350000002")
    assert record.mails == ("sari@umpama.example",)
    assert record.numbers == ("1510",)
    assert record.years == (2014,)
    assert record.units == ((cast.pvl.id, "PVL"),)
    assert record.now_at == ("Dinas Misal Kota",)
    assert [name for _id, name in record.institutions] == ["Universitas Contoh Banua"]
    stay = AlumnusStay.get()
    assert (stay.starts, stay.ends, stay.note) == ("2014-03-03", "2014-04-30", "Baik")
    assert (made.state, made.rows_done) == (ImportState.APPLIED, made.row_count)
    assert outcomes(made) == ["kept", "made"]  # the headings are nobody


def test_whoever_comes_from_a_list_agreed_to_nothing_and_is_shown_to_nobody(cast):
    take_over(imported(cast, listed(SARI)), cast)

    assert not Consent.select().exists()
    assert AlumnusFacet.select().exists()
    assert not AlumnusFacet.select().where(AlumnusFacet.is_shown).exists()


def test_an_institution_nobody_knew_is_proposed_once_for_all_its_spellings(cast):
    lines = [f"Sari {word};;{place}" for word, place in CAMPUSES]

    take_over(imported(cast, listed(*lines)), cast)

    proposed = Institution.get(Institution.name == "Universitas Contoh Banua")
    assert proposed.state == "proposed"
    assert {stay.institution_id for stay in AlumnusStay.select()} == {proposed.id}


CAMPUSES = (
    ("Umpama", "Universitas Contoh Banua"),
    ("Misal", "UNIV. CONTOH BANUA"),
    ("Teladan", "Univ Contoh Banua"),
)


def test_a_known_institution_is_meant_by_any_of_its_names(cast):
    known = institution_for(cast.banua.id, "Universitas Contoh Banua", "", None, NOON)

    take_over(imported(cast, listed(SARI)), cast)

    assert AlumnusStay.get().institution_id == known.id


def test_a_unit_the_office_does_not_have_stays_as_it_was_written(cast):
    take_over(imported(cast, listed("Sari Umpama;;;;;;;Bagian Umum")), cast)

    assert record_of(only()).units == ((0, "Bagian Umum"),)


def test_several_units_in_a_cell_are_several(cast):
    take_over(imported(cast, listed("Sari Umpama;;;;;;;PVL, Pencegahan")), cast)

    ids = {number for number, _name in record_of(only()).units}
    assert ids == {cast.pvl.id, cast.pencegahan.id}


def test_joining_fills_only_blanks_and_adds_what_is_missing(cast):
    known = make_alumnus(
        cast.banua, "Sari Umpama", phone=PHONE, year=2019, titles_after="M.H.", address="Lama 1"
    )
    row = "Dr. Sari Umpama, S.H.;;Universitas Contoh;081250000001;sari@umpama.example;2014"

    made = take_over(imported(cast, listed(row)), cast)

    record = record_of(only())
    assert outcomes(made) == ["kept", "joined"]
    assert (record.id, record.before, record.after) == (known.id, "Dr.", "M.H.")
    assert record.address == "Lama 1"
    assert record.years == (2014, 2019)
    assert record.phones == (PHONE,)
    assert record.mails == ("sari@umpama.example",)


def test_an_internship_known_already_is_filled_in_not_doubled(cast):
    make_alumnus(cast.banua, "Sari Umpama", phone=PHONE, year=2014)

    take_over(imported(cast, listed(SARI)), cast)

    stay = AlumnusStay.get()
    assert (stay.starts, stay.year) == ("2014-03-03", 2014)
    assert AlumnusStay.select().count() == 1


def test_an_internship_in_mori_is_left_as_it_is(cast):
    known = make_alumnus(cast.banua, "Sari Contoh", phone=PHONE, year=2026)
    AlumnusStay.update(placement=cast.placement).where(AlumnusStay.alumnus == known).execute()
    row = "Sari Contoh;99;Universitas Lain;081250000001;;2026"

    made = take_over(imported(cast, listed(row)), cast)

    assert outcomes(made) == ["kept", "same"]
    assert AlumnusStay.get().student_number == ""


def test_of_whoever_answered_a_list_adds_internships_alone(cast):
    known = make_alumnus(
        cast.banua, "Sari Umpama", phone=PHONE, year=2019, state=AlumnusState.CONFIRMED
    )

    take_over(imported(cast, listed(SARI)), cast)

    record = record_of(Alumnus.get_by_id(known.id))
    assert record.years == (2014, 2019)
    assert (record.mails, record.now_at, record.after) == ((), (), "")


@pytest.mark.parametrize("columns", [{"state": "erased"}, {"is_restricted": True}])
def test_nothing_is_added_to_the_erased_or_restricted(cast, columns):
    known = make_alumnus(cast.banua, "Sari Umpama", phone=PHONE)
    made = imported(cast, listed(SARI))
    Alumnus.update(columns).where(Alumnus.id == known.id).execute()

    made = take_over(made, cast)

    assert outcomes(made) == ["kept", "kept"]
    assert AlumnusContact.select().count() == 1


def test_the_same_list_twice_makes_nothing_new(cast):
    content = listed(SARI, "Budi Misal;;Universitas Contoh;081350000003")
    take_over(imported(cast, content), cast)
    rows = [model.select().count() for model in (Alumnus, AlumnusStay, AlumnusContact)]

    again = take_over(imported(cast, content), cast)

    assert outcomes(again) == ["kept", "same", "same"]
    assert rows == [model.select().count() for model in (Alumnus, AlumnusStay, AlumnusContact)]
    assert not ImportChange.select().where(ImportChange.imported == again).exists()


def test_two_rows_of_one_person_become_one_record_in_whatever_order(cast):
    made = imported(cast, listed("Sari Umpama;;;081250000001;;2014", "Sari Umpama;;;;;2016"))
    _headings, first, second = rows_of(made)
    join(first, second)  # it was found so when others were compared again

    made = take_over(made, cast)

    assert record_of(only()).years == (2014, 2016)
    assert outcomes(made) == ["kept", "joined", "made"]


def test_a_row_that_joins_one_not_taken_over_becomes_a_record_itself(cast):
    made = imported(cast, listed("Sari Umpama", "Sari Umpama;;;081250000001"))
    _headings, first, second = rows_of(made)
    ImportRow.update(decision=RowDecision.SKIP).where(ImportRow.id == first.id).execute()
    join(second, first)

    made = take_over(made, cast)

    assert outcomes(made) == ["kept", "skipped", "made"]


def test_rows_that_join_each_other_become_one_record(cast):
    made = imported(cast, listed("Sari Umpama;;;;;2014", "Sari Umpama;;;;;2016"))
    _headings, first, second = rows_of(made)
    join(first, second)
    join(second, first)

    take_over(made, cast)

    assert record_of(only()).years == (2014, 2016)


def test_a_row_joins_whom_its_person_was_merged_into(cast):
    old = make_alumnus(cast.banua, "Sari Umpama", phone=PHONE, year=2014)
    kept = make_alumnus(cast.banua, "Sari Umpama", year=2014)
    made = imported(cast, listed("Sari Umpama;;;081250000001;;2016"))
    merge(kept, old, cast.wati)

    take_over(made, cast)

    assert record_of(Alumnus.get_by_id(kept.id)).years == (2014, 2016)
    assert [row.alumnus_id for row in rows_of(made)] == [None, kept.id]


def test_what_is_decided_is_done_and_the_rest_is_kept_as_it_was(cast):
    made = imported(cast, listed("Sari Umpama", "Budi Misal", "Joko Contoh"))
    _headings, sari, budi, joko = rows_of(made)
    for row, columns in (
        (sari, {"decision": RowDecision.SKIP}),
        (budi, {"verdict": "doubtful"}),
        (joko, {"verdict": "doubtful", "decision": RowDecision.NEW}),
    ):
        ImportRow.update(columns).where(ImportRow.id == row.id).execute()

    made = take_over(made, cast)

    assert outcomes(made) == ["kept", "skipped", "kept", "made"]
    assert only().name == "Joko Contoh"


def test_what_a_list_did_to_a_record_stands_in_its_history(cast):
    make_alumnus(cast.banua, "Sari Umpama", phone=PHONE)

    take_over(imported(cast, listed(SARI, "Budi Misal")), cast)

    events = [(each.verb, each.note) for each in AlumnusEvent.select().order_by(AlumnusEvent.id)]
    assert sorted(events) == [("grow", "alumni.csv"), ("import", "alumni.csv")]


def test_a_person_of_several_rows_has_several_internships(cast):
    headings = "No;Nama;Asal Kampus;HP;Mulai;Selesai;Unit"
    lines = (
        "1;Sari Umpama;Universitas Contoh;081250000001;1 Maret 2014;30 April 2014;PVL",
        ";;;;1 Juli 2015;31 Agustus 2015;Pencegahan",
        "2;Budi Misal;Universitas Contoh;081350000003;2016;;PVL",
    )

    take_over(imported(cast, listed(*lines, headings=headings)), cast)

    sari = Alumnus.get(Alumnus.name == "Sari Umpama")
    stays = AlumnusStay.select().where(AlumnusStay.alumnus == sari).order_by(AlumnusStay.starts)
    assert [(stay.starts, stay.institution_written) for stay in stays] == [
        ("2014-03-01", "Universitas Contoh"),
        ("2015-07-01", "Universitas Contoh"),
    ]
    assert [name for _id, name in record_of(sari).units] == ["PVL", "Pencegahan"]


def test_progress_is_what_was_done(cast):
    made = imported(cast, listed(*(f"Sari {n}" for n in ("Umpama", "Misal"))))

    take_over(made, cast)

    assert fresh(made).rows_done == 3
