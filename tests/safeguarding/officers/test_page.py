"""The page of an alert: whom to reach, whom not to tell, who was told, and who is called next."""

import re

import pytest

from mori.accounts.models import Person
from mori.core import sealing
from mori.notifications import operations as outbox
from mori.notifications.models import Message
from mori.safeguarding.alerts import operations
from mori.safeguarding.alerts.models import Tap
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import (
    alert_of,
    climb,
    climb_until,
    hand_over,
    minutes,
    reload,
    replay,
    session_of,
    tap,
)
from tests.safeguarding.alerts.excluding import exclude

pytestmark = pytest.mark.usefixtures("noon", "english")


@pytest.fixture
def english(cast):
    Person.update(locale="en").execute()


@pytest.fixture
def alert(cast, noon):
    """Sari's; Ningsih has been called."""
    alert = alert_of(cast.sari)
    climb(NOON)
    return reload(alert)


def shown(visit, who, alert, part=""):
    """The page as it reads, or one part of it."""
    html = visit(who).get(f"/jaga/{alert.key}").text
    if part:
        html = html.split(f'id="{part}"')[1].split("</section>")[0]
    words = " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", html).split())
    return re.sub(r" ([,:])", r"\1", words)


def test_it_says_where_the_person_works_under_whom_and_in_which_language(visit, cast, alert):
    Person.update(locale="id").where(Person.id == cast.sari.id).execute()

    text = shown(visit, cast.ningsih, alert)

    assert "Unit Penerimaan dan Verifikasi Laporan, until" in text
    assert "Office Perwakilan Banua" in text
    assert "Supervisor Rina Contoh Stand-in Budi Contoh" in text
    assert "Language Bahasa Indonesia Age not recorded" in text


def test_whoever_supervises_or_once_did_is_named_as_not_to_be_told(visit, cast, alert):
    exclude(cast.sari, cast.joko)

    text = shown(visit, cast.ningsih, alert)

    assert "Do not tell Budi Contoh, Joko Contoh, Rina Contoh" in text


def test_of_two_possible_people_each_has_their_own(visit, cast):
    alert = alert_of(cast.laila, session=session_of(cast.sari))
    climb(NOON)

    text = shown(visit, cast.ningsih, alert)

    assert "Do not tell Budi Contoh, Rina Contoh" in text
    assert "Do not tell Joko Contoh" in text


def test_of_each_officer_it_says_how_far_the_call_has_come(visit, cast, alert):
    climb(NOON + minutes(2))
    hand_over(NOON + minutes(2))

    text = shown(visit, cast.ningsih, alert, "told")

    assert "Ningsih Contoh opened at 12.00" in text
    assert "Opik Contoh message handed over at 12.02, not opened yet" in text


def test_of_another_day_the_day_is_said_too(visit, cast, alert, noon):
    climb(NOON + minutes(2))
    hand_over(NOON + minutes(2))
    noon.move_to(NOON + minutes(24 * 60))

    text = shown(visit, cast.ningsih, alert, "told")

    assert "message handed over at 12.02 (Wed 18 Nov), not opened yet" in text


@pytest.mark.parametrize("how", ["waits", "refused", "no address"])
def test_an_officer_who_was_not_reached_is_not_called_told(visit, cast, alert, how):
    if how == "no address":
        Person.update(email=None).where(Person.id == cast.opik.id).execute()
    for after in (2, 5):  # whom nothing reaches is called with all officers, and not before
        climb(NOON + minutes(after if how == "no address" else 2))
    if how == "refused":
        for message in Message.select().where(Message.recipient == cast.opik.email):
            outbox.mark_failed(message, "x", NOON, is_refused=True)

    said = {
        "waits": "the message has not gone out yet",
        "refused": "what was sent is refused",
        "no address": "not told: no way to reach them is known",
    }[how]
    assert f"Opik Contoh {said}" in shown(visit, cast.ningsih, alert, "told")


def test_history_says_of_each_call_whom_it_called(visit, cast, alert):
    climb_until(NOON + minutes(15))

    history = shown(visit, cast.ningsih, alert).split("History")[1]

    for minute, names in (
        ("12.15", "Hasan Contoh"),
        ("12.05", "Ningsih Contoh, Opik Contoh"),
        ("12.02", "Opik Contoh"),
        ("12.00", "Ningsih Contoh"),
    ):
        assert f"Officers called: {names} Wed 18 Nov, {minute}" in history


@pytest.mark.parametrize(
    ("until", "following"),
    [
        (0, "At 12.02, unless somebody handles it: Opik Contoh"),
        (2, "At 12.05, unless somebody handles it: Ningsih Contoh again, Opik Contoh again"),
        (5, "At 12.15, unless somebody handles it: Hasan Contoh"),
        (
            15,
            "At 12.30, unless somebody handles it: "
            "Ningsih Contoh again, Opik Contoh again, Hasan Contoh again",
        ),
    ],
)
def test_who_is_called_next_is_said_as_it_then_happens(visit, cast, alert, until, following):
    climb_until(NOON + minutes(until))

    assert shown(visit, cast.ningsih, reload(alert), "told").endswith(following)


def test_while_somebody_handles_it_the_next_is_whom_a_lapse_calls(visit, cast, alert):
    operations.acknowledge_alert(alert, cast.ningsih.id, NOON)
    said = "At 12.30, unless the contact is confirmed: Opik Contoh"

    assert shown(visit, cast.ningsih, alert, "told").endswith(said)
    climb(NOON + minutes(30))
    assert "Opik Contoh" in shown(visit, cast.ningsih, alert).split("History")[1].split("Being")[0]


def test_after_a_contact_whoever_made_it_is_reminded(visit, cast, alert):
    operations.acknowledge_alert(alert, cast.ningsih.id, NOON)
    operations.confirm_contact_as_officer(reload(alert), cast.opik.id, NOON)

    assert shown(visit, cast.ningsih, alert, "told").endswith(
        "Thu 19 Nov, 12.00, a reminder to look after the person: Ningsih Contoh again"
    )


def test_it_says_who_handles_it_and_no_more_after_a_lapse(visit, cast, alert):
    operations.acknowledge_alert(alert, cast.ningsih.id, NOON)
    handled = shown(visit, cast.ningsih, alert)
    climb(NOON + minutes(30))
    lapsed = shown(visit, cast.opik, alert)

    assert "Being handled · Ningsih Contoh since Wed 18 Nov, 12.00" in handled
    assert "Not handled yet Call" in lapsed
    assert "Ningsih Contoh is handling this" not in lapsed
    assert "Ningsih Contoh took this on, but nobody confirmed the contact." in lapsed


def test_a_number_that_was_left_can_be_called(visit, cast, app):
    first = replay(tap())
    climb(NOON)
    sealed = sealing.seal(app.config["SECRET_KEY"], "WA kakak <0811-5000-777>")
    Tap.update(contact=sealed).where(Tap.id == first.id).execute()

    html = visit(cast.dewi).get(f"/jaga/{first.alert.key}").text

    assert 'WA kakak &lt;<a href="tel:08115000777">0811-5000-777</a>&gt;' in html
