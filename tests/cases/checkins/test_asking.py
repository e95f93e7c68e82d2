"""The person is asked how they are: on their page, by officers, on the days that were promised."""

import datetime as dt

import pytest

from mori.cases.checkins import jobs
from mori.cases.checkins.models import CheckIn
from mori.cases.entries.models import CaseEntry
from mori.cases.tasks.models import CaseTask
from mori.core.db import db
from mori.safeguarding.alerts import operations as alerts
from mori.safeguarding.alerts.models import Alert, Tap
from tests.cases.caring import ADDRESS, case_page, in_care, part_of, written_to
from tests.cases.opening import opened
from tests.cast import NOON
from tests.safeguarding.receipts.reading import phone_of

pytestmark = pytest.mark.usefixtures("noon", "english")
DAY = dt.timedelta(days=1)
NEED = "Kursi di lantai dua Umpama"


@pytest.fixture
def case(cast, alert):
    return in_care(cast, alert)


@pytest.fixture
def tomorrow(case, noon):
    """One day after the contact, the background work has been there."""
    noon.move_to(NOON + DAY)
    ask(NOON + DAY)
    return case


def ask(at):
    for piece in jobs.ask_everybody(b"", ADDRESS, at):
        piece()


def phone(visit, alert):
    tap = Tap.get(Tap.alert == alert)
    return phone_of(visit(), tap.code, NOON), f"/c/{tap.code}"


def said(alert, token="a1", **more):
    check_in = CheckIn.select().where(CheckIn.alert == alert).order_by(CheckIn.id.desc()).get()
    form = {"check_in": check_in.key, "safety": "yes", "treated": "", "need": "", "token": token}
    return form | more


def kinds():
    return [str(each.kind) for each in CaseTask.select().order_by(CaseTask.id)]


def test_before_the_first_day_nobody_is_asked(visit, case):
    ask(NOON + DAY / 4)
    browser, page = phone(visit, case)

    assert CheckIn.select().count() == 0
    assert "Are you safe?" not in browser.get(page).text


def test_one_day_after_the_contact_the_question_stands_on_the_persons_page(visit, tomorrow):
    browser, page = phone(visit, tomorrow)

    shown = part_of(browser.get(page).text, "how")

    assert "Are you safe?" in shown
    assert "I do not want to answer yet" in shown


def test_while_somebody_may_write_the_page_does_not_renew_itself(visit, tomorrow):
    browser, page = phone(visit, tomorrow)
    assert "Refresh" not in browser.get(page).headers

    Alert.update(state="notified").where(Alert.id == tomorrow.id).execute()

    assert browser.get(page).headers["Refresh"] == "20"


def test_the_answer_is_kept_sealed_and_officers_read_it(visit, cast, tomorrow):
    browser, page = phone(visit, tomorrow)

    sent = browser.post(f"{page}/kabar", said(tomorrow, need=NEED))

    assert sent.status_code == 303
    assert "Thank you for your answer." in part_of(browser.get(page).text, "how")
    shown = part_of(case_page(opened(visit, cast.opik), tomorrow), "checkins")
    assert NEED in shown
    assert "Safe: Yes" in shown
    dump = [
        str(row) for table in db.get_tables() for row in db.execute_sql(f'SELECT * FROM "{table}"')
    ]
    assert not any("Umpama" in row for row in dump)
    assert CaseTask.select().count() == 0


def test_whoever_is_not_safe_is_the_holders_task_at_once(visit, cast, tomorrow):
    before = written_to(cast.ningsih, cast.opik)
    browser, page = phone(visit, tomorrow)

    browser.post(f"{page}/kabar", said(tomorrow, safety="no", treated="yes"))

    assert kinds() == ["unsafe", "treated"]
    assert written_to(cast.ningsih, cast.opik) == [before[0] + 1, before[1]]
    tasks = part_of(case_page(opened(visit, cast.ningsih), tomorrow), "tasks")
    assert "The person says that they are not safe: contact them now" in tasks


