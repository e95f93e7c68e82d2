"""Deciding whose a row is, and correcting what was read wrongly."""

import json
import re

import pytest

from mori.alumni.imports import row_queries
from mori.alumni.imports.models import Import, ImportRow
from mori.alumni.imports.rules import ImportState, RowDecision, RowVerdict
from mori.alumni.values.rules import Field
from tests.alumni.imports.taking import csv_of, list_of, read_in, rows_of
from tests.alumni.imports.test_reading import SITI
from tests.alumni.making import make_alumnus

TWIN = ("Siti Aminih Contoh", "", "ULM", "081234567890", "", "2015")


def doubtful(store, cast):
    known = make_alumnus(cast.banua, "Siti Aminah Contoh", phone="+6281234567890")
    row = rows_of(read_in(store, cast, list_of(TWIN)))[1]
    return known, row_queries.row_by_key(row.key)


def test_a_row_shows_who_it_may_be_and_why(store, cast, visit):
    _known, row = doubtful(store, cast)

    page = visit(cast.wati).get(f"/alumni/impor/baris/{row.key}")

    assert "Siti Aminah Contoh" in page.text
    assert "telepon" in page.text


def test_days_lengths_and_phones_are_shown_as_people_read_them(store, cast, visit):
    content = csv_of(
        ("No", "Nama", "HP", "Mulai", "Selesai", "Lama"),
        (1, "Siti Aminah Contoh", "+62 812 3456 7890", "03/04/2015", "Juni 2015", "2 bulan"),
    )
    row = rows_of(read_in(store, cast, content))[1]
    browser = visit(cast.wati)

    page = browser.get(f"/alumni/impor/baris/{row.key}").text
    listed = browser.get(f"/alumni/impor/{row.imported.key}/baris").text

    for text in ("0812-3456-7890", "3 April 2015"):
        assert text in page
        assert text in listed
    assert "Juni 2015" in page
    assert ">2 bulan" in page
    assert "4 Maret 2015" in page  # with the month first
    assert not {"2015-04-03", "2015-03-04", "2015-06", "P2M"} & set(re.findall(r"[\w-]+", page))


def test_what_is_sent_back_as_it_was_shown_changes_nothing(store, cast, visit):
    content = csv_of(
        ("No", "Nama", "HP", "Mulai", "Selesai"),
        (1, "Siti Aminah Contoh", "+62 812 3456 7890", "03/04/2015", "Juni 2015"),
    )
    row = rows_of(read_in(store, cast, content))[1]
    address = f"/alumni/impor/baris/{row.key}"
    shown = {"phone": "0812-3456-7890", "starts": "3 April 2015", "ends": "Juni 2015"}

    visit(cast.wati).post(f"{address}/perbaiki", {"revision": 0, **shown})
    assert ImportRow.get_by_id(row.id).corrected == ""

    visit(cast.wati).post(f"{address}/perbaiki", {"revision": 0, **shown, "ends": "Juli 2015"})
    after = ImportRow.get_by_id(row.id).read
    assert (after.value(Field.STARTS), after.value(Field.ENDS)) == ("2015-04-03", "2015-07")


@pytest.mark.parametrize("choice", ["new", "skip", "left", "join"])
def test_a_row_is_decided(store, cast, visit, choice):
    known, row = doubtful(store, cast)
    value = f"a{known.id}" if choice == "join" else choice

    page = visit(cast.wati).post(
        f"/alumni/impor/baris/{row.key}", {"revision": row.revision, "choice": value}
    )

    assert page.status_code == 303
    decided = ImportRow.get_by_id(row.id)
    assert decided.decision == choice
    assert decided.joins_id == (known.id if choice == "join" else None)
    assert decided.decided_by_id == cast.wati.id


@pytest.mark.parametrize("choice", ["", "a999", "nonsense"])
def test_a_row_joins_nobody_who_was_not_shown(store, cast, visit, choice):
    _known, row = doubtful(store, cast)

    page = visit(cast.wati).post(
        f"/alumni/impor/baris/{row.key}", {"revision": row.revision, "choice": choice}
    )

    assert page.status_code == 422
    assert ImportRow.get_by_id(row.id).decision == ""


def test_a_decision_on_a_row_that_changed_meanwhile_is_refused(store, cast, visit):
    _known, row = doubtful(store, cast)
    ImportRow.update(revision=3).where(ImportRow.id == row.id).execute()

    page = visit(cast.wati).post(f"/alumni/impor/baris/{row.key}", {"revision": 0, "choice": "new"})

    assert page.status_code == 422


def test_a_decision_is_taken_back(store, cast, visit):
    known = make_alumnus(cast.banua, "Siti Aminah Contoh", phone="+6281234567890")
    row = rows_of(read_in(store, cast, list_of(SITI)))[1]
    address = f"/alumni/impor/baris/{row.key}"
    visit(cast.wati).post(address, {"revision": 0, "choice": "new"})
    assert ImportRow.get_by_id(row.id).joins_id is None

    visit(cast.wati).post(f"{address}/tarik", {"revision": 1})

    back = ImportRow.get_by_id(row.id)
    assert (back.decision, back.joins_id) == ("", known.id)


