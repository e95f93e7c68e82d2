"""Saying which steps belong to briefing and farewell, on which day, and what is done."""

import datetime as dt
from collections.abc import Sequence

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import lock
from mori.offices.models import Office

from ..models import Placement
from ..rules import InternKind
from . import queries
from .models import StepDay, StepDone, StepItem
from .rules import LONGEST, MOST, StepMoment


@writing()
def set_steps(office_id: int, kind: InternKind, moment: StepMoment, texts: Sequence[str]) -> None:
    """What belongs to a moment for a kind of intern from now on; what was done stays done."""
    if len(texts) > MOST or any(len(each) > LONGEST for each in texts):
        raise Refused(
            _(
                "At most %(n)d steps, each of at most %(length)d characters.",
                n=MOST,
                length=LONGEST,
            )
        )
    lock(Office(id=office_id))
    known = {each.text: each.id for each in queries.all_items_of(office_id, kind, moment)}
    StepItem.update(is_open=False).where(StepItem.id.in_(list(known.values()))).execute()
    for position, text in enumerate(texts):
        if text in known:
            StepItem.update(is_open=True, position=position).where(
                StepItem.id == known[text]
            ).execute()
        else:
            StepItem.create(
                office=office_id, kind=kind, moment=moment, text=text, position=position
            )


@writing()
def tick_step(
    placement: Placement, key: str, is_done: bool, actor_id: int, at: dt.datetime
) -> None:
    """Say that a step was done for an intern, or was not after all."""
    office_id, kind = placement.office_id, placement.kind
    known = [row for each in StepMoment for row in queries.items_of(office_id, kind, each)]
    item = next((row for row in known if row.key == key), None)
    if item is None:
        raise Refused(_("This step is no longer on the list. Look at it again."))
    if not is_done:
        StepDone.delete().where(
            StepDone.placement == placement.id, StepDone.item == item.id
        ).execute()
    elif item.id not in queries.done_for(placement.id):
        StepDone.create(item=item.id, placement=placement.id, done_by=actor_id, done_at=at)


@writing()
def set_step_day(placement: Placement, moment: StepMoment, day: dt.date) -> None:
    """Put a briefing or a farewell on another day of the internship."""
    if not placement.starts_on <= day <= placement.ends_on:
        raise Refused(_("Choose a day of the internship."))
    same = (StepDay.placement == placement.id) & (StepDay.moment == moment)
    StepDay.delete().where(same).execute()
    StepDay.create(placement=placement.id, moment=moment, day=day)
