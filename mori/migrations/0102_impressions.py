"""What participants say of an event, and apart from it that they did. Expand: new tables alone."""

from peewee import AutoField, BigIntegerField, BooleanField, CharField, ForeignKeyField


def up(migrator, db):
    event, participant = (_old(db, name) for name in ("event", "participant"))
    _given(db, event, participant)
    _said(db, event)


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


def down(migrator, db):
    for table in ("impression", "impression_given"):
        db.execute_sql(f'DROP TABLE "{table}"')
