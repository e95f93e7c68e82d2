"""Whether an office is open, and when it was closed or opened again.

Expand: a column with a default and a new table. All offices that there are count as open.
"""

from peewee import AutoField, CharField, DateTimeField, ForeignKeyField
from playhouse.migrate import migrate


def up(migrator, db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class OfficeEvent(db.Model):
        id = AutoField()
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "office_event"

    migrate(migrator.add_column("office", "state", CharField(max_length=8, default="open")))
    db.create_tables([OfficeEvent])


def down(migrator, db):
    db.execute_sql('DROP TABLE "office_event"')
    db.execute_sql('ALTER TABLE "office" DROP COLUMN "state"')
