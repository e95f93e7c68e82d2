from peewee import CharField, ForeignKeyField, IntegerField, SmallIntegerField

from mori.core.db import KeyField, Model, UtcDateTimeField

from ..models import Applicant, Application
from .rules import FOLDER


class ApplicationPaper(Model):
    """A page or a file of a paper that was handed in; it lies in the store under its key."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)  # idempotency key of place and content
    application = ForeignKeyField(Application, backref="papers", on_delete="RESTRICT")
    application_id: int
    applicant = ForeignKeyField(Applicant, null=True, backref="papers", on_delete="RESTRICT")
    applicant_id: int | None  # none: of the application as a whole
    code = CharField(max_length=12)  # of papers.csv
    kind = CharField(max_length=4)  # webp or pdf
    bytes = IntegerField()
    width = SmallIntegerField(default=0)  # of a picture
    height = SmallIntegerField(default=0)
    at = UtcDateTimeField()

    @property
    def office_id(self) -> int:
        return self.application.office_id

    @property
    def is_picture(self) -> bool:
        return self.kind == "webp"

    @property
    def path(self) -> str:
        """Where it lies in the store."""
        return f"{FOLDER}/{self.key}"
