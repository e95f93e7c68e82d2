"""Ways to call those who are called for help, and the messages that go those ways.

Expand: new tables, empty at first; all messages kept so far are mail.
"""

from peewee import (
    AutoField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    SmallIntegerField,
    TextField,
)

TABLES = ("sending", "contact_point")


def up(migrator, db):
    there = {name: _known(db, name) for name in ("person", "delivery", "message")}

    class ContactPoint(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        person = ForeignKeyField(there["person"], on_delete="RESTRICT")
        way = CharField(max_length=12)
        address = CharField(max_length=200)
        sealed = TextField()
        claim = CharField(max_length=220, null=True, unique=True)
        added_at = DateTimeField()
        code_digest = CharField(max_length=64)
        code_until = DateTimeField(null=True)
        tries = SmallIntegerField()
        proven_at = DateTimeField(null=True)
        gone_at = DateTimeField(null=True)

        class Meta:
            table_name = "contact_point"

    class Sending(db.Model):
        id = AutoField()
        delivery = ForeignKeyField(there["delivery"], on_delete="RESTRICT")
        point = ForeignKeyField(ContactPoint, on_delete="RESTRICT")
        message = ForeignKeyField(there["message"], on_delete="RESTRICT")

        class Meta:
            table_name = "sending"

    db.create_tables([ContactPoint, Sending])
    # Plain SQL: the release before this one inserts rows without this column, so the
    # database itself has to know its default.
    db.execute_sql(
        'ALTER TABLE "message" ADD COLUMN "channel" VARCHAR(12) NOT NULL DEFAULT \'mail\''
    )


def _known(db, name):
    class Known(db.Model):
        class Meta:
            table_name = name

    return Known


def down(migrator, db):
    db.execute_sql('ALTER TABLE "message" DROP COLUMN "channel"')
    for name in TABLES:
        db.execute_sql(f'DROP TABLE "{name}"')
