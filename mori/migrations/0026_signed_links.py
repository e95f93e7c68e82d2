"""Signed links, and mail that is sealed while it waits. Expand: new tables, and a column with a
default.

The tables begin empty. What waits in the outbox is not sealed, and is sent as it stands.
"""

from peewee import CharField, DateTimeField, ForeignKeyField, SqliteDatabase


def up(migrator, db):
    kind, no = ("INTEGER", "0") if isinstance(db, SqliteDatabase) else ("BOOLEAN", "false")
    # Plain SQL: the release before this one inserts rows without this column, so the
    # database itself has to know its default.
    db.execute_sql(f'ALTER TABLE "message" ADD COLUMN "is_sealed" {kind} NOT NULL DEFAULT {no}')
    _make_tables(db)


def _make_tables(db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class SignedLink(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        digest = CharField(max_length=64, null=True)
        purpose = CharField(max_length=40)
        about_kind = CharField(max_length=20)
        about_key = CharField(max_length=14)
        about_name = CharField(max_length=120)
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        name = CharField(max_length=120)
        email = CharField(max_length=200)
        phone = CharField(max_length=40)
        state = CharField(max_length=10)
        handed_on_from = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        made_by = ForeignKeyField(Person, on_delete="RESTRICT")
        made_at = DateTimeField()
        expires_at = DateTimeField()
        used_at = DateTimeField(null=True)
        ended_at = DateTimeField(null=True)

        class Meta:
            table_name = "signed_link"
            indexes = (
                (("office", "id"), False),
                (("about_kind", "about_key"), False),
            )

    class SignedLinkEvent(db.Model):
        link = ForeignKeyField(SignedLink, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "signed_link_event"

    db.create_tables([SignedLink, SignedLinkEvent])


def down(migrator, db):
    for table in ("signed_link_event", "signed_link"):
        db.execute_sql(f'DROP TABLE "{table}"')
    # Nobody could read what is sealed any more; whoever waits for it is given another link.
    db.execute_sql('DELETE FROM "message" WHERE "is_sealed" AND "sent_at" IS NULL')
    migrator.migrate(migrator.drop_column("message", "is_sealed"))
