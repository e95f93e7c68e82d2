"""When an intern is assessed. No database, no request."""

from mori.core.words import Labelled, marked


class Moment(Labelled):
    """What an assessment is about: a stretch in a unit, the first half, the whole, the report."""

    UNIT_END = "unit_end", marked("End of each unit")
    MIDDLE = "middle", marked("Middle of the internship")
    FINAL = "final", marked("End of the internship")
    REPORT = "report", marked("Report and presentation")
