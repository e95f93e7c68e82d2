"""The letter with its receipt, and the file, as PDF/A and as text. No request, no database."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from mori.core.files.documents import COUNT, make_pdf

from ..clocks.rules import Reading
from ..readiness.rules import Identity, Readiness
from ..rules import Note
from . import words
from .rules import Letter

_ = words.saying()


def letter_pdf(letter: Letter, note: Note, at: dt.datetime) -> bytes:
    return make_pdf("encounters/letter", letter_shown(letter, note), at)


def letter_shown(letter: Letter, note: Note) -> dict[str, Any]:
    """What the template of the letter shows."""
    return {
        **_frame(words.subject(note)),
        "place": f"{letter.place}, {words.day_said(letter.day)}",
        "recipient": words.whom(letter, note),
        "opening": words.opening(letter),
        "facts": words.account(note),
        "happened": words.happenings(note),
        "story": note.story,
        "loss": note.loss,
        "wish": note.wish,
        "options": [_(each.text) for each in letter.options],
        "closing": words.receipt_asked(),
        "name": letter.name,
        "address": letter.address,
        "slip": [
            (_("Complainant"), f"{letter.name}, {' '.join(letter.address.split())}"),
            (_("About"), f"{note.service}, {note.agency}. {words.day_said(note.served_on)}")
            if note.served_on
            else (_("About"), note.service),
            (_("Received at"), "_" * 38),
            (_("Day and hour"), "_" * 38),
            (_("Received by (name)"), "_" * 38),
            (_("Signature"), "_" * 38),
        ],
        "words": {
            "qr": "",
            "loss": _("Loss"),
            "wish": _("What I ask for"),
            "greeting": _("Respectfully,"),
            "cut": _("cut here: the receipt stays with the complainant"),
            "slip": _("Receipt of a complaint (UU 25/2009 article 44 paragraph (2))"),
        },
    }


def file_pdf(
    note: Note, identity: Identity, ready: Readiness, readings: Sequence[Reading], at: dt.datetime
) -> bytes:
    return make_pdf("encounters/file", file_shown(note, identity, ready, readings), at)


def file_shown(
    note: Note, identity: Identity, ready: Readiness, readings: Sequence[Reading]
) -> dict[str, Any]:
    """What the template of the file shows."""
    title = _("File about the service %(service)s", service=note.service)
    return {
        **_frame(title),
        "count": words.counted(ready),
        "checklist": words.checklist(ready),
        "identity": words.identity_rows(identity),
        "facts": words.account(note),
        "happened": words.happenings(note),
        "story": note.story,
        "steps": [
            [words.day_said(each.day), each.hour, each.what, str(each.proof or "")]
            for each in words.chronology(note)
        ],
        "loss": note.loss,
        "wish": note.wish,
        "proofs": words.proof_rows(note.proofs),
        "clocks": words.clock_rows(readings),
        "words": {
            "qr": "",
            "checklist": _("Checklist"),
            "complete": _("Nothing on the list is missing."),
            "identity": _("Who reports"),
            "facts": _("The service"),
            "story": _("What happened"),
            "steps": _("Chronology"),
            "loss": _("Loss"),
            "wish": _("What I ask for"),
            "proofs": _("Proofs"),
            "clocks": _("Days of the law"),
            "step_heads": [_("Day"), _("Hour"), _("What"), _("Proof")],
            "proof_heads": [
                *(_("No."), _("Proof"), _("From"), _("Day"), _("To or received by")),
                _("SHA-256 of the file"),
            ],
        },
    }


def file_text(note: Note, identity: Identity, ready: Readiness, readings: Sequence[Reading]) -> str:
    """The same to be copied."""
    shown = file_shown(note, identity, ready, readings)
    said = shown["words"]
    lines = [shown["title"], shown["no_report"], ""]
    lines += [said["checklist"], shown["count"], *_pairs(shown["checklist"]), ""]
    lines += [said["identity"], *_pairs(shown["identity"]), ""]
    lines += [said["facts"], *_pairs(shown["facts"]), ""]
    lines += [said["story"], *shown["happened"], shown["story"], ""]
    lines += [said["steps"], *map(_row, shown["steps"]), ""]
    lines += [said["loss"], shown["loss"], "", said["wish"], shown["wish"], ""]
    lines += [said["proofs"], *map(_row, shown["proofs"]), ""]
    lines += [said["clocks"], *_pairs(shown["clocks"])]
    return "\n".join(lines) + "\n"


def _pairs(rows: Sequence[tuple[str, str]]) -> list[str]:
    return [f"- {name}: {value}" for name, value in rows]


def _row(cells: Sequence[str]) -> str:
    return "- " + " | ".join(filter(None, cells))


def _frame(title: str) -> dict[str, Any]:
    return {
        "title": title,
        "author": "",
        "keywords": [],
        "lang": words.LOCALE,
        "no_report": words.no_report(),
        "unprinted": _(
            "□ stands for a sign that this PDF cannot print, %(count)s in all.", count=COUNT
        ),
    }
