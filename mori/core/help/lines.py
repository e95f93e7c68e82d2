"""Who answers the telephone outside MORI: data with a source, in lines.csv beside this file.

Standard library only: the Red Button's own pages show it too.
"""

import csv
import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

HELP_LINES = Path(__file__).with_name("lines.csv")


WIB = dt.timezone(dt.timedelta(hours=7))  # the clock of offices in Jakarta
OFFICE_DAYS, OFFICE_HOURS = range(5), range(7, 17)  # as wide as "office hours" can be meant


@dataclass(frozen=True)
class HelpLine:
    """Somebody outside MORI who answers the telephone."""

    name: str
    tel: str
    sms: str = ""
    purpose: str = ""
    hours: str = ""
    source: str = ""
    verified_on: str = ""
    purpose_en: str = ""
    hours_en: str = ""
    answers: str = ""  # "always", "office" (hours), or nothing where nobody has made sure

    def answers_at(self, at: dt.datetime) -> bool | None:
        """Whether somebody answers at a moment; None where that is not known for certain."""
        if self.answers == "always":
            return True
        there = at.astimezone(WIB)
        is_open = there.weekday() in OFFICE_DAYS and there.hour in OFFICE_HOURS
        return False if self.answers == "office" and not is_open else None

    def about(self, language: str) -> tuple[str, ...]:
        """What it is for and when it answers, in English where that is known and wanted."""
        said = (self.purpose, self.hours)
        if language == "en":
            said = (self.purpose_en or self.purpose, self.hours_en or self.hours)
        return tuple(filter(None, said))


# If the file is gone, the page must still name somebody.
LAST_RESORT = (HelpLine("Polri", "110"),)


def load_help_lines(path: Path = HELP_LINES) -> tuple[HelpLine, ...]:
    """Read the verified help lines; a missing or spoilt file leaves the last resort."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            lines = tuple(
                HelpLine(
                    *(row[column] for column in ("name", "tel", "sms", "for", "hours")),
                    *(
                        row.get(column) or ""
                        for column in ("source", "verified_on", "for_en", "hours_en", "answers")
                    ),
                )
                for row in rows
            )
    except (OSError, ValueError, KeyError, csv.Error):
        log.exception("The help lines cannot be read; only the last resort is shown.")
        return LAST_RESORT
    return lines or LAST_RESORT


def answering(lines: Iterable[HelpLine], at: dt.datetime) -> tuple[HelpLine, ...]:
    """Those that answer now first, then those of which it is not known, without the closed."""
    found = sorted(lines, key=lambda line: line.answers_at(at) is None)
    return tuple(line for line in found if line.answers_at(at) is not False) or LAST_RESORT
