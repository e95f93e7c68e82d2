"""Choosing how papers are numbered and signed, and counting their numbers."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.certificates.statements.rules import Signing
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock
from mori.offices.models import Office
from mori.offices.queries import office_by_id

from . import queries
from .models import NumberCounter, PaperSetting
from .rules import Numbering, Restart, filled, places_of


class SettingFacts(NamedTuple):
    """What an office says of its papers."""

    numbering: Numbering
    template: str
    code: str
    restart: Restart
    signing: Signing


@writing()
def hold_register(office_id: int) -> Office:
    """Until the transaction ends, nobody else gives a number of this office."""
    office = office_by_id(office_id)
    lock(office)
    return office


@writing()
def choose_setting(
    office_id: int, facts: SettingFacts, count_from: int | None, seen: int, today: dt.date
) -> None:
    """Number and sign papers like this from now on; those that have a number keep it.

    ``count_from`` is the next running number: it goes up alone, so that none is given twice.
    """
    office = hold_register(office_id)
    if queries.setting_of(office).revision != seen:
        raise changed_meanwhile()
    changed = facts._asdict() | {"revision": seen + 1}
    PaperSetting.insert(office=office_id, **changed).on_conflict(
        conflict_target=[PaperSetting.office], update=changed
    ).execute()
    if count_from is not None and not facts.numbering.is_typed:
        _count_from(office_id, facts.restart.year_of(today), count_from)


def _count_from(office_id: int, year: int, count_from: int) -> None:
    last = queries.last_count(office_id, year)
    if count_from <= last:
        raise Refused(
            _("%(n)d was given already: the next number can only be a later one.", n=last)
        )
    _set_count(office_id, year, count_from - 1)


def _set_count(office_id: int, year: int, last: int) -> None:
    NumberCounter.insert(office=office_id, year=year, last=last).on_conflict(
        conflict_target=[NumberCounter.office, NumberCounter.year], update={"last": last}
    ).execute()


def take_number(
    setting: PaperSetting, kind: str, day: dt.date, is_taken: Callable[[str], bool]
) -> str:
    """The next number of an office whose register is held; one that is used already, in MORI or
    outside, is passed over.

    It counts with the transaction: undone together with it, so that no number is lost.
    """
    year = setting.restart.year_of(day)
    count = queries.last_count(setting.office_id, year)
    while True:
        count += 1
        number = filled(setting.template, places_of(count, kind, day, setting.code))
        if not is_taken(number) and not queries.outside_number(setting.office_id, number):
            _set_count(setting.office_id, year, count)
            return number
