"""What the cells of a list may say, how it was understood, and what is doubtful about it.

All of it is text and plain values, so that it can be kept beside the row that it came from, and
be said later in the language of whoever looks at it.
"""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from mori.core.texts.tidying import plain
from mori.core.words import Labelled, filled, marked

MOST_SHOWN = 80  # signs of a cell that a doubt quotes


class Field(Labelled):
    """What a column holds, and what is known of a person."""

    NAME = "name", marked("Name")
    BEFORE = "before", marked("Titles before the name")
    AFTER = "after", marked("Titles after the name")
    NUMBER = "number", marked("Student number")
    INSTITUTION = "institution", marked("Campus or school")
    KNOWN = "known", marked("Known institution")
    PROGRAMME = "programme", marked("Field of study")
    PHONE = "phone", marked("Phone")
    EMAIL = "email", marked("E-mail")
    ADDRESS = "address", marked("Address")
    REGION = "region", marked("Regency, city or province")
    PERIOD = "period", marked("Period")
    STARTS = "starts", marked("First day")
    ENDS = "ends", marked("Last day")
    LENGTH = "length", marked("Length")
    YEAR = "year", marked("Year")
    UNIT = "unit", marked("Unit")
    NOW_AT = "now_at", marked("Now at")
    NOTE = "note", marked("Note")
    ORDINAL = "ordinal", marked("Running number")
    NOT_KEPT = "not_kept", marked("Not kept")


# What a list says once for several people. Nobody's telephone, mail, address or name is.
GROUP_FIELDS = frozenset(
    (Field.INSTITUTION, Field.PROGRAMME, Field.REGION, Field.PERIOD, Field.STARTS)
    + (Field.ENDS, Field.LENGTH, Field.YEAR, Field.UNIT)
)


class How(Labelled):
    """How something was understood."""

    WRITTEN = "written", marked("as it stands")
    CASED = "cased", marked("capitals set")
    NUMBER = "number", marked("a number of the spreadsheet")
    DIALLED = "dialled", marked("as it is dialled from anywhere")
    DAY_NUMBER = "day_number", marked("a spreadsheet's day number")
    DAY_FIRST = "day_first", marked("read with the day first")
    MONTH_FIRST = "month_first", marked("read with the month first")
    TWO_DIGITS = "two_digits", marked("a year of two digits")
    FROM_OTHER_END = "from_other_end", marked("month or year as at the period's other end")
    FROM_YEAR = "from_year", marked("with the year that stands elsewhere")
    SHORT_FORM = "short_form", marked("a short form, in full")
    ALIKE = "alike", marked("the same but for spelling")
    MERGED = "merged", marked("from the merged cell above")
    DITTO = "ditto", marked("as above, says the cell")
    GROUP_ROW = "group_row", marked("from the row that heads these people")
    SHEET_NAME = "sheet_name", marked("from the name of the sheet")
    CORRECTED = "corrected", marked("corrected by hand")


