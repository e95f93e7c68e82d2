import hashlib

from peewee import CharField, ForeignKeyField, SmallIntegerField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from .rules import ContactRole, InstitutionState


class InstitutionType(Model):
    """A kind of institution, from types.csv."""

    code = CharField(max_length=16, unique=True)
    label = CharField(max_length=60)
    label_en = CharField(max_length=60)
    position = SmallIntegerField(default=0)


class Region(Model):
    """A province, or a regency or city within one, by its Kemendagri code."""

    code = CharField(max_length=5, unique=True)
    province = ForeignKeyField("self", null=True, on_delete="RESTRICT")
    province_id: int | None
    name = CharField(max_length=60)
    name_folded = CharField(max_length=60, index=True)


class Institution(Model):
    """Where an office's interns come from; each office has its own list."""

    key = KeyField()
    office = ForeignKeyField(Office, index=False, backref="institutions", on_delete="RESTRICT")
    office_id: int
    type = ForeignKeyField(InstitutionType, null=True, on_delete="RESTRICT")
    type_id: int | None
    region = ForeignKeyField(Region, null=True, on_delete="RESTRICT")
    region_id: int | None
    name = CharField(max_length=120)
    name_folded = CharField(max_length=120)
    address = CharField(max_length=200, default="")
    state = EnumField(InstitutionState, max_length=10, default=InstitutionState.PROPOSED)
    # The one it is shown as, itself never merged; what points to this row stays where it is.
    merged_into = ForeignKeyField("self", null=True, on_delete="RESTRICT")
    merged_into_id: int | None
    made_at = UtcDateTimeField()

    @property
    def standing(self) -> "Institution":
        """Itself, or the one it was merged into."""
        return self.merged_into if self.merged_into_id else self

    @property
    def seen(self) -> str:
        """An optimistic lock's value: what a form showed, so that nothing newer is overwritten."""
        said = (self.name, self.type_id, self.region_id, self.address, self.merged_into_id)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


# Of those that stand for themselves, so that a name proposed twice at once is made once.
Institution.add_index(
    Institution.index(
        Institution.office,
        Institution.name_folded,
        unique=True,
        where=Institution.merged_into.is_null(),
    )
)


class InstitutionName(Model):
    """A spelling or short name under which an institution is known; none is ever lost."""

    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    institution = ForeignKeyField(Institution, index=False, backref="names", on_delete="RESTRICT")
    text = CharField(max_length=120)
    text_folded = CharField(max_length=120)

    class Meta:
        indexes = (
            (("institution", "text"), True),
            (("office", "text_folded"), False),
        )


class InstitutionContact(Model):
    """Somebody whom the office calls there."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    institution = ForeignKeyField(Institution, backref="contacts", on_delete="RESTRICT")
    institution_id: int
    role = EnumField(ContactRole, max_length=12)
    name = CharField(max_length=120)
    phone = CharField(max_length=40, default="")
    email = CharField(max_length=120, default="")
    note = CharField(max_length=200, default="")

    @property
    def office_id(self) -> int:
        return self.institution.office_id


class InstitutionEvent(Model):
    """What happened to an institution; rows are added, never changed."""

    institution = ForeignKeyField(Institution, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


class InstitutionMerge(Model):
    """One institution became another: what changed by it, so that it can be undone exactly."""

    key = KeyField()
    office = ForeignKeyField(Office, on_delete="RESTRICT")
    office_id: int
    kept = ForeignKeyField(Institution, backref="merges", on_delete="RESTRICT")
    merged = ForeignKeyField(Institution, backref="+", on_delete="RESTRICT")
    before = TextField()  # JSON: the fields of the kept one that changed, as they were
    after = TextField()  # JSON: the same fields, as they became
    carried = TextField()  # JSON: ids of those that had become the merged one before
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()
    undone_at = UtcDateTimeField(null=True)
    undone_by = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
