"""Questions about chapters, how offices word them, and that somebody has tried one.

Expand: new tables, and a column with a default. Editions so far ask nothing.
"""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

NEW = ("quiz_tick", "quiz_option", "quiz_wording_event", "quiz_wording", "quiz_question")


def up(migrator, db):
    person, office, chapter = (_old(db, name) for name in ("person", "office", "chapter"))
    question = _question(db, office, chapter)
    _wordings(db, office, person, question)
    _ticks(db, person, question)
    # Plain SQL: the release before this one inserts rows without this column.
    db.execute_sql('ALTER TABLE "edition_chapter" ADD COLUMN "quiz" TEXT NOT NULL DEFAULT \'\'')


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def _points(to, index=False, **options):
    return ForeignKeyField(to, index=index, on_delete="RESTRICT", backref="+", **options)


def _question(db, Office, Chapter):
    class QuizQuestion(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=60, unique=True)
        chapter = _points(Chapter)
        office = _points(Office, null=True)
        position = SmallIntegerField()

        class Meta:
            table_name = "quiz_question"
            indexes = ((("chapter", "office"), False),)

    db.create_tables([QuizQuestion])
    return QuizQuestion


def _wordings(db, Office, Person, Question):
    class QuizWording(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=60, unique=True)
        question = _points(Question)
        office = _points(Office)
        parent = _points("self", null=True)
        author = _points(Person, null=True)
        officer = _points(Person, null=True)
        text = CharField(max_length=300)
        text_en = CharField(max_length=300)
        is_retired = BooleanField()
        shipped = CharField(max_length=64)
        state = CharField(max_length=10)
        made_at = DateTimeField()

        class Meta:
            table_name = "quiz_wording"
            indexes = (
                (("office", "question", "state", "id"), False),
                (("office", "state", "id"), False),
            )

    class QuizOption(db.Model):
        id = AutoField()
        wording = _points(QuizWording)
        letter = CharField(max_length=1)
        is_right = BooleanField()
        text = CharField(max_length=200)
        text_en = CharField(max_length=200)
        why = CharField(max_length=300)
        why_en = CharField(max_length=300)
        counted = IntegerField()
        waiting = SmallIntegerField()

        class Meta:
            table_name = "quiz_option"
            indexes = ((("wording", "letter"), True),)

    class QuizWordingEvent(db.Model):
        id = AutoField()
        wording = _points(QuizWording, index=True)
        verb = CharField(max_length=12)
        actor = _points(Person, null=True)
        at = DateTimeField()
        note = TextField()

        class Meta:
            table_name = "quiz_wording_event"

    db.create_tables([QuizWording, QuizOption, QuizWordingEvent])


def _ticks(db, Person, Question):
    class QuizTick(db.Model):
        id = AutoField()
        person = _points(Person)
        question = _points(Question)
        at = DateTimeField()

        class Meta:
            table_name = "quiz_tick"
            indexes = ((("person", "question"), True),)

    db.create_tables([QuizTick])


def down(migrator, db):
    db.execute_sql('ALTER TABLE "edition_chapter" DROP COLUMN "quiz"')
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
