"""The next step of a case always has a day, and holders hear of what is overdue once a day."""

import datetime as dt

import pytest

from mori.cases.holders.operations import hold_case
from mori.cases.tasks import jobs
from mori.cases.tasks.models import CaseTask
from mori.core.db import db
from mori.safeguarding.alerts.models import Alert
from tests.cases.caring import ADDRESS, case_page, in_care, part_of, written_to
from tests.cases.opening import opened
from tests.cast import NOON, TODAY
from tests.safeguarding.alerts.alarm import minutes
from tests.safeguarding.alerts.excluding import exclude

pytestmark = pytest.mark.usefixtures("noon", "english")
STEP = "Menelepon kampus Umpama"
DAY = dt.timedelta(days=1)


@pytest.fixture
def case(cast, alert):
    return in_care(cast, alert)


def add(visit, who, alert, due_on=TODAY + 2 * DAY, text=STEP, token="s1"):
    said = {"text": text, "due_on": str(due_on), "token": token}
    return visit(who).post(f"/jaga/{alert.key}/kasus/tugas", said)


def finish(visit, who, alert, task):
    return visit(who).post(f"/jaga/{alert.key}/kasus/tugas/selesai", {"task": task.key})


def remind(at):
    for piece in jobs.remind_of_overdue(ADDRESS, at):
        piece()


def test_without_a_next_step_page_and_board_say_so(visit, cast, case):
    shown = part_of(case_page(opened(visit, cast.ningsih), case), "tasks")

    assert "No next step has a day." in shown
    assert "No next step has a day." in visit(cast.opik).get("/jaga").text


def test_a_step_stands_on_the_page_with_its_day_and_on_the_board_with_the_day_alone(
    visit, cast, case
):
    assert add(visit, cast.ningsih, case).status_code == 303

    shown = part_of(case_page(opened(visit, cast.opik), case), "tasks")
    board = visit(cast.opik).get("/jaga").text
    assert STEP in shown
    assert "Due on Friday, 20 November 2026" in shown
    assert "Due on Friday, 20 November 2026" in board
    assert "Umpama" not in board
    assert "Sari" not in board


def test_invariant_12_what_is_to_be_done_is_nowhere_in_clear(visit, cast, case):
    add(visit, cast.ningsih, case)

    dump = [
        str(row) for table in db.get_tables() for row in db.execute_sql(f'SELECT * FROM "{table}"')
    ]
    assert not any("Umpama" in row for row in dump)


def test_done_it_is_kept_with_who_did_it(visit, cast, case):
    add(visit, cast.ningsih, case)
    task = CaseTask.get(CaseTask.entry.is_null(False))

    assert finish(visit, cast.opik, case, task).status_code == 303
    assert finish(visit, cast.opik, case, task).status_code == 409

    done = case_page(opened(visit, cast.ningsih), case).split("What was done")[1]
    assert STEP in done
    assert "Opik Contoh" in done.split("</details>")[0]


def test_the_same_form_sent_twice_is_one_step(visit, cast, case):
    for _ in range(2):
        assert add(visit, cast.ningsih, case).status_code == 303

    assert CaseTask.select().count() == 1


def test_a_step_without_words_or_of_yesterday_is_asked_for_again(visit, cast, case):
    empty = add(visit, cast.ningsih, case, text=" ")
    late = add(visit, cast.ningsih, case, due_on=TODAY - DAY)

    assert (empty.status_code, late.status_code) == (422, 422)
    assert "Write what is to be done." in empty.text
    assert "Choose today or a later day." in late.text
    assert STEP in late.text
    assert CaseTask.select().count() == 0


def test_overdue_its_holders_are_told_once_a_day_by_the_neutral_letter(visit, cast, case, noon):
    hold_case(case, cast.opik.id, NOON)
    add(visit, cast.ningsih, case, due_on=TODAY)
    before = written_to(cast.ningsih, cast.opik, cast.dewi)
    remind(NOON + minutes(60))
    assert written_to(cast.ningsih, cast.opik, cast.dewi) == before

    for hours in (24, 25, 26):
        remind(NOON + minutes(60 * hours))
    once = [each + more for each, more in zip(before, (1, 1, 0), strict=True)]
    assert written_to(cast.ningsih, cast.opik, cast.dewi) == once

    remind(NOON + minutes(60 * 48))
    assert written_to(cast.ningsih)[0] == once[0] + 1
    noon.move_to(NOON + minutes(60 * 48))
    assert "Overdue since Wednesday, 18 November 2026" in visit(cast.opik).get("/jaga").text


def test_done_nobody_is_told(visit, cast, case):
    add(visit, cast.ningsih, case, due_on=TODAY)
    finish(visit, cast.ningsih, case, CaseTask.get(CaseTask.entry.is_null(False)))
    before = written_to(cast.ningsih)

    remind(NOON + 2 * DAY)

    assert written_to(cast.ningsih) == before


def test_once_a_case_is_over_nobody_is_told(visit, cast, case):
    add(visit, cast.ningsih, case, due_on=TODAY)
    before = written_to(cast.ningsih)
    Alert.update(state="ended").where(Alert.id == case.id).execute()

    remind(NOON + 2 * DAY)

    assert written_to(cast.ningsih) == before


def test_whoever_may_not_read_the_case_adds_and_finishes_nothing(visit, cast, case):
    add(visit, cast.ningsih, case)
    task = CaseTask.get(CaseTask.entry.is_null(False))
    exclude(cast.sari, cast.opik)

    for who in (cast.opik, cast.dewi, cast.rina, cast.wati, cast.sari):
        assert add(visit, who, case, token="s2").status_code == 404
        assert finish(visit, who, case, task).status_code == 404
    assert CaseTask.select().count() == 1
