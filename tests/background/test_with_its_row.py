"""A message and a list have states of their own: they stop, go on and fail with their work."""

import pytest

from mori.alumni.imports import operations as lists
from mori.alumni.imports.rules import ImportState
from mori.alumni.messages.queries import job_of, mailing_by_id
from mori.alumni.messages.rules import MailingState
from mori.background.lease_operations import claim_job, fail_job
from mori.background.models import LongJob
from mori.background.rules import BROKE, JobState
from tests.alumni.imports.taking import bring, fresh, list_of, work
from tests.alumni.messages.writing import sent
from tests.background.working import work_on
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def reading(cast, store):
    """A list that is about to be read."""
    imported = bring(store, cast, list_of(("Ayu Umpama", "1", "", "", "", "2015")))
    work(store)
    lists.start_reading(fresh(imported), cast.wati.id, NOON)
    return fresh(imported)


def last_job() -> LongJob:
    return LongJob.select().order_by(LongJob.id.desc()).get()


def test_a_message_stops_and_goes_on_with_its_job(cast, visit):
    message, wati = sent(cast), visit(cast.wati)
    job = job_of(message)

    wati.post(f"/pekerjaan/{job.key}/henti")
    assert mailing_by_id(message.id).state is MailingState.STOPPED
    wati.post(f"/pekerjaan/{job.key}/lanjut")

    assert mailing_by_id(message.id).state is MailingState.SENDING
    assert job_of(message).state is JobState.QUEUED


def test_a_message_whose_job_failed_is_stopped_and_can_go_on(cast, visit):
    message, wati = sent(cast), visit(cast.wati)
    job = job_of(message)
    claim_job(job, NOON)

    fail_job(job, BROKE, NOON)
    assert mailing_by_id(message.id).state is MailingState.STOPPED
    wati.post(f"/alumni/pesan/{message.key}/lanjut")

    assert mailing_by_id(message.id).state is MailingState.SENDING


def test_a_list_stops_and_goes_on_with_its_job(cast, visit, reading):
    wati, job = visit(cast.wati), last_job()

    wati.post(f"/pekerjaan/{job.key}/henti")
    assert fresh(reading).state is ImportState.READING_HELD
    wati.post(f"/pekerjaan/{job.key}/lanjut")

    assert fresh(reading).state is ImportState.READING


def test_what_was_stopped_of_a_list_cannot_go_on_once_its_columns_are_chosen_anew(
    cast, visit, reading
):
    lists.stop_reading(reading, cast.wati.id, NOON)
    lists.map_again(fresh(reading), cast.wati.id, NOON)
    wati, job = visit(cast.wati), last_job()

    assert "/lanjut" not in wati.get("/pekerjaan").text
    wati.post(f"/pekerjaan/{job.key}/lanjut")

    assert last_job().state is JobState.CANCELLED
    assert fresh(reading).state is ImportState.MAPPED


def test_a_dropped_list_is_worked_on_no_more(cast, store, reading):
    lists.drop_import(reading, cast.wati.id, NOON)

    work_on(store)

    assert last_job().state is JobState.DONE
    assert fresh(reading).state is ImportState.DROPPED


def test_each_leads_to_the_page_that_began_it(cast, visit, reading):
    message = sent(cast)

    page = visit(cast.wati).get("/pekerjaan").text

    assert f'href="/alumni/pesan/{message.key}"' in page
    assert f'href="/alumni/impor/{reading.key}"' in page
    assert "Membaca daftar alumni" in page
    assert "Pesan untuk alumni" in page
