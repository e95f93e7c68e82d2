"""What rules say of captions, names, kinds of files and openings."""

import datetime as dt

import pytest

from mori.campaign.rules import (
    CAPTIONED,
    MaterialState,
    is_offered,
    is_opening,
    is_stale,
    length_on,
    named_in,
    sound_kind,
)

DAY = dt.date(2026, 11, 18)
WA, IG, X = CAPTIONED


@pytest.mark.parametrize(
    ("channel", "text", "length"),
    [
        (X, "Tahu syarat", 11),
        (X, "Baca https://mori.example/s/abcdefgh", 5 + 23),  # however long the link is
        (X, "Tanya 👍", 6 + 2),
        (X, "“kutip” – ya", 12),
        (WA, "Baca https://mori.example/s/abcdefgh", 36),
        (IG, "Tanya 👍", 7),
    ],
)
def test_a_caption_is_as_long_as_its_channel_counts(channel, text, length):
    assert length_on(channel, text) == length


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pak Budi Umpama menolak", ["Pak Budi Umpama"]),
        ("kata Bu Siti di loket", ["Bu Siti"]),
        ("Sdr. Anton dan Sdri. Ani", ["Sdr. Anton", "Sdri. Ani"]),
        ("petugas Umpama meminta uang", ["petugas Umpama"]),
        ("Catat nama petugas. Jangan marah", []),
        ("Petugas wajib memberi tanda terima", []),
        ("Ibu-ibu PKK dan bapak yang antre", []),
        ("Abu Bakar tidak memakai sapaan", []),
        ("Pak Budi. Lagi: Pak Budi", ["Pak Budi"]),
    ],
)
def test_a_form_of_address_before_a_name_is_noticed(text, found):
    assert named_in([text]) == found


@pytest.mark.parametrize("state", MaterialState)
@pytest.mark.parametrize(
    ("until", "stale"), [(None, False), (DAY, False), (DAY - dt.timedelta(1), True)]
)
def test_only_what_is_published_and_verified_is_offered(state, until, stale):
    public = state is MaterialState.PUBLISHED

    assert is_stale(state, until, DAY) is (public and stale)
    assert is_offered(state, until, DAY) is (public and not stale)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"OggS\0\2", "ogg"),
        (b"ID3\3\0", "mp3"),
        (b"\xff\xfb\x90", "mp3"),
        (b"\0\0\0\x20ftypM4A ", "m4a"),
        (b"\xff", None),
        (b"RIFF\0\0\0\0WAVE", None),
        (b"", None),
    ],
)
def test_a_recording_is_known_by_how_it_begins(content, kind):
    assert sound_kind(content) == kind


@pytest.mark.parametrize(
    ("method", "agent", "purpose", "counts"),
    [
        ("GET", "Mozilla/5.0 (Linux; Android 13) Chrome/140", "", True),
        ("GET", "", "", True),
        ("HEAD", "Mozilla/5.0", "", False),
        ("GET", "Mozilla/5.0", "prefetch;prerender", False),
        ("GET", "WhatsApp/2.23.20.0 A", "", False),
        ("GET", "facebookexternalhit/1.1", "", False),
        ("GET", "Mozilla/5.0 (compatible; Googlebot/2.1)", "", False),
        ("GET", "TelegramBot (like TwitterBot)", "", False),
    ],
)
def test_what_reads_ahead_is_no_opening(method, agent, purpose, counts):
    assert is_opening(method, agent, purpose) is counts
