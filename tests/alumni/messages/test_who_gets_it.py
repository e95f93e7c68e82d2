"""Whom a message reaches is judged for each when their mail is written."""

import datetime as dt

import pytest

from mori.alumni.consents.operations import withdraw
from mori.alumni.directory.segments import Segment
from mori.alumni.finding.operations import refresh
from mori.alumni.messages import queries, reach_queries
from mori.alumni.messages.rules import AHEAD, GIVEN_UP_AFTER, LEFT_OUT, Outcome, left_out
from mori.alumni.models import Alumnus, AlumnusContact
from mori.alumni.queries import records_of
from mori.alumni.rules import Agreed, AlumnusState
from mori.notifications.models import Message
from tests.cast import NOON

from .writing import READY, alumnus, draft, hand_over, mails, outcomes, sent, step, work_on


def test_all_who_agreed_get_it_once(app, cast):
    alumnus(cast.banua)
    alumnus(cast.banua, "Budi Umpama", mail="budi@contoh.example")
    mailing = sent(cast)

    work_on()
    work_on()

    assert mails() == ["ayu@contoh.example", "budi@contoh.example"]
    assert set(outcomes(mailing).values()) == {"written"}


def test_who_agreed_to_news_alone_gets_them_without_being_in_the_directory(app, cast):
    alumnus(cast.banua, agreed=[Agreed.NEWS])
    sent(cast)

    work_on()

    assert mails() == ["ayu@contoh.example"]


def test_a_segment_picks_by_what_others_may_see(app, cast):
    alumnus(cast.banua, agreed=[Agreed.NEWS])
    alumnus(cast.banua, "Budi Umpama", mail="budi@contoh.example")
    sent(cast, segment=Segment(word="umpama"))

    work_on()

    assert mails() == ["budi@contoh.example"]


def test_another_office_is_never_written_to(app, cast):
    alumnus(cast.seberang)
    mailing = sent(cast)

    work_on()

    assert mails() == []
    assert outcomes(mailing) == {}


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"agreed": [Agreed.DIRECTORY]}, Outcome.NO_CONSENT),
        ({"mail": ""}, Outcome.NO_ADDRESS),
        ({"bounced_at": NOON}, Outcome.BOUNCED),
        ({"is_restricted": True}, Outcome.RESTRICTED),
        ({"state": AlumnusState.DECEASED}, Outcome.DECEASED),
        ({"state": AlumnusState.WITHDRAWN}, Outcome.STEPPED_BACK),
        ({"state": AlumnusState.INVITED}, Outcome.NO_CONSENT),
    ],
)
def test_the_preview_counts_why_somebody_is_left_out(app, cast, columns, reason):
    made = alumnus(cast.banua, **columns)
    alumnus(cast.banua, "Budi Umpama")
    (record,) = records_of([made.id])

    counted = reach_queries.reach(cast.banua.id, Segment(), Agreed.NEWS)

    assert counted == (1, [(reason, 1)])
    bounced = bool(columns.get("bounced_at"))
    assert left_out(record, Agreed.NEWS, has_bounced=bounced) == reason
    work_on()
    assert mails() == []


def test_the_preview_of_a_segment_counts_those_in_it_alone(app, cast):
    alumnus(cast.banua)
    alumnus(cast.banua, "Budi Lain", mail="")
    alumnus(cast.banua, "Cici Umpama", agreed=[Agreed.DIRECTORY])

    counted = reach_queries.reach(cast.banua.id, Segment(word="umpama"), Agreed.NEWS)

    assert counted == (1, [(Outcome.NO_CONSENT, 1)])


def gone(change):
    def apply(made):
        change(made)
        refresh([made.id])

    return apply


def _columns(**columns):
    return gone(lambda made: Alumnus.update(**columns).where(Alumnus.id == made.id).execute())


GONE = {
    "no_consent": lambda made: withdraw(made, [Agreed.NEWS], NOON),
    "deceased": _columns(state=AlumnusState.DECEASED),
    "restricted": _columns(is_restricted=True),
    "stepped_back": _columns(state=AlumnusState.ERASED),
    "bounced": gone(lambda made: AlumnusContact.update(bounced_at=NOON).execute()),
}


