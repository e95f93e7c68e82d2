"""Where somebody stands with a service, and what they wait for. No database, no request.

Nothing is stored, so this is no machine of states: it follows from the days of the note.
"""

from mori.core.words import Labelled, marked

from ..rules import Answer, Note


class Stage(Labelled):
    """Each that waits names its clocks, or says why there is none; the rest wait for nobody."""

    clocks: tuple[str, ...]
    why: str

    def __init__(
        self, _value: str, _english: str = "", clocks: tuple[str, ...] = (), why: str = ""
    ) -> None:
        self.clocks, self.why = clocks, why

    PLANNED = "planned", marked("before the service")
    SERVED = "served", marked("waiting for the service"), ("promise", "complain")
    FINE = "fine", marked("served")
    TROUBLED = "troubled", marked("something went wrong"), ("complain", "two_years")
    COMPLAINED = "complained", marked("complained; not known to be received"), ("receipt",)
    RECEIVED = "received", marked("the complaint was received"), ("first_answer",)
    ASKED = "asked", marked("the agency asks for more"), ("complete",)
    COMPLETED = (
        *("completed", marked("completed; not yet declared complete"), ()),
        marked("We know of no limit for declaring papers complete. The two years go on."),
    )
    DECLARED = "declared", marked("the papers are complete"), ("decision",)
    DECIDED = "decided", marked("the agency has decided"), ("notice",)
    UNSETTLED = "unsettled", marked("answered, but not settled"), ("two_years",)
    SETTLED = "settled", marked("settled")
    REPORTED = "reported", marked("sent to the Ombudsman"), ("ombudsman_first",)
    OMBUDSMAN_ASKED = (
        *("ombudsman_asked", marked("the Ombudsman asks for more")),
        ("ombudsman_complete",),
    )
    EXAMINED = (
        *("examined", marked("with the Ombudsman"), ()),
        marked("We know of no limit for a whole examination. Ask the Ombudsman's office."),
    )
    EXPLAINING = (
        *("explaining", marked("the agency has to explain itself to the Ombudsman")),
        ("explanation", "explanation_again"),
    )
    INCOMPETENT = (
        *("incompetent", marked("the Ombudsman is not competent")),
        ("incompetent_notice",),
    )
    REJECTED = "rejected", marked("the Ombudsman rejected it"), ("rejection_notice",)
    TOLD = "told", marked("the Ombudsman told you that it does not go on")
    FOUND = "found", marked("the agency has to correct it (LHP)"), ("correction",)
    CORRECTED = (
        *("corrected", marked("corrected, as you were told"), ()),
        marked("We know of no limit for the Ombudsman's closing. Ask the Ombudsman's office."),
    )
    RECOMMENDED = "recommended", marked("there is a Recommendation"), ("recommendation",)
    DELIVERED = (
        *("delivered", marked("the Recommendation was delivered")),
        ("superior_report",),
    )
    CARRIED_OUT = (
        *("carried_out", marked("the superior reported on the Recommendation"), ()),
        marked("We know of no limit for the Ombudsman's closing. Ask the Ombudsman's office."),
    )
    CLOSED = "closed", marked("closed")

    @property
    def is_waiting(self) -> bool:
        return bool(self.clocks or self.why)


# The day that says so, the latest step first.
STEPS = (
    ("closed_on", Stage.CLOSED),
    ("result_told_on", Stage.TOLD),
    ("rejected_on", Stage.REJECTED),
    ("incompetent_on", Stage.INCOMPETENT),
    ("superior_reported_on", Stage.CARRIED_OUT),
    ("superior_got_on", Stage.DELIVERED),
    ("recommendation_got_on", Stage.DELIVERED),
    ("recommended_on", Stage.RECOMMENDED),
    ("corrected_on", Stage.CORRECTED),
    ("findings_on", Stage.FOUND),
    ("explained_on", Stage.EXAMINED),
    ("explanation_again_on", Stage.EXPLAINING),
    ("explanation_asked_on", Stage.EXPLAINING),
    ("ombudsman_answered_on", Stage.EXAMINED),
    ("ombudsman_completed_on", Stage.EXAMINED),
    ("ombudsman_asked_on", Stage.OMBUDSMAN_ASKED),
    ("reported_on", Stage.REPORTED),
    ("told_on", Stage.UNSETTLED),
    ("decided_on", Stage.DECIDED),
    ("answered_on", Stage.UNSETTLED),
    ("declared_complete_on", Stage.DECLARED),
    ("completed_on", Stage.COMPLETED),
    ("asked_on", Stage.ASKED),
    ("received_on", Stage.RECEIVED),
    ("complained_on", Stage.COMPLAINED),
)


def stage_of(note: Note) -> Stage:
    if note.closed_on:
        return Stage.CLOSED
    if note.answer == Answer.SETTLED and not note.reported_on:
        return Stage.SETTLED
    found = next((stage for name, stage in STEPS if getattr(note, name)), None)
    if found:
        return found
    if note.troubles:
        return Stage.TROUBLED
    if note.happened or note.done_on:
        return Stage.FINE
    return Stage.SERVED if note.served_on else Stage.PLANNED
