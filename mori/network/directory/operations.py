"""Taking the directory out as a table."""

import datetime as dt

from mori.core.db import writing

from ..models import Member, NetworkExport
from .queries import every_one_in


@writing()
def take_out(office_id: int, actor_id: int, at: dt.datetime) -> list[Member]:
    """Those who agree as of now, and that somebody took them out."""
    people = every_one_in(office_id)
    NetworkExport.create(office=office_id, actor=actor_id, at=at, people=len(people))
    return people
