"""Keys of officers and cases, and what is written under them. Expand: new tables alone.

Calls from before have no pair of keys until somebody writes in their case.
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

NEW = ("case_entry", "unlocking", "share", "case_pair", "recovery_key", "officer_key")


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Session(db.Model):
        class Meta:
            table_name = "session"

    class Alert(db.Model):
        class Meta:
            table_name = "alert"

    class OfficerKey(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        public = CharField(max_length=64)
        sealed = TextField()
        salt = CharField(max_length=32)
        passes = IntegerField()
        memory = IntegerField()
        made_at = DateTimeField()
        unlocked_at = DateTimeField(null=True)
        ended_at = DateTimeField(null=True)

        class Meta:
            table_name = "officer_key"

    class RecoveryKey(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        public = CharField(max_length=64)
        made_at = DateTimeField()
        tried_at = DateTimeField(null=True)
        ended_at = DateTimeField(null=True)

        class Meta:
            table_name = "recovery_key"

    class CasePair(db.Model):
        id = AutoField()
        alert = ForeignKeyField(Alert, on_delete="RESTRICT")
        number = IntegerField()
        public = CharField(max_length=64)
        made_at = DateTimeField()

        class Meta:
            table_name = "case_pair"
            indexes = ((("alert", "number"), True),)

    class Share(db.Model):
        id = AutoField()
        pair = ForeignKeyField(CasePair, on_delete="CASCADE")
        officer_key = ForeignKeyField(OfficerKey, null=True, on_delete="CASCADE")
        recovery_key = ForeignKeyField(RecoveryKey, null=True, on_delete="CASCADE")
        is_of_server = BooleanField()
        sealed = TextField()

        class Meta:
            table_name = "share"
            indexes = (
                (("pair", "officer_key"), True),
                (("pair", "recovery_key"), True),
            )

    class Unlocking(db.Model):
        id = AutoField()
        session = ForeignKeyField(Session, unique=True, on_delete="CASCADE")
        officer_key = ForeignKeyField(OfficerKey, null=True, on_delete="CASCADE")
        sealed = TextField()
        until = DateTimeField()

        class Meta:
            table_name = "unlocking"

    class CaseEntry(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        alert = ForeignKeyField(Alert, on_delete="RESTRICT")
        pair = ForeignKeyField(CasePair, on_delete="RESTRICT")
        kind = CharField(max_length=12)
        author = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        sealed = TextField()
        at = DateTimeField()

        class Meta:
            table_name = "case_entry"
            indexes = ((("alert", "kind", "id"), False),)

    db.create_tables([OfficerKey, RecoveryKey, CasePair, Share, Unlocking, CaseEntry])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
