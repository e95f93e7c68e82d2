from peewee import DateField, ForeignKeyField

from mori.core.db import EnumField, KeyField, Model
from mori.offices.models import Office

from ..reports.figure_rules import Grouping
from ..reports.rules import Length, Period


class SharedReport(Model):
    """A report of an office that a link opens: which one, and not its figures."""

    key = KeyField()
    office = ForeignKeyField(Office, on_delete="RESTRICT")
    office_id: int
    grouping = EnumField(Grouping, max_length=16)
    first = DateField()
    last = DateField()
    length = EnumField(Length, max_length=8, default="")  # empty: any days

    @property
    def period(self) -> Period:
        return Period(self.first, self.last, self.length or None)
