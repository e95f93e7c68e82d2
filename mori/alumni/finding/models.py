"""What a list of alumni is read from: one row for each thing somebody is found by.

All of it is derived from the records, in the transaction that changes them.
"""

from peewee import SQL, BooleanField, CharField, ForeignKeyField, IntegerField

from mori.core.db import EnumField, Model
from mori.offices.models import Office

from ..models import Alumnus
from .rules import FacetKind


class AlumnusFacet(Model):
    """One alumnus is found by one value; ``is_shown`` to others than the office's own records."""

    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    kind = EnumField(FacetKind, max_length=8)
    value = CharField(max_length=60)
    is_shown = BooleanField()
    name_folded = CharField(max_length=120)
    alumnus = ForeignKeyField(Alumnus, index=False, backref="facets", on_delete="RESTRICT")
    alumnus_id: int

    class Meta:
        indexes = (
            (("office", "kind", "value", "name_folded", "alumnus"), False),
            (("alumnus", "kind", "value"), True),
        )


AlumnusFacet.add_index(
    AlumnusFacet.index(
        AlumnusFacet.office,
        AlumnusFacet.kind,
        AlumnusFacet.value,
        AlumnusFacet.name_folded,
        AlumnusFacet.alumnus,
        where=SQL('"is_shown"'),
        name="alumnus_facet_shown",
    )
)


class AlumnusTally(Model):
    """How many alumni of an office are found by a value, and how many of them are shown."""

    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    kind = EnumField(FacetKind, max_length=8)
    value = CharField(max_length=60)
    known = IntegerField(default=0)
    shown = IntegerField(default=0)

    class Meta:
        indexes = ((("office", "kind", "value"), True),)


class AlumnusChange(Model):
    """A record that changed since it was last compared with the office's others."""

    alumnus = ForeignKeyField(Alumnus, unique=True, backref="+", on_delete="RESTRICT")
    alumnus_id: int
