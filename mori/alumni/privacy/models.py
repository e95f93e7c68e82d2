from peewee import SQL, CharField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField, new_key
from mori.offices.models import Office

from ..models import Alumnus
from .rules import RequestKind, RequestState, RequestWay


class PrivacyRequest(Model):
    """What an alumnus asked of their own data, until when it is to be done, and what came of it."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    alumnus = ForeignKeyField(Alumnus, backref="requests", on_delete="RESTRICT")
    alumnus_id: int
    kind = EnumField(RequestKind, max_length=12)
    text = TextField(default="")  # what is wrong, and what is right
    way = EnumField(RequestWay, max_length=8)
    noted_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")  # who took the call
    noted_by_id: int | None
    state = EnumField(RequestState, max_length=10, default=RequestState.OPEN)
    asked_at = UtcDateTimeField()
    due_at = UtcDateTimeField()
    decided_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    decided_at = UtcDateTimeField(null=True)
    answer = TextField(default="")

    class Meta:
        indexes = ((("office", "id"), False),)


PrivacyRequest.add_index(
    PrivacyRequest.index(
        PrivacyRequest.office,
        PrivacyRequest.due_at,
        PrivacyRequest.id,
        where=SQL("\"state\" = 'open'"),
        name="privacy_request_open",
    )
)


class PrivacyRequestEvent(Model):
    """What happened to a request; rows are added, never changed."""

    request = ForeignKeyField(PrivacyRequest, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")