@pytest.mark.parametrize("reason", GONE)
def test_who_is_gone_since_it_was_let_go_out_gets_none(app, cast, reason):
    made = alumnus(cast.banua)
    mailing = sent(cast)
    assert step()  # listed

    GONE[reason](made)
    work_on()

    assert mails() == []
    assert outcomes(mailing) == {"Ayu Umpama": reason}
    assert Outcome(reason) in LEFT_OUT


@pytest.mark.parametrize("reason", GONE)
def test_mail_that_waits_for_the_server_is_taken_back_from_whoever_is_gone(app, cast, reason):
    made = alumnus(cast.banua)
    mailing = sent(cast)
    work_on()
    assert mails() == ["ayu@contoh.example"]

    GONE[reason](made)
    step()

    assert mails() == []
    assert Message.get(Message.recipient == "ayu@contoh.example").body == ""
    assert outcomes(mailing) == {"Ayu Umpama": reason}


def test_what_is_being_sent_at_this_moment_is_not_said_to_be_taken_back(app, cast):
    made = alumnus(cast.banua)
    mailing = sent(cast)
    work_on()
    Message.update(leased_until=NOON + dt.timedelta(seconds=30)).execute()

    withdraw(made, [Agreed.NEWS], NOON)
    step()

    assert outcomes(mailing) == {"Ayu Umpama": "written"}


def test_merged_since_they_get_it_once(app, cast):
    kept = alumnus(cast.banua)
    merged = alumnus(cast.banua, "Ayu U.", mail="lain@contoh.example")
    mailing = sent(cast)
    assert step()

    Alumnus.update(merged_into=kept).where(Alumnus.id == merged.id).execute()
    refresh([kept.id])
    work_on()

    assert mails() == ["ayu@contoh.example"]
    assert outcomes(mailing) == {"Ayu Umpama": "written", "Ayu U.": "merged"}


def test_merged_into_one_who_was_not_meant_they_still_get_it(app, cast):
    merged = alumnus(cast.banua)
    mailing = sent(cast)
    assert step()
    kept = alumnus(cast.banua, "Ayu Lain", mail="", agreed=[])

    Alumnus.update(merged_into=kept).where(Alumnus.id == merged.id).execute()
    refresh([kept.id])
    work_on()

    assert mails() == ["ayu@contoh.example"]
    assert outcomes(mailing) == {"Ayu Umpama": "written"}


def test_no_more_wait_for_the_mail_server_than_a_few(app, cast):
    for number in range(AHEAD + 3):
        alumnus(cast.banua, f"Ayu {number}", mail=f"ayu{number}@contoh.example")
    mailing = sent(cast)

    work_on()
    assert len(mails()) == AHEAD

    hand_over()
    work_on()
    assert len(mails()) == AHEAD + 3
    hand_over()
    work_on()
    assert queries.mailing_by_id(mailing.id).state == "sent"


def test_stopped_it_writes_no_more_and_goes_on_where_it_was(app, cast):
    from mori.alumni.messages.operations import resume_mailing, stop_mailing

    for number in range(AHEAD + 3):
        alumnus(cast.banua, f"Ayu {number}", mail=f"ayu{number}@contoh.example")
    mailing = sent(cast)
    work_on()

    stop_mailing(mailing, cast.wati.id, NOON)
    hand_over()
    work_on()
    progress = queries.progress_of([mailing.id])[mailing.id]
    assert (len(mails()), progress.handed) == (AHEAD, AHEAD)

    resume_mailing(queries.mailing_by_id(mailing.id), cast.wati.id, NOON)
    work_on()
    assert len(mails()) == AHEAD + 3


def test_what_the_server_takes_never_is_given_up_in_the_end(app, cast):
    alumnus(cast.banua)
    mailing = sent(cast)
    work_on()

    work_on(NOON + GIVEN_UP_AFTER)
    assert outcomes(mailing) == {"Ayu Umpama": "written"}
    work_on(NOON + GIVEN_UP_AFTER + dt.timedelta(seconds=1))

    assert outcomes(mailing) == {"Ayu Umpama": "given_up"}
    assert queries.mailing_by_id(mailing.id).state == "sent"
    assert mails() == []


def test_a_draft_goes_to_nobody(app, cast):
    alumnus(cast.banua, agreed=READY)
    draft(cast)

    work_on()

    assert mails() == []
