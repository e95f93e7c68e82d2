"""Keeping people out of one alert, in the transaction that says why."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from mori.core.db import new_key, writing

from ..lasting.operations import blank_lasting, note_lasting
from ..routing.rules import Whose
from . import queries
from .models import KeptOut

LASTING = "kept out"


@writing()
def close_circle(whose: Whose, named: Collection[int], at: dt.datetime) -> bool:
    """Keep these out, whoever else was before is let in; whether the office is kept out too.

    That holds after an older copy was restored as well.
    """
    inside = queries.people_inside(whose, named, (), at)
    _keep_out(whose.key, named, inside)
    note_lasting(LASTING, queries.as_lasting(whose.key), f"{_mark(whose.key)}{new_key()}")
    return bool(inside)


@writing()
def renew_circle(whose: Whose, at: dt.datetime) -> bool:
    """The same with whoever is an officer today; nobody is let in but where nobody else is left."""
    if not queries.is_about_somebody(whose):
        return False
    named = queries.subjects_of(whose.key)
    before = queries.kept_out_of(whose.key) - named
    inside = queries.people_inside(whose, named, before, at)
    if inside != before:
        _keep_out(whose.key, named, inside)
    return bool(inside)


def _keep_out(about: str, subjects: Collection[int], others: Collection[int]) -> None:
    KeptOut.delete().where(KeptOut.about == about).execute()
    for person in sorted({*subjects, *others}):
        KeptOut.create(about=about, person=person, is_subject=person in subjects)


@writing()
def keep_out_again(said: dict[str, Any], at: dt.datetime) -> None:
    """After an older copy was restored: of those whom it knows."""
    _keep_out(said["alert"], *queries.kept_out_as_said(said))


@writing()
def forget_circle(about: str) -> None:
    """Of an alert that is erased; nobody may read who was kept out of it either."""
    KeptOut.delete().where(KeptOut.about == about).execute()
    blank_lasting(_mark(about), {"alert": about, "subjects": [], "others": []})


def _mark(about: str) -> str:
    """What the tokens of an alert's lasting changes begin with."""
    return f"{LASTING} {about} "
