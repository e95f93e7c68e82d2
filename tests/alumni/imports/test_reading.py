"""Lists are read and compared in steps, each of which may be the last before a kill."""

from collections import Counter

import pytest

from mori.alumni.imports import operations, queries, row_queries
from mori.alumni.imports.models import ImportBlock, ImportMapping, ImportRow
from mori.alumni.imports.rules import AT_ONCE, Fate, ImportState, RowVerdict
from mori.alumni.imports.sheet_rules import unpacked_plans
from mori.alumni.imports.steps.operations import Underway
from mori.alumni.likeness.rules import Reason
from mori.alumni.merging.operations import say_not_same
from mori.alumni.merging.rules import facts_of_record
from mori.alumni.queries import record_of
from mori.alumni.understanding.rules import Why
from mori.alumni.values.rules import Field
from mori.core.errors import Refused
from mori.core.sheets.rules import Trouble
from mori.institutions.operations import institution_for
from tests.alumni.imports.taking import (
    bring,
    csv_of,
    do_next_step,
    fresh,
    list_of,
    read_in,
    rows_of,
    work,
)
from tests.alumni.lists.messy import messy_list
from tests.alumni.making import make_alumnus
from tests.cast import NOON

ROWS = 2 * AT_ONCE + 20  # read in three steps
SITI = ("Siti Aminah Contoh", "C1", "ULM", "081234567890", "siti@contoh.example", "2015")
BUDI = ("Budi Percobaan", "C2", "ULM", "081234567891", "", "2016")


def verdicts(imported):
    return [str(row.verdict) for row in rows_of(imported)]


def test_every_row_of_a_messy_list_is_accounted_for(store, cast):
    content, expected = messy_list(ROWS)

    imported = read_in(store, cast, content, "alumni.xlsx")

    counts = row_queries.verdict_counts(imported)
    assert sum(counts.values()) == len(expected) == imported.row_count == imported.rows_read
    assert "" not in counts
    kept = [(row.read.sheet, row.number, str(row.kind)) for row in rows_of(imported)]
    assert kept == [(each.sheet, each.number, each.kind) for each in expected]


def test_rows_read_in_steps_are_those_read_in_one(store, cast):
    content, _expected = messy_list(ROWS)
    imported = bring(store, cast, content, "alumni.xlsx")
    work(store)
    operations.start_reading(fresh(imported), cast.wati.id, NOON)

    while do_next_step(store, Underway(), NOON):  # each step as if all was forgotten
        pass

    in_one = read_in(store, cast, content, "alumni.xlsx")
    said = [(row.position, row.packed, row.verdict) for row in rows_of(fresh(imported))]
    assert said == [(row.position, row.packed, row.verdict) for row in rows_of(in_one)]


def test_reading_says_how_far_it_has_come(store, cast):
    imported = bring(store, cast, messy_list(ROWS)[0], "alumni.xlsx")
    work(store)
    operations.start_reading(fresh(imported), cast.wati.id, NOON)
    hand = Underway()

    do_next_step(store, hand, NOON)

    assert fresh(imported).rows_read == 200 == len(rows_of(imported))
    assert fresh(imported).row_count == len(messy_list(ROWS)[1])


def test_a_stopped_list_is_read_no_further_and_goes_on_where_it_was(store, cast):
    imported = bring(store, cast, messy_list(ROWS)[0], "alumni.xlsx")
    work(store)
    operations.start_reading(fresh(imported), cast.wati.id, NOON)
    do_next_step(store, Underway(), NOON)

    operations.stop_reading(fresh(imported), cast.wati.id, NOON)
    work(store)

    assert len(rows_of(imported)) == 200
    operations.resume_reading(fresh(imported), cast.wati.id, NOON)
    work(store)
    assert len(rows_of(imported)) == fresh(imported).row_count
    assert fresh(imported).state is ImportState.DECIDING


