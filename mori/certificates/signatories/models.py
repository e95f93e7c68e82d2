from peewee import CharField, DateField, ForeignKeyField, IntegerField

from mori.core.db import KeyField, Model, UtcDateTimeField, new_key
from mori.offices.models import Office

NAME_MOST = 120


class Signatory(Model):
    """Whose name and post stand under an office's papers, and from when until when."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    name = CharField(max_length=NAME_MOST)  # with titles, as it is printed
    post = CharField(max_length=NAME_MOST)
    post_en = CharField(max_length=NAME_MOST, default="")
    from_on = DateField()
    until_on = DateField(null=True)
    revision = IntegerField(default=1)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "from_on"), False),)
