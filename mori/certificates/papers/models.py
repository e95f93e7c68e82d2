from peewee import (
    SQL,
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    SmallIntegerField,
    TextField,
)

from mori.accounts.models import Person
from mori.certificates.numbers.rules import NUMBER_MOST
from mori.certificates.statements.rules import PaperKind, Signing
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField, new_key
from mori.offices.models import Office
from mori.placements.models import Placement

from .rules import PaperState

FILES, SIGNED_FILES = "certificates", "signedpapers"  # folders of the store: never renamed


class Paper(Model):
    """A certificate, transcript or letter of one internship, or that somebody was at an event.

    Nothing of it changes once it has its number, but for being signed, and revoked.
    """

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    placement = ForeignKeyField(Placement, null=True, on_delete="RESTRICT")
    placement_id: int | None  # None: of somebody without an account, who was at an event
    holder = CharField(max_length=120, default="")  # whose it is where there is no internship
    attended = TextField(default="")  # what it will state of the event, as JSON
    kind = EnumField(PaperKind, max_length=12)
    locale = CharField(max_length=2)
    state = EnumField(PaperState, max_length=10, default=PaperState.AWAITING_NUMBER)
    number = CharField(max_length=NUMBER_MOST, default="")
    # Of all offices: whoever checks a paper knows its number alone. None until it has one.
    number_folded = CharField(max_length=NUMBER_MOST, null=True, unique=True)
    issued_on = DateField(null=True)  # the date it bears
    signing = EnumField(Signing, max_length=10, default="")  # as the office signed that day
    statement = TextField(default="")  # all it states, as JSON
    file = CharField(max_length=14, default="")  # the key of its PDF in the store, once made
    sha256 = CharField(max_length=64, default="")
    print_at = UtcDateTimeField(null=True)  # while the PDF has to be made: when next to try
    print_tries = SmallIntegerField(default=0)
    signed_at = UtcDateTimeField(null=True)
    signed_file = CharField(max_length=14, default="")  # where it was signed on the PDF itself
    signed_sha256 = CharField(max_length=64, default="")
    revoked_at = UtcDateTimeField(null=True)
    revoked_why = CharField(max_length=300, default="")
    replaces = ForeignKeyField("self", null=True, backref="replacements", on_delete="RESTRICT")
    replaces_id: int | None
    marks_public = BooleanField(default=False)  # whoever checks it may see the marks
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "state", "id"), False),)

    @property
    def is_made(self) -> bool:
        return bool(self.file)

    @property
    def is_out(self) -> bool:
        """Whether it is finished: its intern opens it."""
        return self.state.is_signed and bool(self.signed_file or self.file)

    @property
    def path(self) -> str:
        """Where what counts lies in the store: what was signed, or else what MORI made."""
        if self.signed_file:
            return f"{SIGNED_FILES}/{self.signed_file}"
        return f"{FILES}/{self.file}"

    @property
    def person_id(self) -> int | None:
        """Whose it is, for the scopes of the grants; None where they have no account."""
        return self.placement.person_id if self.placement else None

    @property
    def name(self) -> str:
        """Whose it is, in words."""
        return self.placement.person.name if self.placement else self.holder


# One of a kind and language stands at a time: a mistake is revoked before another is made.
Paper.add_index(
    Paper.index(
        Paper.placement,
        Paper.kind,
        Paper.locale,
        unique=True,
        where=SQL("\"state\" IN ('awaiting', 'unsigned', 'signed')"),
        name="paper_one_standing",
    )
)
Paper.add_index(Paper.print_at, where=Paper.print_at.is_null(False))


class PaperEvent(Model):
    """What happened to a paper; rows are added, never changed."""

    paper = ForeignKeyField(Paper, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")
