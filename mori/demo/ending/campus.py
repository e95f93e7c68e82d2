"""What campuses of the demonstration see, say and sign; and a form of a university's own."""

import datetime as dt
from io import BytesIO

from docx import Document

from mori.accounts.models import Person
from mori.campus.cosigning.operations import Said, ask_to_sign, co_sign
from mori.campus.cosigning.queries import final_of
from mori.campus.cosigning.rules import Answer
from mori.campus.own_forms.operations import add_form, replace_file
from mori.campus.own_forms.views import FILES
from mori.campus.remarks.operations import Said as Remark
from mori.campus.remarks.operations import leave_remark
from mori.campus.remarks.rules import RemarkKind
from mori.campus.supervision.operations import name_supervisor
from mori.core.clock import local_date
from mori.core.db import new_key
from mori.core.files.store import Store
from mori.core.workdays import DAY
from mori.demo.links import NOWHERE
from mori.institutions.models import Institution, InstitutionContact
from mori.institutions.queries import ids_with
from mori.institutions.rules import CONTACT, ContactRole
from mori.links.models import SignedLink
from mori.links.operations import revoke_link
from mori.links.queries import links_about
from mori.links.rules import Hand, LinkState
from mori.offices.models import Office
from mori.placements.institution_queries import placements_from
from mori.placements.models import Placement
from mori.uploads.operations import receive_whole

REMARKS = (
    (RemarkKind.VISIT, 6, "Bertemu pembimbing di kantor. Kegiatannya sesuai dengan rencana prodi."),
    (RemarkKind.REMARK, 2, "Mohon bagian hasil belajar ditulis lebih rinci."),
)
ANSWERS = (
    (Answer.AGREES, "Sesuai dengan pengamatan saya waktu berkunjung."),
    (Answer.DECLINES, "Menurut saya nilai komunikasi perlu dibicarakan lagi."),
    (None, ""),  # asked, not answered yet
)
HAVE_FORMS = (ContactRole.SUPERVISOR, ContactRole.CAREER)
LINES = (
    "LEMBAR PENILAIAN MAGANG",
    "Nama: {{ nama }}",
    "Program studi: {{ program }}",
    "Tempat: {{ kantor }}, {{ unit }}",
    "Waktu: {{ mulai }} sampai {{ selesai }}",
    "Hadir {{ hari_hadir }} hari, {{ jam }} jam",
    "Nilai akhir: {{ nilai_akhir }} ({{ predikat }})",
    "Pembimbing kampus: {{ pembimbing_kampus }}",
)


def meet_campuses(
    office: Office, coordinator: Person, at: dt.datetime, store: Store | None
) -> None:
    """Let each supervisor at a campus accompany those from there, and have said something."""
    contacts = InstitutionContact.select().join(Institution).where(Institution.office == office)
    for contact in contacts.where(InstitutionContact.role == ContactRole.SUPERVISOR):
        students = placements_from(ids_with(contact.institution))
        name_supervisor([each.id for each in students], contact, coordinator.id, at)
        _remark(contact, students, office, at)
        _sign(contact, students, coordinator, at)
    for contact in contacts.where(InstitutionContact.role.in_(HAVE_FORMS)):
        if store and contact.email:
            _keep_form(contact.institution, coordinator, at, store)


def _remark(
    contact: InstitutionContact, students: list[Placement], office: Office, at: dt.datetime
) -> None:
    (link, *_others) = _open_links(contact)
    today = local_date(at, office.zone)
    running = [each for each in students if each.starts_on < today - 7 * DAY]
    for placement in running[:2]:
        for kind, days, text in REMARKS:
            said = Remark(kind, today - days * DAY, text)
            leave_remark(link, placement, said, new_key(), at - days * DAY)


def _open_links(contact: InstitutionContact) -> list[SignedLink]:
    about = links_about(CONTACT, contact.key)
    return [each for each in about if each.state == LinkState.OPEN]


def _sign(
    contact: InstitutionContact, students: list[Placement], coordinator: Person, at: dt.datetime
) -> None:
    """One agrees, one does not, a third or only one has not answered; a link was revoked before."""
    locked = [each for each in students if final_of(each.id)]
    answers = ANSWERS if len(locked) > 1 else ANSWERS[-1:]
    for placement, (answer, sentence) in zip(locked, answers, strict=False):
        hand, actor = Hand(contact.name, "", contact.phone), coordinator.id
        asked = (placement, contact, hand)
        revoke_link(ask_to_sign(*asked, new_key(), actor, at - 2 * DAY, NOWHERE).link, actor, at)
        link = ask_to_sign(*asked, new_key(), actor, at - DAY, NOWHERE).link
        final = final_of(placement.id)
        if answer and final:
            co_sign(link, placement, Said(answer, sentence, final.digest, ""), new_key(), at)


def _keep_form(
    institution: Institution, coordinator: Person, at: dt.datetime, store: Store
) -> None:
    """In two versions, the second with a table."""
    form = None
    for rows in (False, True):
        upload = receive_whole(
            store, coordinator.id, FILES, "lembar.docx", _document(rows), new_key(), at
        )
        if form is None:
            form = add_form(institution, "Lembar penilaian", upload, new_key(), coordinator.id, at)
        else:
            replace_file(form, upload, new_key(), coordinator.id, at)


def _document(with_table: bool) -> bytes:
    document = Document()
    for line in LINES:
        document.add_paragraph(line)
    if with_table:
        table = document.add_table(rows=3, cols=2)
        table.cell(0, 0).text = "{%tr for a in aspek %}"
        table.cell(1, 0).text, table.cell(1, 1).text = "{{ a.nama }}", "{{ a.nilai }}"
        table.cell(2, 0).text = "{%tr endfor %}"
    target = BytesIO()
    document.save(target)
    return target.getvalue()
