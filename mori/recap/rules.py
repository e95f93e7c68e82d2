"""What is counted of a placement's day, and by what it is summed. No database, no request."""

from mori.core.words import Labelled, marked


class Dimension(Labelled):
    """By what an office's days are summed; what it stands for is in ``DayTally.of``."""

    OFFICE = "office", marked("Office")
    UNIT = "unit", marked("Unit")
    SUPERVISOR = "supervisor", marked("Supervisor")
    INSTITUTION = "institution", marked("Institution")
    KIND = "kind", marked("Kind of intern")
    PROGRAMME = "programme", marked("Programme")
    ACTIVITY = "activity", marked("Kind of work")


# What each slice counts, by the name it has there (Slice.counts). Each is an integer of a day,
# and a sum of days.
MEASURED_BY = {
    "attendance": (
        "present",  # working days by what was recorded
        "field_duty",
        "excused",
        "sick",
        "part_away",  # present, but asked to be away for part of it
        "late",  # present, later than the office begins
        "off",  # there on a day off, as the office has confirmed
        "minutes",  # between coming and leaving, less the break
    ),
    "logbook": (
        "entries",  # sent
        "entries_late",
        "entry_minutes",  # as the intern wrote them
        "initialled",
        "lapsed",  # not reviewed in time: the office's lapse
    ),
    "placements": (
        "begun",  # placements whose first day it was
        "ended",  # whose last day it was
    ),
    "evaluation": ("assessments",),  # that were complete on this day
    "certificates": ("certificates",),  # issued on this day
    "alumni": ("answers",),  # alumni who confirmed their record
}
MEASURES = tuple(name for names in MEASURED_BY.values() for name in names)
