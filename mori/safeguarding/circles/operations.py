"""Keeping people out of one alert, in the transaction that says why."""

from collections.abc import Collection

from mori.core.db import writing

from .models import KeptOut


@writing()
def keep_out(about: str, subjects: Collection[int], others: Collection[int]) -> None:
    """Keep these out of an alert, the subjects and who is near them, and nobody else any more."""
    KeptOut.delete().where(KeptOut.about == about).execute()
    for person in sorted({*subjects, *others}):
        KeptOut.create(about=about, person=person, is_subject=person in subjects)
