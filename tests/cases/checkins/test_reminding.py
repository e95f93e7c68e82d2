"""That a question waits is said to whoever holds the case, and to the person where they want it."""

import datetime as dt

import pytest

from mori.accounts.models import Person
from mori.cases.checkins import jobs
from mori.cases.checkins.models import CheckIn
from mori.cases.checkins.operations import answer_check_in
from mori.cases.checkins.rules import Answer, Safety, written_at
from mori.cases.retention.queries import messages_of
from mori.notifications.models import Message
from mori.safeguarding.alerts.models import Alert, Tap
from mori.safeguarding.safety.operations import choose_contact
from mori.safeguarding.safety.rules import ContactChoice
from tests.cases.caring import ADDRESS, in_care
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import told
from tests.safeguarding.safety.keeping import keep_contact

pytestmark = pytest.mark.usefixtures("noon")
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
TOMORROW = NOON + DAY
SAFE = "aman@contoh.example"
ALLOWED = {"way": "mail", "number": SAFE, "reminder": "yes"}


@pytest.fixture
def case(cast, alert):
    return in_care(cast, alert)


@pytest.fixture
def ask(app):
    """One round of the background work."""

    def ask(at=TOMORROW):
        for piece in jobs.ask_everybody(app.config["SECRET_KEY"], ADDRESS, at):
            piece()

    return ask


def letters():
    return list(Message.select().where(Message.recipient == SAFE))


def test_whoever_holds_the_case_hears_once_that_a_question_waits(case, ask):
    for hours in range(3):
        ask(TOMORROW + hours * HOUR)

    assert told(case, since=TOMORROW) == ["ningsih"]
    ask(NOON + 3 * DAY)
    assert told(case, since=TOMORROW) == ["ningsih", "ningsih"]


def test_the_person_gets_one_line_that_says_nothing_where_they_allowed_it(cast, case, ask, app):
    keep_contact(app, cast.sari, **ALLOWED)

    for hours in range(3):
        ask(TOMORROW + hours * HOUR)

    (letter,) = letters()
    assert letter.subject == "MORI: 1 pertanyaan menunggu."
    body = letter.said(app.config["SECRET_KEY"])
    code = Tap.get(Tap.alert == case).code
    assert body.split() == [*letter.subject.split(), f"{ADDRESS}/c/{code}"]
    assert code not in letter.body


@pytest.mark.parametrize(
    "said", [{"reminder": "no"}, {"reminder": ""}, {"way": "sms"}, {"number": "0812 0000 7788"}]
)
def test_who_has_not_allowed_it_gets_none(cast, case, ask, app, said):
    keep_contact(app, cast.sari, **ALLOWED | said)

    ask()

    assert CheckIn.select().count() == 1
    assert {row.recipient for row in Message.select()} == {
        cast.ningsih.email,
        cast.opik.email,
    }


def test_nothing_goes_to_an_address_that_another_may_have_written(cast, case, ask, app):
    keep_contact(app, cast.sari, **ALLOWED)
    Person.update(doubted_since=NOON).where(Person.id == cast.sari.id).execute()

    ask()

    assert letters() == []


def test_nothing_goes_to_who_wants_no_contact_now_or_called_it_an_accident(cast, case, ask, app):
    keep_contact(app, cast.sari, **ALLOWED)
    choose_contact(Tap.get(Tap.alert == case), ContactChoice.NOT_HERE, NOON, ADDRESS)
    ask()
    choose_contact(Tap.get(Tap.alert == case), ContactChoice.CALL, TOMORROW, ADDRESS)
    Alert.update(accident_at=TOMORROW).where(Alert.id == case.id).execute()
    ask(NOON + 3 * DAY)

    assert CheckIn.select().count() == 2
    assert letters() == []


def test_an_answer_stops_a_letter_that_has_not_gone_out(cast, case, ask, app):
    keep_contact(app, cast.sari, **ALLOWED)
    ask()
    answer = Answer(Safety.YES, Safety.UNSAID, "")

    server = app.config["SECRET_KEY"]
    answer_check_in(CheckIn.get(), answer, None, "a", server, ADDRESS, TOMORROW)

    assert [letter.stopped_at for letter in letters()] == [TOMORROW]


def test_it_is_forgotten_with_the_case(cast, case, ask, app):
    keep_contact(app, cast.sari, **ALLOWED)

    ask()

    assert letters()[0].id in messages_of(case.id)


@pytest.mark.parametrize(
    ("hour", "goes"),
    [
        (0, "19 09.00"),
        (8.9, "19 09.00"),
        (9, "19 09.00"),
        (12, "19 12.00"),
        (17, "20 09.00"),
        (23.9, "20 09.00"),
    ],
)
def test_it_comes_by_day_where_the_person_is(hour, goes):
    midnight = dt.datetime(2026, 11, 18, 16, tzinfo=dt.UTC)  # 19 November, 0.00 WITA

    at = written_at(midnight + hour * HOUR, "Asia/Makassar")

    assert (at + 8 * HOUR).astimezone(dt.UTC).strftime("%d %H.%M") == goes
