"""Research of an invented office's interns: in every state, one public and one still closed."""

import datetime as dt
from typing import NamedTuple

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.contributions.data_requests.models import DataRequest
from mori.contributions.data_requests.operations import (
    ask_for_data,
    confirm_deletion,
    decide_on_data,
    hand_data_over,
)
from mori.contributions.data_requests.queries import data_request_by_key
from mori.contributions.data_requests.rules import DataVerdict
from mori.contributions.finals.operations import (
    Consent,
    answer_study,
    hand_in_final,
    note_guardian,
    say_consent,
)
from mori.contributions.finals.views import PURPOSE
from mori.contributions.studies import operations
from mori.contributions.studies.models import Study
from mori.contributions.studies.operations import Note, Plan
from mori.contributions.studies.queries import study_by_key, units_of
from mori.contributions.studies.rules import EthicsDecision, Step, Verdict
from mori.core.clock import local_date
from mori.core.db import new_key
from mori.core.files.store import Store
from mori.core.workdays import DAY
from mori.offices.models import Office
from mori.placements.models import Placement
from mori.placements.rules import PlacementState
from mori.uploads.models import Upload
from mori.uploads.operations import receive_whole

from ..ending.reports import unreadable_pages
from .ideas import ADDRESS

REPOSITORY = "https://repositori.contoh.example/skripsi"
AGO = 20  # days: when they were registered
TITLES = {  # by what became of them
    "public": "Kepatuhan standar pelayanan di kantor kecamatan",
    "closed": "Penundaan berlarut dalam pelayanan akta kelahiran",
    "handed_in": "Alur tindak lanjut laporan masyarakat tentang air bersih",
    "running": "Pelayanan akta kelahiran yang ditunda berlarut",
    "accepted": "Papan informasi biaya di loket dan pengetahuan warga",
    "returned": "Maladministrasi",
    "proposed": "Jalur pengaduan bagi warga tanpa telepon genggam",
    "withdrawn": "Media sosial sebagai kanal pengaduan",
    "abandoned": "Wawancara dengan pelapor anak",
}
STEPS = {  # how far each has come
    "public": 5,
    "closed": 5,
    "handed_in": 4,
    "running": 3,
    "accepted": 2,
}
DATA = (
    ("Jumlah laporan per bulan tahun lalu", DataVerdict.GRANT, "", 2),
    ("Ringkasan laporan layanan akta, tanpa nama", DataVerdict.GRANT_PART, "Tahun 2025 saja.", 1),
    ("Jumlah laporan menurut instansi", DataVerdict.GRANT, "", 0),
    ("Daftar kecamatan yang dinilai", DataVerdict.GRANT_PART, "Tanpa nilai tiap kantor.", 0),
    ("Nama dan nomor telepon pelapor", DataVerdict.REFUSE, "Identitas pelapor dirahasiakan.", 0),
    ("Lama penyelesaian laporan", None, "", 0),
)


class _Desk(NamedTuple):
    """Who answers in an office, and the moment that is now."""

    office: Office
    coordinator: Person
    head: Person
    at: dt.datetime
    store: Store | None

    @property
    def today(self) -> dt.date:
        return local_date(self.at, self.office.zone)


def research(office: Office, coordinator: Person, at: dt.datetime, store: Store | None) -> None:
    """What interns of an office have registered."""
    placements = _placements(office, at)
    if not placements:
        return
    head = Person.select().join(Membership)
    head = head.where(Membership.office == office, Membership.role == Role.HEAD).first()
    desk = _Desk(office, coordinator, head, at, store)
    for number, (name, title) in enumerate(TITLES.items()):
        _study(desk, placements[number % len(placements)], name, title)


def _placements(office: Office, at: dt.datetime) -> list[Placement]:
    begun = (
        Placement.select(Placement, Office)
        .join(Office)
        .where(
            Placement.office == office,
            Placement.state != PlacementState.WITHDRAWN,
            Placement.starts_on <= at.date() - AGO * DAY,
        )
    )
    return list(begun.order_by(Placement.ends_on.desc(), Placement.id).limit(len(TITLES)))


