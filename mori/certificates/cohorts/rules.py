"""Papers for many at once, in the background. No database, no request."""

from mori.core.words import Labelled, marked


class RunState(Labelled):
    RUNNING = "running", marked("Running")
    STOPPED = "stopped", marked("Stopped")
    DONE = "done", marked("Done")

    @property
    def is_running(self) -> bool:
        return self is RunState.RUNNING

    @property
    def is_stopped(self) -> bool:
        return self is RunState.STOPPED


MOVES = {
    "stop": ({RunState.RUNNING}, RunState.STOPPED),
    "resume": ({RunState.STOPPED}, RunState.RUNNING),
    "finish": ({RunState.RUNNING}, RunState.DONE),
}


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
