"""Institutions as lists spell them: a usual form, a key under which spellings meet, a match."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mori.core.texts.folding import folded
from mori.institutions.rules import COMMON, likeness, words_of

from .rules import NOTHING, DoubtKind, Field, Found, Heard, How, doubt, is_blank, one_line

# What lists of this region write short. Other short forms are spellings of a known institution.
SHORT = {
    "ulm": "universitas lambung mangkurat",
    "unlam": "universitas lambung mangkurat",
    "uniska": "universitas islam kalimantan",
    "poliban": "politeknik negeri banjarmasin",
    "uin": "universitas islam negeri",
    "iain": "institut agama islam negeri",
    "un": "universitas",
    "uni": "universitas",
    "universtas": "universitas",
    "univesitas": "universitas",
    "university": "universitas",
    "pol": "politeknik",
    "lamb": "lambung",
    "mangkrt": "mangkurat",
    "bjm": "banjarmasin",
    "bjb": "banjarbaru",
    "mtp": "martapura",
    "kalsel": "kalimantan selatan",
}
PLACES = frozenset({"banjarmasin", "banjarbaru", "martapura"})
FACULTIES = {
    "fh": "Hukum",
    "fisip": "Ilmu Sosial dan Ilmu Politik",
    "feb": "Ekonomi dan Bisnis",
    "fe": "Ekonomi",
    "fkip": "Keguruan dan Ilmu Pendidikan",
    "ft": "Teknik",
    "fk": "Kedokteran",
    "fmipa": "Matematika dan Ilmu Pengetahuan Alam",
    "faperta": "Pertanian",
    "fasya": "Syariah",
}
FACULTY = re.compile(
    r"^(?:fak(?:ultas)?\.?|prodi\.?|program studi|jurusan|jur\.?)\s+(?P<what>.+?)[\s,/-]+"
    r"(?P<where>(?:univ\w*|unv|uni|poltek\w*|politeknik|inst|institut|sekolah|sti[a-z]+|uin"
    r"|iain|ulm|unlam|uniska|poliban)\b.*)$",
    re.IGNORECASE,
)
NEAR = 0.75  # names at least so alike may be one institution, which a person decides
SMALL = frozenset({"dan", "of", "the"})
WORDS = frozenset(COMMON | {"univ", "unv", "poltek", "poltekkes", "smkn", "sman", "man", "stikes"})


@dataclass(frozen=True)
class Known:
    """The institutions an office knows, by the keys of all their spellings."""

    by_key: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # key → id and name
    names: tuple[tuple[str, str], ...] = ()  # spelling, and the name it stands for
    seen: dict[str, str] = field(default_factory=dict)  # what was already looked for


def known_institutions(spellings: Iterable[tuple[str, str, str]]) -> Known:
    """From rows of id, name and one spelling, of which the name itself is one."""
    rows = list(spellings)
    by_key = {institution_key(spelling): (each, name) for each, name, spelling in rows}
    return Known(by_key, tuple((spelling, name) for _each, name, spelling in rows))


def institution_in(text: str, known: Known | None = None) -> Heard:
    """The institution in full, its faculty apart, and which of the known ones it is."""
    line = one_line(text)
    if is_blank(line):
        return NOTHING
    faculty, name = _without_faculty(line)
    if not re.search(r"[^\W\d_]", name):
        return Heard((Found(Field.INSTITUTION, name),))
    full = full_name(name)
    found = [Found(Field.INSTITUTION, full, How.WRITTEN if full == line else How.SHORT_FORM)]
    found += [Found(Field.PROGRAMME, faculty, How.SHORT_FORM)] if faculty else []
    heard = Heard(tuple(found))
    return heard + _match(full, line, known) if known else heard


def _without_faculty(line: str) -> tuple[str, str]:
    whole = FACULTY.match(line)
    if whole:
        return whole["what"].strip(" ,"), whole["where"]
    first, _blank, rest = line.partition(" ")
    faculty = FACULTIES.get(first.casefold().strip("."))
    return (faculty, rest.strip()) if faculty and rest else ("", line)


def full_name(name: str) -> str:
    """The name with its short forms in full: UNIV LAMBUNG MANGKURAT BJM; others as they are."""
    if len(name.split()) == 1 and folded(name).strip(".") not in SHORT:
        return name
    words = _full_words(name)
    kept = {folded(word).strip("."): word for word in re.findall(r"[\w'.-]+", name)}
    is_loud = name == name.upper()
    return " ".join(_as_shown(word, kept.get(word, ""), is_loud=is_loud) for word in words)


def _full_words(name: str) -> list[str]:
    short = [SHORT.get(word, word) for word in words_of(folded(name))]
    return " ".join(short).split()


def _as_shown(word: str, as_written: str, *, is_loud: bool) -> str:
    if as_written and not is_loud:
        return as_written if as_written != as_written.lower() or word in SMALL else word.title()
    is_initials = len(word) <= 4 and not re.search("[aeiou]", word)
    is_kind = word in ("smk", "sma", "ma", "mts", "smp", "stia", "stih", "stie", "uin", "iain")
    return word.upper() if is_initials or is_kind else word if word in SMALL else word.title()


def institution_key(name: str) -> str:
    """The same for all spellings of one institution, as far as words can tell.

    A place at the end says nothing where two rare words stand before it: it does of
    "Universitas Lambung Mangkurat Banjarmasin", not of "SMK Negeri 3 Banjarmasin".
    """
    words = _full_words(_without_faculty(one_line(name))[1])
    rare = [word for word in words if word not in COMMON and not word.isdecimal()]
    while len(rare) > 2 and words[-1] in PLACES:
        rare.pop()
        words.pop()
    return " ".join(words)


def _match(full: str, line: str, known: Known) -> Heard:
    exact = known.by_key.get(institution_key(full)) or known.by_key.get(institution_key(line))
    if exact:
        return Heard((Found(Field.KNOWN, exact[0], How.ALIKE),))
    if full not in known.seen:
        known.seen[full] = _nearest(full, known)
    meant = known.seen[full]
    return Heard(doubts=(doubt(DoubtKind.INSTITUTION_LIKE, text=line, meant=meant),) * bool(meant))


def _nearest(full: str, known: Known) -> str:
    """The known institution whose name is most like this one, if it is like enough."""
    scored = ((likeness(full, spelling), name) for spelling, name in known.names)
    score, name = max(scored, default=(0.0, ""))
    return name if score >= NEAR else ""


def is_institution(text: str) -> bool:
    """Whether a text names an institution by its kind: a university, a school."""
    words = words_of(folded(text))
    return any(word in WORDS or word in SHORT for word in words)