def _study(desk: _Desk, placement: Placement, name: str, title: str) -> None:
    (unit, *_others) = units_of(placement.id)
    at = desk.at - AGO * DAY
    plan = Plan(
        title,
        unit.id,
        "Apa yang dialami warga di loket, dan apa yang bisa diperbaiki?",
        "Wawancara dan pengamatan di tiga kantor",
        desk.today + 40 * DAY,
    )
    study = _now(operations.register_study(placement, plan, new_key(), at, ADDRESS))
    if name in STEPS:
        _go_on(desk, study, name)
    elif name == "returned":
        _decide(study, Verdict.SEND_BACK, "Terlalu luas. Layanan apa, di mana?", at + DAY)
    elif name == "withdrawn":
        operations.take_step(study, Step.WITHDRAW, study.person_id, at + 2 * DAY)
    elif name == "abandoned":
        _decide(study, Verdict.ABANDON, "Anak yang melapor tidak diwawancarai.", at + DAY)


def _now(study: Study) -> Study:
    return study_by_key(study.key) or study


def _decide(study: Study, verdict: Verdict, words: str, at: dt.datetime) -> None:
    answer_study(study, verdict, words, _supervisor_of(study), at)


def _supervisor_of(study: Study) -> int:
    return int(study.spans[0].supervisor_id)


def _go_on(desk: _Desk, study: Study, name: str) -> None:
    """Accepted, begun, handed in, finished: as far as it has come."""
    far, at = STEPS[name], desk.at - AGO * DAY
    _decide(study, Verdict.ACCEPT, "", at + 2 * DAY)
    study = _now(study)
    note = Note("Lima warga dewasa di ruang tunggu", False, False, True,
                "Di laptop dengan sandi, tidak di ponsel.", desk.today + 60 * DAY)  # fmt: skip
    operations.write_ethics(study, note, 0, study.person_id, at + 3 * DAY)
    _listed(desk, study, name)
    if far < 3:
        return
    fine = (EthicsDecision.FINE, "", 1, _supervisor_of(study), at + 4 * DAY)
    operations.review_ethics(_now(study), *fine)
    operations.take_step(_now(study), Step.START, study.person_id, at + 5 * DAY)
    operations.add_milestone(study, "Bab 1 sampai 3", desk.today - DAY, new_key())
    operations.add_milestone(study, "Sidang", desk.today + 30 * DAY, new_key())
    if name == "running":
        _ask_for_data(desk, _now(study))
    if far >= 4:
        _hand_in(desk, _now(study), at + 12 * DAY)
    if far >= 5:
        _decide(_now(study), Verdict.ARCHIVE, "", at + 15 * DAY)


def _listed(desk: _Desk, study: Study, name: str) -> None:
    """One is public with its author's name, one opens in a month, others have no day yet."""
    day = {"public": desk.today - DAY, "closed": desk.today + 30 * DAY}.get(name)
    consent = Consent(True, name == "public", day)
    at = desk.at - 10 * DAY
    say_consent(_now(study), consent, study.person_id, at)
    if study.is_minor and name == "public":
        note_guardian(_now(study), local_date(at, desk.office.zone), desk.coordinator.id, at)


def _hand_in(desk: _Desk, study: Study, at: dt.datetime) -> None:
    upload = _file(desk.store, study, at) if desk.store else None
    link = "" if upload else REPOSITORY
    hand_in_final(study, upload, link, new_key(), study.person_id, at)


def _file(store: Store, study: Study, at: dt.datetime) -> Upload:
    name, content = "skripsi.pdf", unreadable_pages()
    return receive_whole(store, study.person_id, PURPOSE, name, content, new_key(), at)


def _ask_for_data(desk: _Desk, study: Study) -> None:
    """A request in each state: how far each of those that are granted has come."""
    at, delete_by = desk.at - 8 * DAY, desk.today + 60 * DAY
    for what, verdict, words, far in DATA:
        token = new_key()
        purpose = "Bab 4, tabel"
        ask_for_data(study, what, purpose, delete_by, token, study.person_id, at, ADDRESS)
        request = DataRequest.get(DataRequest.token == token)
        if verdict:
            decide_on_data(request, verdict, words, desk.head.id, at + DAY, ADDRESS)
        if far >= 1:
            hand_data_over(_asked(request), desk.coordinator.id, at + 2 * DAY, ADDRESS)
        if far >= 2:
            confirm_deletion(_asked(request), study.person_id, at + 5 * DAY)


def _asked(request: DataRequest) -> DataRequest:
    return data_request_by_key(request.key) or request
