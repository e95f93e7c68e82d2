"""What each paper shows, in the language that its statement names. No request, no database."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from mori.core.files.documents import COUNT
from mori.core.files.seals import keywords_for
from mori.evaluation.schemes.rules import mark_written
from mori.web import filters
from mori.web.i18n import catalogue

from .rules import Signing, StatedAssessment, Statement

Shown = dict[str, Any]
Said = Callable[..., str]
NOTHING = "–"


def content(statement: Statement, claim: str, of_kind: Callable[[Said, Statement], Shown]) -> Shown:
    """What the template of a paper shows, with what its kind shows alone."""
    _ = said_in(statement.locale)
    return {
        **frame(_, statement, claim),
        **_signature(_, statement),
        **of_kind(_, statement),
    }


def said_in(locale: str) -> Said:
    """``gettext`` of a language, wherever a paper is made."""
    gettext = catalogue(locale).gettext

    def said(text: str, **values: object) -> str:
        return gettext(text) % values if values else gettext(text)

    return said


def frame(_: Said, statement: Statement, claim: str) -> Shown:
    number = statement.number
    heading = _(statement.kind.english)
    where = f"{statement.address.partition('://')[2]}/v"
    replaces = _("Issued in place of %(number)s, which is revoked.", number=statement.replaces)
    return {
        "title": f"{heading} {number}".strip(),
        "author": statement.office,
        "keywords": keywords_for(claim),
        "lang": statement.locale,
        "is_draft": not claim,
        "letterhead": letterhead_of(statement),
        "number": _("Number: %(number)s", number=number or "…"),
        "name": statement.name,
        "check": [
            _(
                "Check this paper: scan the code, or open %(where)s and type its number.",
                where=where,
            ),
            _("What it states was checked by MORI. That is no electronic signature."),
        ],
        "remarks": [replaces] if statement.replaces else [],
        "footer": " · ".join(filter(None, (heading, number, statement.name))),
        "unprinted": _(
            "□ stands for a sign that this PDF cannot print, %(count)s in all.", count=COUNT
        ),
        "words": {
            "heading": heading.upper(),
            "draft": _("DRAFT"),
            "qr": _("QR code for checking this paper"),
        },
    }


def letterhead_of(statement: Statement) -> list[str]:
    own = [line for line in statement.letterhead if line.strip()]
    return own or list(filter(None, (statement.office, statement.office_address)))


def _signature(_: Said, statement: Statement) -> Shown:
    return {
        "place": f"{statement.place}, {date_said(statement, statement.issued_on)}",
        "post": f"{statement.signatory_post},",
        "signatory": statement.signatory,
        "stamp": _stamp(_, statement),
        "unsigned": {
            Signing.IN_MORI: _("Not signed yet."),
            Signing.TTE: _(
                "Not signed as long as it bears no certified electronic signature (TTE)."
            ),
            Signing.BY_HAND: _("Not signed as long as this place is empty."),
        }[statement.signing],
    }


def _stamp(_: Said, statement: Statement) -> list[str]:
    if not statement.is_signed_in_mori or statement.signed_on is None:
        return []
    day = f"{statement.signed_on:%d/%m/%Y}"
    initials = filters.initials(statement.locale, statement.signatory)
    return [initials, _("Approved in MORI, %(day)s", day=day)]


def certificate(_: Said, statement: Statement) -> Shown:
    words = frame(_, statement, "")["words"]
    student = _("Student number %(number)s", number=statement.student_number)
    return {
        "origin": joined(statement.institution, student if statement.student_number else ""),
        "sentence": _(
            "who took part in %(programme)s at %(office)s from %(first)s to %(last)s: present on "
            "%(days)s days, %(hours)s hours of work, %(entries)s logbook entries initialled",
            **_sums(statement),
        ),
        "units": " · ".join(_stays(_, statement)),
        "result": _result(statement),
        "words": {
            **words,
            "given": _("given to"),
            "result": _("with the result") if _has_band(statement) else _("with the mark"),
        },
    }


def letter(_: Said, statement: Statement) -> Shown:
    words = frame(_, statement, "")["words"]
    return {
        "signing": [[_("Name"), statement.signatory], [_("Post"), statement.signatory_post]],
        "facts": _who(_, statement),
        "sentences": [
            _(
                "took part in %(programme)s at %(office)s from %(first)s to %(last)s. During this "
                "time they were present on %(days)s days and worked %(hours)s hours; %(entries)s "
                "entries of their logbook were initialled by their supervisors.",
                **_sums(statement),
            ),
            *([_("They worked in:")] if statement.units else []),
        ],
        "units": _units(_, statement),
        "words": {
            **words,
            "undersigned": _("The undersigned:"),
            "states": _("states that:"),
            "closing": _("This letter is made truthfully, to be used wherever it is needed."),
        },
    }


def transcript(_: Said, statement: Statement) -> Shown:
    first, last = date_said(statement, statement.starts_on), date_said(statement, statement.ends_on)
    facts = [
        *_who(_, statement),
        [_("Programme"), statement.programme],
        [_("Office"), statement.office],
        [_("Period"), f"{first} – {last}"],
        [_("Days present"), str(statement.days_present)],
        [_("Hours worked"), hours_said(statement, statement.minutes)],
        [_("Logbook entries initialled"), str(statement.entries_initialled)],
    ]
    parts = [_unit_part(_, statement)]
    if statement.assessment:
        parts.append(_assessment_part(_, statement, statement.assessment))
    parts += [_competence_part(_, statement), _line_part(_, statement)]
    return {"facts": facts, "parts": [part for part in parts if part["rows"]]}


def _unit_part(_: Said, statement: Statement) -> Shown:
    rows = [
        [each.name, *(date_said(statement, day) for day in (each.first, each.last)), str(each.days)]
        for each in statement.units
    ]
    return _part(_("Units"), [_("Unit"), _("From"), _("To"), _("Days")], rows)


def _assessment_part(_: Said, statement: Statement, found: StatedAssessment) -> Shown:
    said = {
        "lowest": _mark(statement, found.lowest),
        "highest": _mark(statement, found.highest),
        "result": _result(statement, with_mark=True) or NOTHING,
    }
    note = _("Scale from %(lowest)s to %(highest)s. Result: %(result)s.", **said)
    if any(each.mark is None for each in found.aspects):
        note += " " + _("– could not be judged, and lowers nothing.")
    rows = [
        [either(statement, each.label, each.label_en), _mark(statement, each.mark)]
        for each in found.aspects
    ]
    title = _("Assessment: %(scheme)s", scheme=found.scheme)
    return _part(title, [_("Aspect"), _("Mark")], rows, note)


def _competence_part(_: Said, statement: Statement) -> Shown:
    columns = [_("Outcome or course"), _("Hours required"), _("Hours initialled")]
    rows = [
        [
            each.label,
            hours_said(statement, each.required_minutes),
            hours_said(statement, each.initialled_minutes),
        ]
        for each in statement.competences
    ]
    return _part(_("Learning plan"), columns, rows)


def _line_part(_: Said, statement: Statement) -> Shown:
    rows = [
        [
            either(statement, each.text, each.text_en),
            date_said(statement, each.day) if each.day else NOTHING,
            NOTHING if each.minutes is None else hours_said(statement, each.minutes),
        ]
        for each in statement.lines
    ]
    return _part(_("Beyond that"), [_("What"), _("Day"), _("Hours")], rows)


def _part(title: str, columns: list[str], rows: list[list[str]], note: str = "") -> Shown:
    return {"title": title, "columns": columns, "rows": rows, "note": note}


def _who(_: Said, statement: Statement) -> list[list[str]]:
    pairs = [
        [_("Name"), statement.name],
        [_("Student number"), statement.student_number],
        [_("Institution"), statement.institution],
        [_("Kind of intern"), either(statement, statement.kind_label, statement.kind_label_en)],
    ]
    return [pair for pair in pairs if pair[1]]


def _stays(_: Said, statement: Statement) -> list[str]:
    return [
        _("%(unit)s (%(days)s days)", unit=each.name, days=each.days) for each in statement.units
    ]


def _units(_: Said, statement: Statement) -> list[str]:
    return [
        _(
            "%(unit)s, %(first)s – %(last)s (%(days)s days)",
            unit=each.name,
            first=date_said(statement, each.first),
            last=date_said(statement, each.last),
            days=each.days,
        )
        for each in statement.units
    ]


def _sums(statement: Statement) -> dict[str, object]:
    return {
        "programme": statement.programme,
        "office": statement.office,
        "first": date_said(statement, statement.starts_on),
        "last": date_said(statement, statement.ends_on),
        "days": statement.days_present,
        "hours": hours_said(statement, statement.minutes),
        "entries": statement.entries_initialled,
    }


def _result(statement: Statement, *, with_mark: bool = False) -> str:
    """Sangat baik; 89,75, Sangat baik; the mark alone of a scheme without bands."""
    found = statement.assessment
    if found is None or found.result is None:
        return ""
    band = either(statement, found.band, found.band_en)
    mark = _mark(statement, found.result)
    return joined(mark, band) if with_mark or not band else band


def _has_band(statement: Statement) -> bool:
    return bool(statement.assessment and statement.assessment.band)


def _mark(statement: Statement, mark: int | None) -> str:
    comma = "," if statement.locale == "id" else "."
    return NOTHING if mark is None else mark_written(mark, comma)


def hours_said(statement: Statement, minutes: int) -> str:
    return filters.hours(statement.locale, minutes)


def date_said(statement: Statement, day: dt.date) -> str:
    """One word, so that no line ends within it."""
    return f"{filters.day_month(statement.locale, day)} {day.year}".replace(" ", "\u00a0")


def either(statement: Statement, text: str, english: str) -> str:
    return english if statement.locale == "en" and english else text


def joined(*texts: str) -> str:
    return " · ".join(filter(None, texts))
