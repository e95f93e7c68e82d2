"""Once a year the office asks whether what it holds is still right, and loses touch in the end."""

import datetime as dt

import pytest

from mori.access.roles import Role
from mori.accounts.models import Membership
from mori.alumni.asking.operations import ask, ask_next, keep_in_touch
from mori.alumni.asking.rules import AN_HOUR
from mori.alumni.asking.views import office_part
from mori.alumni.consents.operations import note_answer
from mori.alumni.models import Alumnus, AlumnusContact
from mori.alumni.queries import record_of
from mori.alumni.rules import AlumnusState
from mori.core.sealing import unseal
from mori.links.models import SignedLink
from mori.notifications.models import Message
from mori.notifications.operations import mark_failed, mark_sent
from tests.alumni.records.making import make
from tests.cast import NOON
from tests.links.holding import POST
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")

YEAR = dt.timedelta(days=366)
LONG_AGO = NOON - YEAR
DAY = dt.timedelta(days=1)


def someone(cast, name="Umi Misal", **columns):
    said = {"answered_at": LONG_AGO, "mails": [f"{name.split()[0].lower()}@rumah.example"]}
    return make(cast.banua, name, **(said | columns))


def run(at=NOON) -> None:
    keep_in_touch(POST, at)


def found(alumnus) -> Alumnus:
    return Alumnus.get_by_id(alumnus.id)


def test_a_year_after_the_last_answer_they_are_asked_by_mail(cast):
    alumnus = someone(cast)

    run()

    message, link = Message.get(), SignedLink.get()
    assert message.recipient == "umi@rumah.example"
    assert message.subject == "Perwakilan Banua: masih benarkah data ini?"
    assert f"https://mori.example/t/{link.key}/" in unseal(POST.seal_with, message.body)
    assert link.made_by_id == cast.wati.id
    assert (found(alumnus).asked_at, found(alumnus).unanswered) == (NOON, 1)


def test_nobody_is_asked_twice_in_a_year(cast):
    someone(cast)

    for days in range(0, 360, 30):
        run(NOON + days * DAY)

    assert Message.select().count() == 1


def test_an_answer_puts_the_next_question_off_for_a_year(cast):
    alumnus = someone(cast)
    note_answer(alumnus, None, NOON - 100 * DAY)

    run()

    assert not Message.select().exists()


@pytest.mark.parametrize("state", sorted({*AlumnusState} - {"confirmed"}))
def test_nobody_else_is_asked(cast, state):
    someone(cast, state=state)

    run()

    assert not Message.select().exists()


def test_whoever_wants_their_data_restricted_is_not_asked(cast):
    someone(cast, is_restricted=True)

    run()

    assert not Message.select().exists()


def test_who_was_merged_is_asked_once_as_the_other(cast):
    kept, merged = someone(cast), someone(cast, "Umi M.")
    Alumnus.update(merged_into=kept).where(Alumnus.id == merged.id).execute()
    AlumnusContact.delete().where(AlumnusContact.alumnus == kept).execute()

    run()

    assert [row.about_key for row in SignedLink.select()] == [kept.key]


def test_without_an_address_nobody_is_asked(cast):
    someone(cast, mails=[])

    run()

    assert not SignedLink.select().exists()


def test_they_are_asked_in_turns_and_by_day(cast):
    for number in range(AN_HOUR + 3):
        someone(cast, f"Umi{number} Misal")

    run(NOON - dt.timedelta(hours=8))  # four in the morning there
    assert not Message.select().exists()
    run()
    assert Message.select().count() == AN_HOUR
    run(NOON + dt.timedelta(hours=1))
    assert Message.select().count() == AN_HOUR + 3


def test_killed_in_between_the_rest_stays_due(cast, monkeypatch):
    for name in ("Umi Misal", "Ani Misal", "Eka Misal"):
        someone(cast, name)
    done = []

    def once(*arguments) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(ask(*arguments))

    monkeypatch.setattr("mori.alumni.asking.operations.ask", once)
    with pytest.raises(KeyboardInterrupt):
        ask_next(cast.banua, POST, NOON)
    monkeypatch.undo()

    ask_next(cast.banua, POST, NOON)

    assert sorted(row.recipient.split("@")[0] for row in Message.select()) == ["ani", "eka", "umi"]


def test_two_workers_at_once_ask_once(committed):
    alumnus = someone(committed.cast)

    def work() -> None:
        ask(alumnus, committed.cast.wati.id, NOON, POST)

    assert all_at_once(work, work) == ["done", "done"]
    assert Message.select().count() == 1


def test_three_questions_unanswered_lose_touch_and_delete_nothing(cast):
    alumnus = someone(cast, unanswered=3, asked_at=NOON - 29 * DAY)
    run()
    assert found(alumnus).state == AlumnusState.CONFIRMED

    run(NOON + 2 * DAY)

    assert found(alumnus).state == AlumnusState.DORMANT
    assert record_of(alumnus).mails == ("umi@rumah.example",)
    note_answer(found(alumnus), None, NOON + 3 * DAY)
    assert (found(alumnus).state, found(alumnus).unanswered) == (AlumnusState.CONFIRMED, 0)


def test_invited_in_vain_three_times_is_out_of_touch_too(cast):
    alumnus = someone(
        cast, state=AlumnusState.INVITED, answered_at=None, unanswered=3, asked_at=LONG_AGO
    )

    run()

    assert found(alumnus).state == AlumnusState.DORMANT


def test_without_a_coordinator_nobody_is_asked_and_the_directory_says_so(cast, app):
    someone(cast)
    assert office_part(cast.banua.id) is None
    Membership.update(ended_at=NOON).where(Membership.role == Role.COORDINATOR).execute()

    run()

    assert not Message.select().exists()
    assert office_part(cast.banua.id) == {}
    assert office_part(cast.seberang.id) is None  # has no alumni


def test_an_address_that_refuses_mail_is_left_and_the_last_one_ends_it(cast):
    alumnus = someone(cast, mails=["umi@rumah.example", "umi@kantor.example"])
    run()
    mark_failed(Message.get(), "550", NOON, is_refused=True)

    run(NOON + dt.timedelta(hours=1))

    assert record_of(alumnus).mails == ("umi@kantor.example",)
    assert found(alumnus).state == AlumnusState.CONFIRMED

    AlumnusContact.update(bounced_at=NOON).execute()
    run(NOON + dt.timedelta(hours=2))

    assert found(alumnus).state == AlumnusState.DORMANT


def test_mail_that_arrived_and_mail_of_others_marks_nothing(cast):
    alumnus = someone(cast)
    elsewhere = make(cast.seberang, mails=["umi@rumah.example"])
    run()
    mark_failed(Message.get(), "550", NOON, is_refused=True)
    run(NOON + dt.timedelta(hours=1))
    assert record_of(elsewhere).mails

    AlumnusContact.update(bounced_at=None).execute()
    mark_sent(Message.get(), NOON)
    run(NOON + dt.timedelta(hours=2))

    assert record_of(alumnus).mails


def test_whoever_is_restricted_by_a_record_merged_into_theirs_is_not_asked(cast):
    alumnus = someone(cast)
    make(cast.banua, "U. Misal", merged_into=alumnus, is_restricted=True)

    run()
    ask(alumnus, cast.wati.id, NOON, POST)

    assert not Message.select().exists()
