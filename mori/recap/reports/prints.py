"""A table of an office on paper, with its heading and a place to sign. No request."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from mori.core.words import filled
from mori.offices.models import Office
from mori.offices.prints import frame

from .figure_rules import Layout, Table


def content_of(
    office: Office, table: Table, locale: str, at: dt.datetime, layout: Layout
) -> dict[str, Any]:
    signing: Sequence[str] = (_("Internship coordinator"), _("Head of office"))
    return {
        **frame(office, table.title, locale, at),
        "flipped": True,
        "words": {"empty": str(filled(layout.empty))},
        "heads": table.heads,
        "lines": table.lines,
        "texts": layout.texts,
        "sums": layout.sums,
        "notes": table.notes,
        "signatures": [{"role": role, "name": ""} for role in signing],
    }
