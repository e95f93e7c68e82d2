"""Deciding on applications, and within how many days an office replies. Expand: new tables."""

from peewee import (
    AutoField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

NEW = ("decision", "application_setting")


def up(migrator, db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Unit(db.Model):
        class Meta:
            table_name = "unit"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Applicant(db.Model):
        class Meta:
            table_name = "applicant"

    class ApplicationSetting(db.Model):
        id = AutoField()
        office = ForeignKeyField(Office, unique=True, on_delete="RESTRICT")
        reply_within = SmallIntegerField()
        revision = IntegerField()

        class Meta:
            table_name = "application_setting"

    class Decision(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        applicant = ForeignKeyField(Applicant, on_delete="RESTRICT")
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        actor = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
        batch = CharField(max_length=14, index=True)
        verb = CharField(max_length=12)
        note = TextField()
        unit = ForeignKeyField(Unit, null=True, index=False, on_delete="RESTRICT")
        supervisor = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
        starts_on = DateField(null=True)
        ends_on = DateField(null=True)
        over_why = TextField()
        state = CharField(max_length=10)
        trouble = TextField()
        holds = IntegerField(null=True, unique=True)
        at = DateTimeField()
        effective_at = DateTimeField()

        class Meta:
            table_name = "decision"
            indexes = ((("state", "effective_at"), False), (("office", "actor", "at"), False))

    db.create_tables([ApplicationSetting, Decision])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
