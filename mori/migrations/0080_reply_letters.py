"""Letters by which offices reply, and how they are worded. Expand: new tables."""

from peewee import (
    AutoField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

NEW = ("reply_letter_event", "reply_letter", "letter_wording")


def up(migrator, db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Application(db.Model):
        class Meta:
            table_name = "application"

    class LetterWording(db.Model):
        id = AutoField()
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        kind = CharField(max_length=10)
        locale = CharField(max_length=2)
        text = TextField()
        revision = IntegerField()

        class Meta:
            table_name = "letter_wording"
            indexes = ((("office", "kind", "locale"), True),)

    class ReplyLetter(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        application = ForeignKeyField(Application, on_delete="RESTRICT")
        kind = CharField(max_length=10)
        locale = CharField(max_length=2)
        state = CharField(max_length=10)
        names = TextField()
        copy_to = CharField(max_length=200)
        number = CharField(max_length=80)
        issued_on = DateField(null=True)
        signing = CharField(max_length=10)
        statement = TextField()
        digest = CharField(max_length=64)
        file = CharField(max_length=14)
        sha256 = CharField(max_length=64)
        print_at = DateTimeField(null=True)
        print_tries = SmallIntegerField()
        signed_at = DateTimeField(null=True)
        signed_file = CharField(max_length=14)
        sent_at = DateTimeField(null=True)
        made_at = DateTimeField()

        class Meta:
            table_name = "reply_letter"
            indexes = ((("office", "state", "id"), False),)

    class ReplyLetterEvent(db.Model):
        id = AutoField()
        letter = ForeignKeyField(ReplyLetter, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "reply_letter_event"

    ReplyLetter.add_index(ReplyLetter.print_at, where=ReplyLetter.print_at.is_null(False))
    db.create_tables([LetterWording, ReplyLetter, ReplyLetterEvent])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
