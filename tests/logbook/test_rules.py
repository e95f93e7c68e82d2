"""Hints and changes, in tables."""

import pytest

from mori.logbook.rules import changes, hints_in


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("Pelapor atas nama Sdr. Contoh Bin Misal menanyakan KK.", ["name"]),
        ("Ibu pelapor bernama Umpama datang.", ["name"]),
        ("Menerima pelapor soal akta kelahiran.", []),
        ("Pelapor Dinas Pendidikan belum menjawab.", []),
        ("Klarifikasi kepada terlapor dijadwalkan Senin.", []),
        ("NIK 9999999999999999 di formulir berbeda.", ["nik"]),
        ("Nomor register 0123/LM/XI/2026/BJM.", []),
        ("Pelapor bisa dihubungi di 0811-0000-0000.", ["phone"]),
        ("Hubungi +62 811 0000 0000 sore hari.", ["phone"]),
        ("NIK 6371 0112 0390 0001 dicocokkan.", ["nik"]),
        ("NIK 63.71.01-520390.0001 dicocokkan.", ["nik"]),
        ("Rapat 10.00-16.00 18-11-2026 di ruang 2.", []),
        ("Pelapor: +62 (0)811‑0000‑0000.", ["phone"]),
        ("Nomornya 0062 811 0000 0000.", ["phone"]),
        ("Nomornya 62 0811 0000 0000.", ["phone"]),
        ("Nomornya (0811) 0000 0000.", ["phone"]),
        ("Merekap 2026 laporan dan 0812 tembusan.", []),
    ],
)
def test_a_text_that_gives_someone_away_is_noticed(text, hints):
    assert hints_in(text) == hints


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("a b c", "a b c", [("same", "a b c")]),
        ("a b", "a b c", [("same", "a b "), ("added", "c")]),
        ("a b c ", "a c ", [("same", "a "), ("removed", "b "), ("same", "c ")]),
        ("", "baru", [("added", "baru")]),
    ],
)
def test_what_changed_is_shown_word_by_word(before, after, parts):
    assert changes(before, after) == parts
