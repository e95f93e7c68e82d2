"""Papers for many at once, in the background. No database, no request."""

from mori.core.words import Labelled, marked


class RunState(Labelled):
    RUNNING = "running", marked("Running")
    STOPPED = "stopped", marked("Stopped")
    DONE = "done", marked("Done")


MOVES = {
    "stop": ({RunState.RUNNING}, RunState.STOPPED),
    "resume": ({RunState.STOPPED}, RunState.RUNNING),
    "finish": ({RunState.RUNNING}, RunState.DONE),
}
