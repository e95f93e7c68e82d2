"""How letters are worded where an office has said nothing: from texts.csv; and what they cite."""

import csv
import datetime as dt
from functools import cache
from pathlib import Path

from mori.certificates.statements.words import said_in
from mori.web.filters import day_month

from ..models import Applicant, Application
from .rules import LetterKind

FILE = Path(__file__).parent / "texts.csv"


@cache
def standard_texts() -> dict[str, dict[str, str]]:
    """Kind → its text by language."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["kind"]: {"id": row["id"], "en": row["en"]} for row in csv.DictReader(file)}


def standard_text(kind: LetterKind, locale: str) -> str:
    return standard_texts()[kind.value].get(locale, standard_texts()[kind.value]["id"])


def day_in(locale: str, day: dt.date | None) -> str:
    """As letters write it, and one word, so that no line ends within it."""
    return f"{day_month(locale, day)} {day.year}".replace(" ", "\u00a0") if day else ""


def origin_of(application: Application) -> str:
    """Campus, school or community; without one whoever answers for it."""
    found = application.institution
    where = found.standing.name if found else application.institution_typed
    return where or application.contact


def cited(application: Application, locale: str) -> str:
    """What is replied to: the letter with its number, its date and who signed it, as far as it
    says so, or else the application.
    """
    _, whom = said_in(locale), origin_of(application)
    number, day = application.letter_number, day_in(locale, application.letter_on)
    if application.letter_by:
        whom = _("%(post)s, %(where)s", post=application.letter_by, where=whom)
    if number and day:
        return _(
            "the letter number %(number)s of %(day)s from %(whom)s",
            number=number,
            day=day,
            whom=whom,
        )
    if number:
        return _("the letter number %(number)s from %(whom)s", number=number, whom=whom)
    if day:
        return _("the letter of %(day)s from %(whom)s", day=day, whom=whom)
    received = day_in(locale, application.received_on)
    return _("the application from %(whom)s received on %(day)s", whom=whom, day=received)


def programme_of(application: Application, locale: str) -> str:
    _ = said_in(locale)
    return application.programme or _("an internship")


def name_of(applicant: Applicant, locale: str) -> str:
    _ = said_in(locale)
    return applicant.name or _("A place without a name")
