"""Whether the chain of records is whole, changes that outlast a restored copy, figures of a year.

Expand: three new tables. Figures of years that are over are published by the background work.
Exclusions and roles ended from now on are kept beside the spool as well; those from before stand
in the database alone, as they did.
"""

from peewee import AutoField, CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

NEW = ("year_figures", "lasting_change", "audit_look")


def up(migrator, db):
    class AuditLook(db.Model):
        id = AutoField()
        failing_since = DateTimeField(null=True)

        class Meta:
            table_name = "audit_look"

    class LastingChange(db.Model):
        id = AutoField()
        token = CharField(max_length=40, unique=True)
        kind = CharField(max_length=16)
        said = TextField()
        kept_at = DateTimeField(null=True, index=True)

        class Meta:
            table_name = "lasting_change"

    class Office(db.Model):
        class Meta:
            table_name = "office"

    class YearFigures(db.Model):
        id = AutoField()
        token = CharField(max_length=24, unique=True)
        year = IntegerField()
        office = ForeignKeyField(Office, null=True, backref="+", on_delete="RESTRICT")
        calls = IntegerField(null=True)
        looked_after = IntegerField(null=True)
        closed = IntegerField(null=True)
        published_at = DateTimeField()

        class Meta:
            table_name = "year_figures"

    db.create_tables([AuditLook, LastingChange, YearFigures])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
