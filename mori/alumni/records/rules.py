"""What an office holds of an alumnus, row by row, and in words. No database, no request."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from mori.alumni.likeness.rules import PersonFacts
from mori.alumni.values.institution_rules import institution_key
from mori.alumni.values.name_rules import name_in
from mori.alumni.values.rules import Field, one_line
from mori.core.texts.folding import folded
from mori.core.words import Labelled, marked

from ..rules import Agreed, Record

NAME_MOST, BEFORE_MOST, AFTER_MOST = 120, 40, 60


class Named(NamedTuple):
    """A name, and the titles before and behind it."""

    name: str
    before: str = ""
    after: str = ""


def named(text: str) -> Named:
    """A name apart from its titles; as it was written where that is doubtful."""
    heard = name_in(text)
    parts = [" ".join(heard.values(each)) for each in (Field.NAME, Field.BEFORE, Field.AFTER)]
    if heard.doubts or not parts[0]:
        return Named(one_line(text)[:NAME_MOST])
    return Named(parts[0][:NAME_MOST], parts[1][:BEFORE_MOST], parts[2][:AFTER_MOST])


def name_columns(whole: Named) -> dict[str, str]:
    """A name as the columns of a record have it."""
    return {
        "name": whole.name,
        "name_folded": folded(whole.name)[:NAME_MOST],
        "titles_before": whole.before,
        "titles_after": whole.after,
    }


class Source(Labelled):
    """Where an office has something from."""

    ACCOUNT = "account", marked("the account")
    PLACEMENT = "placement", marked("internships kept in MORI")
    BOTH = "both", marked("internships kept in MORI, and a list or a form of the office")
    LIST = "list", marked("a list or a form of the office")
    SELF = "self", marked("what they answered")


class Held(NamedTuple):
    """One row of a record: what it is, what is held, from where, and whether others see it."""

    label: Any
    values: Sequence[str]
    source: Source
    is_shown: bool
    may_be_shown: bool = True  # a field that one can agree to show


def held_in(record: Record, *, has_account: bool, has_answered: bool, stays: Source) -> list[Held]:
    """The rows of a record that hold something."""
    said = Source.SELF if has_answered else Source.LIST
    own = Source.ACCOUNT if has_account else said
    place = ", ".join(filter(None, (record.region, record.province)))
    fields = (
        (Agreed.REGION, [place], said),
        (Agreed.INSTITUTION, [name for _number, name in record.institutions], stays),
        (Agreed.YEARS, [str(year) for year in record.years], stays),
        (Agreed.UNIT, [name for _number, name in record.units], stays),
        (Agreed.NOW_AT, record.now_at, said),
        (Agreed.SKILLS, record.skills, said),
        (Agreed.PHONE, record.phones_shown, own),
        (Agreed.MAIL, record.mails, own),
    )
    rows = [Held(NAME_LABEL, [record.full_name], own, record.agrees_to(Agreed.DIRECTORY))]
    rows += [
        Held(FIELD_LABELS[field], values, source, field in record.shown)
        for field, values, source in fields
    ]
    rows.append(Held(OFFICE_LABELS["address"], [record.address], said, False, False))
    rows.append(Held(OFFICE_LABELS["numbers"], record.numbers, Source.LIST, False, False))
    return [row for row in rows if any(row.values)]


class Label(Labelled):
    """What the rows of a record are called, for whoever reads it in the office."""

    NAME = "name", marked("Name")
    REGION = "region", marked("Lives in")
    INSTITUTION = "institution", marked("Campus or school")
    YEARS = "years", marked("Years of the internship")
    UNIT = "unit", marked("Units")
    NOW_AT = "now_at", marked("Where they are now")
    SKILLS = "skills", marked("Skills")
    PHONE = "phone", marked("Phone")
    MAIL = "mail", marked("E-mail")
    ADDRESS = "address", marked("Address")
    NUMBERS = "numbers", marked("Student number")


NAME_LABEL = Label.NAME.label
FIELD_LABELS = {Agreed(each.value): each.label for each in Label if each.value in set(Agreed)}
OFFICE_LABELS = {each.value: each.label for each in (Label.ADDRESS, Label.NUMBERS)}


def source_of_stays(placed: Collection[bool]) -> Source:
    """From where the internships are known; each says whether it is a placement."""
    if all(placed):
        return Source.PLACEMENT
    return Source.BOTH if any(placed) else Source.LIST


def facts_of(record: Record) -> PersonFacts:
    """What tells the person of a record from others."""
    return PersonFacts(
        record.name,
        frozenset(record.phones),
        frozenset(record.mails),
        frozenset(institution_key(name) for _number, name in record.institutions),
        frozenset(record.numbers),
        frozenset(map(str, record.years)),
    )


def verb_to_live(verbs: Collection[str], *, has_answered: bool) -> str:
    """How a record said to be of somebody deceased is taken back, after its events in order."""
    told = [verb for verb in verbs if verb in ("confirm", "withdraw")]
    if told and told[-1] == "withdraw":
        return "live_apart"
    return "live_on" if has_answered else "live"


def lines_in(text: str) -> Iterator[str]:
    """What somebody wrote line by line, each once and in order."""
    yield from dict.fromkeys(line for each in text.splitlines() if (line := one_line(each)))
