"""An intern who ends their own internship. No database, no request."""

from mori.core.words import Labelled, marked


class ResignationState(Labelled):
    GIVEN = "given", marked("Resigned, the last day is still to come")
    TAKEN_BACK = "taken_back", marked("Taken back")
    DONE = "done", marked("Done")

    @property
    def is_given(self) -> bool:
        return self is ResignationState.GIVEN

    @property
    def is_done(self) -> bool:
        return self is ResignationState.DONE


MOVES = {
    "take_back": ({ResignationState.GIVEN}, ResignationState.TAKEN_BACK),
    "finish": ({ResignationState.GIVEN}, ResignationState.DONE),
}
