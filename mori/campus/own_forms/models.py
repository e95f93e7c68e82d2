from peewee import CharField, ForeignKeyField, SmallIntegerField

from mori.accounts.models import Person
from mori.core.db import KeyField, Model, UtcDateTimeField
from mori.institutions.models import Institution
from mori.offices.models import Office
from mori.uploads.models import Upload


class OwnForm(Model):
    """A form of an institution's own, which the office gets back filled in."""

    key = KeyField()
    office = ForeignKeyField(Office, on_delete="RESTRICT")
    office_id: int
    institution = ForeignKeyField(Institution, on_delete="RESTRICT")
    institution_id: int
    name = CharField(max_length=120)
    made_at = UtcDateTimeField()
    retired_at = UtcDateTimeField(null=True)
    retired_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")


class OwnFormVersion(Model):
    """A file of such a form with its placeholders; a better one follows, none is overwritten."""

    token = CharField(max_length=40, unique=True)
    form = ForeignKeyField(OwnForm, index=False, backref="versions", on_delete="RESTRICT")
    form_id: int
    number = SmallIntegerField()
    upload = ForeignKeyField(Upload, on_delete="RESTRICT")
    made_by = ForeignKeyField(Person, on_delete="RESTRICT")
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("form", "number"), True),)
