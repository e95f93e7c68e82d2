"""What participants say of an event and answer before and after it, and apart from it that they
did. Expand: new tables alone.
"""

from peewee import (
    AutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    ForeignKeyField,
    SmallIntegerField,
)


def up(migrator, db):
    event, participant = (_old(db, name) for name in ("event", "participant"))
    _given(db, event, participant)
    _said(db, event)
    _asked(db, event, _old(db, "quiz_wording"))
    _answered(db, event, participant)


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def _points(to):
    return ForeignKeyField(to, index=False, on_delete="RESTRICT", backref="+")


def _given(db, Event, Participant):
    class ImpressionGiven(db.Model):
        id = AutoField()
        event = _points(Event)
        participant = _points(Participant)

        class Meta:
            table_name = "impression_given"
            indexes = ((("event", "participant"), True),)

    db.create_tables([ImpressionGiven])


def _said(db, Event):
    class Impression(db.Model):
        id = BigIntegerField(primary_key=True)
        event = _points(Event)
        is_shown = BooleanField()
        followed = CharField(max_length=6)
        useful = CharField(max_length=6)
        welcome = CharField(max_length=6)
        helped = CharField(max_length=300)
        otherwise = CharField(max_length=300)

        class Meta:
            table_name = "impression"
            indexes = ((("event", "is_shown"), False),)

    db.create_tables([Impression])


def _asked(db, Event, QuizWording):
    class EventQuestion(db.Model):
        id = AutoField()
        event = _points(Event)
        position = SmallIntegerField()
        wording = _points(QuizWording)

        class Meta:
            table_name = "event_question"
            indexes = ((("event", "position"), True), (("event", "wording"), True))

    db.create_tables([EventQuestion])


def _answered(db, Event, Participant):
    class AnswersGiven(db.Model):
        id = AutoField()
        event = _points(Event)
        participant = _points(Participant)
        asked = CharField(max_length=6)

        class Meta:
            table_name = "answers_given"
            indexes = ((("event", "participant", "asked"), True),)

    class EventAnswers(db.Model):
        id = BigIntegerField(primary_key=True)
        event = _points(Event)
        asked = CharField(max_length=6)
        is_shown = BooleanField()
        first = BooleanField()
        second = BooleanField(null=True)
        third = BooleanField(null=True)

        class Meta:
            table_name = "event_answers"
            indexes = ((("event", "asked", "is_shown"), False),)

    db.create_tables([AnswersGiven, EventAnswers])


NEW = ("event_answers", "answers_given", "event_question", "impression", "impression_given")


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
