"""Calls that are followed to their end, and people they are about.

Expand: three columns with defaults, and four new tables, empty at first. Alerts of before stay in
their states, and can be taken over and closed from there.
"""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
)
from playhouse.migrate import migrate

NEW = ("reopening", "proposal", "subject", "kept_out")
COLUMNS = {
    "closed_at": DateTimeField(null=True),
    "news": IntegerField(default=0),
    "is_closed_circle": BooleanField(default=False),
}


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Alert(db.Model):
        class Meta:
            table_name = "alert"

    def somebody(**options):
        return ForeignKeyField(Person, index=False, on_delete="RESTRICT", **options)

    class KeptOut(db.Model):
        id = AutoField()
        about = CharField(max_length=14)
        person = somebody()
        is_subject = BooleanField()

        class Meta:
            table_name = "kept_out"
            indexes = (
                (("person", "about"), True),
                (("about",), False),
            )

    class Subject(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        alert = ForeignKeyField(Alert, on_delete="RESTRICT")
        person = somebody(null=True)
        words = TextField()
        reason = TextField()
        named_by = somebody(null=True)
        named_at = DateTimeField()
        state = CharField(max_length=8)
        doubted_by = somebody(null=True)
        decided_by = somebody(null=True)
        decided_at = DateTimeField(null=True)

        class Meta:
            table_name = "subject"

    class Proposal(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        alert = ForeignKeyField(Alert, on_delete="RESTRICT")
        step = CharField(max_length=8)
        reason = CharField(max_length=12, null=True)
        consent = CharField(max_length=8, null=True)
        consented_at = DateTimeField(null=True)
        refused_at = DateTimeField(null=True)
        proposer = somebody()
        news = IntegerField()
        state = CharField(max_length=12)
        proposed_at = DateTimeField()
        asked_at = DateTimeField()
        decided_by = somebody(null=True)
        decided_at = DateTimeField(null=True)
        why_not = TextField()

        class Meta:
            table_name = "proposal"
            indexes = ((("state", "asked_at"), False),)

    class Reopening(db.Model):
        id = AutoField()
        token = CharField(max_length=40, unique=True)
        alert = ForeignKeyField(Alert, on_delete="RESTRICT")
        officer = somebody(null=True)
        reason = TextField()
        at = DateTimeField()

        class Meta:
            table_name = "reopening"

    migrate(*(migrator.add_column("alert", name, field) for name, field in COLUMNS.items()))
    db.create_tables([KeptOut, Subject, Proposal, Reopening])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
    for name in COLUMNS:
        db.execute_sql(f'ALTER TABLE "alert" DROP COLUMN "{name}"')
