"""Absences for part of a day, presence on days off that the office confirms, and what a programme
asks: days, excused days, hours a week; from when on how many minutes late are not late.

Expand: new tables, empty at first, and empty columns. Presence on a day off that an accepted
correction or a signed sheet had set is confirmed thereby; other such days wait to be confirmed.
"""

from peewee import CharField, DateField, DateTimeField, ForeignKeyField, SmallIntegerField


def up(migrator, db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class ProgrammeTerms(db.Model):
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        kind = CharField(max_length=12)
        programme = CharField(max_length=80)
        days = SmallIntegerField(null=True)
        excused_days = SmallIntegerField(null=True)
        weekly_hours = SmallIntegerField(null=True)

        class Meta:
            table_name = "programme_terms"
            indexes = ((("office", "kind", "programme"), True),)

    class LateRule(db.Model):
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        from_on = DateField()
        grace_minutes = SmallIntegerField()

        class Meta:
            table_name = "late_rule"
            indexes = ((("office", "from_on"), True),)

    db.create_tables([ProgrammeTerms, LateRule])
    moment = DateTimeField(null=True)
    migrator.migrate(
        migrator.add_column("attendance", "confirmed_at", moment),
        migrator.add_column("attendance_correction", "away_from_at", moment),
        migrator.add_column("attendance_correction", "away_until_at", moment),
    )
    db.execute_sql(
        'UPDATE "attendance" SET "confirmed_at" = (SELECT MAX("e"."at") FROM "attendance_event" '
        'AS "e" WHERE "e"."attendance_id" = "attendance"."id" AND "e"."verb" IN '
        "('correct', 'sheet')) WHERE \"kind\" IN ('present', 'field_duty')"
    )


def down(migrator, db):
    migrator.migrate(
        migrator.drop_column("attendance_correction", "away_until_at"),
        migrator.drop_column("attendance_correction", "away_from_at"),
        migrator.drop_column("attendance", "confirmed_at"),
    )
    for table in ("late_rule", "programme_terms"):
        db.execute_sql(f'DROP TABLE "{table}"')
