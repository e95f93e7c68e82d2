"""Who answers the telephone outside MORI: data with a source, in lines.csv beside this file.

Standard library only: the Red Button's own pages show it too.
"""

import csv
import logging
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

HELP_LINES = Path(__file__).with_name("lines.csv")


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
                        for column in ("source", "verified_on", "for_en", "hours_en")
                    ),
                )
                for row in rows
            )
    except (OSError, ValueError, KeyError, csv.Error):
        log.exception("The help lines cannot be read; only the last resort is shown.")
        return LAST_RESORT
    return lines or LAST_RESORT
