"""Exercises, and the answers that are sealed to them. Expand: new tables alone.

The database itself refuses to change an answer: it is sealed for good.
"""

from peewee import (
    AutoField,
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

NEW = (
    *("exercise_event", "exercise_answer", "exercise_sentence", "exercise"),
    *("standard_component", "maladministration_form"),
)
REFUSED = "answers are sealed"
ON_SQLITE = f"""
CREATE TRIGGER exercise_answer_sealed BEFORE UPDATE ON exercise_answer
BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
"""
FUNCTION = f"""
CREATE FUNCTION exercise_answer_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$
"""
ON_POSTGRESQL = """
CREATE TRIGGER exercise_answer_sealed BEFORE UPDATE ON exercise_answer
FOR EACH STATEMENT EXECUTE FUNCTION exercise_answer_stays()
"""


def up(migrator, db):
    office, person = _old(db, "office"), _old(db, "person")
    form, component = _lists(db)
    exercise = _exercises(db, office, person, form, component)
    _answers(db, office, person, form, component, exercise)
    is_sqlite = isinstance(db, SqliteDatabase)
    for statement in (ON_SQLITE,) if is_sqlite else (FUNCTION, ON_POSTGRESQL):
        db.execute_sql(statement)


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def _points(to, index=False, **options):
    return ForeignKeyField(to, index=index, on_delete="RESTRICT", backref="+", **options)


def _lists(db):
    class MaladministrationForm(db.Model):
        id = AutoField()
        code = CharField(max_length=40, unique=True)
        name = CharField(max_length=80)
        name_en = CharField(max_length=80)
        gist = CharField(max_length=160)
        gist_en = CharField(max_length=160)
        basis = CharField(max_length=160)
        position = SmallIntegerField()
        checked_on = DateField(null=True)
        retired_on = DateField(null=True)

        class Meta:
            table_name = "maladministration_form"

    class StandardComponent(db.Model):
        id = AutoField()
        code = CharField(max_length=40, unique=True)
        side = CharField(max_length=8)
        name = CharField(max_length=80)
        name_en = CharField(max_length=80)
        position = SmallIntegerField()

        class Meta:
            table_name = "standard_component"

    db.create_tables([MaladministrationForm, StandardComponent])
    return MaladministrationForm, StandardComponent


def _exercises(db, Office, Person, Form, Component):
    class Exercise(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = _points(Office, null=True)
        title = CharField(max_length=80)
        title_en = CharField(max_length=80)
        state = CharField(max_length=8)
        revision = IntegerField()
        author = _points(Person, index=True, null=True)
        form = _points(Form, null=True)
        component = _points(Component, null=True)
        why = TextField()
        why_en = TextField()
        made_at = DateTimeField()

        class Meta:
            table_name = "exercise"
            indexes = ((("office", "id"), False),)

    class ExerciseSentence(db.Model):
        id = AutoField()
        exercise = _points(Exercise)
        position = SmallIntegerField()
        text = CharField(max_length=300)
        text_en = CharField(max_length=300)
        is_suspicious = BooleanField()
        form = _points(Form, null=True)
        why = TextField()
        why_en = TextField()

        class Meta:
            table_name = "exercise_sentence"
            indexes = ((("exercise", "position"), True),)

    class ExerciseEvent(db.Model):
        id = AutoField()
        exercise = _points(Exercise, index=True)
        verb = CharField(max_length=12)
        actor = _points(Person, null=True)
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "exercise_event"

    db.create_tables([Exercise, ExerciseSentence, ExerciseEvent])
    return Exercise


def _answers(db, Office, Person, Form, Component, Exercise):
    class ExerciseAnswer(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        exercise = _points(Exercise)
        person = _points(Person, index=True)
        office = _points(Office)
        side = CharField(max_length=8)
        marks = CharField(max_length=40)
        form = _points(Form, null=True)
        component = _points(Component, null=True)
        why = TextField()
        sealed_at = DateTimeField()

        class Meta:
            table_name = "exercise_answer"
            indexes = ((("exercise", "person"), True), (("exercise", "office", "side"), False))

    db.create_tables([ExerciseAnswer])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
    if not isinstance(db, SqliteDatabase):
        db.execute_sql("DROP FUNCTION exercise_answer_stays()")
