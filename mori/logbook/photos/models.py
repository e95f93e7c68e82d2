from peewee import CharField, ForeignKeyField, IntegerField, SmallIntegerField

from mori.core.db import KeyField, Model, UtcDateTimeField

from ..models import Entry


class EntryPhoto(Model):
    """A photo that belongs to an entry; its file lies in the store under its key."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)  # idempotency key of the photo
    entry = ForeignKeyField(Entry, backref="photos", on_delete="RESTRICT")
    entry_id: int
    position = SmallIntegerField()
    bytes = IntegerField()
    width = SmallIntegerField()
    height = SmallIntegerField()
    at = UtcDateTimeField()
    seen_at = UtcDateTimeField(null=True)  # opened by a reviewer

    class Meta:
        indexes = ((("entry", "position"), True),)

    @property
    def person_id(self) -> int:
        return self.entry.person_id

    @property
    def office_id(self) -> int:
        return self.entry.office_id

    @property
    def supervisor_ids(self) -> set[int | None]:
        return self.entry.supervisor_ids
