"""What letters and files say, always in Bahasa: agencies and the Ombudsman read them."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from mori.certificates.statements.words import Said, said_in
from mori.web.filters import day_month

from ..clocks.rules import Reading
from ..readiness.rules import Identity, Readiness, Requirement
from ..rules import Channel, Happened, Note, Proof
from .rules import Letter, Option

LOCALE = "id"
Pair = tuple[str, str]


def _(text: str, **values: object) -> str:
    """Asked for at need: what a module asks while it is imported is asked too early."""
    return said_in(LOCALE)(text, **values)


class Step(NamedTuple):
    """A line of the chronology."""

    day: dt.date
    hour: str
    what: str
    proof: int = 0


def day_said(day: dt.date) -> str:
    return f"{day_month(LOCALE, day)} {day.year}"


def rupiah(amount: int) -> str:
    return f"Rp{amount:,}".replace(",", ".")


def no_report() -> str:
    return _(
        "This is not yet a report to the Ombudsman, and MORI is not an official product of the "
        "Ombudsman. Whoever wrote it sends it."
    )


def whom(letter: Letter, note: Note) -> list[str]:
    return [_("Addressed to"), _(letter.addressee.whom), note.agency]


def account(note: Note) -> list[Pair]:
    """Which service, where and when, and what was promised and asked."""
    hour = f", {note.served_at.replace(':', '.')}" if note.served_at else ""
    days = (note.promise, note.promise_unit)
    promised = {
        "working": _("%(n)s working days", n=note.promise),
        "calendar": _("%(n)s days", n=note.promise),
    }.get(note.promise_unit if None not in days else "", "")
    rows = [
        (_("Service"), note.service),
        (_("Agency"), note.agency),
        (_("Day and time"), day_said(note.served_on) + hour if note.served_on else ""),
        (_("Where it was"), note.place),
        (_("Counter"), note.counter),
        (_("Officer"), note.officer),
        (_("Time that was promised"), promised),
        (_("Official fee"), rupiah(note.fee_official) if note.fee_official is not None else ""),
        (_("Fee that was asked"), rupiah(note.fee_asked) if note.fee_asked is not None else ""),
        (_("Requirements that were posted"), note.requirements),
    ]
    return [row for row in rows if row[1]]


def happenings(note: Note) -> list[str]:
    """What was chosen, and what it is sometimes called: that is for others to find."""
    return [
        _("%(what)s (may be called: %(name)s)", what=_(each.english), name=_(each.called))
        if each.called
        else _(each.english)
        for each in map(Happened, note.happened)
    ]


def letter_lines(letter: Letter, note: Note) -> list[str]:
    """The letter in lines, as a text to be copied."""
    facts = [f"{name}: {value}" for name, value in account(note)]
    asked = [_(each.text) for each in letter.options]
    return [
        f"{letter.place}, {day_said(letter.day)}",
        "",
        *whom(letter, note),
        "",
        subject(note),
        "",
        opening(letter),
        "",
        *facts,
        "",
        *happenings(note),
        note.story,
        "",
        f"{_('Loss')}: {note.loss}",
        f"{_('What I ask for')}: {note.wish}",
        *asked,
        "",
        receipt_asked(),
        "",
        letter.name,
        letter.address,
        "",
        f"({no_report()})",
    ]


def subject(note: Note) -> str:
    return _("About: complaint about the service %(service)s", service=note.service)


def opening(letter: Letter) -> str:
    return _(
        "I, %(name)s, of %(address)s, complain under article 42 of Law 25 of 2009 on Public "
        "Services about the following.",
        name=letter.name,
        address=" ".join(letter.address.split()),
    )


def receipt_asked() -> str:
    return _(
        "Please give me a receipt (article 44 paragraphs (1) and (2)) and respond within 14 days "
        "of receiving this letter (article 44 paragraph (3))."
    )


def whatsapp(letter: Letter, note: Note) -> str:
    """Short enough for one message."""
    day = day_said(note.served_on) if note.served_on else ""
    asked = [_(each.text) for each in letter.options if each is not Option.DAMAGES]
    pieces = [
        _(
            "Complaint about the service %(service)s, %(agency)s, %(day)s.",
            service=note.service,
            agency=note.agency,
            day=day,
        ),
        note.story,
        f"{_('Loss')}: {note.loss}",
        f"{_('What I ask for')}: {note.wish}",
        *asked,
        receipt_asked(),
        f"{letter.name}, {' '.join(letter.address.split())}",
    ]
    return "\n".join(pieces)


def chronology(note: Note) -> list[Step]:
    """What happened on which day, with the number of its proof."""
    where = ", ".join(filter(None, [note.place, note.counter, note.officer]))
    to = {"to": note.complained_to, "how": _(Channel(note.channel).english) if note.channel else ""}
    said = {
        "served_on": _("Came for the service. %(where)s", where=where),
        "done_on": _("The service was done."),
        "complained_on": _("Complained to %(to)s. %(how)s", **to),
        "received_on": _("The agency received the complaint. %(ticket)s", ticket=note.ticket),
        "asked_on": _("The agency asked for more papers."),
        "completed_on": _("Completed the papers."),
        "declared_complete_on": _("The agency declared the papers complete."),
        "answered_on": _("The agency answered."),
        "decided_on": _("The agency decided."),
        "told_on": _("The agency told its decision."),
    }
    hours = {"served_on": note.served_at.replace(":", ".")}
    steps = [
        Step(day, hours.get(name, ""), text.strip())
        for name, text in said.items()
        if (day := note.days[name])
    ]
    proofs = [
        Step(dt.date.fromisoformat(each.sent_on), "", each.what, number)
        for number, each in enumerate(note.proofs, 1)
        if each.sent_on
    ]
    return sorted(steps + proofs, key=lambda step: (step.day, step.hour))


def identity_rows(identity: Identity) -> list[Pair]:
    born = day_said(identity.birth_on) if identity.birth_on else ""
    return [
        (_("Full name"), identity.name),
        (_("Place and date of birth"), f"{identity.birth_place}, {born}".strip(", ")),
        (_("Marital status"), identity.marital),
        (_("Occupation"), identity.job),
        (_("Address"), " ".join(identity.address.split())),
        (_("Identity number (by hand)"), "_" * 30),
    ]


def checklist(ready: Readiness) -> list[Pair]:
    """What is missing and what is weak, each with its article; all of it may be mended."""
    missing = [(_("Missing"), _with_article(each)) for each in ready.missing]
    return missing + [(_("Weak"), _with_article(each)) for each in ready.weak]


def _with_article(each: Requirement) -> str:
    return f"{each.said[LOCALE]} ({each.article})"


def proof_rows(proofs: Sequence[Proof]) -> list[list[str]]:
    return [
        [
            str(number),
            each.what,
            each.sender,
            day_said(dt.date.fromisoformat(each.sent_on)) if each.sent_on else "",
            each.addressee,
            each.digest,
        ]
        for number, each in enumerate(proofs, 1)
    ]


def clock_rows(readings: Sequence[Reading]) -> list[Pair]:
    return [
        (
            f"{each.clock.names[LOCALE]} ({each.clock.article})",
            f"{day_said(each.due)}: {_(each.standing.english)}"
            if each.due
            else each.clock.unknown[LOCALE],
        )
        for each in readings
    ]


def counted(ready: Readiness) -> str:
    return _("%(there)s of %(asked)s facts are there", there=ready.there, asked=ready.asked)


def saying() -> Said:
    """What puts anything else into Bahasa."""
    return _
