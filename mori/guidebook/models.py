from peewee import (
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from .rules import Change, EditionState, RevisionState, Words


class Book(Model):
    """A book that comes with MORI; its text is each office's own."""

    slug = CharField(max_length=20, unique=True)
    title = CharField(max_length=80)
    title_en = CharField(max_length=80)
    position = SmallIntegerField()


class Chapter(Model):
    """A part of a book: of all offices, or one that an office has added."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    book = ForeignKeyField(Book, index=False, backref="+", on_delete="RESTRICT")
    book_id: int
    office = ForeignKeyField(Office, null=True, index=False, backref="+", on_delete="RESTRICT")
    office_id: int | None
    slug = CharField(max_length=60)
    position = SmallIntegerField()
    is_guarded = BooleanField(default=False)  # a safeguarding officer agrees to it too

    class Meta:
        indexes = ((("book", "office", "position"), False),)


class Revision(Model):
    """A chapter's text as somebody wrote it for an office."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    chapter = ForeignKeyField(Chapter, index=False, backref="+", on_delete="RESTRICT")
    chapter_id: int
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    parent = ForeignKeyField("self", null=True, index=False, backref="+", on_delete="RESTRICT")
    parent_id: int | None  # the text in force that it was written from
    author = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    author_id: int | None  # none: it came with MORI
    title = CharField(max_length=120)
    body = TextField()
    title_en = CharField(max_length=120, default="")
    body_en = TextField(default="")
    anchors = TextField(default="")  # the numbers of its paragraphs, by blanks
    change = EnumField(Change, max_length=10)
    summary = CharField(max_length=300, default="")
    digest = CharField(max_length=64)
    shipped = CharField(max_length=64, default="")  # digest of the text as it came with MORI
    state = EnumField(RevisionState, max_length=10, default=RevisionState.DRAFT)
    officer = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    officer_id: int | None  # who agreed to a guarded chapter
    edits = IntegerField(default=1)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = (
            (("office", "chapter", "state", "id"), False),
            (("office", "state", "id"), False),
        )

    @property
    def person_id(self) -> int | None:
        return self.author_id

    @property
    def words(self) -> Words:
        return Words(self.title, self.body, self.title_en, self.body_en)


class RevisionEvent(Model):
    """What happened to a revision; rows are added, never changed."""

    revision = ForeignKeyField(Revision, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = TextField(default="")


class Source(Model):
    """What a revision rests on, and who looked at it when."""

    revision = ForeignKeyField(Revision, backref="+", on_delete="RESTRICT")
    revision_id: int
    position = SmallIntegerField()
    cites = CharField(max_length=300)
    url = CharField(max_length=300, default="")
    checked_on = DateField(null=True)
    checked_by = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    checked_by_id: int | None
    label = CharField(max_length=300, default="")  # says of an unverified one that it is
    label_en = CharField(max_length=300, default="")


class SlotValue(Model):
    """What an office fills into its books, and who checked it when."""

    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    name = CharField(max_length=40)
    text = CharField(max_length=300)
    checked_on = DateField()
    checked_by = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")

    class Meta:
        indexes = ((("office", "name"), True),)


class Edition(Model):
    """A book as an office published it: nothing in it changes any more."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    book = ForeignKeyField(Book, index=False, backref="+", on_delete="RESTRICT")
    book_id: int
    number = CharField(max_length=10)
    slug = CharField(max_length=100, unique=True)
    digest = CharField(max_length=64)
    state = EnumField(EditionState, max_length=10, default=EditionState.CURRENT)
    published_at = UtcDateTimeField()
    published_by = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    book_file = CharField(max_length=14, default="")  # PDFs, once they are made
    sheet_file = CharField(max_length=14, default="")
    print_at = UtcDateTimeField(null=True, index=True)
    print_tries = SmallIntegerField(default=0)

    class Meta:
        indexes = ((("office", "book", "number"), True), (("state", "id"), False))


class EditionEvent(Model):
    """What happened to an edition; rows are added, never changed."""

    edition = ForeignKeyField(Edition, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = TextField(default="")


class EditionChapter(Model):
    """A chapter as it stands in an edition, its slots filled."""

    edition = ForeignKeyField(Edition, index=False, backref="+", on_delete="RESTRICT")
    edition_id: int
    position = SmallIntegerField()
    slug = CharField(max_length=70)
    revision = ForeignKeyField(Revision, index=False, backref="+", on_delete="RESTRICT")
    revision_id: int
    title = CharField(max_length=120)
    body = TextField()
    html = TextField()
    title_en = CharField(max_length=120, default="")
    body_en = TextField(default="")
    html_en = TextField(default="")
    sources = TextField(default="")  # JSON: what it rests on, as its page says it
    asks = CharField(max_length=64, default="")  # digest of what readers are asked for
    marks = TextField(default="")  # and each paragraph's: see editions/asked_rules.py
    quiz = TextField(default="")  # JSON: its questions, with a reason for each option

    class Meta:
        indexes = ((("edition", "position"), True), (("edition", "slug"), True))