def test_ticked_rows_are_decided_at_once(store, cast, visit):
    known, row = doubtful(store, cast)

    browser = visit(cast.wati)
    ticked = {"row": f"{row.key}.{row.revision}", "decision": "join"}
    browser.post(f"/alumni/impor/{row.imported.key}/baris", ticked)

    assert "1 baris diputuskan." in browser.get(f"/alumni/impor/{row.imported.key}").text
    decided = ImportRow.get_by_id(row.id)
    assert (decided.decision, decided.joins_id) == (RowDecision.JOIN, known.id)


def test_all_that_waits_is_left_as_it_is(store, cast, visit):
    _known, row = doubtful(store, cast)

    browser = visit(cast.wati)
    browser.post(f"/alumni/impor/{row.imported.key}/biarkan")

    assert "1 baris dibiarkan dulu." in browser.get(f"/alumni/impor/{row.imported.key}").text
    assert ImportRow.get_by_id(row.id).decision == RowDecision.LEFT
    assert row_queries.undecided_count(row.imported) == 0


def test_a_corrected_row_is_understood_and_compared_anew(store, cast, visit):
    _known, row = doubtful(store, cast)

    page = visit(cast.wati).post(
        f"/alumni/impor/baris/{row.key}/perbaiki",
        {"revision": row.revision, "phone": "0812 9999 0000"},
    )

    assert page.status_code == 303
    after = ImportRow.get_by_id(row.id)
    assert after.read.values(Field.PHONE) == ["+6281299990000"]
    assert after.read.cells == row.read.cells  # what stood there
    assert json.loads(after.corrected) == {"phone": "0812 9999 0000"}
    assert after.verdict is RowVerdict.NEW


def test_an_unreadable_row_becomes_somebody_once_it_has_a_name(store, cast, visit):
    nameless = ("", "C9", "ULM", "081234567899", "", "2015")
    row = rows_of(read_in(store, cast, list_of(SITI, nameless)))[2]
    assert row.verdict is RowVerdict.UNREADABLE

    visit(cast.wati).post(
        f"/alumni/impor/baris/{row.key}/perbaiki", {"revision": 0, "name": "Noor Contoh, S.H."}
    )

    after = ImportRow.get_by_id(row.id)
    assert (after.verdict, after.read.value(Field.NAME)) == (RowVerdict.NEW, "Noor Contoh")


def test_rows_that_followed_a_corrected_one_are_judged_again(store, cast, visit):
    _heading, first, second = rows_of(read_in(store, cast, list_of(SITI, SITI)))
    assert second.joins_row_id == first.id

    visit(cast.wati).post(
        f"/alumni/impor/baris/{first.key}/perbaiki",
        {"revision": 0, "name": "Budi Rekaan", "phone": "", "email": "", "number": ""},
    )

    after = ImportRow.get_by_id(second.id)
    assert (after.verdict, after.joins_row_id) == (RowVerdict.NEW, None)


def test_a_row_without_a_name_is_not_taken(store, cast, visit):
    _known, row = doubtful(store, cast)

    page = visit(cast.wati).post(
        f"/alumni/impor/baris/{row.key}/perbaiki", {"revision": row.revision, "name": ""}
    )

    assert page.status_code == 422


def test_a_row_of_another_office_is_not_there(store, cast, visit):
    _known, row = doubtful(store, cast)

    assert visit(cast.citra).get(f"/alumni/impor/baris/{row.key}").status_code == 404
    sent = {"revision": 0, "choice": "new"}
    assert visit(cast.citra).post(f"/alumni/impor/baris/{row.key}", sent).status_code == 404


def test_two_rows_never_join_each_other(store, cast, visit):
    _heading, first, second = rows_of(read_in(store, cast, list_of(SITI, TWIN)))
    visit(cast.wati).post(
        f"/alumni/impor/baris/{second.key}", {"revision": 0, "choice": f"r{first.id}"}
    )
    ImportRow.update(why=f'[[0, {second.id}, 90, "doubtful", []]]').where(
        ImportRow.id == first.id
    ).execute()

    page = visit(cast.wati).post(
        f"/alumni/impor/baris/{first.key}", {"revision": 0, "choice": f"r{second.id}"}
    )

    assert page.status_code == 422


def test_a_list_that_is_taken_over_is_decided_no_more(store, cast, visit):
    _known, row = doubtful(store, cast)
    Import.update(state=ImportState.APPLYING).execute()

    page = visit(cast.wati).post(f"/alumni/impor/baris/{row.key}", {"revision": 0, "choice": "new"})

    assert page.status_code == 422
    assert ImportRow.get_by_id(row.id).decision == ""
