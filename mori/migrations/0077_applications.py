"""Openings, applications and applicants. Expand: new tables."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

NEW = (
    "application_event",
    "applicant_event",
    "applicant",
    "application",
    "opening_event",
    "opening",
)


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

    class Institution(db.Model):
        class Meta:
            table_name = "institution"

    class Placement(db.Model):
        class Meta:
            table_name = "placement"

    class Opening(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        unit = ForeignKeyField(Unit, null=True, index=False, on_delete="RESTRICT")
        title = CharField(max_length=120)
        kinds = CharField(max_length=60)
        quota = SmallIntegerField()
        starts_on = DateField()
        ends_on = DateField()
        open_until = DateField()
        needs = TextField()
        state = CharField(max_length=8)
        made_at = DateTimeField()

        class Meta:
            table_name = "opening"
            indexes = ((("office", "id"), False), (("state", "open_until", "id"), False))

    class OpeningEvent(db.Model):
        id = AutoField()
        opening = ForeignKeyField(Opening, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "opening_event"

    class Application(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        opening = ForeignKeyField(Opening, null=True, on_delete="RESTRICT")
        channel = CharField(max_length=8)
        locale = CharField(max_length=2)
        is_group = BooleanField()
        contact = CharField(max_length=120)
        email = CharField(max_length=200)
        phone = CharField(max_length=40)
        reach = CharField(max_length=8)
        institution_typed = CharField(max_length=120)
        institution = ForeignKeyField(Institution, null=True, index=False, on_delete="RESTRICT")
        kind = CharField(max_length=12)
        programme = CharField(max_length=80)
        starts_on = DateField(null=True)
        ends_on = DateField(null=True)
        about = TextField()
        letter_number = CharField(max_length=80)
        letter_on = DateField(null=True)
        letter_by = CharField(max_length=120)
        letter_to = CharField(max_length=120)
        received_on = DateField(null=True)
        reply_by = DateField(null=True)
        sent_at = DateTimeField(null=True)
        entered_by = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
        revision = IntegerField()
        made_at = DateTimeField()
        changed_at = DateTimeField()
        erased_at = DateTimeField(null=True)

        class Meta:
            table_name = "application"
            indexes = ((("office", "sent_at", "id"), False), (("office", "reply_by", "id"), False))

    class Applicant(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        application = ForeignKeyField(Application, on_delete="RESTRICT")
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        position = SmallIntegerField()
        name = CharField(max_length=120)
        number = CharField(max_length=30)
        email = CharField(max_length=200)
        phone = CharField(max_length=40)
        programme = CharField(max_length=80)
        is_minor = BooleanField()
        is_foreign = BooleanField()
        needs = TextField()
        conflict = TextField()
        unit = ForeignKeyField(Unit, null=True, index=False, on_delete="RESTRICT")
        starts_on = DateField(null=True)
        ends_on = DateField(null=True)
        state = CharField(max_length=10)
        since = DateTimeField()
        erased_at = DateTimeField(null=True)
        placement = ForeignKeyField(Placement, null=True, on_delete="RESTRICT")

        class Meta:
            table_name = "applicant"
            indexes = ((("office", "state", "id"), False),)

    class ApplicantEvent(db.Model):
        id = AutoField()
        applicant = ForeignKeyField(Applicant, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = TextField()

        class Meta:
            table_name = "applicant_event"

    class ApplicationEvent(db.Model):
        id = AutoField()
        application = ForeignKeyField(Application, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = TextField()

        class Meta:
            table_name = "application_event"

    db.create_tables(
        [Opening, OpeningEvent, Application, Applicant, ApplicantEvent, ApplicationEvent]
    )


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
