"""Pekerjaan: what runs, how far, what failed and why; and the log of what was taken out."""

import datetime as dt
import os
import re

import pytest

from mori.background.lease_operations import claim_job, fail_job
from mori.background.models import LongJob
from mori.background.operations import cancel_job
from mori.background.rules import GIVEN_UP, STUCK_AFTER, JobState
from mori.checks import findings
from mori.core.clock import now
from mori.notifications.models import Lease
from mori.notifications.rules import BEAT
from tests.background.working import begun, counting, fresh
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture(autouse=True)
def kind(monkeypatch, app):
    return counting(monkeypatch)


def failed(cast) -> LongJob:
    job = begun(cast.wati, cast.banua)
    claim_job(job, NOON)
    fail_job(job, GIVEN_UP, NOON)
    return job


@pytest.mark.parametrize("who", ["wati", "hasan"])
def test_an_office_sees_its_jobs_and_how_far_they_are(cast, visit, who):
    LongJob.update(done=2).where(LongJob.id == begun(cast.wati, cast.banua, total=7).id).execute()

    page = visit(getattr(cast, who)).get("/pekerjaan").text

    assert "2 dari 7" in page
    assert "Wati Contoh" in page
    assert "Menunggu giliran" in page


def test_where_nothing_was_begun_it_says_what_appears_here(cast, visit):
    assert "Belum ada" in visit(cast.wati).get("/pekerjaan").text
    assert "Belum ada" in visit(cast.hasan).get("/pekerjaan/ekspor").text


def test_another_office_sees_and_stops_nothing(cast, visit):
    job = begun(cast.wati, cast.banua, what="Semua alumni")
    citra = visit(cast.citra)

    assert "Semua alumni" not in citra.get("/pekerjaan").text
    assert citra.post(f"/pekerjaan/{job.key}/henti").status_code == 404
    assert fresh(job).state is JobState.QUEUED


@pytest.mark.parametrize("who", ["sari", "rina"])
def test_who_begins_no_such_work_has_no_page_of_it(cast, visit, who):
    assert visit(getattr(cast, who)).get("/pekerjaan").status_code in (403, 404)


def test_what_failed_says_why_and_can_be_begun_again(cast, visit):
    job, wati = failed(cast), visit(cast.wati)

    assert "berkali-kali terhenti" in wati.get("/pekerjaan").text
    for _twice in range(2):
        assert wati.post(f"/pekerjaan/{job.key}/lanjut").status_code == 303

    assert (fresh(job).state, fresh(job).error) == (JobState.QUEUED, "")


def test_it_is_stopped_once_however_often_the_button_is_pressed(cast, visit):
    job, wati = begun(cast.wati, cast.banua), visit(cast.wati)

    for _twice in range(2):
        assert wati.post(f"/pekerjaan/{job.key}/henti").status_code == 303

    assert fresh(job).state is JobState.CANCELLED
    assert "Lanjutkan" in wati.get("/pekerjaan").text


def test_who_may_not_stop_a_kind_gets_no_button_for_it(cast, visit, monkeypatch):
    counting(monkeypatch, change="export.change")
    job, hasan = begun(cast.wati, cast.banua), visit(cast.hasan)

    assert "Hentikan" not in hasan.get("/pekerjaan").text
    assert hasan.post(f"/pekerjaan/{job.key}/henti").status_code == 403
    assert hasan.post(f"/pekerjaan/{job.key}/lanjut").status_code == 403


def test_the_page_asks_again_by_itself_until_all_is_over(cast, visit):
    job = begun(cast.wati, cast.banua)
    whole, piece = visit(cast.wati), visit(cast.wati, htmx=True)

    assert '<noscript><meta http-equiv="refresh"' in whole.get("/pekerjaan").text
    assert 'hx-trigger="every 3s"' in piece.get("/pekerjaan").text
    cancel_job(fresh(job), cast.wati.id, NOON)

    assert "http-equiv" not in whole.get("/pekerjaan").text
    assert "hx-trigger" not in piece.get("/pekerjaan").text


def test_only_what_has_a_reason_is_in_the_log_of_what_was_taken_out(cast, visit):
    begun(cast.wati, cast.banua, what="Daftar 2015")
    begun(cast.wati, cast.banua, what="Semua alumni", why="Undangan temu alumni")

    page = visit(cast.hasan).get("/pekerjaan/ekspor").text

    assert "Undangan temu alumni" in page
    assert "Semua alumni" in page
    assert "Daftar 2015" not in page


def test_the_log_says_how_many_rows_were_taken_out_and_not_how_many_were_meant(cast, visit):
    job = begun(cast.wati, cast.banua, total=731, what="Semua alumni", why="Undangan")
    LongJob.update(state=JobState.DONE, done=0).where(LongJob.id == job.id).execute()

    assert not re.search(r"\b731\b", visit(cast.hasan).get("/pekerjaan/ekspor").text)


def test_the_log_of_alumni_alone_says_so_and_leads_to_the_whole(cast, visit):
    page = visit(cast.hasan).get("/alumni/ekspor").text

    assert "<h1>Catatan ekspor alumni</h1>" in page
    assert "mengambil data apa dari MORI" not in page
    assert 'href="/pekerjaan/ekspor"' in page
    assert "Semua data yang" not in visit(cast.hasan).get("/pekerjaan/ekspor").text


def test_what_hangs_is_seen_on_the_page_by_the_watch_and_by_check(cast, visit, app, store):
    begun(cast.wati, cast.banua, at=now() - STUCK_AFTER - dt.timedelta(minutes=1))
    begun(cast.wati, cast.banua, at=now())

    assert visit(cast.wati).get("/pekerjaan").text.count("seperempat jam") == 1
    settings = app.config["SETTINGS"]
    found = findings(settings, store, now(), count_demo_people=lambda: 0, is_debug=False)
    said = [each.what for each in found if "long jobs" in each.what]
    assert said == ["1 long jobs got no further for a quarter of an hour."]


def test_the_watch_hears_how_many_hang_and_of_nobody(cast, app):
    begun(cast.wati, cast.banua, at=now() - STUCK_AFTER - dt.timedelta(minutes=1))
    Lease.create(name="work", holder="here", until=now(), beat_at=now())
    beat = app.config["SETTINGS"].folder / BEAT
    beat.parent.mkdir(exist_ok=True)
    beat.touch()
    os.utime(beat, (now().timestamp(),) * 2)

    answer = app.test_client().get("/healthz")

    beat.unlink()
    assert (answer.status_code, answer.text) == (200, "degraded: long jobs without a beat: 1\n")


def test_from_the_office_s_page_one_comes_to_both(cast, visit):
    page = visit(cast.hasan).get("/kantor").text

    assert 'href="/pekerjaan"' in page
    assert 'href="/pekerjaan/ekspor"' in page
