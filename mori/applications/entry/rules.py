"""How the names in a letter are read. No database, no request."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mori.accounts.rules import is_in_latin, normal_email, normal_phone, sought
from mori.core.words import Labelled, marked
from mori.placements.pasting.rules import is_heading, repeated, table_of

from ..rules import MOST_APPLICANTS

COLUMNS = ("name", "number", "phone", "email")
COUNTED = re.compile(r"^\s*\d{1,3}\s*[.)\t;,]\s*", re.MULTILINE)  # "1. ", as lists in letters begin
NAME_MOST, NUMBER_MOST, CONTACT_MOST = 120, 30, 200


class Flaw(Labelled):
    """What is wrong with a line of names."""

    NO_NAME = "no_name", marked("has no name")
    NAME = "name", marked("the name is not in Latin letters, or too long")
    NUMBER = "number", marked("the student number is too long")
    PHONE = "phone", marked("the mobile number is none")
    EMAIL = "email", marked("the e-mail address is none")
    TWICE = "twice", marked("stands in the list twice")


class Named(NamedTuple):
    """Somebody a letter names."""

    name: str
    number: str = ""
    phone: str = ""
    email: str = ""


def names_in(text: str) -> list[Named]:
    """Those a pasted list names, in its order, without the numbers that count its lines."""
    table = table_of(text, COLUMNS)
    if not table.heading:
        table = table_of(COUNTED.sub("", text), COLUMNS)
    cells = [table.named(row) for row in table.rows]
    return [Named(*(" ".join(each.get(name, "").split()) for name in COLUMNS)) for each in cells]


def lines_of(rows: Iterable[Sequence[str]]) -> str:
    """The rows of a spreadsheet as if they were pasted, from the heading on where there is one."""
    filled = [row for row in rows if any(row)]
    heading = next((n for n, row in enumerate(filled) if is_heading(row)), 0)
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in filled[heading:])


def flaws_of(names: Sequence[Named]) -> list[tuple[int, str, Flaw]]:
    """Line, name and what is wrong, in the order of the list."""
    twice = repeated(f"{sought(each.name)} {each.number}" for each in names if each.name)
    contacts = repeated(
        contact
        for each in names
        for contact in (normal_phone(each.phone), normal_email(each.email))
    )
    found = []
    for line, each in enumerate(names, 1):
        flaws = list(_flaws(each))
        same = {normal_phone(each.phone), normal_email(each.email)} & contacts
        if f"{sought(each.name)} {each.number}" in twice or same:
            flaws.append(Flaw.TWICE)
        found += [(line, each.name, flaw) for flaw in flaws]
    return found


def _flaws(named: Named) -> list[Flaw]:
    wrong = {
        Flaw.NO_NAME: not named.name,
        Flaw.NAME: bool(named.name)
        and (len(named.name) > NAME_MOST or not is_in_latin(named.name)),
        Flaw.NUMBER: len(named.number) > NUMBER_MOST,
        Flaw.PHONE: bool(named.phone) and not normal_phone(named.phone),
        Flaw.EMAIL: bool(named.email) and not normal_email(named.email),
    }
    return [flaw for flaw, is_so in wrong.items() if is_so]


def is_too_many(count: int) -> bool:
    return count > MOST_APPLICANTS
