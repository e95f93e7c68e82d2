from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField

from mori.accounts.forms import LANGUAGES
from mori.certificates.papers.forms import DATED
from mori.web.fields import NOT_OFFERED, Day, Form, Line, Token, choices, needed

from ..making.forms import Number

MOST_HALVES = 62  # of an event that lasts a month


class CertificatesForm(Form):
    """Which certificates are made for those who are chosen."""

    token = Token()
    locale = RadioField(
        _("Language of the papers"),
        choices=choices(LANGUAGES),
        default="id",
        invalid_choice_message=NOT_OFFERED,
    )
    issued_on: Any = Day(_("Date on the papers"), missing=DATED)


class HalfDaysForm(Form):
    """How many half-days a certificate asks for."""

    half_days = Number(_("Half-days that a certificate asks for"), MOST_HALVES, may_be_empty=True)


class NameForm(Form):
    """What somebody is really called."""

    token = Token()
    name = Line(_("Name on the certificate"), [needed(_("Write the name."))])
