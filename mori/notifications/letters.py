"""Mail from templates/mail: the first line is the subject, the rest the body."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from mori.slices import slices
from mori.web.i18n import TranslatedEnvironment

Addition = tuple[str, dict[str, Any]]


def letter(template: str, locale: str, /, **context: Any) -> tuple[str, str]:
    """Subject and body of ``mail/<template>.txt`` in a language."""
    text = _environment(locale).get_template(f"mail/{template}.txt").render(**context)
    subject, _, body = text.partition("\n")
    return subject, body.strip() + "\n"


def parts_of_letters(name: str, *given: Any) -> dict[int, list[Addition]]:
    """What slices add to letters of a kind, by the people who get them.

    A part's template stands in mail/, and what it is called for gives a context for each person.
    """
    found: dict[int, list[Addition]] = {}
    for part in (part for each in slices() for part in each.parts if part.page == name):
        for person_id, context in (part.of(*given) or {}).items():
            found.setdefault(person_id, []).append((part.template, context))
    return found


def additions_in(locale: str, parts: Iterable[Addition]) -> list[str]:
    """The same as texts in a language."""
    return [
        _environment(locale).get_template(template).render(**context).strip()
        for template, context in parts
    ]


@cache
def _environment(locale: str) -> TranslatedEnvironment:
    return TranslatedEnvironment(locale, autoescape=False, trim_blocks=True, lstrip_blocks=True)
