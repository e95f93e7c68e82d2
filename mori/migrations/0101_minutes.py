"""Minutes of events, what is promised after one, and which promise a teaching keeps.

Expand: new tables, empty at first.
"""

from peewee import (
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

NEW = (
    *("kept_promise", "follow_up_told", "follow_up_step", "follow_up"),
    *("minutes_presence", "minutes_decision", "minutes_step", "minutes"),
)


def up(migrator, db):
    event, person = _old(db, "event"), _old(db, "person")
    _minutes(db, event, person)
    _follow_ups(db, event, person)


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def _points(to, index=True, **options):
    return ForeignKeyField(to, index=index, on_delete="RESTRICT", backref="+", **options)


def _minutes(db, Event, Person):
    class Minutes(db.Model):
        key = CharField(max_length=14, unique=True)
        event = _points(Event, index=False)
        version = SmallIntegerField()
        text = TextField()
        state = CharField(max_length=10)
        revision = IntegerField()
        writer = _points(Person, index=False, null=True)
        written_at = DateTimeField()
        published_at = DateTimeField(null=True)

        class Meta:
            table_name = "minutes"
            indexes = ((("event", "version"), True),)

    class MinutesStep(db.Model):
        minutes = _points(Minutes)
        verb = CharField(max_length=12)
        actor = _points(Person, index=False, null=True)
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "minutes_step"

    class MinutesDecision(db.Model):
        minutes = _points(Minutes, index=False)
        position = SmallIntegerField()
        text = CharField(max_length=300)

        class Meta:
            table_name = "minutes_decision"
            indexes = ((("minutes", "position"), True),)

    class MinutesPresence(db.Model):
        minutes = _points(Minutes, index=False)
        community = CharField(max_length=120)
        day = DateField()
        part = CharField(max_length=2)
        people = SmallIntegerField()

        class Meta:
            table_name = "minutes_presence"
            indexes = ((("minutes", "community", "day", "part"), True),)

    db.create_tables([Minutes, MinutesStep, MinutesDecision, MinutesPresence])


def _follow_ups(db, Event, Person):
    class FollowUp(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        event = _points(Event, index=False)
        participant = _points(_old(db, "participant"))
        member = _points(_old(db, "member"), null=True)
        community = _points(_old(db, "community"), index=False, null=True)
        what = CharField(max_length=120)
        whom = CharField(max_length=120)
        region = _points(_old(db, "region"), index=False, null=True)
        by_on = DateField()
        promised_on = DateField()
        remind_on = DateField()
        first_on = DateField()
        times_moved = SmallIntegerField()
        aimed_at = SmallIntegerField(null=True)
        state = CharField(max_length=10)
        done_on = DateField(null=True)
        done_heads = SmallIntegerField(null=True)
        reason = CharField(max_length=300)
        revision = IntegerField()
        made_by = _points(Person, index=False, null=True)
        made_at = DateTimeField()

        class Meta:
            table_name = "follow_up"
            indexes = ((("event", "id"), False), (("state", "remind_on"), False))

    class FollowUpStep(db.Model):
        follow_up = _points(FollowUp)
        verb = CharField(max_length=12)
        actor = _points(Person, index=False, null=True)
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "follow_up_step"

    class FollowUpTold(db.Model):
        follow_up = _points(FollowUp, index=False)
        reminder = CharField(max_length=6)
        by_on = DateField()
        way = CharField(max_length=6)
        actor = _points(Person, index=False, null=True)
        at = DateTimeField()

        class Meta:
            table_name = "follow_up_told"
            indexes = ((("follow_up", "reminder", "by_on"), True),)

    class KeptPromise(db.Model):
        teaching = ForeignKeyField(
            _old(db, "teaching"), unique=True, on_delete="RESTRICT", backref="+"
        )
        follow_up = _points(FollowUp)

        class Meta:
            table_name = "kept_promise"

    db.create_tables([FollowUp, FollowUpStep, FollowUpTold, KeptPromise])


def down(migrator, db):
    for name in NEW:
        db.execute_sql(f'DROP TABLE "{name}"')
