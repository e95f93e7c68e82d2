"""An intern who asks for another supervisor. No database, no request."""

from mori.core.words import Labelled, marked


class SupervisorChangeState(Labelled):
    ASKED = "asked", marked("Waits for a coordinator")
    AGREED = "agreed", marked("Agreed: there is another supervisor")
    DECLINED = "declined", marked("Not possible")
    TAKEN_BACK = "taken_back", marked("Taken back")

    @property
    def is_asked(self) -> bool:
        return self is SupervisorChangeState.ASKED


MOVES = {
    "agree": ({SupervisorChangeState.ASKED}, SupervisorChangeState.AGREED),
    "decline": ({SupervisorChangeState.ASKED}, SupervisorChangeState.DECLINED),
    "take_back": ({SupervisorChangeState.ASKED}, SupervisorChangeState.TAKEN_BACK),
}
