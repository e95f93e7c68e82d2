"""What in a text may tell who it is about, each in its place. Hints: somebody reads it as well."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from mori.core.words import Labelled, marked


class HintKind(Labelled):
    NIK = "nik", marked("NIK or another long number of a person")
    PHONE = "phone", marked("Phone number")
    MAIL = "mail", marked("Mail address")
    NAME = "name", marked("Name with a title")
    ADDRESS = "address", marked("Address")
    REPORT = "report", marked("Number of a report or letter")
    PLATE = "plate", marked("Number plate")
    ACCOUNT = "account", marked("Account number")
    BIRTH = "birth", marked("Date of birth")


class Hint(NamedTuple):
    kind: HintKind
    start: int
    end: int


class Piece(NamedTuple):
    """A piece of a text, and what is hinted about it."""

    text: str
    kind: HintKind | None


# Offices and roles that follow a title without being anybody's name.
NO_NAME = (
    r"(?!(?i:Kepala|Ketua|Camat|Lurah|Bupati|Wali|Gubernur|Menteri|Direktur|Guru|Dokter|Bidan|Petugas"
    r"|Pelapor|Terlapor|Pemohon|Warga|Dan|Atau|Yang|Di|Ke|Kota|Hakim|Dosen|Rektor|RT|RW)\b)"
)
NAME_WORD = rf"{NO_NAME}[A-Z](?:[a-z'’]+|[A-Z]{{2,}})"
WORDS = rf"{NAME_WORD}(?: {NAME_WORD}){{0,3}}"
TITLE = (
    r"(?:[Bb]apak|[Ii]bu|[Pp]ak|[Bb]u|[Ss]audara|[Ss]audari|[Ss]dri?\.?|[Nn]y\.|[Tt]n\.|[Mm]bak|[Mm]as|"
    r"[Bb]ang|[Uu]stad[hz]?|[Uu]stazah|[Hh]aji|[Hh]ajah|H\.|Hj\.|[Dd]r\.|Drs?a?\.|Ir\.|[Pp]rof\.|K\.?H\.|"
    r"AKP|AKBP|[Bb]ripka|[Ii]pda|[Ii]ptu|[Kk]ompol)"
)
DEGREE = r"(?:S\.\s?[A-Z][A-Za-z]{0,3}\.?|M\.\s?[A-Z][A-Za-z]{0,3}\.?|SH|MH|SE|SPd|S\.Pd|Ph\.?D)"
DIGITS = r"\d(?:[ .-]?\d)"
# In this order: of two that overlap the first one counts.
PATTERNS = (
    (HintKind.MAIL, r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    (
        HintKind.REPORT,
        r"\b\d{1,6}(?:\.\d+)?/[A-Z][A-Z.\-]*(?:/[A-Z0-9.\-]+)*/\d{4}(?:/[A-Z0-9.\-]+)*",
    ),
    (
        HintKind.REPORT,
        r"(?i:\b(?:nomor|no\.?|register) (?:laporan|agenda|surat|registrasi)\b:?\s*)\S*\d\S*",
    ),
    (
        HintKind.ACCOUNT,
        rf"(?i:\b(?:rekening|rek\.?|virtual account|va)\b)[^\d\n]{{0,30}}{DIGITS}{{6,17}}\b",
    ),
    (HintKind.PHONE, rf"(?<![\w/])(?:\+\s?62|62|0)[ .-]?8{DIGITS}{{7,11}}\b"),
    (HintKind.PHONE, r"(?<![\w/])\(?0\d{2,3}\)?[ -]\d{5,8}\b"),
    (HintKind.NIK, rf"(?<![\w/]){DIGITS}{{13,18}}\b"),
    (HintKind.BIRTH, r"(?i:\b(?:lahir|ttl|kelahiran)\b)[^.\n]{0,40}?\d{1,2}[ /-]\w+[ /-]\d{2,4}"),
    (
        HintKind.ADDRESS,
        r"\b(?:(?:[Jj]alan|[Gg]ang|[Kk]omplek|[Kk]omp\.|[Pp]erumahan) [A-Z][\w.]*"
        r"|[Jj]ln?\.? ?[A-Z][\w.]*|[Gg]g\.? ?[A-Z]\w*)(?: (?!No)[A-Z][\w.]*){0,4}"
        r"(?: (?:[Nn]o\.?|[Nn]omor) ?\d+\w?)?",
    ),
    (HintKind.ADDRESS, r"\b(?:RT|RW)[ .]?\d{1,3}\b(?:\s?/\s?(?:RW)?[ .]?\d{1,3}\b)?"),
    (HintKind.NAME, rf"\b{TITLE} (?:{TITLE} )?{WORDS}"),
    (HintKind.NAME, rf"\b{WORDS}, {DEGREE}"),
    (HintKind.PLATE, r"\b[A-Z]{1,2} \d{1,4} [A-Z]{1,3}\b"),
)
COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in PATTERNS)

# Of these cases nobody gives an opinion here: they belong to safeguarding.
NEVER = re.compile(
    r"\b(?:perkosa\w*|pemerkosa\w*|diperkosa|cabul\w*|pencabul\w*|dicabul\w*|pelecehan|dilecehkan|melecehkan"
    r"|kekerasan seksual|asusila|persetubuhan|rudapaksa|dirudapaksa|tombol merah|bunuh diri|inses"
    r"|sexual (?:violence|assault|harassment)|rape[ds]?)\b",
    re.IGNORECASE,
)


def hints_in(text: str) -> list[Hint]:
    """What may tell who a text is about, in its order; of two that overlap one."""
    found: list[Hint] = []
    for kind, pattern in COMPILED:
        for match in pattern.finditer(text):
            if not any(match.start() < each.end and each.start < match.end() for each in found):
                found.append(Hint(kind, match.start(), match.end()))
    return sorted(found, key=lambda hint: hint.start)


def pieces_of(text: str) -> list[Piece]:
    """A text cut where something is hinted."""
    return [piece for piece in _pieces(text, hints_in(text)) if piece.text]


def _pieces(text: str, hints: list[Hint]) -> Iterator[Piece]:
    last = 0
    for hint in hints:
        yield Piece(text[last : hint.start], None)
        yield Piece(text[hint.start : hint.end], hint.kind)
        last = hint.end
    yield Piece(text[last:], None)


def word_of_harm(text: str) -> str:
    """The word by which a text is about what is never a matter; none, if there is none."""
    found = NEVER.search(text)
    return found[0] if found else ""
