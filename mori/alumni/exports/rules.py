"""Tables of alumni to use elsewhere: consented fields alone. No database, no request."""

import datetime as dt
from collections.abc import Callable, Iterable

from mori.core.words import Labelled, marked

from ..rules import Agreed, Record

FOLDER = "alumniexports"  # of the store
KIND = "alumni_export"
AT_ONCE = 200  # people read at once, and kept as one part
CLOSING = dt.timedelta(minutes=5)  # that it may take to put a large file together and away
JOINED = "; "
SLACK = dt.timedelta(minutes=1)  # a change may be written so long after the moment it carries


class TableForm(Labelled):
    """What a table is written as."""

    XLSX = "xlsx", marked("Spreadsheet (XLSX)")
    COMMA = "csv", marked("CSV, with commas")
    SEMICOLON = "csv2", marked("CSV, with semicolons (Excel in Bahasa)")

    @property
    def between(self) -> str:
        """What stands between two cells of a CSV; nothing for a workbook."""
        return {TableForm.COMMA: ",", TableForm.SEMICOLON: ";"}.get(self, "")


def _named(places: Iterable[tuple[int, str]]) -> str:
    return JOINED.join(name for _id, name in places)


COLUMNS: tuple[tuple[str, Callable[[Record], str]], ...] = (
    (marked("Name"), lambda shown: shown.full_name),
    (marked("Province"), lambda shown: shown.province),
    (marked("Regency or city"), lambda shown: shown.region),
    (
        Agreed.INSTITUTION.english,
        lambda shown: JOINED.join(name for _id, name in shown.institutions),
    ),
    (Agreed.YEARS.english, lambda shown: JOINED.join(map(str, shown.years))),
    (Agreed.UNIT.english, lambda shown: _named(shown.units)),
    (Agreed.NOW_AT.english, lambda shown: JOINED.join(shown.now_at)),
    (Agreed.SKILLS.english, lambda shown: JOINED.join(shown.skills)),
    (Agreed.PHONE.english, lambda shown: JOINED.join(shown.phones)),
    (Agreed.MAIL.english, lambda shown: JOINED.join(shown.mails)),
)


def line_of(record: Record) -> list[str] | None:
    """What a table says of somebody now; nothing at all of who is not in the directory."""
    if not record.agrees_to(Agreed.DIRECTORY):
        return None
    shown = record.as_shown()
    return [cell(shown) for _head, cell in COLUMNS]
