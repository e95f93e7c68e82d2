from peewee import CharField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField

from ..alerts.models import Alert
from .rules import SubjectState


class Subject(Model):
    """Whom an alert is said to be about: somebody of the office, or words for officers alone."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    alert = ForeignKeyField(Alert, backref="subjects", on_delete="RESTRICT")
    alert_id: int
    person = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    person_id: int | None
    words = TextField(default="")  # sealed: who it is, where nobody was chosen
    reason = TextField(default="")  # sealed: why an officer says so
    named_by = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    named_by_id: int | None  # an officer; None: the person who called
    named_at = UtcDateTimeField()
    state = EnumField(SubjectState, max_length=8, default=SubjectState.NAMED)
    doubted_by = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    doubted_by_id: int | None
    decided_by = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    decided_by_id: int | None
    decided_at = UtcDateTimeField(null=True)

    @property
    def source(self) -> str:
        """What the relations registered for it say that they come from."""
        return f"subject {self.key}"
