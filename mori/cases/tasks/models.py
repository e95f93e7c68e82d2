from peewee import BooleanField, CharField, DateField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.safeguarding.alerts.models import Alert

from ..entries.models import CaseEntry
from .rules import CaseTaskKind, ContactWay


class CaseTask(Model):
    """A next step of a case, which always has a day; what is to be done is sealed."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)  # of the form, or of what it was made for
    alert = ForeignKeyField(Alert, index=False, backref="+", on_delete="RESTRICT")
    alert_id: int
    kind = EnumField(CaseTaskKind, max_length=10)
    entry = ForeignKeyField(CaseEntry, null=True, index=False, backref="+", on_delete="RESTRICT")
    entry_id: int | None
    due_on = DateField()
    made_at = UtcDateTimeField()
    done_by = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    done_by_id: int | None
    done_at = UtcDateTimeField(null=True)
    reminded_on = DateField(null=True)  # when its holders were last told that it is overdue

    class Meta:
        indexes = ((("alert", "done_at", "due_on"), False),)


class ContactTry(Model):
    """One try to reach the person; rows are added, never changed."""

    alert = ForeignKeyField(Alert, backref="+", on_delete="RESTRICT")
    alert_id: int
    entry = ForeignKeyField(CaseEntry, unique=True, backref="+", on_delete="RESTRICT")
    entry_id: int
    officer = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    way = EnumField(ContactWay, max_length=8)
    is_reached = BooleanField()
    next_on = DateField(null=True)  # when somebody tries again
    at = UtcDateTimeField()
