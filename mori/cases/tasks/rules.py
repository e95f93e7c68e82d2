"""What is to be done in a case, and by when. No database, no request."""

import datetime as dt

from mori.core.words import Labelled, marked


class CaseTaskKind(Labelled):
    """What a task is about; what was written stands in its entry, the others say all there is."""

    WRITTEN = "written", marked("Task")
    REACH = "reach", marked("Try again to reach the person")
    UNSAFE = "unsafe", marked("The person says that they are not safe: contact them now")
    TREATED = "treated", marked("The person says that they are treated worse since their call")
    MISSED = "missed", marked("Two questions in a row have no answer: ask how the person is")
    GRADE = "grade", marked("A mark fell since the call: look whether that is fair")
    CHANGED = "changed", marked("Unit, supervisor or days changed since the call: look why")
    STOPPED = "stopped", marked("The internship was paused or ended early: look why")
    MEANT = "meant", marked("The office means to warn the person or end it early: look why")

    PASS_ON = "pass_on", marked("The person said yes: pass on what was agreed")
    RECALL = "recall", marked("The person took a yes back: tell whoever it was passed on to")

    @property
    def is_written(self) -> bool:
        return self is CaseTaskKind.WRITTEN


class ContactWay(Labelled):
    """How an officer tried to reach the person."""

    CALL = "call", marked("Telephone call")
    TEXT = "text", marked("Text message")
    MEETING = "meeting", marked("In person")
    TRUSTED = "trusted", marked("Through somebody they trust")
    OTHER = "other", marked("Another way")


def is_overdue(due_on: dt.date, today: dt.date) -> bool:
    return due_on < today
