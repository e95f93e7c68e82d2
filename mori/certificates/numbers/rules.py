"""How papers get their numbers. No database, no request."""

import datetime as dt
import re
from collections.abc import Mapping

from mori.certificates.statements.rules import PaperKind
from mori.core.texts.folding import folded
from mori.core.texts.tidying import plain
from mori.core.words import Labelled, marked

NUMBER_MOST = 80
TEMPLATE_MOST = 80
CODE_MOST = 20
LAST_MOST = 999_999
TEMPLATE = "{nomor3}/{jenis}/{kode}/{bulan}/{tahun}"  # where an office has none of its own
BLANKS = re.compile(r"\s+")
PLACES = re.compile(r"\{([^{}]*)\}")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
SHORT: dict[str, str] = {
    PaperKind.CERTIFICATE: "SERT",
    PaperKind.TRANSCRIPT: "TRAN",
    PaperKind.LETTER: "SKET",
    PaperKind.ATTENDANCE: "HADIR",
}
COUNTING = ("nomor", "nomor3")


class Numbering(Labelled):
    """Where an office's numbers come from."""

    TEMPLATE = "template", marked("MORI counts, by a pattern of the office")
    REGISTER = "register", marked("Typed from the office's register")

    @property
    def is_typed(self) -> bool:
        return self is Numbering.REGISTER


class Restart(Labelled):
    """When the running number begins at 1 again."""

    YEARLY = "yearly", marked("Each year from 1")
    NEVER = "never", marked("On and on")

    def year_of(self, day: dt.date) -> int:
        """Which counter counts on a day."""
        return day.year if self is Restart.YEARLY else 0


class PatternFlaw(Labelled):
    """What is wrong with a pattern."""

    BRACES = "braces", marked("Write each placeholder between one { and one }.")
    UNKNOWN = "unknown", marked("This pattern has a placeholder that MORI does not know.")
    NO_NUMBER = "no_number", marked("The pattern needs {nomor} or {nomor3}, which counts.")
    NO_YEAR = "no_year", marked("Numbers that begin at 1 each year need {tahun} in the pattern.")
    TOO_LONG = "too_long", marked("Numbers by this pattern would be longer than 80 characters.")


def number_folded(text: str) -> str:
    """A number as it is compared: whatever its capitals, blanks and kinds of hyphen, and whatever
    slashes stand at its ends, which no address keeps.
    """
    return BLANKS.sub("", folded(plain(text))).strip("/")[:NUMBER_MOST]


def places_of(count: int, kind: str, day: dt.date, code: str) -> Mapping[str, str]:
    """What each placeholder of a pattern stands for; a later slice's kind is short already."""
    return {
        "nomor": str(count),
        "nomor3": f"{count:03}",
        "jenis": SHORT.get(kind, kind),
        "kode": code,
        "bulan": ROMAN[day.month - 1],
        "tahun": str(day.year),
    }


def filled(template: str, places: Mapping[str, str]) -> str:
    """The number that a pattern makes."""
    return PLACES.sub(lambda found: places[found[1]], template)


def pattern_flaw(template: str, code: str, restart: Restart) -> PatternFlaw | None:
    """Why a pattern cannot be used."""
    names = PLACES.findall(template)
    places = places_of(LAST_MOST, PaperKind.CERTIFICATE, dt.date(2026, 8, 1), code)
    if set("{}") & set(PLACES.sub("", template)):
        return PatternFlaw.BRACES
    if not set(names) <= places.keys():
        return PatternFlaw.UNKNOWN
    if not set(names) & set(COUNTING):
        return PatternFlaw.NO_NUMBER
    if restart is Restart.YEARLY and "tahun" not in names:
        return PatternFlaw.NO_YEAR
    return PatternFlaw.TOO_LONG if len(filled(template, places)) > NUMBER_MOST else None
