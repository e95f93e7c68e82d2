"""The minutes of what is reported, with promises in each state; of what runs, a draft."""

import datetime as dt

from mori.core.workdays import DAY
from mori.events.followups.letters import pass_of
from mori.events.followups.models import FollowUp
from mori.events.followups.operations import Said, drop, finish, move, promise
from mori.events.followups.queries import follow_up_by_id
from mori.events.minutes.operations import publish_minutes, write_minutes
from mori.events.minutes.queries import published_of
from mori.events.models import Event, Participant
from mori.events.presence.models import Presence
from mori.events.queries import event_by_id, participant_by_key, participants_of
from mori.events.telling.letters import pass_of as invitation_pass
from mori.institutions.models import Region

TEXT = (
    "Setiap komunitas bercerita tentang layanan yang sering ditanyakan warga: akta kelahiran, "
    "bantuan sosial, dan surat pindah.\n\n"
    "Kami berlatih mencatat layanan: siapa yang melayani, apa yang diminta, dan "
    "apa yang dijanjikan."
)
DECISIONS = (
    "Temu berkala berikutnya tiga bulan lagi, di tempat yang sama.",
    "Setiap komunitas mengajar lagi empat syarat kepada anggotanya.",
    "Lembar peraga dicetak hitam-putih supaya bisa difotokopi.",
)
WHAT = "Empat syarat sebelum ke loket"
WHOM = (
    "Ibu-ibu arisan",
    "Karang taruna kelurahan",
    "Pengajian malam Jumat",
    "Kelas 12 di sekolah contoh",
    "Pedagang pasar",
    "Kelompok tani",
    "Warga RT",
)


def report(event: Event, coordinator_id: int, begun: dt.datetime, at: dt.datetime) -> None:
    """Who came, what was promised, and minutes that stand."""
    event, day = event_by_id(event.id), begun
    people = participants_of(event.id)
    write_minutes(event, TEXT, DECISIONS, 0, coordinator_id, day + 2 * DAY)
    publish_minutes(event, 1, coordinator_id, day + 7 * DAY)
    _promise_all(people, begun, at)


def draft(event: Event, coordinator_id: int, at: dt.datetime) -> None:
    write_minutes(event, TEXT.partition("\n\n")[0], DECISIONS[:1], 0, coordinator_id, at)


def _promise_all(people: list[Participant], begun: dt.datetime, at: dt.datetime) -> None:
    """In time, due, moved, done, dropped and not answered."""
    today = at.date()
    days = (today + 24 * DAY, today - DAY, begun.date() + 60 * DAY, begun.date() + 40 * DAY)
    for n, each in enumerate(people[: 2 * len(WHOM)]):
        row = participant_by_key(each.key)
        if row is not None:
            made = _promised(row, n, days[n % len(days)], begun)
            _say(follow_up_by_id(made.id), n, begun, at)


def _promised(row: Participant, n: int, by_on: dt.date, at: dt.datetime) -> FollowUp:
    region = Region.select().where(Region.code.startswith(f"{row.event.office.code}."))
    place = region.order_by(Region.code).first()
    said = Said(WHAT, WHOM[n % len(WHOM)], place.id if place else None, by_on, 12 + 3 * n)
    return promise(row, said, f"demo {row.key}", None, at)


def _say(row: FollowUp, n: int, begun: dt.datetime, at: dt.datetime) -> None:
    """What became of those whose day was long ago."""
    if n % 4 == 2:
        finish(row, (begun + 45 * DAY).date(), 14 + n, row.revision, None, begun + 46 * DAY)
    elif n == 3:
        drop(row, "Balai RT dipakai untuk posko banjir.", row.revision, None, begun + 38 * DAY)
    elif n == 7:
        moved_at = begun + 39 * DAY
        move(row, at.date() + 12 * DAY, row.revision, None, moved_at)


def promise_link(event: Event, address: str, secret: bytes) -> str:
    """The page of a promise that can be answered."""
    row = FollowUp.select().where(FollowUp.event == event.id).order_by(FollowUp.id).first()
    return f"{address}/janji/{pass_of(secret, row.key)}" if row else ""


def minutes_link(event: Event, address: str, secret: bytes) -> str:
    """Published minutes, as somebody reads them who was there."""
    there = Presence.select(Presence.participant)
    row = (
        Participant.select()
        .where(
            Participant.event == event.id,
            Participant.invitation.is_null(False),
            Participant.id.in_(there),
        )
        .order_by(Participant.id)
        .first()
    )
    if row is None or published_of(event.id) is None:
        return ""
    ticket = invitation_pass(secret, row.invitation.key)
    return "/".join((address, "jawab", ticket, "notulen"))
