from peewee import CharField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import Model, UtcDateTimeField
from mori.placements.models import Placement


class CampusSupervisor(Model):
    """Who at the institution accompanies an intern: one of its contacts, as the office says."""

    placement = ForeignKeyField(Placement, unique=True, on_delete="RESTRICT")
    placement_id: int
    # No foreign key: a contact is deleted when asked, and then simply nobody is named.
    contact_key = CharField(max_length=14, index=True)
    named_by = ForeignKeyField(Person, on_delete="RESTRICT")
    named_at = UtcDateTimeField()
