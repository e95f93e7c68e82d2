"""When an intern is assessed, and by how many. No database, no request."""

from mori.core.words import Labelled, marked


class Moment(Labelled):
    """What an assessment is about: a stretch in a unit, the first half, the whole, the report."""

    reviewers: int

    UNIT_END = "unit_end", marked("End of each unit"), 1
    MIDDLE = "middle", marked("Middle of the internship"), 1
    FINAL = "final", marked("End of the internship"), 2
    REPORT = "report", marked("Report and presentation"), 2

    def __init__(self, _value: str, _label: str = "", reviewers: int = 1) -> None:
        self.reviewers = reviewers

    @property
    def is_of_report(self) -> bool:
        return self is Moment.REPORT

    @property
    def is_final(self) -> bool:
        """Whether an internship has not ended before this is locked."""
        return self.reviewers > 1
