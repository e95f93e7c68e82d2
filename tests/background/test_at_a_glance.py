"""Ringkasan tells of work in the background that failed or hangs, and leads to it."""

import re

import pytest

from mori.background.lease_operations import claim_job, fail_job
from mori.background.models import LongJob
from mori.background.operations import resume_job
from mori.background.rules import GIVEN_UP, STUCK_AFTER
from mori.core.workdays import DAY
from tests.background.working import SECOND, begun, counting, fresh
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture(autouse=True)
def kind(monkeypatch, app):
    return counting(monkeypatch)


@pytest.fixture
def told(visit):
    """What somebody's Ringkasan says of jobs."""

    def read(who) -> str:
        rows = re.findall(r'<a class="item" href="/pekerjaan">(.*?)</a>', page_of(who), re.S)
        return " ".join(re.sub(r"<[^>]*>", " ", " ".join(rows)).split())

    def page_of(who) -> str:
        return visit(who).get("/ringkasan").text

    return read


def failed(cast, at=NOON) -> LongJob:
    job = begun(cast.wati, cast.banua)
    claim_job(job, at)
    fail_job(job, GIVEN_UP, at)
    return job


def test_what_failed_is_told_until_somebody_lets_it_go_on(cast, told):
    one, _other = failed(cast), failed(cast)
    begun(cast.wati, cast.banua)

    for who in (cast.wati, cast.hasan):
        assert told(who) == (
            "2 pekerjaan gagal Lihat sebabnya, lalu lanjutkan atau mulai lagi. Lihat"
        )

    resume_job(fresh(one), cast.wati.id, NOON)
    assert told(cast.wati).startswith("1 pekerjaan gagal")


def test_what_failed_and_cannot_go_on_is_not_told(cast, told):
    closed, _open = failed(cast), failed(cast)
    LongJob.update(may_go_on=False).where(LongJob.id == closed.id).execute()

    assert told(cast.wati).startswith("1 pekerjaan gagal")


def test_what_failed_long_ago_is_told_no_more(cast, told):
    failed(cast, NOON - 8 * DAY)
    assert told(cast.wati) == ""

    failed(cast, NOON - 6 * DAY)  # the Thursday of last week
    assert told(cast.wati).startswith("1 pekerjaan gagal")


def test_what_hangs_is_told(cast, told):
    job = begun(cast.wati, cast.banua)
    LongJob.update(beat_at=NOON - STUCK_AFTER).where(LongJob.id == job.id).execute()
    assert told(cast.wati) == ""

    LongJob.update(beat_at=NOON - STUCK_AFTER - SECOND).where(LongJob.id == job.id).execute()
    assert told(cast.hasan).startswith("1 pekerjaan macet")


def test_another_office_is_told_nothing(cast, told):
    failed(cast)

    assert told(cast.citra) == ""
