"""Saying what a unit teaches, and ticking what an intern has shown."""

import datetime as dt
from collections.abc import Sequence

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import lock
from mori.offices.models import Unit

from ..models import Placement
from . import queries
from .models import Competence, CompetenceMet
from .rules import LONGEST, MOST


@writing()
def set_competences(unit_id: int, texts: Sequence[str]) -> None:
    """What a unit teaches from now on, in this order; what was ticked before stays ticked."""
    if len(texts) > MOST or any(len(each) > LONGEST for each in texts):
        raise Refused(
            _(
                "At most %(n)d competences a unit, each of at most %(length)d characters.",
                n=MOST,
                length=LONGEST,
            )
        )
    lock(Unit(id=unit_id))
    known = {each.text: each for each in queries.all_competences_of(unit_id)}
    Competence.update(is_open=False).where(Competence.unit == unit_id).execute()
    for position, text in enumerate(texts):
        if there := known.get(text):
            Competence.update(is_open=True, position=position).where(
                Competence.id == there.id
            ).execute()
        else:
            Competence.create(unit=unit_id, text=text, position=position)


@writing()
def tick_competence(
    placement: Placement, key: str, is_met: bool, actor_id: int, at: dt.datetime
) -> None:
    """Say that an intern has shown a competence of a unit they are or were in, or not yet."""
    today = local_date(at, placement.office.zone)
    units = {span.unit_id for span in placement.spans if span.starts_on <= today}
    known = [each for row in queries.competences_of(units).values() for each in row]
    found = next((each for each in known if each.key == key), None)
    if found is None:
        raise Refused(_("Choose a competence of a unit the intern has been in."))
    there = (CompetenceMet.placement == placement.id) & (CompetenceMet.competence == found.id)
    if not is_met:
        CompetenceMet.delete().where(there).execute()
    elif found.id not in queries.met_by(placement.id):
        CompetenceMet.create(
            competence=found.id, placement=placement.id, ticked_by=actor_id, ticked_at=at
        )
