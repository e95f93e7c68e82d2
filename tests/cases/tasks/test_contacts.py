"""Each try to reach the person is noted, with the next one; the newest plan is shown first."""

import datetime as dt

import pytest

from mori.cases.tasks.models import CaseTask, ContactTry
from tests.cases.caring import case_page, in_care, part_of
from tests.cases.opening import opened
from tests.cast import TODAY

pytestmark = pytest.mark.usefixtures("noon", "english")
TOMORROW = TODAY + dt.timedelta(days=1)


@pytest.fixture
def case(cast, alert):
    return in_care(cast, alert)


def log(visit, who, alert, token="k1", **said):
    form = {"way": "call", "reached": "no", "text": "", "next_on": str(TOMORROW), "token": token}
    return visit(who).post(f"/jaga/{alert.key}/kasus/kontak", form | said)


def plan(visit, who, alert, text, token):
    said = {"text": text, "token": token}
    return visit(who).post(f"/jaga/{alert.key}/kasus/rencana", said)


def test_whoever_was_not_reached_is_tried_again_on_a_day_that_is_a_task(visit, cast, case):
    assert log(visit, cast.ningsih, case, text="Nomor Umpama mati").status_code == 303

    html = case_page(opened(visit, cast.opik), case)
    shown = part_of(html, "contacts")
    assert "Telephone call: not reached" in shown
    assert "again on Thursday, 19 November 2026" in shown
    assert "Nomor Umpama mati" in shown
    assert "Ningsih Contoh" in shown
    assert "Try again to reach the person" in part_of(html, "tasks")


def test_reached_the_next_try_is_done(visit, cast, case):
    log(visit, cast.ningsih, case)
    log(visit, cast.opik, case, token="k2", reached="yes", next_on="")

    assert [each.is_reached for each in ContactTry.select().order_by(ContactTry.id)] == [
        False,
        True,
    ]
    assert [each.done_by for each in CaseTask.select()] == [cast.opik]


def test_not_reached_without_a_next_day_is_asked_for_again(visit, cast, case):
    without_day = log(visit, cast.ningsih, case, next_on="", text="Tidak diangkat")
    without_way = log(visit, cast.ningsih, case, way="pigeon")

    assert (without_day.status_code, without_way.status_code) == (422, 422)
    assert "Choose the day of the next try." in without_day.text
    assert "Tidak diangkat" in without_day.text
    assert ContactTry.select().count() == 0


def test_the_same_form_twice_is_one_try(visit, cast, case):
    for _ in range(2):
        assert log(visit, cast.ningsih, case).status_code == 303

    assert ContactTry.select().count() == 1
    assert CaseTask.select().count() == 1


def test_the_newest_plan_is_shown_and_earlier_ones_are_kept(visit, cast, case):
    plan(visit, cast.ningsih, case, "Pindah ke lantai dua", "p1")
    plan(visit, cast.opik, case, "Belajar dari rumah", "p2")

    shown = part_of(case_page(opened(visit, cast.ningsih), case), "plan")
    newest, older = shown.split("<summary>Earlier plans")
    assert "Belajar dari rumah" in newest
    assert "lantai dua" not in newest
    assert "Pindah ke lantai dua" in older


def test_an_empty_plan_is_asked_for_again(visit, cast, case):
    refused = plan(visit, cast.ningsih, case, " ", "p1")

    assert refused.status_code == 422
    assert "Write what is planned." in refused.text
