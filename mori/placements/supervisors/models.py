from peewee import CharField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField

from ..models import Placement
from .rules import SupervisorChangeState


class SupervisorChange(Model):
    """That an intern asks for another supervisor, with or without a word why."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    placement = ForeignKeyField(Placement, backref="+", on_delete="RESTRICT")
    placement_id: int
    words = TextField(default="")
    note = TextField(default="")  # the coordinator's, to the intern
    state = EnumField(SupervisorChangeState, max_length=10, default=SupervisorChangeState.ASKED)
    asked_at = UtcDateTimeField()

    class Meta:
        indexes = ((("state", "id"), False),)

    @property
    def person_id(self) -> int:
        return int(self.placement.person_id)

    @property
    def office_id(self) -> int:
        return int(self.placement.office_id)

    @property
    def supervisor_ids(self) -> set[int | None]:
        """Who must not learn of it, whatever other role they have."""
        return self.placement.supervisor_ids


class SupervisorChangeEvent(Model):
    """What happened to such a request; rows are added, never changed."""

    change = ForeignKeyField(SupervisorChange, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = TextField(default="")
