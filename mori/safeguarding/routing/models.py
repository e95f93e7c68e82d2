import datetime as dt

from peewee import BooleanField, CharField, DateField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import EnumField, Model, UtcDateTimeField
from mori.offices.models import Unit

from .rules import RelationKind


class Relation(Model):
    """Someone who must not learn of a person's alert or is told last, and since when.

    Later slices register these (who supervises whom) through ``register_relation``.
    """

    person = ForeignKeyField(Person, on_delete="RESTRICT")
    person_id: int
    other = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    other_id: int
    kind = EnumField(RelationKind, max_length=16)
    from_on = DateField()
    until_on = DateField(null=True)
    source = CharField(max_length=40)  # the row it was registered for

    class Meta:
        indexes = (
            (("person", "other"), False),
            (("source",), False),
        )


class UnitMember(Model):
    """Someone is in a unit, or leads it, and while when; see ``register_unit_members``."""

    person = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    person_id: int
    unit = ForeignKeyField(Unit, index=False, backref="+", on_delete="RESTRICT")
    unit_id: int
    leads = BooleanField(default=False)
    from_on = DateField()
    until_on = DateField(null=True)
    source = CharField(max_length=40, index=True)  # the row it was registered for

    class Meta:
        indexes = ((("unit", "until_on"), False),)

    @property
    def key(self) -> str:
        """Names one that was noted on a page; nothing else about units has a page."""
        return str(self.source).rpartition(" ")[2]

    @property
    def office_id(self) -> int:
        return int(self.unit.office_id)

    def is_on(self, day: dt.date) -> bool:
        return bool(self.from_on <= day and (self.until_on is None or day <= self.until_on))


class Wish(Model):
    """Which officer a person wants to be called first; whom never, is a relation."""

    person = ForeignKeyField(Person, unique=True, backref="+", on_delete="RESTRICT")
    person_id: int
    officer = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    officer_id: int | None
    chosen_at = UtcDateTimeField()
