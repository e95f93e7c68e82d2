"""An import taken back: the database as it was before, but for what somebody changed since."""

import datetime as dt

import pytest

from mori.alumni.applying.models import ImportChange
from mori.alumni.applying.run_operations import (
    resume_applying,
    start_applying,
    stop_applying,
)
from mori.alumni.applying.undo_operations import resume_undoing, start_undoing, stop_undoing
from mori.alumni.finding.operations import refresh
from mori.alumni.imports.models import ImportRow
from mori.alumni.imports.rules import ImportState
from mori.alumni.merging.models import NotSame
from mori.alumni.merging.operations import say_records_not_same
from mori.alumni.merging.pair_operations import compare_next
from mori.alumni.models import Alumnus, AlumnusContact, AlumnusEvent, AlumnusSkill, AlumnusStay
from mori.alumni.queries import record_of
from mori.core.errors import Refused
from mori.institutions.models import Institution
from mori.institutions.operations import institution_for
from mori.links.models import SignedLink
from tests.alumni.applying.applied import (
    OWN,
    apply_next,
    fresh,
    imported,
    join,
    listed,
    rows_of,
    take_back,
    take_over,
    undo_next,
    work,
)
from tests.alumni.dumps import difference, dump
from tests.alumni.making import make_alumnus
from tests.alumni.merging.together import merge
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("app", "noon")
PHONE = "+6281250000001"
SARI = (
    "Dr. SARI UMPAMA, S.H.;1510;Univ. Contoh Banua;0812-5000-0001;sari@umpama.example;"
    "3 Maret 2014;30 April 2014;PVL;Dinas Misal Kota;Baik"
)
BUDI = "Budi Misal;;UNIV CONTOH BANUA;081350000003;;2015;;Bagian Umum"
LATER = NOON + dt.timedelta(days=3)
COUNTED = {"alumnus.revision", "alumnus_facet.id", "alumnus_tally.id"}


def everything():
    """All tables but the imports' own, and the history, which only ever grows."""
    return dump(without=OWN | {"alumnus_event"}, columns=COUNTED)


def kept(made):
    rows = ImportChange.select().where(ImportChange.imported == made, ImportChange.kept != "")
    return {(row.table, str(row.kept)) for row in rows}


def test_taken_back_the_database_is_as_it_was(cast):
    known = make_alumnus(cast.banua, "Sari Umpama", phone=PHONE, year=None)
    before, events = everything(), AlumnusEvent.select().count()
    made = take_over(imported(cast, listed(SARI, BUDI, "Joko Contoh;;Lain")), cast)
    assert set(difference(before, everything())) == {
        *("alumnus", "alumnus_contact", "alumnus_facet", "alumnus_stay", "alumnus_tally"),
        *("engagement", "institution", "institution_event", "institution_name", "stay_unit"),
    }
    while compare_next():
        pass

    made = take_back(made, cast)

    assert difference(before, everything()) == {}
    assert (made.state, made.rows_done) == (ImportState.UNDONE, made.row_count)
    assert not kept(made)
    verbs = [each.verb for each in AlumnusEvent.select().where(AlumnusEvent.alumnus == known)]
    assert verbs == ["grow", "ungrow"]
    assert AlumnusEvent.select().count() == events + 2


def test_a_record_corrected_since_is_kept_whole_and_named(cast):
    made = take_over(imported(cast, listed(SARI, BUDI)), cast)
    sari = Alumnus.get(Alumnus.name == "Sari Umpama")
    AlumnusContact.update(value="+6281299999999").where(AlumnusContact.value == PHONE).execute()
    refresh([sari.id])

    made = take_back(made, cast)

    assert made.state == ImportState.UNDONE
    assert [row.name for row in Alumnus.select()] == ["Sari Umpama"]
    assert record_of(sari).phones == ("+6281299999999",)
    assert record_of(sari).units == ((cast.pvl.id, "PVL"),)
    assert ("alumnus_contact", "changed") in kept(made)
    assert [row.alumnus_id for row in rows_of(made)] == [None, sari.id, None]


@pytest.mark.parametrize(
    "use",
    ["skill", "link", "merge", "stay", "stay of a unit", "list"],
)
def test_a_record_in_use_since_is_kept_and_named(cast, use):
    made = take_over(imported(cast, listed(SARI)), cast)
    sari = Alumnus.get()
    if use == "skill":
        AlumnusSkill.create(alumnus=sari, text="Menulis", text_folded="menulis")
    elif use == "link":
        SignedLink.create(
            token="t",
            purpose="alumni.own",
            about_kind="alumnus",
            about_key=sari.key,
            about_name=sari.name,
            office=cast.banua,
            name=sari.name,
            made_by=cast.wati,
            made_at=NOON,
            expires_at=LATER,
        )
    elif use == "merge":
        merge(sari, make_alumnus(cast.banua, "Sari U."), cast.wati)
    elif use == "stay":
        AlumnusStay.create(alumnus=sari, year=2020)
    elif use == "stay of a unit":
        AlumnusStay.update(note="lain").execute()
    else:
        take_over(imported(cast, listed(SARI.replace("2014", "2018"))), cast)

    made = take_back(made, cast)

    assert Alumnus.get_or_none(Alumnus.id == sari.id)
    assert kept(made)


