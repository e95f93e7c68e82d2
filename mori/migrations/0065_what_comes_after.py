"""Whether the chain of records is whole, changes that outlast a restored copy, figures of a year.

Expand: five new tables; the last two say what is erased of cases closed long ago. Figures of years
that are over are published by the background work. Exclusions and roles ended from now on are kept
beside the spool as well; those from before stand in the database alone, as they did.
"""

from peewee import AutoField, CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

NEW = ("erased_case", "retention", "year_figures", "lasting_change", "audit_look")


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

    class Alert(db.Model):
        class Meta:
            table_name = "alert"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Retention(db.Model):
        id = AutoField()
        token = CharField(max_length=40, unique=True)
        alert = ForeignKeyField(Alert, on_delete="RESTRICT")
        answer = CharField(max_length=8)
        noted_by = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
        noted_at = DateTimeField()

        class Meta:
            table_name = "retention"

    class ErasedCase(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        office = ForeignKeyField(Office, null=True, backref="+", on_delete="RESTRICT")
        year = IntegerField()
        erased_at = DateTimeField()

        class Meta:
            table_name = "erased_case"

    db.create_tables([AuditLook, LastingChange, YearFigures, Retention, ErasedCase])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
