"""Tasks in every state, and coaching notes open, done and overdue."""

import datetime as dt
from collections.abc import Sequence

from mori.core.clock import moment
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.guidance.coaching import operations as coaching
from mori.guidance.coaching.models import CoachingNote
from mori.guidance.coaching.operations import NoteSaid
from mori.guidance.tasks import operations as tasks
from mori.guidance.tasks.models import Task
from mori.guidance.tasks.operations import TaskSaid
from mori.logbook.models import Entry
from mori.logbook.rules import EntryState
from mori.offices.queries import workdays_between
from mori.placements.rules import span_on

from ..stays import Stay

AT_NINE = dt.time(9, 10)
TOGETHER = "Rekap laporan yang masuk minggu lalu"
WORDS = "Pakai tabel yang lama. Yang belum jelas, tandai kuning dan tanyakan."
WRITTEN = {
    "Susun daftar instansi terlapor": EntryState.SUBMITTED,
    "Periksa kelengkapan berkas laporan": EntryState.APPROVED,
}
NOTES = (
    (
        "Kita bicara soal catatan harian: yang penting apa yang kamu kerjakan sendiri.",
        "Setiap catatan menyebut satu hal yang kamu pelajari.",
    ),
    ("Presentasi kecil di rapat unit berjalan baik, suaranya sudah lebih tenang.", ""),
    (
        "Kita membahas cara menerima telepon pelapor.",
        "Baca pedoman penerimaan laporan bab 2, lalu ceritakan kembali.",
    ),
)


def guide_interns(stays: Sequence[Stay], today: dt.date, at: dt.datetime) -> None:
    """Give tasks to those at work in an office, and talk with them; the first gets none."""
    at_work = [stay for stay in stays if stay.placement.starts_on < today <= stay.placement.ends_on]
    for number, stay in enumerate(at_work[1:]):
        since = _days_before(stay, today)
        if since:
            _give(stay, number, since, at)
            _coach(stay, number % 4, since, today)
            _coach(stay, (number + 2) % 4, since, today)


def _days_before(stay: Stay, today: dt.date) -> list[dt.date]:
    """The working days of late on which the intern was already here, the latest first."""
    first = max(stay.placement.starts_on, today - 14 * DAY)
    office = stay.office
    days = workdays_between(office.id, office.calendar_version, first, today - DAY)
    return list(reversed(days))


def _give(stay: Stay, number: int, days: Sequence[dt.date], at: dt.datetime) -> None:
    """A task to do, one for each kind of entry there is, and one marked done or taken back."""
    day, today = days[-1], days[0] + DAY
    supervisor_id, given_at = _supervisor_id(stay, day), moment(day, AT_NINE, stay.office.zone)

    def give(title: str, words: str = "", due_on: dt.date | None = None) -> Task:
        # The same token for all of an office, so that one task is given to several.
        said, token = TaskSaid(title, words, due_on), f"demo-{stay.office.id}"
        return tasks.give_task([stay.placement], said, token, supervisor_id, given_at)[0]

    give(TOGETHER, WORDS, (today + 3 * DAY, None, days[0])[number % 3])
    for title, state in WRITTEN.items():
        if entry := _last_entry(stay, state):
            tasks.name_task(entry.id, give(title).key, entry.submitted_at)
    if number % 2:
        tasks.withdraw_task(give("Siapkan ruang konsiliasi"), supervisor_id, at)
    else:
        tasks.finish_task(give("Antar surat ke bagian umum"), supervisor_id, at)


def _last_entry(stay: Stay, state: EntryState) -> Entry | None:
    entries = Entry.select().where(Entry.placement == stay.placement.id, Entry.state == state)
    return next(iter(entries.order_by(Entry.day.desc()).limit(1)), None)


def _coach(stay: Stay, way: int, days: Sequence[dt.date], today: dt.date) -> None:
    """A note: to be kept in some days, without an agreement, kept, or overdue."""
    day = days[way * len(days) // 4]
    text, agreed = NOTES[way % 3]
    due_on = (day if way == 3 else today + 5 * DAY) if agreed else None
    supervisor_id = _supervisor_id(stay, day)
    written_at = moment(day, dt.time(15), stay.office.zone)
    note = coaching.write_note(
        stay.placement, NoteSaid(day, text, agreed, due_on), new_key(), supervisor_id, written_at
    )
    if way:
        _read(note, written_at)
    if way == 2:
        coaching.finish_agreement(note, note.person_id, written_at + dt.timedelta(hours=2))


def _read(note: CoachingNote, written_at: dt.datetime) -> None:
    coaching.mark_read(note, written_at + dt.timedelta(hours=1))


def _supervisor_id(stay: Stay, day: dt.date) -> int:
    span = span_on(stay.spans, day) or stay.spans[0]
    return int(span.supervisor_id)
