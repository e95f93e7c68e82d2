"""Whether mail goes out, and for whom the server takes none. Expand: two tables, empty at first."""

from peewee import AutoField, CharField, DateTimeField, Model


class Channel(Model):
    id = AutoField()
    name = CharField(max_length=20, unique=True)
    asked_at = DateTimeField()
    failing_since = DateTimeField(null=True)
    trouble = CharField(max_length=12)

    class Meta:
        table_name = "channel"


class RefusedAddress(Model):
    id = AutoField()
    address = CharField(max_length=200, unique=True)
    since = DateTimeField()

    class Meta:
        table_name = "refused_address"


NEW = (Channel, RefusedAddress)


def up(migrator, db):
    with db.bind_ctx(NEW):
        db.create_tables(NEW)


def down(migrator, db):
    with db.bind_ctx(NEW):
        db.drop_tables(NEW)
