"""Whether the chain of records is whole, and changes that outlast a restored copy.

Expand: two new tables. Exclusions and roles ended from now on are kept beside the spool as well;
those from before stand in the database alone, as they did.
"""

from peewee import AutoField, CharField, DateTimeField, TextField

NEW = ("lasting_change", "audit_look")


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

    db.create_tables([AuditLook, LastingChange])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
