"""How it is said on Ringkasan that studies and requests for data wait."""

from typing import Any

from flask import url_for
from flask_babel import lazy_gettext, ngettext

from mori.core.counts.overview import Attention, Found

from ..studies.queries import studies_to_answer
from . import queries


def _studies(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "%(num)d study waits for an answer", "%(num)d studies wait for an answer", row.n or 0
    )
    return said, ""


def _requests(row: Found) -> tuple[Any, Any]:
    return lazy_gettext("asks for data for a study"), ""


ATTENTIONS = (
    Attention(
        "studies",
        72,
        "study.guardian",
        studies_to_answer,
        _studies,
        lambda _row: url_for("studies.desk", saring="proposed"),
        lazy_gettext("See"),
        "cap",
    ),
    Attention(
        "data requests",
        73,
        "study_data.decide",
        queries.requests_to_decide,
        _requests,
        lambda row: url_for("study_data.requests", key=row.key),
        lazy_gettext("Decide"),
        "cap",
    ),
)
