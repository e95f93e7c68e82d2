"""A statement to print and to check; whoever it is about is invented."""

import datetime as dt
from dataclasses import replace
from typing import Any

from mori.certificates.statements.rules import (
    Attended,
    Competence,
    ExtraLine,
    PaperKind,
    Signing,
    StatedAssessment,
    StatedMark,
    Statement,
    UnitStay,
)

NUMBER = "500.5.7.10/239/438.5.14/2026"
ATTENDED = Attended(
    name="Sari Contoh",
    community="Forum Literasi Contoh",
    event="Pelatihan pelatih contoh",
    kind_label="Pelatihan",
    kind_label_en="Training",
    theme="Tahu syarat, catat layanan",
    starts_on=dt.date(2026, 9, 1),
    ends_on=dt.date(2026, 11, 13),
    half_days=3,
    of_half_days=4,
    days=2,
    minutes=630,
)


def stated(**changes: Any) -> Statement:
    """What a certificate states, with whatever a test wants otherwise."""
    if changes.get("kind") is PaperKind.ATTENDANCE:
        changes = {"attended": ATTENDED, "assessment": None, **changes}
    return replace(
        Statement(
            kind=PaperKind.CERTIFICATE,
            locale="id",
            number=NUMBER,
            name="Sari Contoh",
            student_number="",
            institution="Universitas Contoh",
            programme="Magang",
            kind_label="Mahasiswa",
            kind_label_en="Student",
            office_code="63",
            office="Perwakilan Banua",
            letterhead=(),
            office_address="Jl. Misal 5, Kota Contoh",
            starts_on=dt.date(2026, 9, 1),
            ends_on=dt.date(2026, 11, 13),
            units=(
                UnitStay("Penerimaan dan Verifikasi Laporan", *stay(9, 1, 10, 7), 26),
                UnitStay("Pencegahan Maladministrasi", *stay(10, 8, 11, 13), 25),
            ),
            days_present=51,
            entries_initialled=49,
            minutes=22_950,
            assessment=StatedAssessment(
                "Penilaian akhir",
                0,
                10_000,
                (
                    StatedMark("Tanggung jawab", "Responsibility", 8_800),
                    StatedMark("Kerja sama", "Teamwork", 9_150),
                    StatedMark("Penggunaan TI", "Use of IT", None),
                ),
                8_975,
                "Sangat baik",
                "Very good",
            ),
            competences=(Competence("Hukum pelayanan publik", 2_700, 2_760),),
            lines=(
                ExtraLine(
                    "exercise 4", "Latihan kronologi", "Exercise: chronology", 90,
                    dt.date(2026, 10, 2),
                ),
            ),
            place="Kota Contoh",
            issued_on=dt.date(2026, 11, 17),
            signatory="Hasan Contoh, S.STP., M.A.P.",
            signatory_post="Kepala Perwakilan",
            signing=Signing.IN_MORI,
            signed_on=dt.date(2026, 11, 17),
            replaces="",
            address="https://mori.example",
        ),
        **changes,
    )  # fmt: skip


def stay(month: int, day: int, last_month: int, last_day: int) -> tuple[dt.date, dt.date]:
    return dt.date(2026, month, day), dt.date(2026, last_month, last_day)
