"""What ends a while after an internship."""

import datetime as dt

from mori.accounts.operations import void_help_tickets
from mori.core.db import writing

from . import queries
from .rotation_operations import record


def part_from_former_interns(at: dt.datetime) -> None:
    """End the help tickets on the phones of those whose internship was over thirty days ago."""
    for placement in queries.placements_to_part_from(at.date()):
        with writing():
            void_help_tickets(placement.person_id)
            record(placement, "part", None, at)
