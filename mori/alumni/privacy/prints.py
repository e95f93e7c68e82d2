"""All that an office holds about an alumnus, as a sheet to read. No request."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from mori.core.files.documents import make_pdf
from mori.offices.prints import frame
from mori.web.filters import public_moment

from ..consents.queries import consents_of, words_of
from ..models import Alumnus, Consent
from ..queries import record_of
from ..rules import Record
from . import queries
from .own_words import held_about

SAID_ABOVE = frozenset({"alumnus", "alumnus_contact", "alumnus_skill", "consent"})
NOTHING = "–"
Shown = dict[str, Any]


def own_data_pdf(alumnus: Alumnus, locale: str, at: dt.datetime) -> bytes:
    return make_pdf("own_data", content(alumnus, locale, at), at)


def content(alumnus: Alumnus, locale: str, at: dt.datetime) -> Shown:
    record = record_of(alumnus)
    return {
        **frame(
            alumnus.office,
            _("What %(office)s holds of you", office=alumnus.office.name),
            locale,
            at,
        ),
        "words": {"end": _("The same for a program to read: the JSON file beside this one.")},
        "intro": record.full_name,
        "parts": [
            _who(record),
            _agreed(alumnus, locale),
            _asked(alumnus, locale),
            *_everything_else(alumnus, at),
        ],
    }


def _part(title: str, facts: list[list[str]], texts: list[str] | None = None) -> Shown:
    return {"title": title, "facts": facts, "texts": texts or []}


def _who(record: Record) -> Shown:
    rows = (
        (_("State"), str(record.state.label)),
        (_("Restricted"), _("Yes") if record.is_restricted else _("No")),
        (_("Where I live"), ", ".join(filter(None, (record.region, record.province)))),
        (_("Address"), record.address),
        (_("Phone"), ", ".join(record.phones_shown)),
        (_("E-mail"), ", ".join(record.mails)),
        (_("Campus or school"), ", ".join(name for _id, name in record.institutions)),
        (_("Years of the internship"), ", ".join(map(str, record.years))),
        (_("Units"), ", ".join(name for _id, name in record.units)),
        (_("Where I am now"), ", ".join(record.now_at)),
        (_("Skills"), ", ".join(record.skills)),
    )
    return _part(_("Who you are"), [[label, text or NOTHING] for label, text in rows])


def _agreed(alumnus: Alumnus, locale: str) -> Shown:
    texts = [_consent(row, locale, alumnus.office.zone) for row in consents_of(alumnus)]
    return _part(_("What you agreed to"), [], texts or [NOTHING])


def _consent(row: Consent, locale: str, zone: str) -> str:
    given = public_moment(locale, row.given_at, zone)
    said = f"{row.to.label} ({given}, {row.way.label})"
    if row.withdrawn_at:
        until = public_moment(locale, row.withdrawn_at, zone)
        said = _("%(said)s, taken back: %(moment)s", said=said, moment=until)
    return f"{said}\n{words_of(row)}"


def _asked(alumnus: Alumnus, locale: str) -> Shown:
    zone = alumnus.office.zone
    facts = [
        [f"{row.kind.label}, {row.state.label}", public_moment(locale, row.asked_at, zone)]
        for row in queries.requests_of(alumnus)
    ]
    return _part(_("What you asked"), facts or [[NOTHING, ""]])


def _everything_else(alumnus: Alumnus, at: dt.datetime) -> Iterator[Shown]:
    """Every other table as it is, under the names that the JSON has as well."""
    for name, rows in held_about(alumnus, at)["tables"].items():
        if rows and name not in SAID_ABOVE:
            yield _part(name, [], [_line(row) for row in rows])


def _line(row: Shown) -> str:
    return ", ".join(f"{key}: {value}" for key, value in row.items() if value not in ("", None))
