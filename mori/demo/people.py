"""Who lives in the demonstration: read from people.csv, the same on every machine."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mori.access.roles import Role

FOLDER = Path(__file__).parent
OFFICES = {"kalsel": "63", "lampung": "18"}
UNITS = {
    "pvl": ("Penerimaan dan Verifikasi Laporan", "PVL"),
    "pencegahan": ("Pencegahan Maladministrasi", "Pencegahan"),
    "pemeriksaan": ("Pemeriksaan Laporan", "Pemeriksaan"),
}


@dataclass(frozen=True)
class DemoPerson:
    """An invented person; interns have a programme, staff may have a unit."""

    number: int
    office: str
    role: Role
    unit: str
    name: str
    kind: str
    institution: str
    programme: str
    weeks: int
    week_now: int

    @property
    def phone(self) -> str:
        return f"+628110000{self.number:04}"

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}.{self.office}@contoh.example"

    @property
    def login(self) -> str:
        """Interns sign in by phone number, staff by e-mail."""
        if self.role == Role.INTERN:
            return f"0811-0000-{self.number:04}"
        return self.email

    @property
    def password(self) -> str:
        return f"contoh-{self.name.split()[0].lower()}-{self.number:04}"


@cache
def demo_people() -> tuple[DemoPerson, ...]:
    return tuple(
        DemoPerson(
            number=number,
            office=row["office"],
            role=Role(row["role"]),
            unit=row["unit"],
            name=row["name"],
            kind=row["kind"],
            institution=row["institution"],
            programme=row["programme"],
            weeks=int(row["weeks"] or 0),
            week_now=int(row["week_now"] or 0),
        )
        for number, row in enumerate(rows("people"), start=1)
    )


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the CSV files beside this one."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
