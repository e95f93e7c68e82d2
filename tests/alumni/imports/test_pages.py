"""The pages of lists on their way in, as a coordinator uses them."""

import io
import re

import pytest

from mori.alumni.imports import operations
from mori.alumni.imports.models import Import
from mori.alumni.imports.rules import ImportState
from mori.alumni.imports.sheet_rules import unpacked_plans
from mori.alumni.values.rules import Field
from tests.alumni.imports.taking import bring, csv_of, fresh, list_of, read_in, work
from tests.alumni.imports.test_reading import BUDI, SITI
from tests.cast import NOON

TWIN = ("Siti Aminih Contoh", "", "ULM", "081234567890", "", "2015")


def sent(content, token="t", name="alumni.csv"):
    return {"token": token, "file": (io.BytesIO(content), name)}


def test_a_list_is_brought_with_a_plain_form(store, cast, visit):
    page = visit(cast.wati).post("/alumni/impor/baru", sent(list_of(SITI)))

    made = Import.get()
    assert page.status_code == 303
    assert page.location.endswith(f"/alumni/impor/{made.key}")
    assert (made.office_id, made.state, made.name) == (
        cast.banua.id,
        ImportState.UPLOADED,
        "alumni.csv",
    )


def test_the_same_form_twice_is_one_import(store, cast, visit):
    visit(cast.wati).post("/alumni/impor/baru", sent(list_of(SITI)))
    visit(cast.wati).post("/alumni/impor/baru", sent(list_of(SITI)))

    assert Import.select().count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"%PDF-1.4 nonsense", "rusak"), (b"", "XLSX"), (b"<html><body>x</body></html>", "XLSX")],
)
def test_what_is_no_list_is_refused_in_words(store, cast, visit, content, said):
    page = visit(cast.wati).post("/alumni/impor/baru", sent(content))

    assert page.status_code == 422
    assert said in page.text
    assert Import.select().count() == 0


def test_the_same_file_again_is_said(store, cast, visit):
    earlier = bring(store, cast, list_of(SITI))
    again = bring(store, cast, list_of(SITI))

    page = visit(cast.wati).get(f"/alumni/impor/{again.key}")

    assert "pernah diunggah" in page.text
    assert f"/alumni/impor/{earlier.key}" in page.text


def test_columns_are_chosen_beside_their_first_cells(store, cast, visit):
    imported = bring(store, cast, csv_of(("Nama", "Kode"), ("Siti Contoh", "Pencegahan")))
    work(store)
    address = f"/alumni/impor/{imported.key}/kolom?lembar=0"

    page = visit(cast.wati).get(address)
    assert "Siti Contoh" in page.text

    revision = fresh(imported).revision
    done = visit(cast.wati).post(
        address, {"revision": revision, "column-0": "name", "column-1": "unit"}
    )
    assert done.status_code == 303
    (plan,) = unpacked_plans(fresh(imported).sheets)
    assert [each.field for each in plan.layout.columns] == [Field.NAME, Field.UNIT]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"column-0": "name", "column-1": "name"}, "Dua kolom"),
        ({"column-0": "", "column-1": ""}, "kolom mana"),
    ],
)
def test_wrong_columns_are_refused_with_what_was_chosen(store, cast, visit, fields, said):
    imported = bring(store, cast, csv_of(("Nama", "Kode"), ("Siti Contoh", "Pencegahan")))
    work(store)

    page = visit(cast.wati).post(
        f"/alumni/impor/{imported.key}/kolom?lembar=0",
        {"revision": fresh(imported).revision, **fields},
    )

    assert page.status_code == 422
    assert said in page.text


def test_columns_that_somebody_else_changed_are_not_overwritten(store, cast, visit):
    imported = bring(store, cast, csv_of(("Nama", "Kode"), ("Siti Contoh", "Pencegahan")))
    work(store)
    operations.choose_columns(fresh(imported), 0, {1: Field.UNIT}, False, cast.wati.id, NOON)

    page = visit(cast.wati).post(
        f"/alumni/impor/{imported.key}/kolom?lembar=0", {"revision": "0", "column-1": "note"}
    )

    assert page.status_code == 422


def test_a_list_goes_from_its_columns_to_its_rows(store, cast, visit):
    imported = bring(store, cast, list_of(SITI, BUDI))
    work(store)

    visit(cast.wati).post(f"/alumni/impor/{imported.key}/baca")
    assert "sedang dibaca" in visit(cast.wati).get(f"/alumni/impor/{imported.key}").text.lower()
    work(store)

    page = visit(cast.wati).get(f"/alumni/impor/{imported.key}/baris")
    assert "<b>Siti Aminah Contoh</b>" in page.text
    assert "081234567890" in page.text  # what stood there
    assert "0812-3456-7890" in page.text  # what was understood


def test_the_counts_add_up_to_every_row(store, cast, visit):
    imported = read_in(store, cast, list_of(SITI, BUDI, TWIN))

    page = visit(cast.wati).get(f"/alumni/impor/{imported.key}")

    shown = [int(each) for each in re.findall(r"<dd>(?:<b>)?(\d+)", page.text)]
    assert sum(shown[:-1]) == shown[-1] == 4


@pytest.mark.parametrize("part", ["", "/kolom", "/baris"])
def test_another_office_sees_nothing(store, cast, visit, part):
    imported = bring(store, cast, list_of(SITI))
    work(store)

    assert visit(cast.citra).get(f"/alumni/impor/{imported.key}{part}").status_code == 404


def test_pressing_a_button_twice_says_that_it_changed(store, cast, visit):
    imported = bring(store, cast, list_of(SITI))
    work(store)
    visit(cast.wati).post(f"/alumni/impor/{imported.key}/baca")

    assert visit(cast.wati).post(f"/alumni/impor/{imported.key}/baca").status_code == 422


def test_the_messy_list_is_for_the_demonstration_alone(store, cast, visit):
    assert visit(cast.wati).get("/alumni/impor/contoh.unduh").status_code == 303


@pytest.mark.parametrize("person", ["sari", "budi", "ningsih"])
def test_whoever_has_no_part_in_it_sees_no_lists(store, cast, visit, person):
    assert visit(getattr(cast, person)).get("/alumni/impor").status_code == 403


def test_a_head_reads_how_columns_were_taken_and_is_offered_no_change(store, cast, visit):
    imported = bring(store, cast, list_of(SITI))
    work(store)

    page = visit(cast.hasan).get(f"/alumni/impor/{imported.key}")

    assert "Nama" in page.text
    assert "/kolom" not in page.text
    assert "/baca" not in page.text
