from peewee import CharField, ForeignKeyField, IntegerField, SmallIntegerField

from mori.accounts.models import Person
from mori.certificates.statements.rules import Signing
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField, new_key
from mori.offices.models import Office

from .rules import NUMBER_MOST, TEMPLATE_MOST, Numbering, Restart


class PaperSetting(Model):
    """How an office numbers its papers, and how they are signed; without a row, as by default."""

    office = ForeignKeyField(Office, unique=True, on_delete="RESTRICT")
    office_id: int
    numbering = EnumField(Numbering, max_length=10)
    template = CharField(max_length=TEMPLATE_MOST)
    code = CharField(max_length=20, default="")
    restart = EnumField(Restart, max_length=8)
    signing = EnumField(Signing, max_length=10)
    revision = IntegerField(default=1)


class NumberCounter(Model):
    """The last running number that an office used, of a year, or of year 0 where it goes on."""

    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    year = SmallIntegerField()
    last = IntegerField(default=0)

    class Meta:
        indexes = ((("office", "year"), True),)


class OutsideNumber(Model):
    """A number of an office's register that some other paper has: never given to one of MORI's."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    number = CharField(max_length=NUMBER_MOST)
    number_folded = CharField(max_length=NUMBER_MOST)
    note = CharField(max_length=200, default="")  # which paper that is
    made_by = ForeignKeyField(Person, on_delete="RESTRICT")
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "number_folded"), True), (("office", "id"), False))
