"""What each placement's day comes to, and the sums of an office's days.

Expand: new tables, empty at first. The background work fills them from what there is; until it has,
the pages that read them say so.
"""

from peewee import CharField, DateField, DateTimeField, ForeignKeyField, IntegerField

MEASURES = (
    *("present", "field_duty", "excused", "sick", "part_away", "late", "off", "minutes"),
    *("entries", "entries_late", "entry_minutes", "initialled", "lapsed"),
    *("begun", "ended", "assessments", "certificates", "answers"),
)


def up(migrator, db):
    there = {
        name: _known(db, name)
        for name in ("office", "placement", "unit", "person", "institution", "activity")
    }

    class DayFact(db.Model):
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        day = DateField()
        placement = ForeignKeyField(there["placement"], index=False, on_delete="RESTRICT")
        unit = ForeignKeyField(there["unit"], null=True, index=False, on_delete="RESTRICT")
        supervisor = ForeignKeyField(there["person"], null=True, index=False, on_delete="RESTRICT")
        institution = ForeignKeyField(
            there["institution"], null=True, index=False, on_delete="RESTRICT"
        )
        kind = CharField(max_length=12)
        programme = CharField(max_length=80)
        activity = ForeignKeyField(there["activity"], null=True, index=False, on_delete="RESTRICT")
        review_minutes = IntegerField(null=True)

        class Meta:
            table_name = "day_fact"
            indexes = (
                (("office", "day", "placement"), False),
                (("placement", "day"), True),
            )

    class DayTally(db.Model):
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        dimension = CharField(max_length=12)
        day = DateField()
        of = CharField(max_length=80)
        reviewed = IntegerField()

        class Meta:
            table_name = "day_tally"
            indexes = ((("office", "dimension", "day", "of"), True),)

    class OfficeRollup(db.Model):
        office = ForeignKeyField(there["office"], unique=True, on_delete="RESTRICT")
        built_at = DateTimeField()
        compared_at = DateTimeField(null=True)
        differing = IntegerField()

        class Meta:
            table_name = "office_rollup"

    for table in (DayFact, DayTally):
        for name in MEASURES:
            table._meta.add_field(name, IntegerField())
    db.create_tables([DayFact, DayTally, OfficeRollup])


def _known(db, name):
    class Known(db.Model):
        class Meta:
            table_name = name

    return Known


def down(migrator, db):
    for table in ("office_rollup", "day_tally", "day_fact"):
        db.execute_sql(f'DROP TABLE "{table}"')