def test_not_wanting_to_answer_is_an_answer_and_tells_nobody(visit, cast, tomorrow):
    before = written_to(cast.ningsih, cast.opik)
    browser, page = phone(visit, tomorrow)

    assert browser.post(f"{page}/kabar", said(tomorrow, safety="unsaid")).status_code == 303

    assert CheckIn.get(CheckIn.alert == tomorrow).answered_at
    assert written_to(cast.ningsih, cast.opik) == before
    assert kinds() == []


def test_answered_again_it_is_kept_again_and_the_same_form_once(visit, tomorrow):
    browser, page = phone(visit, tomorrow)

    for token in ("a1", "a1", "a2"):
        browser.post(f"{page}/kabar", said(tomorrow, token, safety="no"))

    assert CaseEntry.select().count() == 2
    assert kinds() == ["unsafe", "unsafe"]


def test_an_officer_notes_what_the_person_said_and_the_person_may_still_answer(
    visit, cast, tomorrow
):
    sent = visit(cast.opik).post(f"/jaga/{tomorrow.key}/kasus/kabar", said(tomorrow))
    browser, page = phone(visit, tomorrow)

    assert sent.status_code == 303
    shown = part_of(browser.get(page).text, "how")
    assert "Thank you" not in shown
    assert "Are you safe?" in shown
    browser.post(f"{page}/kabar", said(tomorrow, "a2"))
    assert "Thank you" in part_of(browser.get(page).text, "how")
    assert "asked by Opik Contoh" in part_of(
        case_page(opened(visit, cast.ningsih), tomorrow), "checkins"
    )


def test_two_in_a_row_without_an_answer_are_one_task(cast, case):
    before = written_to(cast.ningsih)[0]
    for day in range(1, 7):
        ask(NOON + day * DAY)
    assert kinds() == []

    for day in range(7, 9):
        ask(NOON + day * DAY)
        ask(NOON + day * DAY)

    assert kinds() == ["missed"]
    assert written_to(cast.ningsih)[0] == before + 4, "three questions, and the task"


def test_one_answer_between_two_silences_makes_no_task(visit, case, noon):
    for day in (1, 3, 7, 14):
        noon.move_to(NOON + day * DAY)
        ask(NOON + day * DAY)
        if day == 3:
            browser, page = phone(visit, case)
            assert browser.post(f"{page}/kabar", said(case)).status_code == 303

    assert kinds() == []


def test_closed_nobody_is_asked_any_more(visit, case, noon):
    Alert.update(state="ended").where(Alert.id == case.id).execute()

    ask(NOON + DAY)

    assert CheckIn.select().count() == 0


def test_before_the_final_assessment_somebody_is_asked_once_more(cast, case):
    last = cast.placement.ends_on
    day = dt.datetime.combine(last - 8 * DAY, dt.time(4), dt.UTC)

    ask(day)

    assert [str(each.moment) for each in CheckIn.select()][-1:] == ["final"]


def test_called_an_accident_it_is_not_shown_and_takes_no_answer(visit, tomorrow):
    form = said(tomorrow)
    alerts.mark_accident(Tap.get(Tap.alert == tomorrow), NOON + DAY)
    browser, page = phone(visit, tomorrow)

    assert 'id="how"' not in browser.get(page).text
    assert browser.post(f"{page}/kabar", form).status_code == 303
    assert CaseEntry.select().count() == 0


def test_nobody_but_the_phone_that_called_answers_or_reads_the_question(visit, cast, tomorrow):
    _browser, page = phone(visit, tomorrow)

    for who in (None, cast.rina, cast.wati, cast.ningsih):
        browser = visit(who)
        assert browser.get(page).status_code == 404
        assert browser.post(f"{page}/kabar", said(tomorrow)).status_code == 404
    assert CaseEntry.select().count() == 0


def test_a_question_of_another_case_is_not_answered_here(visit, cast, tomorrow):
    browser, page = phone(visit, tomorrow)

    assert browser.post(f"{page}/kabar", said(tomorrow, check_in="nosuch")).status_code == 409


def test_without_a_choice_it_is_asked_again_and_what_was_written_stays(visit, tomorrow):
    browser, page = phone(visit, tomorrow)

    refused = browser.post(f"{page}/kabar", said(tomorrow, safety="", need=NEED))

    assert refused.status_code == 422
    assert "is an answer too" in refused.text
    assert NEED in refused.text
