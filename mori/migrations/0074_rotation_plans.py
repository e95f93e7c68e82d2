"""Plans of who is in which unit, and what they stand on. Expand: new tables alone."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    SmallIntegerField,
)

NEW = (
    *("rotation_plan_event", "kept_span", "stay_edit", "planned_stay", "planned_intern"),
    *("planned_unit", "rotation_plan", "planned_away", "unit_capacity", "barred"),
)


def up(migrator, db):
    office, person, unit, placement = (
        _old(db, name) for name in ("office", "person", "unit", "placement")
    )
    _what_plans_stand_on(db, office, person, unit)
    _plans(db, office, person, unit, placement)


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def _what_plans_stand_on(db, Office, Person, Unit):
    class Barred(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        office = ForeignKeyField(Office, on_delete="RESTRICT", backref="+")
        intern = ForeignKeyField(Person, on_delete="RESTRICT", backref="+")
        other = ForeignKeyField(Person, index=False, on_delete="RESTRICT", backref="+")
        why = CharField(max_length=200)
        noted_by = ForeignKeyField(Person, index=False, on_delete="RESTRICT", backref="+")
        noted_at = DateTimeField()
        ended_at = DateTimeField(null=True)
        ended_by = ForeignKeyField(
            Person, null=True, index=False, on_delete="RESTRICT", backref="+"
        )

        class Meta:
            table_name = "barred"

    class UnitCapacity(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        unit = ForeignKeyField(Unit, index=False, on_delete="RESTRICT", backref="+")
        week = DateField(null=True)
        places = SmallIntegerField()

        class Meta:
            table_name = "unit_capacity"
            indexes = ((("unit", "week"), True),)

    class PlannedAway(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT", backref="+")
        person = ForeignKeyField(Person, on_delete="RESTRICT", backref="+")
        kind = CharField(max_length=8)
        starts_on = DateField()
        ends_on = DateField()
        noted_by = ForeignKeyField(Person, index=False, on_delete="RESTRICT", backref="+")
        noted_at = DateTimeField()

        class Meta:
            table_name = "planned_away"
            indexes = ((("office", "ends_on", "id"), False),)

    db.create_tables([Barred, UnitCapacity, PlannedAway])


def _plans(db, Office, Person, Unit, Placement):
    class RotationPlan(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT", backref="+")
        title = CharField(max_length=80)
        starts_on = DateField()
        weeks = SmallIntegerField()
        version = SmallIntegerField()
        replaces = ForeignKeyField("self", null=True, on_delete="RESTRICT", backref="+")
        state = CharField(max_length=12)
        step = SmallIntegerField()
        made_at = DateTimeField()

        class Meta:
            table_name = "rotation_plan"
            indexes = ((("office", "starts_on", "id"), False),)

    def points(to, **options):
        return ForeignKeyField(to, index=False, on_delete="RESTRICT", backref="+", **options)

    class PlannedUnit(db.Model):
        id = AutoField()
        plan = points(RotationPlan)
        unit = points(Unit)
        position = SmallIntegerField()
        supervisor = points(Person, null=True)
        stand_in = points(Person, null=True)

        class Meta:
            table_name = "planned_unit"
            indexes = ((("plan", "unit"), True),)

    class PlannedIntern(db.Model):
        id = AutoField()
        plan = points(RotationPlan)
        placement = ForeignKeyField(Placement, on_delete="RESTRICT", backref="+")

        class Meta:
            table_name = "planned_intern"
            indexes = ((("plan", "placement"), True),)

    class PlannedStay(db.Model):
        id = AutoField()
        plan = points(RotationPlan)
        placement = points(Placement)
        week = SmallIntegerField()
        unit = points(Unit)

        class Meta:
            table_name = "planned_stay"
            indexes = ((("plan", "placement", "week"), True),)

    class StayEdit(db.Model):
        id = AutoField()
        plan = points(RotationPlan)
        step = SmallIntegerField()
        placement = points(Placement)
        week = SmallIntegerField()
        before = points(Unit, null=True)

        class Meta:
            table_name = "stay_edit"
            indexes = ((("plan", "step"), False),)

    class KeptSpan(db.Model):
        id = AutoField()
        plan = points(RotationPlan)
        placement = points(Placement)
        is_after = BooleanField()
        position = SmallIntegerField()
        unit = points(Unit)
        starts_on = DateField()
        ends_on = DateField()
        supervisor = points(Person)
        stand_in = points(Person, null=True)

        class Meta:
            table_name = "kept_span"
            indexes = ((("plan", "placement", "is_after", "position"), True),)

    class RotationPlanEvent(db.Model):
        id = AutoField()
        plan = ForeignKeyField(RotationPlan, on_delete="RESTRICT", backref="+")
        verb = CharField(max_length=12)
        actor = points(Person, null=True)
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "rotation_plan_event"

    db.create_tables(
        [
            *(RotationPlan, PlannedUnit, PlannedIntern, PlannedStay, StayEdit, KeptSpan),
            RotationPlanEvent,
        ]
    )


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
