"""Papers for many at once, in the background. No database, no request."""

from mori.core.words import Labelled, marked

KIND = "papers"


class Readiness(Labelled):
    """How far an internship is from its certificate."""

    READY = "ready", marked("Ready")
    LACKING = "lacking", marked("Something is missing")
    ISSUED = "issued", marked("Has its certificate")

    @property
    def is_ready(self) -> bool:
        return self is Readiness.READY

    @property
    def is_lacking(self) -> bool:
        return self is Readiness.LACKING
