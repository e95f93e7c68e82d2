"""By when an idea is answered, and which words read as if somebody is in danger."""

import datetime as dt

import pytest

from mori.contributions.ideas.rules import answer_day, is_late, sounds_like_danger
from mori.core.workdays import Calendar, Hours

WEEK = [Hours(day, dt.time(8), dt.time(16)) for day in range(5)]


@pytest.mark.parametrize(
    ("sent_on", "closed", "expected"),
    [
        ("2026-11-18", [], "2026-12-02"),  # a Wednesday
        ("2026-11-20", [], "2026-12-04"),
        ("2026-11-21", [], "2026-12-04"),  # on a Saturday: Monday is the first
        ("2026-11-18", ["2026-11-25", "2026-12-02"], "2026-12-04"),
        ("2026-12-21", ["2026-12-24", "2026-12-25", "2027-01-01"], "2027-01-07"),
    ],
)
def test_the_tenth_working_day_after_an_idea_is_the_last_in_time(sent_on, closed, expected):
    holidays = {dt.date.fromisoformat(day): "Libur" for day in closed}

    last = answer_day(Calendar(WEEK, holidays), dt.date.fromisoformat(sent_on))

    assert str(last) == expected
    assert not is_late(last, last)
    assert is_late(last, last + dt.timedelta(days=1))


DANGER = [
    "Kadang aku ingin mati saja di kantor ini.",
    "Temanku mau BUNUH  DIRI karena target.",
    "Aku dipukul oleh petugas parkir.",
    "ada senior yang melecehkan peserta",
    "Saya diancam kalau bercerita.",
    "teman sekamarku suka nyakitin diri",
    "Somebody groped an intern in the lift.",
    "I want to die when I see the list.",
    "She said he threatened me, too.",
]
PLAIN = [
    "Lampu ruang rapat sering mati, ganti sakelarnya.",
    "Antrean membunuh waktu warga; pakai nomor daring.",
    "Biaya dipukul rata untuk semua layanan, padahal berbeda.",
    "Kertas bekas bisa dipakai lagi untuk nota.",
    "Papan petunjuk yang mudah diraih dan dibaca.",
    "Formulir dikirim dua kali, hapus salah satunya.",
    "Let visitors grab a number by phone.",
    "The therapeutic garden could be open on Fridays.",
    "Grapes for the meeting are cheaper at the market.",
    "Pengaman pintu rusak; perbaiki.",
]


@pytest.mark.parametrize("text", DANGER)
def test_words_of_danger_are_heard(text):
    assert sounds_like_danger("Judul", text)


@pytest.mark.parametrize("text", PLAIN)
def test_plain_words_are_not(text):
    assert not sounds_like_danger(text, "")
