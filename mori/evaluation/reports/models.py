from peewee import CharField, DateField, ForeignKeyField, IntegerField, SmallIntegerField, TimeField

from mori.accounts.models import Person
from mori.core.db import KeyField, Model, UtcDateTimeField
from mori.placements.models import Placement
from mori.uploads.models import Upload

from .rules import LINK_MOST, TITLE_MOST, host_of


class Report(Model):
    """A version of an intern's final report, a file or a link; the last counts, all are kept."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)  # idempotency key of the form
    placement = ForeignKeyField(Placement, on_delete="RESTRICT")
    placement_id: int
    title = CharField(max_length=TITLE_MOST)
    upload = ForeignKeyField(Upload, null=True, index=False, on_delete="RESTRICT")
    upload_id: int | None
    link = CharField(max_length=LINK_MOST, default="")
    handed_at = UtcDateTimeField()

    @property
    def host(self) -> str:
        return host_of(self.link)


class Presentation(Model):
    """When, where and before whom a report is presented, and what came of it."""

    key = KeyField()
    placement = ForeignKeyField(Placement, unique=True, on_delete="RESTRICT")
    placement_id: int
    day = DateField()
    starts_at = TimeField()
    room = CharField(max_length=120, default="")
    link = CharField(max_length=LINK_MOST, default="")
    listeners = CharField(max_length=600, default="")  # names and roles, as they were written
    listener_count = SmallIntegerField(null=True)
    held_on = DateField(null=True)
    outcome = CharField(max_length=1000, default="")
    revision = IntegerField(default=1)
    changed_by = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
    changed_at = UtcDateTimeField()

    @property
    def host(self) -> str:
        return host_of(self.link)

    @property
    def is_held(self) -> bool:
        return self.held_on is not None
