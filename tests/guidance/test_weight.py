"""What guidance adds to an intern's start page fits beside all that stands there on a full day."""

import pytest

from mori.core.bytes import PAGE_BYTES, brotli_size
from mori.placements.models import Placement
from tests.cast import TODAY
from tests.guidance.making import coach, give
from tests.logbook.writing import write_entry

pytestmark = pytest.mark.usefixtures("noon")
WORDS = (
    "Susun daftar instansi terlapor yang belum menjawab surat kedua",
    "Periksa kelengkapan berkas laporan pertanahan bulan Oktober",
    "Rapikan map kuning di ruang arsip dan tulis nomornya di sampul",
    "Hitung rata-rata lama penyelesaian laporan tiap unit",
)


def test_three_tasks_and_three_notes_fit_on_a_full_start_page(visit, cast):
    Placement.update(starts_on=TODAY.replace(day=12)).where(
        Placement.id == cast.placement.id
    ).execute()
    write_entry(cast, TODAY.replace(day=16), state="returned", reviewer=cast.rina, note=WORDS[0])
    before = brotli_size(visit(cast.sari).get("/").data)
    for each in WORDS:
        give(cast, title=each, due_on=TODAY)
        coach(cast, agreed=each)

    page = visit(cast.sari).get("/")

    assert all(text in page.text for text in WORDS[:3])
    assert page.text.count("#note-") == 3
    assert before < brotli_size(page.data) <= PAGE_BYTES
