"""What an export says of itself, in the language of whoever asked for it."""

import datetime as dt

from mori.background.models import LongJob
from mori.background.rules import kept_for
from mori.certificates.statements.words import said_in
from mori.core.clock import local_date
from mori.web.filters import long_day, public_moment

from .rules import COLUMNS
from .sheets import Lines


def heads(locale: str) -> list[str]:
    """What stands above the columns."""
    _ = said_in(locale)
    return [_(text) for text, _cell in COLUMNS]


def titles(locale: str) -> tuple[str, str]:
    """What the sheets are called, or the files: about the export, and the table itself."""
    _ = said_in(locale)
    return _("About this export"), _("Alumni")


def about(export: LongJob, written: int, made_at: dt.datetime) -> Lines:
    """Who asked, when, why, how many are in it, and when it must be gone again."""
    _, office = said_in(export.locale), export.office
    at = public_moment(export.locale, export.started_at or export.made_at, office.zone)
    last = local_date(made_at + kept_for("result"), office.zone)
    return [
        (_("Office"), office.name),
        (_("Exported by"), export.begun_by.name),
        (_("Exported at"), at),
        (_("What for"), export.why),
        (_("Which alumni"), export.what),
        (_("How many people"), str(written)),
        (_("Delete by"), long_day(export.locale, last)),
        (
            _("What is in it"),
            _(
                "Only alumni who agreed to be found in the directory, and of each only the fields "
                "they agreed to show. An empty cell means: not agreed to, or not known."
            ),
        ),
        (
            _("Please note"),
            _(
                "Whoever withdraws their consent after this moment still stands in this file. Use "
                "it for the purpose above alone, pass it to nobody, and delete it by that day."
            ),
        ),
    ]