def test_somebody_unknown_is_new(store, cast):
    imported = read_in(store, cast, list_of(SITI, BUDI))

    assert verdicts(imported) == ["other", "new", "new"]


def test_the_same_name_and_phone_joins_whom_the_office_knows(store, cast):
    known = make_alumnus(cast.banua, "Siti Aminah Contoh", phone="+6281234567890")

    row = rows_of(read_in(store, cast, list_of(SITI)))[1]

    assert (row.verdict, row.joins_id, row.fate) == (RowVerdict.JOINS, known.id, Fate.JOIN)
    assert row_queries.candidates_of(row)[0].reasons[0][0] is Reason.PHONE


def test_another_office_s_alumni_are_not_compared(store, cast):
    make_alumnus(cast.seberang, "Siti Aminah Contoh", phone="+6281234567890")

    assert verdicts(read_in(store, cast, list_of(SITI))) == ["other", "new"]


def test_twins_who_share_a_phone_wait_for_a_decision(store, cast):
    make_alumnus(cast.banua, "Siti Aminah Contoh", phone="+6281234567890")
    twin = ("Siti Aminih Contoh", "", "ULM", "081234567890", "", "2015")

    row = rows_of(read_in(store, cast, list_of(twin)))[1]

    assert (row.verdict, row.joins_id, row.fate) == (RowVerdict.DOUBTFUL, None, Fate.OPEN)


def test_two_rows_of_one_person_join_each_other(store, cast):
    again = ("SITI AMINAH CONTOH, S.H.", "", "Unlam", "0812-3456-7890", "", "2016")

    _heading, first, second = rows_of(read_in(store, cast, list_of(SITI, again)))

    assert first.verdict is RowVerdict.NEW
    assert (second.verdict, second.joins_row_id) == (RowVerdict.JOINS, first.id)


def test_a_row_joins_whom_the_row_before_it_joins(store, cast):
    known = make_alumnus(cast.banua, "Siti Aminah Contoh", mail="siti@contoh.example")
    again = ("Siti Aminah Contoh", "", "ULM", "081234567890", "", "2016")

    _heading, first, second = rows_of(read_in(store, cast, list_of(SITI, again)))

    assert (first.joins_id, second.joins_id) == (known.id, known.id)


def test_what_was_not_understood_waits_for_a_decision(store, cast):
    odd = ("Siti Aminah Contoh", "", "ULM", "8.11165E+10", "", "2015")

    row = rows_of(read_in(store, cast, list_of(odd)))[1]

    assert row.verdict is RowVerdict.DOUBTFUL


def test_a_pair_that_was_told_apart_is_not_proposed_again(store, cast):
    known = make_alumnus(cast.banua, "Siti Aminah Contoh", phone="+6281234567890")
    twin = ("Siti Aminih Contoh", "", "ULM", "081234567890", "", "2015")
    row = rows_of(read_in(store, cast, list_of(twin)))[1]
    facts = {known.id: facts_of_record(record_of(known)), 0: row_queries.person_facts(row)}

    say_not_same(known, None, facts, cast.wati.id, NOON)

    spelled = ("SITI AMINIH CONTOH", "", "Univ. Lambung Mangkurat", "+62 812 3456 7890", "", "2015")
    assert verdicts(read_in(store, cast, list_of(spelled))) == ["other", "new"]


def test_known_institutions_are_recognised_under_any_spelling(store, cast):
    known = institution_for(cast.banua.id, "Universitas Lambung Mangkurat", "", cast.wati.id, NOON)

    row = rows_of(read_in(store, cast, list_of(SITI)))[1]

    assert row.read.value(Field.KNOWN) == str(known.id)


def test_columns_are_guessed_and_those_of_nobody_keep_no_sample(store, cast):
    content = csv_of(("Nama", "NIK", "HP"), ("Siti Contoh", "6371000000000001", "081234567890"))
    imported = bring(store, cast, content)

    work(store)

    (plan,) = unpacked_plans(fresh(imported).sheets)
    assert [each.field for each in plan.layout.columns] == [
        Field.NAME,
        Field.NOT_KEPT,
        Field.PHONE,
    ]
    assert plan.samples == (("Siti Contoh",), (), ("081234567890",))
    assert fresh(imported).state is ImportState.MAPPED


