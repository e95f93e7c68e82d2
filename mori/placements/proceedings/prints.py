"""The warning letter, and the record of an early end, as they are printed. No request."""

import datetime as dt
from typing import Any

from flask_babel import gettext as _

from mori.accounts.models import Person
from mori.offices.prints import Shown, frame
from mori.web import filters

from .models import Proceeding
from .words import reason_named


def proceeding_content(
    proceeding: Proceeding, signer: Person | None, locale: str, at: dt.datetime
) -> Shown:
    """What it says; the second signer by name where whoever asked may know who it was."""
    placement = proceeding.placement
    is_end = proceeding.kind.is_end
    title = _("Record of an early end") if is_end else _("Warning letter")
    return {
        **frame(placement.office, title, locale, at),
        "words": {},
        "facts": _facts(proceeding, locale),
        "sections": [
            {"title": _("What happened, as the office says"), "text": proceeding.facts},
            {"title": _("What the intern says to it"), "text": _words(proceeding, locale)},
            {
                "title": _("Second signature"),
                "text": _second(proceeding, signer, locale),
            },
        ],
        "signatures": [
            {"role": _("For the office"), "name": proceeding.made_by.name},
            {"role": _("Read by the intern"), "name": placement.person.name},
        ],
    }


def _facts(proceeding: Proceeding, locale: str) -> list[list[str]]:
    placement = proceeding.placement
    day_label = _("Last day") if proceeding.kind.is_end else _("Looked at again on")
    return [
        [_("Intern"), placement.person.name],
        [_("Institution"), f"{placement.institution_name} · {placement.programme}"],
        [_("Reason"), reason_named(proceeding.reason, locale)],
        [day_label, _day(locale, proceeding.day)],
    ]


def _words(proceeding: Proceeding, locale: str) -> str:
    if proceeding.heard_at:
        return str(proceeding.words)
    until = _day(locale, proceeding.answer_until)
    return str(_("Did not answer. There was time until %(day)s, three working days.", day=until))


def _second(proceeding: Proceeding, signer: Person | None, locale: str) -> str:
    day = _day(locale, proceeding.signed_on)
    if signer:
        return str(_("%(name)s, on %(day)s in MORI.", name=signer.name, day=day))
    said = _("On %(day)s in MORI, by somebody who does not supervise the intern.", day=day)
    return str(said)


def _day(locale: str, day: Any) -> str:
    return f"{filters.day_month(locale, day)} {day.year}"
