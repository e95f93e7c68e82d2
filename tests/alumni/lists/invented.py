"""Invented people as a list would have them before any mess, and what is right about them."""

import random
from dataclasses import dataclass
from typing import Any

from mori.alumni.values.rules import Field

HEADINGS = ["No", "Nama Lengkap", "NIM", "Asal Kampus", "HP", "E-mail", "Periode", "Tahun", "Ket."]
NAME, NUMBER, INSTITUTION, PHONE, EMAIL, PERIOD, YEAR = range(1, 8)
FIRST = (
    *("Siti", "Ahmad", "Noor", "Rizky", "Dewi"),
    *("Budi", "Rahma", "Fitri", "Hasan", "Laila"),
    *("Yusuf", "Intan", "Galih", "Mawar", "Anwar"),
)

LAST = (
    *("Contoh", "Percobaan", "Misalnya", "Umpama", "Karangan"),
    *("Rekaan", "Andaian", "Fiktif", "Cerita", "Dongeng"),
)
MIDDLE = (
    *("Aminah", "Fauzi", "Hidayat", "Lestari", "Rahman"),
    *("Wulandari", "Saputra", "Maulida", "Pratama", "Azizah"),
)
CAMPUSES = {
    "Universitas Lambung Mangkurat": (
        *("ULM", "Unlam", "Univ. Lambung Mangkurat", "UNIV LAMBUNG MANGKURAT BJM"),
        *("FH ULM", "Universitas Lambung Mangkurat"),
    ),
    "Politeknik Negeri Banjarmasin": (
        "Poliban",
        "Politeknik Negeri Banjarmasin",
        "Poltek Negeri BJM",
    ),
    "SMK Negeri 3 Banjarmasin": ("SMKN 3 Banjarmasin", "SMK Negeri 3 BJM", "SMK N 3 Banjarmasin"),
    "Universitas Contoh Selatan": ("Univ. Contoh Selatan", "UNIVERSITAS CONTOH SELATAN"),
}
KNOWN = [(str(number), name, name) for number, name in enumerate(CAMPUSES, 1)]
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)

Right = dict[Field, list[str]]


@dataclass
class Invented:
    """One invented person: the cells before any mess, and what is right about them."""

    cells: list[Any]
    right: Right


def invented_person(number: int, year: int, chance: random.Random) -> Invented:
    name = f"{chance.choice(FIRST)} {chance.choice(MIDDLE)} {chance.choice(LAST)}"
    campus = chance.choice(list(CAMPUSES))
    phone = f"81{year % 10}{number:07}1"
    mail = f"orang{year}.{number}@contoh.example"
    month = chance.randint(1, 11)
    cells = [number, name, f"C{year}{number:05}", campus, f"0{phone}", mail, "", str(year), ""]
    cells[PERIOD] = f"2 {MONTHS[month - 1]} s/d 28 {MONTHS[month]} {year}"
    right = {
        Field.NAME: [name],
        Field.NUMBER: [cells[NUMBER]],
        Field.INSTITUTION: [campus],
        Field.PHONE: [f"+62{phone}"],
        Field.EMAIL: [mail],
        Field.STARTS: [f"{year}-{month:02}-02"],
        Field.ENDS: [f"{year}-{month + 1:02}-28"],
        Field.YEAR: [str(year)],
    }
    return Invented(cells, right)
