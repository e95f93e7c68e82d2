"""Records that may be of one person, what was decided of them, and merges that can be undone."""

from peewee import CharField, ForeignKeyField, SmallIntegerField, TextField

from mori.accounts.models import Person
from mori.core.db import KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from ..models import Alumnus


class AlumnusBlock(Model):
    """Records with one of these keys in common are compared; derived from the records."""

    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    digest = CharField(max_length=16)  # of a blocking key
    alumnus = ForeignKeyField(Alumnus, backref="+", on_delete="RESTRICT")
    alumnus_id: int

    class Meta:
        indexes = ((("office", "digest", "alumnus"), True),)


class DuplicatePair(Model):
    """Two records that may be of one person, for somebody to decide; derived from the records."""

    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    one = ForeignKeyField(Alumnus, index=False, backref="+", on_delete="RESTRICT")
    one_id: int
    other = ForeignKeyField(Alumnus, backref="+", on_delete="RESTRICT")
    other_id: int
    score = SmallIntegerField()  # from 0 to 100
    reasons = TextField()  # JSON: pairs of a reason and what it quotes

    class Meta:
        indexes = (
            (("office", "score", "id"), False),
            (("one", "other"), True),
        )


class NotSame(Model):
    """That somebody said of two records, or of one and a row of a list: two people."""

    key = KeyField()
    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    one = ForeignKeyField(Alumnus, index=False, backref="+", on_delete="RESTRICT")
    one_id: int
    other = ForeignKeyField(Alumnus, null=True, backref="+", on_delete="RESTRICT")
    other_id: int | None  # none: of a row that made no record
    one_signature = CharField(max_length=32)
    other_signature = CharField(max_length=32)
    other_name = CharField(max_length=120)
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    actor_id: int
    at = UtcDateTimeField()

    class Meta:
        indexes = (
            (("office", "id"), False),
            (("one", "other_signature"), False),
        )


class AlumnusMerge(Model):
    """One record became another: what changed by it, so that it can be undone exactly."""

    key = KeyField()
    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    kept = ForeignKeyField(Alumnus, backref="merges", on_delete="RESTRICT")
    kept_id: int
    merged = ForeignKeyField(Alumnus, backref="+", on_delete="RESTRICT")
    merged_id: int
    before = TextField()  # JSON: the fields of the kept one that changed, as they were
    after = TextField()  # JSON: the same fields, as they became
    carried = TextField()  # JSON: ids of those that had become the merged one before
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()
    undone_at = UtcDateTimeField(null=True)
    undone_by = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")

    class Meta:
        indexes = ((("office", "id"), False),)
