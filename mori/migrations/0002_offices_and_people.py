"""Offices, people, their roles and sessions. Expand: only new tables."""

from peewee import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
    TimeField,
)


def up(migrator, db):
    class Office(db.Model):
        key = CharField(max_length=14, unique=True)
        code = CharField(max_length=4, unique=True)
        name = CharField(max_length=80)
        seat = CharField(max_length=80)
        zone = CharField(max_length=40)
        calendar_version = IntegerField()

        class Meta:
            table_name = "office"

    class Unit(db.Model):
        key = CharField(max_length=14, unique=True)
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        code = CharField(max_length=20)
        name = CharField(max_length=80)
        short = CharField(max_length=24)
        position = SmallIntegerField()
        is_open = BooleanField()

        class Meta:
            table_name = "unit"
            indexes = ((("office", "code"), True),)

    class OfficeHours(db.Model):
        key = CharField(max_length=14, unique=True)
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        weekday = SmallIntegerField()
        opens = TimeField()
        closes = TimeField()
        break_minutes = SmallIntegerField()
        from_on = DateField(null=True)
        until_on = DateField(null=True)

        class Meta:
            table_name = "office_hours"

    class Holiday(db.Model):
        key = CharField(max_length=14, unique=True)
        office = ForeignKeyField(Office, null=True, on_delete="RESTRICT")
        day = DateField(index=True)
        name = CharField(max_length=120)
        kind = CharField(max_length=12)
        is_estimated = BooleanField()
        source = CharField(max_length=200)

        class Meta:
            table_name = "holiday"

    class Person(db.Model):
        key = CharField(max_length=14, unique=True)
        name = CharField(max_length=120)
        name_folded = CharField(max_length=120, index=True)
        phone = CharField(max_length=20, unique=True, null=True)
        email = CharField(max_length=200, unique=True, null=True)
        password_hash = CharField(max_length=200, null=True)
        locale = CharField(max_length=2)
        help_epoch = IntegerField()
        second_factor = CharField(max_length=255, null=True)
        second_factor_step = IntegerField()
        is_active = BooleanField()
        made_at = DateTimeField()

        class Meta:
            table_name = "person"

    class Membership(db.Model):
        key = CharField(max_length=14, unique=True)
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        role = CharField(max_length=12)
        unit = ForeignKeyField(Unit, null=True, on_delete="RESTRICT")
        made_at = DateTimeField()
        ended_at = DateTimeField(null=True)

        class Meta:
            table_name = "membership"
            indexes = (
                (("person", "office", "role"), True),
                (("office", "role"), False),
            )

    class Session(db.Model):
        key = CharField(max_length=14, unique=True)
        digest = CharField(max_length=64, unique=True)
        membership = ForeignKeyField(Membership, on_delete="RESTRICT")
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        device = CharField(max_length=80)
        notices = TextField()
        began_at = DateTimeField()
        seen_at = DateTimeField()
        expires_at = DateTimeField()
        ended_at = DateTimeField(null=True)

        class Meta:
            table_name = "session"

    class Invitation(db.Model):
        key = CharField(max_length=14, unique=True)
        digest = CharField(max_length=64, unique=True)
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        made_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        made_at = DateTimeField()
        expires_at = DateTimeField()
        used_at = DateTimeField(null=True)

        class Meta:
            table_name = "invitation"

    class FailedSignIn(db.Model):
        subject = CharField(max_length=32)
        at = DateTimeField()

        class Meta:
            table_name = "failed_sign_in"
            indexes = ((("subject", "at"), False),)

    db.create_tables(
        [Office, Unit, OfficeHours, Holiday, Person, Membership, Session, Invitation, FailedSignIn]
    )


def down(migrator, db):
    for table in (
        "failed_sign_in",
        "invitation",
        "session",
        "membership",
        "person",
        "holiday",
        "office_hours",
        "unit",
        "office",
    ):
        db.execute_sql(f'DROP TABLE "{table}"')
