"""What waits is mailed on the right mornings, in the office's zone, by a real mail server."""

import datetime as dt

import pytest

from mori.accounts.models import Person
from mori.core.clock import moment
from mori.logbook.review.operations import decide_entry
from mori.logbook.review.waiting import Waiting
from mori.offices.models import Holiday
from mori.offices.operations import add_holiday
from mori.offices.rules import HolidayKind
from mori.placements.models import UnitSpan
from mori.work import run_once
from tests.cast import TODAY
from tests.conftest import forget_calendars
from tests.logbook.writing import write_entry

DAY = dt.timedelta(days=1)
WEDNESDAY, THURSDAY, FRIDAY = TODAY, TODAY + DAY, TODAY + 2 * DAY
SATURDAY, SUNDAY, MONDAY, TUESDAY = (TODAY + n * DAY for n in (3, 4, 5, 6))
EIGHT, DIGEST, THREE = dt.time(8, 14, 30), dt.time(8, 15, 30), dt.time(15)
ZONES = {"banua": "Asia/Makassar", "seberang": "Asia/Jakarta"}


@pytest.fixture
def work(mailing):
    """Lets the background work run at a moment: ``work(day, time, zone)``."""
    Person.update(locale="en").execute()

    def run(day: dt.date, time: dt.time, zone: str = "Asia/Makassar") -> None:
        forget_calendars()
        run_once(mailing, moment(day, time, zone))

    return run


@pytest.fixture(params=ZONES)
def waiting(committed, request):
    """An entry in one of two offices, sent on Wednesday at three: reviewer, stand-in, zone."""
    cast, zone = committed.cast, ZONES[request.param]
    if request.param == "banua":
        entry = write_entry(cast, at=moment(WEDNESDAY, THREE, zone))
        return entry, cast.rina.email, cast.budi.email, zone
    UnitSpan.update(stand_in=cast.citra).where(UnitSpan.placement == cast.placement_laila).execute()
    entry = write_entry(
        cast,
        at=moment(WEDNESDAY, THREE, zone),
        placement=cast.placement_laila,
        person=cast.laila,
        office=cast.seberang,
        unit=cast.unit_seberang,
        supervisor=cast.joko,
        stand_in=cast.citra,
    )
    return entry, cast.joko.email, cast.citra.email, zone


def subjects(mailbox, address) -> list[str]:
    return [mail["Subject"] for mail in mailbox.to(address)]


def test_the_first_digest_comes_the_next_morning_at_a_quarter_past_eight(work, waiting, mailbox):
    _entry, reviewer, stand_in, zone = waiting

    work(THURSDAY, EIGHT, zone)
    before = subjects(mailbox, reviewer)
    work(THURSDAY, DIGEST, zone)

    assert before == []
    assert subjects(mailbox, reviewer) == ["MORI: 1 entry waits for you"]
    assert subjects(mailbox, stand_in) == []


def test_it_gives_numbers_and_a_link_and_no_names_or_words(work, waiting, mailbox):
    entry, reviewer, _stand_in, zone = waiting

    work(THURSDAY, DIGEST, zone)

    text = mailbox.to(reviewer)[0].get_content()
    assert "1 entry waits for your initials. The oldest has waited for 1 working day." in text
    assert text.rstrip().endswith("/tinjau")
    assert entry.text not in text
    assert entry.person.name.split()[0] not in text


def test_on_the_first_working_day_of_a_week_the_coordinator_hears_how_many_wait_long(
    work, committed, mailbox
):
    cast = committed.cast
    entry = write_entry(cast, at=moment(WEDNESDAY, THREE, "Asia/Makassar"))
    add_holiday(cast.banua.id, MONDAY, "Libur contoh", HolidayKind.NATIONAL)

    for day in (THURSDAY, FRIDAY, MONDAY, TUESDAY, TUESDAY, TUESDAY + DAY):
        work(day, DIGEST)

    (mail,) = mailbox.to(cast.wati.email)
    assert mail["Subject"] == "MORI: 1 entry has waited for three working days or more"
    assert mail.get_content().rstrip().endswith("/tertunda")
    assert entry.text not in mail.get_content()
    assert not mailbox.to(cast.citra.email)


def test_there_is_one_a_day_however_often_the_work_begins_anew(work, waiting, mailbox):
    _entry, reviewer, _stand_in, zone = waiting

    for minute in range(15, 59, 9):
        work(THURSDAY, dt.time(8, minute), zone)
    work(THURSDAY, dt.time(16), zone)

    assert len(mailbox.to(reviewer)) == 1


def test_after_two_working_days_the_second_digest_also_goes_to_the_stand_in(work, waiting, mailbox):
    _entry, reviewer, stand_in, zone = waiting

    for day in (THURSDAY, FRIDAY):
        work(day, DIGEST, zone)

    assert subjects(mailbox, reviewer) == [
        "MORI: 1 entry waits for you",
        "MORI: 1 entry has waited for two working days or more",
    ]
    assert "After 3 working days the coordinator sees" in mailbox.to(reviewer)[1].get_content()
    assert subjects(mailbox, stand_in) == ["MORI: 1 entry waits for its stand-in"]