def test_of_a_joined_record_only_what_was_changed_since_stays(cast):
    known = make_alumnus(cast.banua, "Sari Umpama", phone=PHONE, year=2014)
    made = take_over(imported(cast, listed(SARI)), cast)
    Alumnus.update(titles_after="S.H., M.H.").where(Alumnus.id == known.id).execute()
    refresh([known.id])

    made = take_back(made, cast)

    record = record_of(Alumnus.get_by_id(known.id))
    assert (record.after, record.mails, record.now_at) == ("S.H., M.H.", (), ())
    assert AlumnusStay.get().starts == ""
    assert kept(made) == {("alumnus", "changed")}


def test_rows_of_one_person_go_together(cast):
    before = everything()
    made = imported(cast, listed("Sari Umpama;;;081250000001;;2014", "Sari Umpama;7;;;;2016"))
    _headings, first, second = rows_of(made)
    join(second, first)
    take_over(made, cast)

    take_back(made, cast)

    assert difference(before, everything()) == {}


def test_a_proposed_institution_that_is_used_or_confirmed_stays(cast):
    made = take_over(imported(cast, listed(SARI, "Budi Misal;;Institut Teladan")), cast)
    contoh = Institution.get(Institution.name == "Universitas Contoh Banua")
    make_alumnus(cast.banua, "Tono Contoh", institution=contoh)
    Institution.update(state="confirmed").where(Institution.name == "Institut Teladan").execute()

    made = take_back(made, cast)

    left = {row.name for row in Institution.select()}
    assert {"Universitas Contoh Banua", "Institut Teladan"} <= left
    assert {each for each in kept(made) if each[0].startswith("institution")} >= {
        ("institution", "used"),
        ("institution", "changed"),
    }


def test_a_spelling_that_a_list_taught_is_forgotten(cast):
    institution_for(cast.banua.id, "Universitas Contoh Banua", "", None, NOON)
    before = everything()
    made = take_over(imported(cast, listed(SARI)), cast)

    take_back(made, cast)

    assert difference(before, everything()) == {}


def test_that_two_are_two_is_remembered_by_their_facts(cast):
    known = make_alumnus(cast.banua, "Sari Umpamani", year=2014)
    made = take_over(imported(cast, listed(SARI)), cast)
    say_records_not_same(known, Alumnus.get(Alumnus.name == "Sari Umpama"), cast.wati.id, NOON)

    take_back(made, cast)

    said = NotSame.get()
    assert (said.one_id, said.other_id, said.other_name) == (known.id, None, "Sari Umpama")


def test_the_same_list_taken_over_twice_leaves_nothing_once_the_first_is_taken_back(cast):
    before = everything()
    first = take_over(imported(cast, listed(SARI, BUDI)), cast)
    second = take_over(imported(cast, listed(SARI, BUDI)), cast)

    take_back(first, cast)

    assert difference(before, everything()) == {}
    assert not ImportRow.select().where(ImportRow.alumnus.is_null(False)).exists()
    assert fresh(second).state == ImportState.APPLIED


def test_taken_back_twice_changes_nothing(cast):
    made = take_back(take_over(imported(cast, listed(SARI)), cast), cast)

    with pytest.raises(Refused):
        start_undoing(made, cast.wati.id, NOON)


def test_stopped_half_way_it_is_gone_on_with_or_taken_back(cast, monkeypatch):
    monkeypatch.setattr("mori.alumni.applying.run_operations.AT_ONCE", 2)
    monkeypatch.setattr("mori.alumni.applying.undo_operations.AT_ONCE", 12)
    before = everything()
    made = imported(cast, listed(SARI, BUDI, "Joko Contoh;;Lain", "Citra Peraga"))
    start_applying(made, cast.wati.id, NOON)
    assert apply_next(NOON)
    stop_applying(fresh(made), cast.wati.id, NOON)
    assert not apply_next(NOON)
    assert Alumnus.select().count() == 1
    resume_applying(fresh(made), cast.wati.id, NOON)
    work()
    assert Alumnus.select().count() == 4

    start_undoing(fresh(made), cast.wati.id, NOON)
    assert undo_next(NOON)
    stop_undoing(fresh(made), cast.wati.id, NOON)
    assert not undo_next(NOON)
    assert 0 < Alumnus.select().count() < 4
    resume_undoing(fresh(made), cast.wati.id, NOON)
    work()

    assert difference(before, everything()) == {}


def test_what_was_taken_over_before_it_was_stopped_can_be_taken_back(cast, monkeypatch):
    monkeypatch.setattr("mori.alumni.applying.run_operations.AT_ONCE", 2)
    before = everything()
    made = imported(cast, listed(SARI, BUDI))
    start_applying(made, cast.wati.id, NOON)
    apply_next(NOON)
    stop_applying(fresh(made), cast.wati.id, NOON)

    made = take_back(made, cast)

    assert difference(before, everything()) == {}
    assert made.state == ImportState.UNDONE