def test_what_columns_hold_is_remembered_by_their_headings(store, cast):
    content = csv_of(("Nama", "Kode", "HP"), ("Siti Contoh", "Pencegahan", "081234567890"))
    imported = bring(store, cast, content)
    work(store)
    operations.choose_columns(fresh(imported), 0, {1: Field.UNIT}, False, cast.wati.id, NOON)
    assert ImportMapping.select().count() == 1

    again = bring(store, cast, content + b"\nBudi;Pemeriksaan;081234567891")
    work(store)

    column = unpacked_plans(fresh(again).sheets)[0].layout.columns[1]
    assert (column.field, column.why) == (Field.UNIT, Why.BEFORE)


def test_a_sheet_without_names_is_not_read(store, cast):
    imported = bring(store, cast, csv_of(("Judul", "HP"), ("apa", "081234567890")))
    work(store)

    with pytest.raises(Refused, match="names"):
        operations.start_reading(fresh(imported), cast.wati.id, NOON)


def test_a_file_that_cannot_be_read_says_why_and_goes(store, cast):
    imported = bring(store, cast, list_of(SITI))
    store.remove(imported.upload.path)

    work(store)

    found = fresh(imported)
    assert (found.state, found.trouble) == (ImportState.REFUSED, Trouble.DAMAGED)
    assert found.file_gone_at == NOON


def test_a_dropped_list_leaves_nothing(store, cast):
    imported = read_in(store, cast, messy_list(ROWS)[0], "alumni.xlsx")
    path = imported.upload.path

    operations.drop_import(imported, cast.wati.id, NOON)
    work(store)

    assert (ImportRow.select().count(), ImportBlock.select().count()) == (0, 0)
    assert store.get(path) is None


def test_columns_chosen_again_are_read_anew(store, cast):
    imported = read_in(store, cast, list_of(SITI, BUDI))

    operations.map_again(imported, cast.wati.id, NOON)
    operations.choose_columns(fresh(imported), 0, {4: None}, False, cast.wati.id, NOON)
    operations.start_reading(fresh(imported), cast.wati.id, NOON)
    work(store)

    rows = rows_of(imported)
    assert len(rows) == 3
    assert rows[1].read.values(Field.PHONE) == []


def test_rows_are_compared_once_more_with_who_came_since(store, cast):
    imported = read_in(store, cast, list_of(SITI, BUDI))
    assert queries.is_compared(imported)
    known = make_alumnus(cast.banua, "Siti Aminah Contoh", phone="+6281234567890")
    assert not queries.is_compared(imported)

    operations.compare_again(imported, cast.wati.id, NOON)
    work(store)

    assert verdicts(imported) == ["other", "joins", "new"]
    assert rows_of(imported)[1].joins_id == known.id
    assert queries.is_compared(fresh(imported))


def test_the_same_file_taken_over_before_joins_row_for_row(store, cast):
    bare = ("Siti Contoh", "", "", "", "", "")
    first = read_in(store, cast, list_of(bare))
    known = make_alumnus(cast.banua, "Siti Contoh", year=None)
    ImportRow.update(alumnus=known.id).where(ImportRow.position == 2).execute()
    type(first).update(state=ImportState.APPLIED).execute()

    row = rows_of(read_in(store, cast, list_of(bare)))[1]

    assert (row.verdict, row.joins_id) == (RowVerdict.JOINS, known.id)
    assert Reason.SAME_ROW in dict(row_queries.candidates_of(row)[0].reasons)


def test_a_list_of_one_office_does_not_hold_up_the_counts(store, cast):
    imported = read_in(store, cast, list_of(SITI, SITI))

    assert row_queries.verdict_counts(imported) == Counter(verdicts(imported))