class DoubtKind(Labelled):
    """What somebody should look at before it is believed."""

    PHONE_IMPOSSIBLE = "phone_impossible", marked("“%(text)s” cannot be dialled.")
    PHONE_LOCAL = "phone_local", marked("“%(text)s” has no area code.")
    DIGITS_CUT = (
        "digits_cut",
        marked("A spreadsheet cut “%(text)s” short: its last digits are lost."),
    )
    PHONE_ZEROS = (
        "phone_zeros",
        marked("“%(text)s” ends in many zeros: a spreadsheet may have lost its last digits."),
    )
    PHONE_OTHERS = "phone_others", marked("“%(text)s” seems to be somebody else's number.")
    MAIL_IMPOSSIBLE = "mail_impossible", marked("“%(text)s” is no e-mail address.")
    MAIL_SLIP = "mail_slip", marked("“%(text)s”: was %(meant)s meant?")
    NAME_NONE = "name_none", marked("“%(text)s” is no name.")
    NAME_SEVERAL = "name_several", marked("“%(text)s” may name several people.")
    NAME_COMMA = "name_comma", marked("What stands after the comma in “%(text)s” is no title.")
    DAY_IMPOSSIBLE = "day_impossible", marked("There is no such day as “%(text)s”.")
    DAY_UNREAD = "day_unread", marked("“%(text)s” could not be read as a day.")
    DAY_ORDER = (
        "day_order",
        marked("“%(text)s” was read as %(meant)s, with the day first. It could be %(other)s."),
    )
    MONTH_FIRST = (
        "month_first",
        marked(
            "“%(text)s” was read as %(meant)s, with the month first: else there is no such day."
        ),
    )
    YEAR_ODD = "year_odd", marked("“%(text)s” gives the year %(year)s, which can hardly be.")
    PERIOD_UNREAD = "period_unread", marked("“%(text)s” could not be read as a period.")
    PERIOD_REVERSED = "period_reversed", marked("“%(text)s” ends before it begins.")
    PERIOD_YEAR = "period_year", marked("“%(text)s” was read as beginning in %(year)s.")
    YEAR_OTHER = "year_other", marked("The year %(year)s is not that of “%(text)s”.")
    YEAR_UNREAD = "year_unread", marked("“%(text)s” could not be read as a year.")
    LENGTH_OTHER = "length_other", marked("“%(text)s” gives a length that its days do not have.")
    INSTITUTION_LIKE = "institution_like", marked("“%(text)s” may be %(meant)s.")
    REGION_SEVERAL = "region_several", marked("“%(text)s” may be %(meant)s.")
    REGION_UNKNOWN = "region_unknown", marked("“%(text)s” is no province, regency or city.")
    DITTO_NOTHING = "ditto_nothing", marked("“%(text)s” repeats what is above, where nothing is.")
    DITTO_PERSONAL = (
        "ditto_personal",
        marked("“%(text)s” repeats what is above. One person's own is not taken over."),
    )
    MERGED_PERSONAL = (
        "merged_personal",
        marked("“%(text)s” is merged over several people. One person's own is not taken over."),
    )
    CONTINUED = (
        "continued",
        marked("Row %(row)s has no name and was read as more about this person."),
    )
    NAME_CONTINUED = (
        "name_continued",
        marked("Row %(row)s holds only “%(text)s”, perhaps the rest of this name."),
    )
    NAME_ALONE = "name_alone", marked("Nothing but a name stands in this row.")
    NO_NAME = "no_name", marked("There is no name in this row.")
    NO_COLUMNS = "no_columns", marked("No column of this sheet was found to hold names.")

    @property
    def is_assumption(self) -> bool:
        """Whether it only has to be said, and nobody has to decide on it."""
        return self in ASSUMPTIONS


ASSUMPTIONS = frozenset((DoubtKind.DAY_ORDER, DoubtKind.MONTH_FIRST, DoubtKind.PERIOD_YEAR))


@dataclass(frozen=True)
class Doubt:
    """A doubt in words, with what it quotes."""

    kind: DoubtKind
    values: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> Any:
        return filled(self.kind.english, **dict(self.values))


def doubt(kind: DoubtKind, **values: object) -> Doubt:
    return Doubt(kind, tuple((name, str(value)[:MOST_SHOWN]) for name, value in values.items()))


class Found(NamedTuple):
    """One thing that a cell says. Days are "2015-01-02", "2015-01" or "2015": as far as known."""

    field: Field
    value: str
    how: How = How.WRITTEN


@dataclass(frozen=True)
class Heard:
    """All that was understood of a cell, and what is doubtful about it."""

    found: tuple[Found, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def __add__(self, other: "Heard") -> "Heard":
        return Heard(self.found + other.found, self.doubts + other.doubts)

    def values(self, field: Field) -> list[str]:
        return [each.value for each in self.found if each.field == field]


NOTHING = Heard()
BLANK = frozenset(
    ("", "-", "--", "---", ".", "..", "?", "n/a", "na", "nihil", "kosong", "tidak ada", "tdk ada")
    + ("belum ada", "tidak punya", "null", "none", "nil", "#n/a", "x", "—", "–", "_")
)
DITTO = re.compile(
    r"""[-–\s]*(?:["“”„″〃]+|'{2,}|,,|´´|``)[-–\s]*|(?:idem|ditto|sda|s\.\s?d\.\s?a\.?|sama"""
    r"""|sama dengan (?:di )?atas|sama (?:seperti )?(?:di )?atas|seperti (?:di )?atas)\.?""",
    re.IGNORECASE,
)


def is_blank(text: str) -> bool:
    """Whether a cell says nothing, or says that there is nothing to say."""
    return text.strip().casefold() in BLANK


def is_ditto(text: str) -> bool:
    """Whether a cell says: the same as above."""
    return bool(DITTO.fullmatch(text.strip()))


def one_line(text: str) -> str:
    """A text in plain signs with single blanks and no line breaks."""
    return " ".join(plain(text).split())
