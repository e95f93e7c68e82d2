"""Books, chapters, their texts, what offices fill in, and editions. Expand: new tables."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

NEW = (
    *("edition_chapter", "edition_event", "edition", "slot_value"),
    *("source", "revision_event", "revision", "chapter", "book"),
)


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Book(db.Model):
        id = AutoField()
        slug = CharField(max_length=20, unique=True)
        title = CharField(max_length=80)
        title_en = CharField(max_length=80)
        position = SmallIntegerField()

        class Meta:
            table_name = "book"

    class Chapter(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        book = ForeignKeyField(Book, index=False, backref="+", on_delete="RESTRICT")
        office = ForeignKeyField(Office, null=True, index=False, backref="+", on_delete="RESTRICT")
        slug = CharField(max_length=60)
        position = SmallIntegerField()
        is_guarded = BooleanField()

        class Meta:
            table_name = "chapter"
            indexes = ((("book", "office", "position"), False),)

    class Revision(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        chapter = ForeignKeyField(Chapter, index=False, backref="+", on_delete="RESTRICT")
        office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
        parent = ForeignKeyField("self", null=True, index=False, backref="+", on_delete="RESTRICT")
        author = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
        title = CharField(max_length=120)
        body = TextField()
        title_en = CharField(max_length=120)
        body_en = TextField()
        anchors = TextField()
        change = CharField(max_length=10)
        summary = CharField(max_length=300)
        digest = CharField(max_length=64)
        shipped = CharField(max_length=64)
        state = CharField(max_length=10)
        officer = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
        edits = IntegerField()
        made_at = DateTimeField()

        class Meta:
            table_name = "revision"
            indexes = (
                (("office", "chapter", "state", "id"), False),
                (("office", "state", "id"), False),
            )

    class Source(db.Model):
        id = AutoField()
        revision = ForeignKeyField(Revision, backref="+", on_delete="RESTRICT")
        position = SmallIntegerField()
        cites = CharField(max_length=300)
        url = CharField(max_length=300)
        checked_on = DateField(null=True)
        checked_by = ForeignKeyField(
            Person, null=True, index=False, backref="+", on_delete="RESTRICT"
        )
        label = CharField(max_length=300)
        label_en = CharField(max_length=300)

        class Meta:
            table_name = "source"

    class SlotValue(db.Model):
        id = AutoField()
        office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
        name = CharField(max_length=40)
        text = CharField(max_length=300)
        checked_on = DateField()
        checked_by = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")

        class Meta:
            table_name = "slot_value"
            indexes = ((("office", "name"), True),)

    class Edition(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
        book = ForeignKeyField(Book, index=False, backref="+", on_delete="RESTRICT")
        number = CharField(max_length=10)
        slug = CharField(max_length=100, unique=True)
        digest = CharField(max_length=64)
        state = CharField(max_length=10)
        published_at = DateTimeField()
        published_by = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
        book_file = CharField(max_length=14)
        sheet_file = CharField(max_length=14)
        print_at = DateTimeField(null=True, index=True)
        print_tries = SmallIntegerField()

        class Meta:
            table_name = "edition"
            indexes = ((("office", "book", "number"), True), (("state", "id"), False))

    class EditionChapter(db.Model):
        id = AutoField()
        edition = ForeignKeyField(Edition, index=False, backref="+", on_delete="RESTRICT")
        position = SmallIntegerField()
        slug = CharField(max_length=70)
        revision = ForeignKeyField(Revision, index=False, backref="+", on_delete="RESTRICT")
        title = CharField(max_length=120)
        body = TextField()
        html = TextField()
        title_en = CharField(max_length=120)
        body_en = TextField()
        html_en = TextField()
        sources = TextField()

        class Meta:
            table_name = "edition_chapter"
            indexes = ((("edition", "position"), True), (("edition", "slug"), True))

    tables = [Book, Chapter, Revision, Source, SlotValue, Edition, EditionChapter]
    for name, row in (("revision", Revision), ("edition", Edition)):
        tables.append(_events(db, Person, name, row))
    db.create_tables(tables)


def _events(db, person, name, row):
    class Event(db.Model):
        id = AutoField()
        verb = CharField(max_length=12)
        actor = ForeignKeyField(person, null=True, index=False, on_delete="RESTRICT")
        at = DateTimeField()
        note = TextField()

        class Meta:
            table_name = f"{row._meta.table_name}_event"

    Event._meta.add_field(name, ForeignKeyField(row, backref="+", on_delete="RESTRICT"))
    return Event


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
