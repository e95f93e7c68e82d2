"""Swaps, notes between units, competences and who has met them. Expand: new tables alone."""

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

NEW = ("competence_met", "competence", "unit_note", "rotation_swap_event", "rotation_swap")


def up(migrator, db):
    office, person, unit, placement = (
        _old(db, name) for name in ("office", "person", "unit", "placement")
    )
    _swaps(db, office, person, placement)
    _learning(db, person, unit, placement)


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


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
