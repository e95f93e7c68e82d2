"""Reports that a link opens.

Expand: a new table, empty at first.
"""

from peewee import AutoField, CharField, DateField, ForeignKeyField


def up(migrator, db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class SharedReport(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        grouping = CharField(max_length=16)
        first = DateField()
        last = DateField()
        length = CharField(max_length=8)

        class Meta:
            table_name = "shared_report"

    db.create_tables([SharedReport])


def down(migrator, db):
    db.execute_sql('DROP TABLE "shared_report"')
