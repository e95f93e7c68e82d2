"""Swaps, notes between units, competences, briefing and farewell. Expand: new tables alone."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    SmallIntegerField,
    TextField,
)

NEW = (
    *("step_day", "step_done", "step_item"),
    *("competence_met", "competence", "unit_note", "rotation_swap_event", "rotation_swap"),
)


def up(migrator, db):
    office, person, unit, placement = (
        _old(db, name) for name in ("office", "person", "unit", "placement")
    )
    _swaps(db, office, person, placement)
    _learning(db, person, unit, placement)
    _steps(db, office, person, placement)


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def _points(to, index=False, **options):
    return ForeignKeyField(to, index=index, on_delete="RESTRICT", backref="+", **options)


def _swaps(db, Office, Person, Placement):
    class RotationSwap(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = _points(Office)
        one = _points(Placement)
        other = _points(Placement)
        starts_on = DateField()
        ends_on = DateField()
        one_supervisor = _points(Person, index=True)
        other_supervisor = _points(Person, index=True)
        one_agreed_at = DateTimeField(null=True)
        other_agreed_at = DateTimeField(null=True)
        state = CharField(max_length=12)
        asked_at = DateTimeField()

        class Meta:
            table_name = "rotation_swap"
            indexes = ((("office", "state", "id"), False),)

    class RotationSwapEvent(db.Model):
        id = AutoField()
        swap = _points(RotationSwap, index=True)
        verb = CharField(max_length=12)
        actor = _points(Person, null=True)
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "rotation_swap_event"

    db.create_tables([RotationSwap, RotationSwapEvent])


def _learning(db, Person, Unit, Placement):
    class UnitNote(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        placement = _points(Placement, index=True)
        unit = _points(Unit)
        author = _points(Person)
        text = TextField()
        written_at = DateTimeField()

        class Meta:
            table_name = "unit_note"

    class Competence(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        unit = _points(Unit, index=True)
        text = CharField(max_length=160)
        position = SmallIntegerField()
        is_open = BooleanField()

        class Meta:
            table_name = "competence"

    class CompetenceMet(db.Model):
        id = AutoField()
        competence = _points(Competence)
        placement = _points(Placement)
        ticked_by = _points(Person)
        ticked_at = DateTimeField()

        class Meta:
            table_name = "competence_met"
            indexes = ((("placement", "competence"), True),)

    db.create_tables([UnitNote, Competence, CompetenceMet])


def _steps(db, Office, Person, Placement):
    class StepItem(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        office = _points(Office)
        kind = CharField(max_length=12)
        moment = CharField(max_length=12)
        text = CharField(max_length=160)
        position = SmallIntegerField()
        is_open = BooleanField()

        class Meta:
            table_name = "step_item"
            indexes = ((("office", "kind", "moment"), False),)

    class StepDone(db.Model):
        id = AutoField()
        item = _points(StepItem)
        placement = _points(Placement)
        done_by = _points(Person)
        done_at = DateTimeField()

        class Meta:
            table_name = "step_done"
            indexes = ((("placement", "item"), True),)

    class StepDay(db.Model):
        id = AutoField()
        placement = _points(Placement)
        moment = CharField(max_length=12)
        day = DateField()

        class Meta:
            table_name = "step_day"
            indexes = ((("placement", "moment"), True),)

    db.create_tables([StepItem, StepDone, StepDay])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
