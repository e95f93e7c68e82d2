"""What an institution's own form may ask for. No database, no request."""

from collections.abc import Mapping
from typing import NamedTuple

from mori.core.words import marked

EMPTY = "–"
MOST_ASPECTS = 15  # as a scheme has
MOST_FORMS = 10  # of one institution, in use
PURPOSE = "ownforms"


class Placeholder(NamedTuple):
    """A name that is filled in: what it stands for, and an example."""

    name: str
    english: str
    example: str


TEXTS = (
    Placeholder("nama", marked("Name of the intern"), "Siti Contoh"),
    Placeholder("program", marked("Programme"), "Ilmu Hukum"),
    Placeholder("lembaga", marked("Institution"), "Universitas Contoh"),
    Placeholder("pembimbing_kampus", marked("Campus supervisor"), "Dr. Rahimah Contoh"),
    Placeholder("kantor", marked("Office"), "Perwakilan Contoh"),
    Placeholder("unit", marked("Units, in their order"), "Pencegahan, Pemeriksaan"),
    Placeholder("pembimbing", marked("Supervisor of the last unit"), "Rina Contoh"),
    Placeholder("mulai", marked("First day"), "2 November 2026"),
    Placeholder("selesai", marked("Last day"), "31 Desember 2026"),
    Placeholder("tanggal", marked("The day on which it is filled in"), "31 Desember 2026"),
    Placeholder("hari_hadir", marked("Days present"), "41"),
    Placeholder("hari_berhalangan", marked("Days away, with a reason"), "2"),
    Placeholder("hari_tanpa_keterangan", marked("Days without a word"), "0"),
    Placeholder("jam", marked("Hours at the office"), "312,5"),
    Placeholder("catatan", marked("Entries written"), "40"),
    Placeholder("catatan_diparaf", marked("Entries initialled"), "39"),
    Placeholder("nilai_akhir", marked("Result of the final, once it is locked"), "87,5"),
    Placeholder("predikat", marked("Its band"), "Sangat baik"),
    Placeholder("penilai", marked("Who assessed it"), "Rina Contoh, Budi Contoh"),
    Placeholder("dikunci", marked("The day on which it was locked"), "30 Desember 2026"),
    Placeholder("jawaban_kampus", marked("What the campus answered to it"), "Setuju"),
)
NUMBERED = (
    Placeholder("aspek_{n}", marked("Name of the aspect with this number, from 1"), "Disiplin"),
    Placeholder("nilai_{n}", marked("Mark of the aspect with this number"), "90"),
)
LISTS: Mapping[str, tuple[Placeholder, ...]] = {
    "aspek": (
        Placeholder("nama", marked("Aspect"), "Disiplin"),
        Placeholder("nilai", marked("Mark"), "90"),
    ),
    "rotasi": (
        Placeholder("unit", marked("Unit"), "Pencegahan"),
        Placeholder("mulai", marked("First day"), "2 November 2026"),
        Placeholder("selesai", marked("Last day"), "31 Desember 2026"),
        Placeholder("pembimbing", marked("Supervisor"), "Rina Contoh"),
    ),
    "minggu": (
        Placeholder("nomor", marked("Number of the week"), "1"),
        Placeholder("mulai", marked("First day"), "2 November 2026"),
        Placeholder("selesai", marked("Last day"), "6 November 2026"),
        Placeholder("hari_hadir", marked("Days present"), "5"),
        Placeholder("catatan", marked("Entries written"), "5"),
        Placeholder("catatan_diparaf", marked("Entries initialled"), "5"),
    ),
    "kunjungan": (
        Placeholder("hari", marked("Day"), "12 November 2026"),
        Placeholder("jenis", marked("Visit or remark"), "Kunjungan"),
        Placeholder("nama", marked("Who left it"), "Dr. Rahimah Contoh"),
        Placeholder("isi", marked("What was said"), "Bertemu pembimbing di kantor."),
    ),
}
FIELDS = {name: [each.name for each in fields] for name, fields in LISTS.items()}


def numbered(number: int) -> tuple[str, str]:
    """What an aspect's name and mark are called by its number."""
    return f"aspek_{number}", f"nilai_{number}"


def example_texts() -> dict[str, str]:
    """A value for every placeholder, by which a form is tried before it is kept."""
    texts = {each.name: each.example for each in TEXTS}
    for number in range(1, MOST_ASPECTS + 1):
        texts |= dict(zip(numbered(number), (each.example for each in NUMBERED), strict=True))
    return texts


def example_lists() -> dict[str, list[dict[str, str]]]:
    rows = {name: {each.name: each.example for each in fields} for name, fields in LISTS.items()}
    return {name: [row, row] for name, row in rows.items()}
