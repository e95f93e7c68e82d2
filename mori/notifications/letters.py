"""Mail from templates/mail: the first line is the subject, the rest the body."""

from functools import cache
from typing import Any

from mori.web.i18n import TranslatedEnvironment


def letter(template: str, locale: str, /, **context: Any) -> tuple[str, str]:
    """Subject and body of ``mail/<template>.txt`` in a language."""
    text = _environment(locale).get_template(f"mail/{template}.txt").render(**context)
    subject, _, body = text.partition("\n")
    return subject, body.strip() + "\n"


@cache
def _environment(locale: str) -> TranslatedEnvironment:
    return TranslatedEnvironment(locale, autoescape=False, trim_blocks=True, lstrip_blocks=True)
