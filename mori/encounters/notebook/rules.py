"""When a note is about somebody in danger: then help comes first, not the counter."""

import re

from ..rules import Happened, Note

# Of stems, so that "dipukuli" and "memukul" are found; a word too many only shows help.
WORDS = re.compile(
    r"\b\w*(?:pukul(?!\s*\d)|tampar|tendang|tinju|ancam|leceh|perkosa|cabul|raba|cekik|sekap|aniaya|bunuh"
    r"|keras(?:an)? seksual|kekerasan)\w*"
    r"|\b(?:hit me|beat(?:en)?|slapp\w*|punch\w*|threat\w*|harass\w*|rap(?:ed?|ing)|grop\w*"
    r"|assault\w*|chok\w*|kill\w*)\b",
    re.IGNORECASE,
)


def is_danger(note: Note) -> bool:
    """Whether it was chosen, or the words sound like it."""
    return is_harm(note) or sounds_like_danger(note)


def is_harm(note: Note) -> bool:
    """Whether it was chosen: then nobody is sent to the counter with a letter."""
    return Happened.HARM.value in note.happened


def sounds_like_danger(note: Note) -> bool:
    return bool(WORDS.search("\n".join((note.story, note.loss, note.wish))))
