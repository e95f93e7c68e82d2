"""What came in at an invented office: letters with places in every state."""

import datetime as dt

from mori.accounts.models import Person
from mori.applications.deciding.operations import Terms, Verdict, decide, withdraw_applicant
from mori.applications.desk.operations import ask_for_papers
from mori.applications.entry.operations import Incoming, enter_letter
from mori.applications.entry.rules import Named
from mori.applications.models import Applicant
from mori.applications.queries import applicants_in
from mori.applications.rules import MOVES, Channel
from mori.applications.settling.operations import settle_due
from mori.applications.telling.letters import Post
from mori.core.clock import local_date
from mori.core.states import advance
from mori.core.workdays import DAY
from mori.offices.models import Office
from mori.offices.queries import units_of
from mori.placements.rotation.queries import supervisors_of

POST = Post(b"demo", "https://mori.example")
NAMES = (
    *("Anggrek Rekaan", "Bakung Rekaan", "Cempaka Rekaan", "Dahlia Rekaan", "Eboni Rekaan"),
    *("Flamboyan Rekaan", "Gaharu Rekaan", "Ilalang Rekaan"),
)
WHY = "Pada masa itu unitnya pindah gedung. Silakan mengajukan lagi untuk semester depan."


def receive_letters(office: Office, coordinator: Person, at: dt.datetime) -> None:
    """Two letters: of a campus with eight names, of a school with places and no names yet."""
    today, earlier = local_date(at, office.zone), at - 3 * DAY
    campus = _incoming(today, "Universitas Tepi Rawa", "Dekan", tuple(map(_named, NAMES)), 0)
    school = _incoming(today, "SMK Bina Rekaan", "Kepala Sekolah", (), 2)
    of_campus = enter_letter(office.id, campus, f"demo c {office.code}", coordinator.id, earlier)
    of_school = enter_letter(office.id, school, f"demo s {office.code}", coordinator.id, earlier)
    _move_on(applicants_in(of_campus.id), coordinator, at)
    _accept(office, applicants_in(of_school.id)[:1], coordinator, at)


def _named(name: str) -> Named:
    return Named(name, email=f"{name.split()[0].lower()}@rekaan.example")


def _incoming(
    today: dt.date, institution: str, post: str, names: tuple[Named, ...], places: int
) -> Incoming:
    return Incoming(
        channel=Channel.PAPER if names else Channel.WHATSAPP,
        kind="student" if names else "pupil",
        programme="Magang" if names else "PKL",
        institution=institution,
        which="",
        starts_on=today + 60 * DAY,
        ends_on=today + 150 * DAY,
        letter_number="45/UTR/2026" if names else "",
        letter_on=today - 8 * DAY if names else None,
        letter_by=post,
        letter_to="Kepala Perwakilan",
        received_on=today - 3 * DAY,
        contact="Bagian kemahasiswaan" if names else "Guru pembimbing PKL",
        email="kemahasiswaan@rekaan.example" if names else "pkl@rekaan.example",
        phone="",
        names=names,
        places=places,
    )


def _move_on(rows: list[Applicant], coordinator: Person, at: dt.datetime) -> None:
    """Two stay as they came; the others go to each other state that needs no account."""
    _first, _second, incomplete, verified, waiting, refused, withdrawn, expired = rows
    ask_for_papers(incomplete, ["transcript"], "", coordinator.id, POST, at)
    for verb, row, note in (
        ("verify", verified, ""),
        ("wait", waiting, ""),
        ("refuse", refused, WHY),
    ):
        decide([Verdict(row)], verb, note, "", coordinator.id, at - DAY)
    settle_due(POST, at)
    withdraw_applicant(withdrawn, None, at, "Sudah diterima di tempat lain.")
    advance(expired, MOVES, "expire", None, at, since=at)


def _accept(office: Office, rows: list[Applicant], coordinator: Person, at: dt.datetime) -> None:
    """A place without a name: nobody is placed until the school hands one in."""
    first, last = local_date(at, office.zone) + 60 * DAY, local_date(at, office.zone) + 150 * DAY
    unit, supervisor = units_of(office.id)[0], supervisors_of(office.id)[0]
    terms = Terms(unit.id, supervisor.person.id, first, last)
    decide([Verdict(rows[0], terms)], "accept", "", "", coordinator.id, at - DAY)
    settle_due(POST, at)
