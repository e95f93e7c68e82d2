from peewee import CharField, ForeignKeyField, IntegerField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.core.files.kinds import FileKind


class Upload(Model):
    """A file that somebody sends, and how much of it was received; once handed in, that file."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    person_id: int
    purpose = CharField(max_length=20)
    name = CharField(max_length=120)  # what its sender calls it, for them alone
    bytes = IntegerField()  # as promised
    digest = CharField(max_length=64)  # SHA-256, as promised
    received_bytes = IntegerField(default=0)
    kind = EnumField(FileKind, max_length=4, default="")  # known once it is whole
    file = CharField(max_length=14, default="")  # its key in the store, once it is whole
    begun_at = UtcDateTimeField()
    expires_at = UtcDateTimeField(null=True)  # until it is handed in

    @property
    def is_whole(self) -> bool:
        return bool(self.file)

    @property
    def is_handed_in(self) -> bool:
        return self.expires_at is None

    @property
    def path(self) -> str:
        """Where it lies in the store."""
        return f"{self.purpose}/{self.file}"


# What is handed in stays for years and is found by its row: these are the few that are open.
Upload.add_index(Upload.expires_at, where=Upload.expires_at.is_null(False))
