"""A list's pages say of its work what is so now, and let it go on from wherever it stopped."""

import re

import pytest

from mori.alumni.imports import operations as lists
from mori.alumni.imports.models import Import
from mori.alumni.imports.rules import ImportState
from mori.background.lease_operations import claim_job, fail_job
from mori.background.models import LongJob
from mori.background.operations import cancel_job
from mori.background.rules import BROKE, JobState
from tests.alumni.imports.taking import bring, fresh, list_of, read_in, work
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")
PEOPLE = [(f"Ayu Umpama{n}", str(n), "", "", "", "2015") for n in range(4)]


@pytest.fixture
def brought(cast, store):
    """A list that nobody has looked at yet."""
    return bring(store, cast, list_of(*PEOPLE))


@pytest.fixture
def reading(cast, store, brought):
    work(store)
    lists.start_reading(fresh(brought), cast.wati.id, NOON)
    return fresh(brought)


def last_job() -> LongJob:
    return LongJob.select().order_by(LongJob.id.desc()).get()


def sums_in(text: str) -> list[str]:
    return re.findall(r"[0-9]+ dari [0-9]+", text)


@pytest.mark.parametrize("way", ["stopped", "failed"])
def test_looking_through_a_list_goes_on_from_its_page(cast, visit, store, brought, way):
    job, wati = last_job(), visit(cast.wati)
    if way == "stopped":
        wati.post(f"/alumni/impor/{brought.key}/baca/henti")
    else:
        claim_job(job, NOON)
        fail_job(job, BROKE, NOON)

    page = wati.get(f"/alumni/impor/{brought.key}").text
    assert f'action="/alumni/impor/{brought.key}/baca/lanjut"' in page
    assert {"stopped": "Dihentikan", "failed": "Gagal"}[way] in page
    assert "Sedang diperiksa" not in page
    assert "http-equiv" not in page
    wati.post(f"/alumni/impor/{brought.key}/baca/lanjut")
    assert last_job().state is JobState.QUEUED
    work(store)

    assert fresh(brought).state is ImportState.MAPPED


def test_while_a_list_is_read_its_page_has_one_sum(cast, visit, reading):
    Import.update(rows_read=5, rows_compared=1).where(Import.id == reading.id).execute()

    text = visit(cast.wati).get(f"/alumni/impor/{reading.key}").text

    assert reading.row_count == 5
    assert sums_in(text) == ["3 dari 5"]


def test_while_it_is_taken_over_its_pages_have_one_sum(cast, visit, store):
    from mori.alumni.applying.run_operations import start_applying

    imported = read_in(store, cast, list_of(*PEOPLE))
    start_applying(imported, cast.wati.id, NOON)
    Import.update(rows_done=2).where(Import.id == imported.id).execute()
    wati = visit(cast.wati)

    for address in (f"/alumni/impor/{imported.key}", f"/alumni/impor/{imported.key}/laporan"):
        assert sums_in(wati.get(address).text) == ["2 dari 5"], address


def test_the_bar_of_what_cannot_go_on_is_gone(cast, visit, reading):
    LongJob.update(done=2, total=5).where(LongJob.id == last_job().id).execute()
    cancel_job(last_job(), cast.wati.id, NOON)
    wati = visit(cast.wati)
    pages = ("/pekerjaan", f"/alumni/impor/{reading.key}")
    Import.update(rows_read=4).where(Import.id == reading.id).execute()
    assert ["<progress" in wati.get(page).text for page in pages] == [True, True]

    lists.map_again(fresh(reading), cast.wati.id, NOON)

    assert ["<progress" in wati.get(page).text for page in pages] == [False, False]
