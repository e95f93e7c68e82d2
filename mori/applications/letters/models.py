from peewee import (
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from mori.accounts.models import Person
from mori.certificates.numbers.rules import NUMBER_MOST
from mori.certificates.statements.rules import Signing
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from ..models import Application
from .rules import LetterKind, LetterState

FILES, SIGNED_FILES = "letters", "signedletters"  # folders of the store: never renamed


class LetterWording(Model):
    """How an office words its letters of a kind; without a row as by default."""

    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    kind = EnumField(LetterKind, max_length=10)
    locale = CharField(max_length=2)
    text = TextField()
    revision = IntegerField(default=1)

    class Meta:
        indexes = ((("office", "kind", "locale"), True),)


class ReplyLetter(Model):
    """A letter by which an office replies to an application.

    Nothing that it says changes once it has its number.
    """

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    application = ForeignKeyField(Application, backref="letters", on_delete="RESTRICT")
    application_id: int
    kind = EnumField(LetterKind, max_length=10)
    locale = CharField(max_length=2)
    state = EnumField(LetterState, max_length=10, default=LetterState.AWAITING)
    names = TextField()  # ids of the applicants it is about, by commas
    copy_to = CharField(max_length=200, default="")  # an address at the campus
    number = CharField(max_length=NUMBER_MOST, default="")
    issued_on = DateField(null=True)
    signing = EnumField(Signing, max_length=10, default="")
    statement = TextField(default="")  # all it says, as JSON
    digest = CharField(max_length=64, default="")  # of that
    file = CharField(max_length=14, default="")  # the key of its PDF in the store, once made
    sha256 = CharField(max_length=64, default="")
    print_at = UtcDateTimeField(null=True)  # while the PDF has to be made: when next to try
    print_tries = SmallIntegerField(default=0)
    signed_at = UtcDateTimeField(null=True)
    signed_file = CharField(max_length=14, default="")
    sent_at = UtcDateTimeField(null=True)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "state", "id"), False),)

    @property
    def path(self) -> str:
        """Where what counts lies in the store: what was signed, or else what MORI made."""
        if self.signed_file:
            return f"{SIGNED_FILES}/{self.signed_file}"
        return f"{FILES}/{self.file}"

    @property
    def paths(self) -> list[str]:
        """Where all that was made or signed of it lies."""
        kept = ((FILES, self.file), (SIGNED_FILES, self.signed_file))
        return [f"{folder}/{key}" for folder, key in kept if key]

    @property
    def is_made(self) -> bool:
        return bool(self.file)

    @property
    def applicant_ids(self) -> list[int]:
        return [int(each) for each in self.names.split(",") if each]


ReplyLetter.add_index(ReplyLetter.print_at, where=ReplyLetter.print_at.is_null(False))


class ReplyLetterEvent(Model):
    """What happened to a letter; rows are added, never changed."""

    letter = ForeignKeyField(ReplyLetter, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")
