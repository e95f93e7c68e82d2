"""Exercises of an invented office: those that come with MORI with a panel of three, of two and of
nobody, sealed by some interns; and its own in every state.
"""

import datetime as dt
from collections.abc import Sequence

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.core.workdays import DAY
from mori.guidebook.exercises import operations, queries
from mori.guidebook.exercises.models import Exercise
from mori.guidebook.exercises.operations import Draft, Sealing
from mori.guidebook.exercises.rules import Said, Side, Step, lines_in
from mori.offices.models import Office

# What each of a panel marks, with the form they choose and why; of the first two that come along.
PANELS = (
    (
        ((5, 6), "penundaan_berlarut", "Janji lima hari di papan itu terlewati tanpa alasan."),
        ((5,), "penundaan_berlarut", "Yang merugikan warga adalah waktunya."),
        ((6,), "pengabaian_kewajiban_hukum", "Alasan penundaan wajib diberitahukan."),
    ),
    (
        ((4, 5), "permintaan_imbalan", "Layanannya gratis, jadi tidak ada dasar untuk uang itu."),
        ((4,), "permintaan_imbalan", "Kalimat itu sudah meminta, walaupun halus."),
    ),
)
INTERNS = ((5,), (4, 5))  # what interns mark in the same two
TEXTS = (
    (
        "Antrean titipan",
        "Sejak pukul enam warga mengambil nomor di loket.\n"
        "* Nomor satu sampai lima disimpan petugas untuk kenalannya.\n"
        "Loket dibuka tepat pukul delapan.\n"
        "Warga dilayani menurut nomornya.",
        "diskriminasi",
        "Sesama warga diperlakukan berbeda tanpa alasan yang sah.",
    ),
    (
        "Pengaduan lewat telepon",
        "Seorang warga menelepon nomor pengaduan kantor layanan.\n"
        "Petugas mencatat namanya dan isi pengaduannya.\n"
        "* Ia diminta datang sendiri karena pengaduan lewat telepon tidak diberi nomor.\n"
        "Jam layanan dijelaskan dengan sopan.",
        "penyimpangan_prosedur",
        "Pengaduan yang diterima wajib dicatat, lewat jalur apa pun.",
    ),
    (
        "Formulir lama",
        "Warga mengisi formulir yang diambil dari laman kantor.\n"
        "* Di loket ia diberi tahu bahwa formulir di laman itu sudah lama tidak berlaku.\n"
        "Petugas memberinya formulir baru.",
        "tidak_kompeten",
        "Laman kantor menyesatkan warga yang sudah bersiap.",
    ),
    (
        "Ruang tunggu",
        "Ruang tunggu penuh sejak pagi.\n"
        "Petugas menambah kursi di lorong dan menyebut perkiraan waktunya.\n"
        "Semua nomor terlayani sebelum pukul tiga.",
        "",
        "Ramai, tetapi janji layanannya ditepati.",
    ),
)
ANSWERED = (  # by a colleague, who has not checked it yet
    "Papan biaya",
    "Papan biaya di loket baru diganti bulan ini.\n"
    "* Angka di kuitansi lebih besar daripada di papan itu.\n"
    "Petugas menyebut nama dan tugasnya ketika ditanya.",
    "penyimpangan_prosedur",
    "Biaya harus sama dengan yang diumumkan.",
)
STEPS = ((Step.CHECK, Step.OPEN), (Step.CHECK, Step.OPEN, Step.RETIRE), (Step.CHECK,), ())


def learn_from_exercises(office: Office, at: dt.datetime) -> None:
    """Let the office's people answer, and write exercises of their own."""
    colleagues = _people(office, Role.SUPERVISOR)
    national = Exercise.select().where(Exercise.office.is_null()).order_by(Exercise.id)
    for exercise, panel, marks in zip(national, PANELS, INTERNS, strict=False):
        for person, (marked, form, why) in zip(colleagues, panel, strict=False):
            _seal(exercise, office, person, Side.PANEL, marked, form, why, at - 9 * DAY)
        for intern in _people(office, Role.INTERN)[:3]:
            _seal(exercise, office, intern, Side.READER, marks, panel[0][1], "", at - 2 * DAY)
    author, checker, third, *_others = colleagues
    for text, steps in zip(TEXTS, STEPS, strict=True):
        exercise = _make(office, author, *text, at - 8 * DAY)
        if steps:
            _seal(exercise, office, checker, Side.PANEL, (2,), text[2], text[3], at - 7 * DAY)
        for step in steps:
            exercise = queries.exercise_by_key(exercise.key) or exercise
            operations.take_step(exercise, step, checker.id, at - 6 * DAY)
    waiting = _make(office, third, *ANSWERED, at - 2 * DAY)
    _seal(waiting, office, author, Side.PANEL, (2,), *ANSWERED[2:], at - DAY)


def _people(office: Office, role: Role) -> Sequence[Person]:
    found = Person.select().join(Membership)
    return list(
        found.where(Membership.office == office, Membership.role == role).order_by(Person.id)
    )


def _make(
    office: Office, author: Person, title: str, text: str, form: str, why: str, at: dt.datetime
) -> Exercise:
    draft = Draft(title, lines_in(text), queries.form_ids().get(form), None, why)
    token = f"demo {office.id} {title}"
    return operations.make_exercise(office.id, author.id, draft, token, at)


def _seal(
    exercise: Exercise,
    office: Office,
    person: Person,
    side: Side,
    marks: Sequence[int],
    form: str,
    why: str,
    at: dt.datetime,
) -> None:
    said = Said(frozenset(marks), queries.form_ids().get(form), None, why)
    by = Sealing(person.id, office.id, side, exercise.revision)
    operations.seal_answer(exercise, by, said, at)
