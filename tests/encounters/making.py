"""A story of a service that went wrong, at an office that is made up."""

import datetime as dt
import html
import re

from mori.encounters.readiness.rules import Identity
from mori.encounters.rules import Note, Proof, packed

DAY = dt.date
BUDI = Identity(
    name="Budi Rekaan",
    birth_place="Banjarmasin",
    birth_on=DAY(1980, 2, 29),
    marital="kawin",
    job="pedagang",
    address="Jalan Rekaan 1, Banjarmasin",
)
WHOLE = Note(
    service="Akta kelahiran",
    agency="Dinas Contoh Kota Rekaan",
    requirements="Surat kelahiran, kartu keluarga",
    promise=5,
    promise_unit="working",
    fee_official=0,
    served_on=DAY(2026, 11, 2),
    served_at="09:10",
    place="Banjarmasin",
    counter="loket 3",
    officer="Petugas Rekaan",
    fee_asked=50_000,
    happened=("late", "money"),
    story="Saya datang pagi dengan syarat lengkap. Sesudah lima hari kerja akta belum ada, lalu "
    "saya diminta uang supaya cepat.",
    loss="Anak saya belum bisa mendaftar sekolah.",
    wish="Akta diterbitkan tanpa biaya.",
    complained_on=DAY(2026, 11, 20),
    complained_to="atasan langsung petugas",
    channel="letter",
    has_slip="yes",
    received_on=DAY(2026, 11, 20),
    answer="none",
    is_own="yes",
    in_court="no",
    reported_before="no",
    proofs=(
        Proof("Tanda terima pengaduan", "Dinas Contoh", "2026-11-20", "Budi Rekaan", "ab" * 32),
    ),
)
LETTER = {
    "addressee": "officer",
    "options": ["damages", "hidden", "documents", "apart"],
    "name": BUDI.name,
    "address": BUDI.address,
    "place": "Banjarmasin",
    "day": "2026-11-20",
}
# As the form of the file sends it.
PERSON = {
    **vars(BUDI),
    "birth_on": "1980-02-29",
    "proof_what": ["Tanda terima pengaduan", "", "Foto papan syarat"],
    "proof_sender": ["Dinas Contoh", "", "saya"],
    "proof_sent_on": ["2026-11-20", "", "2026-11-02"],
    "proof_addressee": ["Budi Rekaan", "", ""],
    "proof_digest": ["ab" * 32, "", ""],
}
# As the form of a note sends it.
FIRST = {
    "note": "{}",
    "service": WHOLE.service,
    "agency": WHOLE.agency,
    "promise": "5",
    "promise_unit": "working",
    "served_on": "2026-11-02",
    "served_at": "09:10",
    "fee_asked": "Rp 50.000",
    "happened": ["late", "money"],
    "story": WHOLE.story,
    "loss": WHOLE.loss,
    "wish": WHOLE.wish,
}


def carried(response) -> str:
    """The note that a page hands on."""
    found = re.search(r'name="note" value="([^"]*)"', response.text)
    return html.unescape(found[1])


def hidden(note: Note = WHOLE) -> dict[str, str]:
    return {"note": packed(note)}
