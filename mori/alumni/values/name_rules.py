"""Names as lists have them: with titles before and after, in capitals, several in a cell."""

import re

from mori.core.texts.tidying import tidy

from .rules import NOTHING, Doubt, DoubtKind, Field, Found, Heard, How, doubt, one_line

CALLED = re.compile(r"^(?:sdri?|saudari?|bpk|bapak|ibu|tn|ny|nn|a\.n)\.?\s+(?=\w)", re.IGNORECASE)
NUMBERED = re.compile(r"^\d{1,4}\s*[.)]\s*")
BEFORE = frozenset(
    ("prof", "dr", "drg", "drh", "drs", "dra", "ir", "h", "hj", "kh", "apt", "ns", "tgk", "ust")
)
# Without their dots and in small letters; others are known by their dots: "S.Tr.Kom.".
AFTER = frozenset(
    (
        *("sh", "mh", "se", "st", "sp", "si", "sip", "sap", "sab", "sag", "sak", "ssos", "skom"),
        *("skep", "skm", "sked", "sfarm", "spsi", "spd", "spdi", "sikom", "ssi", "ssn", "spt"),
        *("spi", "shut", "shi", "shum", "sstp", "sst", "sthi", "sei", "sars", "sds", "sptk"),
        *("ma", "mm", "mt", "mp", "msi", "msc", "mpd", "mpdi", "map", "mpa", "mba", "mak", "mkom"),
        *("mkn", "mhi", "mhum", "mag", "mkes", "mikom", "mip", "msos", "mpsi", "mfarm", "ba"),
        *("bsc", "bba", "llb", "llm", "phd", "lc", "cpa", "ca", "ners", "apt", "amd", "amdkeb"),
        *("amdkep", "amk"),
    )
)
ALSO_NAMES = frozenset({"si", "ma", "ca", "ba", "lc", "sp", "st", "map"})  # or syllables of one
DOTTED = re.compile(r"(?:[SMAD]|Ph|Dr|LL)\.\s?[A-Z][A-Za-z]{0,5}\.?(?:\s?[A-Z][A-Za-z]{0,6}\.?)*")
BRACKETS = re.compile(r"^\(\w+\.?(?: \w+\.?)?\)$")
SMALL = frozenset(("bin", "binti", "de", "van", "der", "den", "von", "da"))
ROMAN = re.compile(r"(?:I{2,3}|IV|VI{0,3}|IX|X)")
SEVERAL = re.compile(r"\s(?:dan|&|dkk\.?|bersama)(?:\s|$)|\s/\s|;|\n\s*\d\s*[.)]", re.IGNORECASE)
FIRST = re.compile(r"([^\W\d_]+\.|[^\W\d_]+(?= ))\s*(?=[^\W\d_])")
LETTER = re.compile(r"[^\W\d_]")
NO_SIGN = re.compile(r"[@#$%*=<>{}\[\]\\|~]|\d{3}")
MOST = 80  # signs of a name


def name_in(text: str) -> Heard:
    """A person's name and, apart from it, the titles; what cannot be one is named."""
    lines = tidy(text).strip()
    line = NUMBERED.sub("", one_line(text))
    if not LETTER.search(line) or NO_SIGN.search(line) or len(line) > MOST:
        return Heard(doubts=(doubt(DoubtKind.NAME_NONE, text=line),)) if line else NOTHING
    before, rest = _titles_before(CALLED.sub("", line))
    name, after, doubts = _titles_after(rest)
    if not LETTER.search(name):
        return Heard(doubts=(doubt(DoubtKind.NAME_NONE, text=line),))
    if SEVERAL.search(lines):
        doubts += (doubt(DoubtKind.NAME_SEVERAL, text=line),)
    cased = cased_name(name)
    found = [Found(Field.NAME, cased, How.WRITTEN if cased == name else How.CASED)]
    found += [Found(Field.BEFORE, before)] if before else []
    found += [Found(Field.AFTER, after)] if after else []
    return Heard(tuple(found), doubts)


def _titles_before(text: str) -> tuple[str, str]:
    titles, rest = list[str](), text
    while (found := FIRST.match(rest)) and found[1].rstrip(".").casefold() in BEFORE:
        titles.append(found[1])
        rest = rest[found.end() :]
    return " ".join(titles), rest


def _titles_after(text: str) -> tuple[str, str, tuple[Doubt, ...]]:
    """What stands behind a comma if it is titles, else the known ones that end the name."""
    name, comma, rest = text.partition(",")
    if comma and rest.strip(" ,."):
        if all(map(_is_title, _pieces(rest))):
            bare, more = _known_at_end(name.strip())
            return bare, ", ".join(filter(None, [more, rest.strip(" ,")])), ()
        return text, "", (doubt(DoubtKind.NAME_COMMA, text=text),)
    bare, titles = _known_at_end(name.strip())
    return bare, titles, ()


def _pieces(text: str) -> list[str]:
    """Titles one by one; what stands in brackets belongs to the one before it."""
    parts = [part.strip() for part in re.split(r",", text) if part.strip(" .")]
    pieces = list[str]()
    for part in parts:
        pieces += [part] if DOTTED.fullmatch(part) else part.split()
    return pieces


def _is_title(piece: str) -> bool:
    is_degree = piece.casefold().replace(".", "").replace(" ", "") in AFTER
    return is_degree or bool(DOTTED.fullmatch(piece) or BRACKETS.fullmatch(piece))


def _known_at_end(text: str) -> tuple[str, str]:
    """A name without the degrees behind it, though no comma parts them: "Ahmad Fauzi SH MH"."""
    words, titles = text.split(), list[str]()
    is_loud = text == text.upper()
    while len(words) > 1 and _ends_in_title(words, is_loud=is_loud, has_more=bool(titles)):
        titles.insert(0, words.pop())
    return " ".join(words), " ".join(titles)


def _ends_in_title(words: list[str], *, is_loud: bool, has_more: bool) -> bool:
    word = words[-1]
    bare = word.replace(".", "")
    if BRACKETS.fullmatch(word):
        return _is_title(words[-2]) and len(words) > 2
    if "." in word.rstrip("."):
        return bool(DOTTED.fullmatch(word)) or bare.casefold() in AFTER
    is_degree = bare.casefold() in AFTER and (bare.isupper() or bare[1:].lower() != bare[1:])
    if is_degree and (is_loud or bare.casefold() in ALSO_NAMES):
        return len(words) > 2 and bare.casefold() not in ALSO_NAMES
    return is_degree


def cased_name(name: str) -> str:
    """A name that is all capitals, or has none, with those that names have."""
    if name not in (name.upper(), name.lower()) or len(name.replace(".", "")) < 2:
        return name
    words = name.split()
    return " ".join(_cased_word(word, place, len(words)) for place, word in enumerate(words))


def _cased_word(word: str, place: int, count: int) -> str:
    if place and word.casefold() in SMALL:
        return word.lower()
    if place and place == count - 1 and ROMAN.fullmatch(word):
        return word
    parts = re.split(r"([-.(/])", word)
    return "".join(part[:1].upper() + part[1:].lower() for part in parts)
