"""Texts as they are compared and searched for. Standard library only."""

import re
import unicodedata

APOSTROPHES = re.compile("['`´‘’‛′ʹʻʼʽʾʿˈ＇]")
ACCENTS = re.compile("[\u0300-\u036f]")


def folded(text: str) -> str:
    """A text as it is compared and searched for: without capitals, accents and apostrophes."""
    bare = ACCENTS.sub("", unicodedata.normalize("NFKD", APOSTROPHES.sub("", text)))
    return " ".join(unicodedata.normalize("NFC", bare).casefold().split())
