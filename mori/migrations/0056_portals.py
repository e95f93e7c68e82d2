"""What offices say of portals of programmes, which days interns have sent there, and what their
supervisors do in them.

Expand: new tables, empty at first; the background work plans this month's duties.
"""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    SmallIntegerField,
)

NEW = ("portal_duty", "portal_day", "office_portal")


def up(migrator, db):
    there = {name: _known(db, name) for name in ("office", "placement", "entry", "person")}

    class OfficePortal(db.Model):
        id = AutoField()
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        kind = CharField(max_length=12)
        portal = CharField(max_length=60)
        text_least = SmallIntegerField()
        learnt_least = SmallIntegerField()
        obstacles_least = SmallIntegerField()
        is_ticked = BooleanField()
        verifications = SmallIntegerField()
        is_evaluated = BooleanField()
        source = CharField(max_length=200)
        verified_on = DateField(null=True)

        class Meta:
            table_name = "office_portal"
            indexes = ((("office", "kind"), True),)

    class PortalDay(db.Model):
        id = AutoField()
        entry = ForeignKeyField(there["entry"], unique=True, on_delete="RESTRICT")
        revision = SmallIntegerField()
        at = DateTimeField()

        class Meta:
            table_name = "portal_day"

    class PortalDuty(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        placement = ForeignKeyField(there["placement"], index=False, on_delete="RESTRICT")
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        month = DateField()
        duty = CharField(max_length=8)
        number = SmallIntegerField()
        by = DateField()
        done_by = ForeignKeyField(there["person"], null=True, on_delete="RESTRICT")
        done_on = DateField(null=True)

        class Meta:
            table_name = "portal_duty"
            indexes = ((("placement", "month", "duty", "number"), True),)

    db.create_tables([OfficePortal, PortalDay, PortalDuty])
    db.execute_sql(
        'CREATE INDEX "portal_duty_office_id_by_id" ON "portal_duty" ("office_id", "by", "id") '
        'WHERE "done_on" IS NULL'
    )


def _known(db, name):
    class Known(db.Model):
        class Meta:
            table_name = name

    return Known


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
