"""What somebody typed, as it is kept and compared. Standard library only."""

import re
import unicodedata

# What is drawn as nothing or turns the line round: controls, joiners, marks and overrides of
# direction, soft hyphen, byte order mark, fillers, tags, half surrogate pairs, non-characters.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
NEEDED = "\u200c\u200d\ufe0e\ufe0f"  # joiners, and how an emoji is drawn
# Letters without case (Arabic, Javanese, Devanagari …), their marks, emoji and their colours.
JOINS = frozenset({"Lo", "Mn", "Mc", "So", "Sk"})
LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
UNDRAWN = frozenset({"Zs", "Zl", "Zp", "Mn", "Mc", "Me", "Cc", "Cf", "Cs"})
BLANK_SYMBOL = "\u2800"  # Braille without a dot


def tidy(text: str) -> str:
    """A text in Unicode's composed form, its lines ended by newlines, without unseen signs.

    A joiner stays behind a letter or sign that it changes: some scripts and emoji cannot be
    written without. Between Latin letters nobody sees it, and there it goes.
    """
    lines = LINE_END.sub("\n", text)
    seen = UNSEEN.sub(lambda found: _if_needed(lines, found.start()), lines)
    return unicodedata.normalize("NFC", seen)


def _if_needed(text: str, place: int) -> str:
    sign = text[place]
    joins = place > 0 and unicodedata.category(text[place - 1]) in JOINS
    return sign if joins and sign in NEEDED else ""


def visible(text: str) -> str:
    """A text without outer blanks; nothing at all if there is nothing in it to see."""
    text = text.strip()
    return text if any(_is_drawn(sign) for sign in text) else ""


def _is_drawn(sign: str) -> bool:
    return unicodedata.category(sign) not in UNDRAWN and sign != BLANK_SYMBOL


DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")


def plain(text: str) -> str:
    """Other forms of letters, digits, blanks and hyphens as the ordinary ones; nothing unseen."""
    return DASHES.sub("-", unicodedata.normalize("NFKC", UNSEEN.sub("", text))).strip()
