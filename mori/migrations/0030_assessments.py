"""What interns are given at the moments of their internship, by whom, and what was agreed on.

Expand: new tables, empty at first.
"""

from peewee import (
    SQL,
    AutoField,
    BooleanField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

TABLES = (
    "assessment_event",
    "appointment",
    "agreed_mark",
    "aspect_mark",
    "marking",
    "assessment",
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

    class Placement(db.Model):
        class Meta:
            table_name = "placement"

    class Scheme(db.Model):
        class Meta:
            table_name = "scheme"

    class SchemeAspect(db.Model):
        class Meta:
            table_name = "scheme_aspect"

    class Assessment(db.Model):
        id = AutoField()
        placement = ForeignKeyField(Placement, on_delete="RESTRICT")
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        moment = CharField(max_length=10)
        unit = ForeignKeyField(Unit, null=True, index=False, on_delete="RESTRICT")
        turn = SmallIntegerField()
        scheme = ForeignKeyField(Scheme, index=False, on_delete="RESTRICT")
        state = CharField(max_length=10)
        made_at = DateTimeField()
        locked_at = DateTimeField(null=True)
        sealed_at = DateTimeField(null=True)

        class Meta:
            table_name = "assessment"
            indexes = ((("placement", "moment", "unit", "turn"), True),)

    Assessment.add_index(
        Assessment.index(
            Assessment.placement,
            Assessment.moment,
            unique=True,
            where=SQL('"unit_id" IS NULL'),
            name="assessment_one_of_whole",
        )
    )

    class Marking(db.Model):
        id = AutoField()
        assessment = ForeignKeyField(Assessment, index=False, on_delete="RESTRICT")
        author = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
        is_self = BooleanField()
        words = TextField()
        revision = IntegerField()
        token = CharField(max_length=40)
        sent_at = DateTimeField(null=True)
        void_at = DateTimeField(null=True)

        class Meta:
            table_name = "marking"
            indexes = ((("assessment", "author"), True),)

    class AspectMark(db.Model):
        id = AutoField()
        marking = ForeignKeyField(Marking, index=False, on_delete="RESTRICT")
        aspect = ForeignKeyField(SchemeAspect, index=False, on_delete="RESTRICT")
        value = IntegerField(null=True)
        is_unjudged = BooleanField()
        reason = CharField(max_length=300)

        class Meta:
            table_name = "aspect_mark"
            indexes = ((("marking", "aspect"), True),)

    class AgreedMark(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        assessment = ForeignKeyField(Assessment, index=False, on_delete="RESTRICT")
        aspect = ForeignKeyField(SchemeAspect, index=False, on_delete="RESTRICT")
        value = IntegerField()
        sentence = CharField(max_length=300)
        proposer = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
        proposed_at = DateTimeField()
        confirmer = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
        confirmed_at = DateTimeField(null=True)

        class Meta:
            table_name = "agreed_mark"
            indexes = ((("assessment", "aspect"), True),)

    class Appointment(db.Model):
        id = AutoField()
        assessment = ForeignKeyField(Assessment, index=False, on_delete="RESTRICT")
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        instead_of = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
        at = DateTimeField()

        class Meta:
            table_name = "appointment"
            indexes = (
                (("assessment", "person"), True),
                (("assessment", "instead_of"), True),
            )

    class AssessmentEvent(db.Model):
        id = AutoField()
        assessment = ForeignKeyField(Assessment, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "assessment_event"

    db.create_tables([Assessment, Marking, AspectMark, AgreedMark, Appointment, AssessmentEvent])


def down(migrator, db):
    for table in TABLES:
        db.execute_sql(f'DROP TABLE "{table}"')