def test_weekends_and_holidays_have_no_mail_and_do_not_count(work, waiting, mailbox):
    entry, reviewer, _stand_in, zone = waiting
    for day, office in ((THURSDAY, entry.office_id), (FRIDAY, None)):
        add_holiday(office, day, "Libur", HolidayKind.LOCAL)

    for day in (THURSDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY):
        work(day, DIGEST, zone)

    assert Holiday.select().count() == 2
    assert subjects(mailbox, reviewer) == ["MORI: 1 entry waits for you"]
    assert mailbox.to(reviewer)[0]["Date"].datetime == moment(MONDAY, DIGEST, zone)
    assert "for 1 working day" in mailbox.to(reviewer)[0].get_content()


def test_work_that_was_down_at_a_quarter_past_eight_mails_until_six(work, waiting, mailbox):
    _entry, reviewer, _stand_in, zone = waiting

    work(THURSDAY, dt.time(18), zone)
    at_six = len(mailbox.to(reviewer))
    work(FRIDAY, dt.time(17, 59), zone)

    assert (at_six, len(mailbox.to(reviewer))) == (0, 1)


def test_what_was_reviewed_is_not_mailed(work, waiting, mailbox):
    entry, reviewer, _stand_in, zone = waiting
    decide_entry(entry, 1, "approve", entry.supervisor_id, moment(WEDNESDAY, dt.time(16), zone))

    for day in (THURSDAY, FRIDAY):
        work(day, DIGEST, zone)

    assert mailbox.to(reviewer) == []


def test_each_office_has_its_own_morning(committed, work, mailbox):
    cast = committed.cast
    sent = moment(WEDNESDAY, THREE, "Asia/Jakarta")
    write_entry(cast, at=sent)
    write_entry(
        cast,
        at=sent,
        placement=cast.placement_laila,
        office=cast.seberang,
        supervisor=cast.joko,
        stand_in=None,
    )

    work(THURSDAY, DIGEST, "Asia/Makassar")  # 07.15 in Jakarta
    early = (len(mailbox.to(cast.rina.email)), len(mailbox.to(cast.joko.email)))
    work(THURSDAY, DIGEST, "Asia/Jakarta")

    assert early == (1, 0)
    assert (len(mailbox.to(cast.rina.email)), len(mailbox.to(cast.joko.email))) == (1, 1)


def test_whoever_has_no_address_or_left_gets_none_and_stops_nobody(committed, work, mailbox):
    cast = committed.cast
    Person.update(email=None).where(Person.id == cast.rina.id).execute()
    sent = moment(WEDNESDAY, THREE, "Asia/Makassar")
    write_entry(cast, at=sent)
    tonos = {"person": cast.tono, "placement": cast.placement_tono, "stand_in": None}
    write_entry(cast, at=sent, supervisor=cast.budi, **tonos)

    work(THURSDAY, DIGEST)

    assert [mail["To"] for mail in mailbox.messages] == [cast.budi.email]


@pytest.mark.parametrize("zone", ZONES.values())
@pytest.mark.parametrize(
    ("sent", "looked", "days"),
    [
        (WEDNESDAY, WEDNESDAY, 0),
        (WEDNESDAY, THURSDAY, 1),
        (WEDNESDAY, FRIDAY, 2),
        (WEDNESDAY, SUNDAY, 2),
        (WEDNESDAY, MONDAY, 3),
        (FRIDAY, MONDAY, 1),
        (SATURDAY, MONDAY, 0),
        (SUNDAY, TUESDAY, 1),
    ],
)
def test_waiting_is_counted_in_working_days(cast, zone, sent, looked, days):
    clock = Waiting(cast.banua.id, 77, zone, moment(looked, THREE, zone))
    late = moment(sent, dt.time(23, 59), zone)

    assert clock.days(late) == days
    assert (late < clock.before(days)) is True
    assert (late < clock.before(days + 1)) is False


@pytest.mark.parametrize(
    ("day", "time", "mail_day", "mail_time"),
    [
        (WEDNESDAY, dt.time(9), WEDNESDAY, dt.time(9)),
        (WEDNESDAY, dt.time(6), WEDNESDAY, dt.time(8, 15)),
        (WEDNESDAY, dt.time(18), THURSDAY, dt.time(8, 15)),
        (FRIDAY, dt.time(20), MONDAY, dt.time(8, 15)),
        (SATURDAY, dt.time(9), MONDAY, dt.time(8, 15)),
    ],
)
def test_mail_waits_for_the_working_morning(cast, day, time, mail_day, mail_time):
    clock = Waiting(cast.banua.id, 77, "Asia/Makassar", moment(day, time, "Asia/Makassar"))

    assert clock.mail_at == moment(mail_day, mail_time, "Asia/Makassar")
