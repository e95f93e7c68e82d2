from peewee import BooleanField, CharField, DateField, ForeignKeyField, SmallIntegerField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.logbook.models import Entry
from mori.offices.models import Office
from mori.placements.models import Placement
from mori.placements.rules import InternKind

from .rules import LONGEST_PORTAL, Duty, PortalTerms


class OfficePortal(Model):
    """What an office says of a programme's portal, where it is not what holds nationally."""

    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    kind = EnumField(InternKind, max_length=12)
    portal = CharField(max_length=LONGEST_PORTAL)
    text_least = SmallIntegerField()
    learnt_least = SmallIntegerField()
    obstacles_least = SmallIntegerField()
    is_ticked = BooleanField()
    verifications = SmallIntegerField()
    is_evaluated = BooleanField()
    source = CharField(max_length=200)
    verified_on = DateField(null=True)

    class Meta:
        indexes = ((("office", "kind"), True),)

    @property
    def terms(self) -> PortalTerms:
        return PortalTerms(*(getattr(self, each) for each in PortalTerms._fields))


class PortalDay(Model):
    """An intern says that an entry, as it then was, has been sent through the portal."""

    entry = ForeignKeyField(Entry, unique=True, on_delete="RESTRICT")
    revision = SmallIntegerField()  # of the entry: what was changed since has not been sent
    at = UtcDateTimeField()


class PortalDuty(Model):
    """Something that whoever supervises does in the portal in a month, and ticks here."""

    key = KeyField()
    placement = ForeignKeyField(Placement, index=False, on_delete="RESTRICT")
    placement_id: int
    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    month = DateField()
    duty = EnumField(Duty, max_length=8)
    number = SmallIntegerField()
    by = DateField()
    done_by = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    done_by_id: int | None
    done_on = DateField(null=True)

    in_charge: set[int]  # who supervises its placement, once loaded: see queries.py

    class Meta:
        indexes = ((("placement", "month", "duty", "number"), True),)

    @property
    def supervisor_ids(self) -> set[int]:
        return self.in_charge


# What is still to be done in an office, the most pressing first.
PortalDuty.add_index(
    PortalDuty.office, PortalDuty.by, PortalDuty.id, where=PortalDuty.done_on.is_null()
)
