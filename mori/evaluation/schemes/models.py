from peewee import SQL, BooleanField, CharField, ForeignKeyField, IntegerField, SmallIntegerField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField, new_key
from mori.offices.models import Office

from .rules import Scale, SchemeState

NAME_MOST = 80
FAMILY_MOST = 20


class Scheme(Model):
    """How interns are assessed: one version of it, an office's own or, without one, national.

    Marks are in hundredths. Versions of one scheme share their ``family``.
    """

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)  # idempotency key of the form
    office = ForeignKeyField(Office, null=True, index=False, on_delete="RESTRICT")
    office_id: int | None
    family = CharField(max_length=FAMILY_MOST, default=new_key)
    version = SmallIntegerField(default=1)
    name = CharField(max_length=NAME_MOST)
    name_folded = CharField(max_length=NAME_MOST)
    name_en = CharField(max_length=NAME_MOST)
    lowest = IntegerField()
    highest = IntegerField()
    step = IntegerField()
    may_be_unjudged = BooleanField(default=True)
    state = EnumField(SchemeState, max_length=10, default=SchemeState.DRAFT)
    revision = IntegerField(default=1)
    source = CharField(max_length=300, default="")
    source_en = CharField(max_length=300, default="")
    verified = CharField(max_length=300, default="")
    verified_en = CharField(max_length=300, default="")
    made_at = UtcDateTimeField()

    class Meta:
        indexes = (
            (("family", "version"), True),
            (("office", "state", "name_folded"), False),
        )

    @property
    def scale(self) -> Scale:
        return Scale(self.lowest, self.highest, self.step)


# Of one scheme: a draft made twice at once is made once, and two versions are never in use.
Scheme.add_index(
    Scheme.index(
        Scheme.family, unique=True, where=SQL("\"state\" = 'draft'"), name="scheme_one_draft"
    )
)
Scheme.add_index(
    Scheme.index(
        Scheme.family, unique=True, where=SQL("\"state\" = 'in_use'"), name="scheme_one_in_use"
    )
)


class SchemeAspect(Model):
    """What is marked; with a sentence of help for whoever marks it."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    scheme = ForeignKeyField(Scheme, index=False, backref="aspects", on_delete="RESTRICT")
    scheme_id: int
    position = SmallIntegerField()
    label = CharField(max_length=NAME_MOST)
    label_en = CharField(max_length=NAME_MOST)
    help = CharField(max_length=200)
    help_en = CharField(max_length=200)
    weight = SmallIntegerField(null=True)

    class Meta:
        indexes = ((("scheme", "position"), False),)

    @property
    def office_id(self) -> int | None:
        return self.scheme.office_id


class SchemeBand(Model):
    """What results from a mark on are called, up to where the next one begins."""

    scheme = ForeignKeyField(Scheme, index=False, backref="bands", on_delete="RESTRICT")
    scheme_id: int
    starts = IntegerField()
    label = CharField(max_length=40)
    label_en = CharField(max_length=40)

    class Meta:
        indexes = ((("scheme", "starts"), True),)


class SchemeEvent(Model):
    """What happened to a scheme; rows are added, never changed."""

    scheme = ForeignKeyField(Scheme, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")
