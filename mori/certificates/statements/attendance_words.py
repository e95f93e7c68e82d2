"""What a certificate of attendance shows: which event, and how much of it somebody was there."""

from .rules import Attended, Statement
from .words import Said, Shown, date_said, either, frame, hours_said, joined


def attendance(_: Said, statement: Statement) -> Shown:
    said = statement.attended
    if said is None:
        raise ValueError("a certificate of attendance without an event")
    kind = either(statement, said.kind_label, said.kind_label_en)
    return {
        "origin": said.community,
        "sentence": _sentence(_, statement, said),
        "units": joined(kind, said.theme),
        "result": "",
        "words": {**frame(_, statement, "")["words"], "given": _("given to"), "result": ""},
    }


def _sentence(_: Said, statement: Statement, said: Attended) -> str:
    facts = {
        "event": said.event,
        "office": statement.office,
        "when": _when(statement, said),
        "n": said.half_days,
        "all": said.of_half_days,
        "hours": hours_said(statement, said.minutes),
    }
    if said.minutes:
        return _(
            "who was at “%(event)s” of %(office)s, %(when)s: present in %(n)s of %(all)s "
            "half-days, %(hours)s hours of its agenda",
            **facts,
        )
    return _(
        "who was at “%(event)s” of %(office)s, %(when)s: present in %(n)s of %(all)s half-days",
        **facts,
    )


def _when(statement: Statement, said: Attended) -> str:
    first, last = date_said(statement, said.starts_on), date_said(statement, said.ends_on)
    return first if first == last else f"{first} – {last}"
