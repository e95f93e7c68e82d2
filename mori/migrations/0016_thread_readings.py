"""Who has read which comments. Expand: a new table.

It begins empty: what was said before is no news, but an entry that still waits counts as unread
by whoever reviews it until it is opened once, if anybody else has said something there.
"""

from peewee import DateTimeField, ForeignKeyField


def up(migrator, db):
    class Entry(db.Model):
        class Meta:
            table_name = "entry"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class ThreadReading(db.Model):
        entry = ForeignKeyField(Entry, on_delete="RESTRICT")
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        read_at = DateTimeField(null=True)
        unread_since = DateTimeField(null=True)

        class Meta:
            table_name = "thread_reading"
            indexes = (
                (("entry", "person"), True),
                (("person", "unread_since"), False),
            )

    db.create_tables([ThreadReading])


def down(migrator, db):
    db.execute_sql('DROP TABLE "thread_reading"')
