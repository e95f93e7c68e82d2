"""What a campaign's kit may hold, and until when. No database, no request."""

import datetime as dt
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from mori.core.words import Labelled, marked

FOLDER = "campaign"  # in the store
MOST_KIT_BYTES = 300_000
MOST_MATERIALS = 30  # of one campaign
KEPT = dt.timedelta(days=90)  # a picture of a publication, once nothing happens to it any more


class MaterialKind(Labelled):
    CAPTION = "caption", marked("Caption")
    CARD = "card", marked("Card")
    LEAFLET = "leaflet", marked("Leaflet")
    AUDIO = "audio", marked("Sound recording")
    SLIDES = "slides", marked("Slides")

    @property
    def has_file(self) -> bool:
        return self in MOST_BYTES

    @property
    def most_bytes(self) -> int:
        return MOST_BYTES[self]


MOST_BYTES = {
    MaterialKind.CARD: 60_000,
    MaterialKind.LEAFLET: 40_000,
    MaterialKind.AUDIO: 100_000,
    MaterialKind.SLIDES: 150_000,
}


class MaterialState(Labelled):
    """Whether the office stands by it. That its facts are out of date is no state."""

    DRAFT = "draft", marked("Draft")
    PUBLISHED = "published", marked("Published")
    WITHDRAWN = "withdrawn", marked("Taken down")


MATERIAL_MOVES = {
    "change": (frozenset(MaterialState), MaterialState.DRAFT),
    "publish": ({MaterialState.DRAFT, MaterialState.WITHDRAWN}, MaterialState.PUBLISHED),
    "withdraw": ({MaterialState.DRAFT, MaterialState.PUBLISHED}, MaterialState.WITHDRAWN),
}


class PublicationState(Labelled):
    REPORTED = "reported", marked("Reported")
    CHECKED = "checked", marked("Checked")
    WITHDRAWN = "withdrawn", marked("Taken down")


PUBLICATION_MOVES = {
    "check": ({PublicationState.REPORTED}, PublicationState.CHECKED),
    "withdraw": (
        {PublicationState.REPORTED, PublicationState.CHECKED},
        PublicationState.WITHDRAWN,
    ),
}


class Channel(Labelled):
    """Where something was published."""

    WHATSAPP = "whatsapp", marked("WhatsApp")
    INSTAGRAM = "instagram", marked("Instagram")
    X = "x", marked("X (Twitter)")
    FACEBOOK = "facebook", marked("Facebook")
    TIKTOK = "tiktok", marked("TikTok")
    YOUTUBE = "youtube", marked("YouTube")
    RADIO = "radio", marked("Radio")
    PRESS = "press", marked("Newspaper or news site")
    BOARD = "board", marked("Notice board")
    OTHER = "other", marked("Elsewhere")


class ReachSource(Labelled):
    """Where whoever reports a reach has it from."""

    COUNTER = "counter", marked("the channel's own counter")
    EDITOR = "editor", marked("the editors or the station")
    GUESS = "guess", marked("an estimate of their own")


class Captioned(NamedTuple):
    """A channel that captions are written for, and how long they may be there."""

    code: str
    column: str
    short: str
    name: str
    most: int


CAPTIONED = (
    Captioned("wa", "for_whatsapp", "WA", "WhatsApp", 4096),
    Captioned("ig", "for_instagram", "IG", "Instagram", 2200),
    Captioned("x", "for_x", "X", "X", 280),
)
X_LINK = 23  # X counts every link as so many signs
LINK = re.compile(r"https?://\S+")
# X counts what is in these ranges once, all else (emoji, Chinese …) twice.
LIGHT = re.compile("[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")


def length_on(channel: Captioned, text: str) -> int:
    """How many signs a text has as that channel counts them."""
    if channel.code != "x":
        return len(text)
    bare = LINK.sub("", text)
    links = len(LINK.findall(text))
    return 2 * len(bare) - len(LIGHT.findall(bare)) + links * X_LINK


def shared_text(caption: str, link: str) -> str:
    """What is shared: the caption, and below it where the rest stands."""
    return f"{caption}\n{link}" if caption else link


def is_stale(state: MaterialState, facts_until: dt.date | None, day: dt.date) -> bool:
    """Whether something published says what nobody has verified for today."""
    return state is MaterialState.PUBLISHED and facts_until is not None and facts_until < day


def is_offered(state: MaterialState, facts_until: dt.date | None, day: dt.date) -> bool:
    """Whether anybody may have it: the one question that kit, file, zip and share link ask."""
    return state is MaterialState.PUBLISHED and not is_stale(state, facts_until, day)


def is_running(from_on: dt.date, until_on: dt.date | None, day: dt.date) -> bool:
    return from_on <= day and (until_on is None or day <= until_on)


# "Pak Budi", "Sdr. Anton", "petugas Siti Aminah": a form of address or an office, then a name.
ADDRESS = (
    r"(?:bapak|ibu|pak|bu|bang|mas|mbak|kak|saudar[ai]|petugas|pegawai|pejabat|oknum|camat|lurah|"
    r"kades|kepala|officer|mr|mrs|ms|bpk\.?|sdri?\.?|mr\.|mrs\.|ms\.)"
)
NAMED = re.compile(rf"(?<![\w-])(?i:{ADDRESS})[ \u00a0]+[A-Z][\w'’-]*(?:[ \u00a0]+[A-Z][\w'’-]*)?")


def named_in(texts: Iterable[str]) -> list[str]:
    """What in some texts looks as if it named a person who serves others, each once."""
    found = (match.group() for text in texts for match in NAMED.finditer(text))
    return list(dict.fromkeys(found))


class SoundKind(StrEnum):
    OGG = "ogg"
    MP3 = "mp3"
    M4A = "m4a"


SOUND_MEDIA = {
    SoundKind.OGG: "audio/ogg",
    SoundKind.MP3: "audio/mpeg",
    SoundKind.M4A: "audio/mp4",
}


def sound_kind(content: bytes) -> SoundKind | None:
    """Which kind of recording it is, by how it begins."""
    if content.startswith(b"OggS"):
        return SoundKind.OGG
    if content.startswith(b"ID3") or (content[:1] == b"\xff" and content[1:2] >= b"\xe0"):
        return SoundKind.MP3
    if content[4:8] == b"ftyp" and content[8:11] in (b"M4A", b"mp4", b"iso"):
        return SoundKind.M4A
    return None


# Whoever reads a link ahead of a person: previews and crawlers say so in their name.
READS_AHEAD = re.compile(
    r"bot\b|bot/|crawl|spider|preview|facebookexternalhit|whatsapp/|telegram|slurp|curl/|wget/",
    re.IGNORECASE,
)


def is_opening(method: str, agent: str, purpose: str) -> bool:
    """Whether asking for a share link is somebody opening it, as far as can be known."""
    is_ahead = "prefetch" in purpose.lower() or bool(READS_AHEAD.search(agent))
    return method == "GET" and not is_ahead
