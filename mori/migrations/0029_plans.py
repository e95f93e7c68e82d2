"""Learning plans with what entries name of them, and answers of the tenth day. Expand: new tables,
and a column with a default.

All begin empty: nobody has a plan, no entry names anything, what holds nationally holds for
credits, and of a tenth working day that has passed nothing is asked.
"""

from peewee import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    SqliteDatabase,
    TextField,
)

TABLES = (
    "pulse_event",
    "pulse_answer",
    "office_credit",
    "entry_outcome",
    "plan_event",
    "plan_revision",
    "plan_outcome",
    "learning_plan",
)


def up(migrator, db):
    kind, no = ("INTEGER", "0") if isinstance(db, SqliteDatabase) else ("BOOLEAN", "false")
    # Plain SQL: the release before this one inserts rows without this column, so the
    # database itself has to know its default.
    db.execute_sql(f'ALTER TABLE "entry" ADD COLUMN "has_mentions" {kind} NOT NULL DEFAULT {no}')
    people, placements, plans = _make_plans(db)
    _make_pulse(db, people, placements)

    class Office(db.Model):
        class Meta:
            table_name = "office"

    class PlanRevision(db.Model):
        plan = ForeignKeyField(plans, on_delete="RESTRICT")
        number = SmallIntegerField()
        contents = TextField()
        made_by = ForeignKeyField(people, on_delete="RESTRICT")
        made_at = DateTimeField()
        answered_by = CharField(max_length=120)
        answered_at = DateTimeField(null=True)
        is_agreed = BooleanField()
        words = CharField(max_length=300)

        class Meta:
            table_name = "plan_revision"
            indexes = ((("plan", "number"), True),)

    class PlanEvent(db.Model):
        plan = ForeignKeyField(plans, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(people, null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "plan_event"

    class OfficeCredit(db.Model):
        office = ForeignKeyField(Office, unique=True, on_delete="RESTRICT")
        hours = SmallIntegerField()
        source = CharField(max_length=200)
        verified_on = DateField()

        class Meta:
            table_name = "office_credit"

    db.create_tables([PlanRevision, PlanEvent, OfficeCredit])


def _make_plans(db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Placement(db.Model):
        class Meta:
            table_name = "placement"

    class Entry(db.Model):
        class Meta:
            table_name = "entry"

    class LearningPlan(db.Model):
        key = CharField(max_length=14, unique=True)
        placement = ForeignKeyField(Placement, unique=True, on_delete="RESTRICT")
        state = CharField(max_length=10)
        revision = SmallIntegerField()
        looked_at = DateTimeField(null=True)
        looked_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")

        class Meta:
            table_name = "learning_plan"

    class PlanOutcome(db.Model):
        key = CharField(max_length=14, unique=True)
        plan = ForeignKeyField(LearningPlan, on_delete="RESTRICT")
        position = SmallIntegerField()
        label = CharField(max_length=120)
        minutes = IntegerField()
        is_wanted = BooleanField()

        class Meta:
            table_name = "plan_outcome"

    class EntryOutcome(db.Model):
        entry = ForeignKeyField(Entry, unique=True, on_delete="RESTRICT")
        outcome = ForeignKeyField(PlanOutcome, null=True, on_delete="RESTRICT")
        at = DateTimeField()

        class Meta:
            table_name = "entry_outcome"

    db.create_tables([LearningPlan, PlanOutcome, EntryOutcome])
    return Person, Placement, LearningPlan


def _make_pulse(db, people, placements):
    class PulseAnswer(db.Model):
        key = CharField(max_length=14, unique=True)
        placement = ForeignKeyField(placements, on_delete="RESTRICT")
        side = CharField(max_length=10)
        person = ForeignKeyField(people, on_delete="RESTRICT")
        work = CharField(max_length=8)
        instructions = CharField(max_length=8)
        hours = CharField(max_length=8)
        paid = CharField(max_length=8)
        place = CharField(max_length=8)
        words = TextField()
        state = CharField(max_length=8)
        at = DateTimeField()

        class Meta:
            table_name = "pulse_answer"
            indexes = ((("placement", "side"), True), (("state", "id"), False))

    class PulseEvent(db.Model):
        answer = ForeignKeyField(PulseAnswer, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(people, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "pulse_event"

    db.create_tables([PulseAnswer, PulseEvent])


def down(migrator, db):
    for table in TABLES:
        db.execute_sql(f'DROP TABLE "{table}"')
    db.execute_sql('ALTER TABLE "entry" DROP COLUMN "has_mentions"')
