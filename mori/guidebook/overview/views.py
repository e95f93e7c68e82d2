"""How it is said on Ringkasan that texts, suggestions and questions wait."""

from typing import Any

from flask import url_for
from flask_babel import lazy_gettext, ngettext

from mori.core.counts.overview import Attention, Found

from . import queries


def _wait(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "%(num)d text of your books waits for a decision",
        "%(num)d texts of your books wait for a decision",
        row.n or 0,
    )
    return said, ""


def _suggested(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "%(num)d suggestion for your books waits",
        "%(num)d suggestions for your books wait",
        row.n or 0,
    )
    return said, ""


def _unclear(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "%(num)d paragraph is not clear to an intern",
        "%(num)d paragraphs are not clear to interns",
        row.n or 0,
    )
    return said, ""


ATTENTIONS = (
    Attention(
        "book texts",
        70,
        "revision.decide",
        queries.texts_to_decide,
        _wait,
        lambda _row: url_for("texts.desk"),
        lazy_gettext("See"),
        "book",
    ),
    Attention(
        "book suggestions",
        71,
        "suggestion.list",
        queries.suggestions_to_decide,
        _suggested,
        lambda _row: url_for("suggestions.waiting"),
        lazy_gettext("See"),
        "book",
    ),
    Attention(
        "book questions",
        65,
        "paragraph_question.answer",
        queries.questions_to_answer,
        _unclear,
        lambda _row: url_for("book_questions.questions"),
        lazy_gettext("Answer"),
        "book",
    ),
)
