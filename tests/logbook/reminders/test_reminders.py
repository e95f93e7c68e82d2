"""Reminders on virtual days in two zones: rare, neutral, and quiet when they should be."""

import datetime as dt
from dataclasses import replace

import pytest

from mori import work
from mori.accounts.models import Person
from mori.attendance.operations import check_in, report_absence
from mori.attendance.rules import AttendanceKind
from mori.core.clock import moment
from mori.logbook.models import Entry
from mori.logbook.reminders.models import Reminder, ReminderSetting
from mori.logbook.reminders.operations import remind_intern, remind_interns
from mori.logbook.reminders.queries import interns_without_entry, reminders_of
from mori.logbook.reminders.rules import WINDOWS, ReminderKind, kind_due
from mori.notifications.models import Message
from mori.offices.operations import add_holiday
from mori.offices.rules import HolidayKind
from mori.placements.models import Placement
from tests.cast import TODAY
from tests.logbook.writing import write_entry

DAY = dt.timedelta(days=1)
MONDAY = TODAY - 2 * DAY
WITA, WIB = "Asia/Makassar", "Asia/Jakarta"  # Banua's and Seberang's
ADDRESS = "https://mori.example"
SECRETS = ("Sari", "Rina", "Menelaah", "laporan rahasia")


def at(hour: int, minute: int = 0, day: dt.date = TODAY, zone: str = WITA) -> dt.datetime:
    return moment(day, dt.time(hour, minute), zone)


def write(cast, day: dt.date = TODAY, **fields) -> Entry:
    return write_entry(cast, day, "Menelaah laporan rahasia.", at(15), **fields)


def decided(cast, day: dt.date, reviewed_at: dt.datetime, state: str = "approved") -> Entry:
    return write(cast, day, state=state, reviewer=cast.rina, reviewed_at=reviewed_at)


def reminded(person: Person) -> list[tuple[dt.date, str]]:
    rows = Reminder.select().where(Reminder.person == person).order_by(Reminder.id)
    return [(row.day, row.kind) for row in rows]


def live(first: dt.date, last: dt.date) -> None:
    """Let the background work ask every half hour, day and night."""
    begin, end = at(0, day=first), at(0, day=last + DAY)
    while begin < end:
        remind_interns(ADDRESS, begin)
        begin += dt.timedelta(minutes=30)


@pytest.mark.parametrize(
    ("hour", "minute", "kind"),
    [
        (7, 0, None),
        (15, 29, None),
        (15, 30, ReminderKind.NOT_WRITTEN),
        (16, 29, ReminderKind.NOT_WRITTEN),
        (16, 30, ReminderKind.NEWS),
        (17, 59, ReminderKind.NEWS),
        (18, 0, None),
        (23, 0, None),
        (3, 0, None),
    ],
)
def test_a_day_has_two_windows_and_a_quiet_night(hour, minute, kind):
    assert kind_due(dt.time(hour, minute)) == kind


def test_whoever_was_reminded_by_another_round_meanwhile_is_not_written_to_again(cast):
    row = next(r for r in interns_without_entry(WITA, TODAY) if r.person_id == cast.sari.id)
    remind_intern(row, ReminderKind.NOT_WRITTEN, TODAY, at(15, 30), ADDRESS)
    Message.delete().execute()

    remind_intern(row, ReminderKind.NOT_WRITTEN, TODAY, at(15, 45), ADDRESS)

    assert reminded(cast.sari) == [(TODAY, ReminderKind.NOT_WRITTEN)]
    assert not Message.select().exists()


@pytest.mark.parametrize("kind", ReminderKind)
def test_every_kind_of_reminder_has_its_window_and_its_letter(cast, kind):
    decided(cast, TODAY - DAY, at(9))
    since, _until = WINDOWS[kind]

    remind_interns(ADDRESS, moment(TODAY, since, WITA))

    assert (TODAY, kind) in reminded(cast.sari)
    assert Message.get().body


def test_mails_arrive_when_it_is_half_past_three_in_each_zone(committed, mailbox):
    settings = replace(
        committed.settings,
        mail_url=f"smtp://{mailbox.host}:{mailbox.port}",
        base_url=ADDRESS,
    )

    received = []
    for hour, minute in ((15, 25), (15, 30), (16, 25), (16, 30), (17, 0)):
        mailbox.clear()
        work.run_once(settings, at(hour, minute))
        received.append({mail["To"].split("@")[0] for mail in mailbox.messages})

    assert received == [set(), {"sari", "tono"}, set(), {"laila"}, set()]


def test_a_mail_says_nothing_of_what_was_written_and_how_to_end_it(committed, mailbox):
    cast = committed.cast
    decided(cast, TODAY - DAY, at(9), "returned")
    settings = replace(
        committed.settings, mail_url=f"smtp://{mailbox.host}:{mailbox.port}", base_url=ADDRESS
    )

    work.run_once(settings, at(15, 30))

    (mail,) = mailbox.to("sari@contoh.example")
    text = f"{mail['Subject']}\n{mail.get_content()}"
    assert "belum ada catatan" in text
    assert "1 catatan menunggu diperbaiki." in text
    assert f"{ADDRESS}/saya" in text
    assert not [secret for secret in SECRETS if secret in text]


def test_who_wrote_is_left_alone(cast):
    write(cast)

    remind_interns(ADDRESS, at(15, 30))

    assert reminded(cast.sari) == []
    assert reminded(cast.tono) == [(TODAY, "not_written")]


