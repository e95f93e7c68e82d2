"""How it is said, and where it is looked at."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from mori.core.counts.overview import Attention, Found

from . import queries


def _failed(row: Found) -> tuple[Any, Any]:
    said = ngettext("%(num)d job failed", "%(num)d jobs failed", row.n or 0)
    return said, _("See why, and let it go on or begin it again.")


def _stuck(row: Found) -> tuple[Any, Any]:
    said = ngettext("%(num)d job stands still", "%(num)d jobs stand still", row.n or 0)
    return said, _("No further for a quarter of an hour. Tell whoever looks after the server.")


def _jobs(_row: Found) -> str:
    return url_for("background.jobs")


ATTENTIONS = (
    Attention(
        "jobs_failed", 67, "job.list", queries.failed, _failed, _jobs, lazy_gettext("Look"), "clock"
    ),
    Attention(
        "jobs_stuck", 68, "job.list", queries.stuck, _stuck, _jobs, lazy_gettext("Look"), "clock"
    ),
)
