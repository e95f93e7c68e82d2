"""Suggestions of interns for their office's books. Expand: new tables alone."""

from peewee import AutoField, CharField, DateTimeField, ForeignKeyField, TextField

NEW = ("suggestion_event", "suggestion")


def up(migrator, db):
    names = ("office", "person", "chapter", "revision")
    Office, Person, Chapter, Revision = (_old(db, name) for name in names)

    class Suggestion(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = _points(Office)
        chapter = _points(Chapter)
        person = _points(Person)
        text = TextField()
        state = CharField(max_length=8)
        revision = _points(Revision, index=True, null=True)
        reply = TextField()
        made_at = DateTimeField()

        class Meta:
            table_name = "suggestion"
            indexes = ((("office", "state", "id"), False), (("person", "id"), False))

    class SuggestionEvent(db.Model):
        id = AutoField()
        suggestion = _points(Suggestion, index=True)
        verb = CharField(max_length=12)
        actor = _points(Person, null=True)
        at = DateTimeField()
        note = TextField()

        class Meta:
            table_name = "suggestion_event"

    db.create_tables([Suggestion, SuggestionEvent])


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def _points(to, index=False, **options):
    return ForeignKeyField(to, index=index, on_delete="RESTRICT", backref="+", **options)


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