@pytest.mark.parametrize("kind", [AttendanceKind.EXCUSED, AttendanceKind.SICK])
def test_who_is_excused_hears_nothing_at_all(cast, kind):
    decided(cast, TODAY - DAY, at(9))
    placement = Placement.get_by_id(cast.placement.id)
    report_absence(placement, TODAY, kind, "", cast.sari.id, at(8))

    live(TODAY, TODAY)

    assert reminded(cast.sari) == []


def test_who_is_there_or_on_duty_elsewhere_is_reminded(cast):
    placement, other = (
        Placement.get_by_id(each.id) for each in (cast.placement, cast.placement_tono)
    )
    check_in(placement, TODAY, cast.sari.id, at(8))
    report_absence(other, TODAY, AttendanceKind.FIELD_DUTY, "", cast.tono.id, at(8))

    remind_interns(ADDRESS, at(15, 30))

    assert reminded(cast.sari) == reminded(cast.tono) == [(TODAY, "not_written")]


@pytest.mark.parametrize(
    "change",
    [
        lambda cast: Placement.update(state="paused"),
        lambda cast: Placement.update(state="finished"),
        lambda cast: Placement.update(ends_on=TODAY - DAY),
        lambda cast: Placement.update(starts_on=TODAY + DAY),
        lambda cast: ReminderSetting.insert_many(
            {"person": each, "is_wanted": False} for each in (cast.sari, cast.tono, cast.laila)
        ),
        lambda cast: Person.update(email=None),
        lambda cast: Person.update(is_active=False),
    ],
)
def test_nobody_is_reminded_who_should_not_be(cast, change):
    change(cast).execute()

    live(TODAY, TODAY)

    assert not Reminder.select().exists()


def test_at_most_one_a_day_and_three_a_week(cast):
    live(MONDAY, MONDAY + 13 * DAY)

    days = [MONDAY + n * DAY for n in (0, 1, 2, 7, 8, 9)]
    assert reminded(cast.sari) == [(day, "not_written") for day in days]


def test_holidays_and_weekends_are_quiet(cast):
    decided(cast, MONDAY - 3 * DAY, at(9, day=MONDAY + DAY))
    for number in range(4):
        add_holiday(cast.banua.id, MONDAY + number * DAY, f"Libur {number}", HolidayKind.LOCAL)

    live(MONDAY, MONDAY + 6 * DAY)

    assert [day for day, _kind in reminded(cast.sari)] == [MONDAY + 4 * DAY]


def test_news_come_at_half_past_four_to_who_wrote(cast):
    write(cast)
    decided(cast, TODAY - DAY, at(10))
    decided(cast, TODAY - 2 * DAY, at(11), "returned")

    remind_interns(ADDRESS, at(16, 25))
    early = reminded(cast.sari)
    remind_interns(ADDRESS, at(16, 30))
    remind_interns(ADDRESS, at(16, 35))

    body = Message.get(Message.recipient == "sari@contoh.example").body
    assert early == []
    assert reminded(cast.sari) == [(TODAY, "news")]
    assert "1 catatan sudah diparaf." in body
    assert "1 catatan menunggu diperbaiki." in body


def test_who_was_nudged_hears_the_news_with_it_and_not_again(cast):
    decided(cast, TODAY - DAY, at(10))

    live(TODAY, TODAY)
    write(cast, TODAY + DAY)
    live(TODAY + DAY, TODAY + DAY)

    assert reminded(cast.sari) == [(TODAY, "not_written")]
    assert "1 catatan sudah diparaf." in Message.get(Message.recipient.startswith("sari")).body


def test_news_after_the_nudge_come_the_next_day(cast):
    remind_interns(ADDRESS, at(15, 30))
    decided(cast, TODAY - DAY, at(16))
    live(TODAY, TODAY)
    write(cast, TODAY + DAY)

    live(TODAY + DAY, TODAY + DAY)

    assert reminded(cast.sari) == [(TODAY, "not_written"), (TODAY + DAY, "news")]


def test_old_news_are_no_news(cast):
    write(cast)
    decided(cast, TODAY - 12 * DAY, at(10, day=TODAY - 8 * DAY))

    live(TODAY, TODAY)

    assert reminded(cast.sari) == []


def test_asking_twice_at_once_is_one_mail(committed):
    cast = committed.cast

    for _again in range(2):
        remind_interns(ADDRESS, at(15, 30))

    assert Message.select().where(Message.recipient == cast.sari.email).count() == 1


def test_each_reads_their_own_language(cast):
    Person.update(locale="en").where(Person.id == cast.sari.id).execute()

    remind_interns(ADDRESS, at(15, 30))

    subjects = {m.recipient.split("@")[0]: m.subject for m in Message.select()}
    assert subjects["sari"] == "MORI: today has no entry yet"
    assert subjects["tono"] == "MORI: hari ini belum ada catatan"


def test_the_switch_is_in_saya_for_interns(visit, cast):
    browser = visit(cast.sari)

    shown = browser.get("/saya").text
    off = browser.post("/saya/pengingat")
    is_off, _ = reminders_of(cast.sari.id)
    browser.post("/saya/pengingat", {"wanted": "y"})

    assert 'id="wanted"' in shown
    assert (off.status_code, off.location) == (303, "/saya")
    assert is_off is False
    assert reminders_of(cast.sari.id)[0] is True
    assert 'id="wanted"' not in visit(cast.rina).get("/saya").text
