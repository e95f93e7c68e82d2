from peewee import CharField, DateField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from ..studies.models import Study
from .rules import TEXT_MOST, DataState


class DataRequest(Model):
    """What data of the office a study asks for, what for, and until when it is kept."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    study = ForeignKeyField(Study, backref="+", on_delete="RESTRICT")
    study_id: int
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    what = CharField(max_length=TEXT_MOST)
    purpose = CharField(max_length=TEXT_MOST)
    state = EnumField(DataState, max_length=9, default=DataState.ASKED)
    reason = CharField(max_length=TEXT_MOST, default="")  # why refused, or which part is granted
    delete_by = DateField()
    asked_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "state", "id"), False),)

    @property
    def person_id(self) -> int:
        return int(self.study.person_id)

    @property
    def supervisor_ids(self) -> set[int | None]:
        return set(self.study.supervisor_ids)


class DataRequestEvent(Model):
    """What happened to a request for data; rows are added, never changed."""

    request = ForeignKeyField(DataRequest, backref="events", on_delete="RESTRICT")
    request_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    actor_id: int | None
    at = UtcDateTimeField()
    note = CharField(max_length=TEXT_MOST, default="")
