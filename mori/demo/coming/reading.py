"""The books of an office: approved, filled in and published, with what is being written."""

import datetime as dt

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.queries import people_in_role
from mori.core.clock import local_date
from mori.core.workdays import DAY
from mori.guidebook import queries
from mori.guidebook.editions.operations import publish_edition
from mori.guidebook.models import Chapter, Revision
from mori.guidebook.rules import Change, RevisionState, Words
from mori.guidebook.suggesting.operations import decline_suggestion, suggest_change
from mori.guidebook.suggesting.queries import suggestion_by_key
from mori.guidebook.writing import operations
from mori.guidebook.writing.loading_operations import load_books
from mori.guidebook.writing.operations import Proposal
from mori.offices.models import Office

from ..learning.questions import approve_questions, try_questions

SLOTS = {
    "kontak_kantor": "Jalan Contoh Nomor 1, buka hari kerja 08.00-16.00",
    "kanal_pengaduan": "Loket di kantor dan surel lapor@contoh.example",
    "nama_jejaring": "Sahabat Contoh",
    "pimpinan": "kepala perwakilan, namanya ada di papan lobi",
    "unit_kantor": "Penerimaan, Pemeriksaan, dan Pencegahan",
}

SUGGESTIONS = (
    (
        4,
        "Sebutkan juga letak papannya: aku baru paham setelah melihatnya di loket.",
    ),
    (6, "Tolong tambahkan alamat loket pengaduan di bab ini."),
)


def publish_books(office: Office, coordinator: Person, at: dt.datetime) -> None:
    """Every book in its first edition, a proposal that waits, and one that was returned."""
    begun = at - 30 * DAY
    load_books([office], begun)
    officer = people_in_role(office.id, Role.OFFICER)[0]
    for row in queries.waiting_texts(office.id):
        _approve(row, officer, coordinator, begun)
    approve_questions(office, begun)
    day = local_date(begun, office.zone)
    operations.fill_slots(office.id, SLOTS, (), coordinator.id, day)
    for book in queries.all_books():
        publish_edition(office, book, f"demo {office.id} {book.slug}", coordinator.id, begun)
    _write(office, coordinator, at)
    try_questions(office, at)
    _suggest(office, coordinator, at)


def _approve(row: Revision, officer: Person, coordinator: Person, at: dt.datetime) -> None:
    found = queries.revision_by_key(row.key) or row
    if found.chapter.is_guarded:
        operations.agree_to_text(found, officer.id, at)
        found = queries.revision_by_key(row.key) or row
    operations.approve_text(found, found.change, coordinator.id, at, seen=found.digest)


def _write(office: Office, coordinator: Person, at: dt.datetime) -> None:
    book = queries.book_by_key("pedoman")
    writers = people_in_role(office.id, Role.SUPERVISOR)
    chapters = queries.chapters_of(None, book.id) if book else []
    added = "Di kantor ini papan standar pelayanan ada di sebelah kiri loket."
    _propose(office, chapters[4], writers[0], added, at - 2 * DAY)
    other = _propose(office, chapters[8], writers[-1], "Tulislah yang panjang.", at - 3 * DAY)
    note = "Bab ini justru meminta pendapat yang pendek. Sebutkan alasannya."
    if other.state is RevisionState.PROPOSED:
        operations.return_text(other, note, coordinator.id, at - DAY)


def _propose(
    office: Office, chapter: Chapter, writer: Person, added: str, at: dt.datetime
) -> Revision:
    base = queries.text_in_force(office.id, chapter.id)
    if base is None:
        raise LookupError(f"nothing of {chapter.slug} is in force")
    words = Words(base.title, f"{base.body}\n\n{added}", base.title_en, base.body_en)
    said = Proposal(words, Change.MATERIAL, "Satu kalimat tambahan", (), base.key)
    token = f"demo {office.id} {chapter.slug}"[:40]
    made = operations.keep_draft(chapter, office.id, said, token, writer.id, at)
    operations.propose_text(made, writer.id, at)
    return queries.revision_by_key(made.key) or made


def _suggest(office: Office, coordinator: Person, at: dt.datetime) -> None:
    """An intern's suggestion that waits, and one that was answered."""
    book = queries.book_by_key("pedoman")
    chapters = queries.chapters_of(None, book.id) if book else []
    interns = people_in_role(office.id, Role.INTERN)
    made = [
        suggest_change(chapters[number], office.id, text, intern.id, f"demo {intern.id}", at - DAY)
        for (number, text), intern in zip(SUGGESTIONS, interns, strict=False)
    ]
    row = suggestion_by_key(made[-1].key) or made[-1]
    reply = "Alamatnya sudah ada di bab 1, jadi bab ini tetap singkat."
    decline_suggestion(row, reply, "", coordinator.id, at - DAY / 2)
