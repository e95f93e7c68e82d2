"""Ideas of an office's people, and what became of them. Expand: new tables."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

NEW = ("idea_step", "idea_support", "idea_answer", "idea_event", "idea")


def up(migrator, db):
    Office, Person = _old(db, "office"), _old(db, "person")

    class Idea(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = _points(Office, index=False)
        person = _points(Person, index=False)
        about = CharField(max_length=9)
        title = CharField(max_length=120)
        problem = TextField()
        proposal = TextField()
        shown = CharField(max_length=6)
        first = CharField(max_length=11)
        state = CharField(max_length=9)
        is_shared = BooleanField()
        sent_on = DateField(null=True)
        answer_by = DateField(null=True)
        owner = _points(Person, null=True)
        due_on = DateField(null=True)
        merged_into = _points("self", null=True)
        before = TextField()
        after = TextField()
        evidence = TextField()
        photo = CharField(max_length=14)
        bytes = IntegerField()
        width = SmallIntegerField()
        height = SmallIntegerField()
        done_on = DateField(null=True)
        review_on = DateField(null=True)
        made_at = DateTimeField()

        class Meta:
            table_name = "idea"
            indexes = (
                (("office", "state", "answer_by", "id"), False),
                (("office", "state", "review_on"), False),
                (("office", "is_shared", "sent_on", "id"), False),
                (("office", "sent_on", "id"), False),
                (("person", "id"), False),
            )

    class IdeaEvent(db.Model):
        id = AutoField()
        idea = _points(Idea)
        verb = CharField(max_length=12)
        actor = _points(Person, index=False, null=True)
        at = DateTimeField()
        note = TextField()

        class Meta:
            table_name = "idea_event"

    class IdeaAnswer(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        idea = _points(Idea)
        office = _points(Office, index=False)
        person = _points(Person, index=False)
        verb = CharField(max_length=7)
        reason = TextField()
        state = CharField(max_length=7)
        holds = IntegerField(unique=True, null=True)
        is_late = BooleanField()
        said_on = DateField()
        at = DateTimeField()
        effective_at = DateTimeField()

        class Meta:
            table_name = "idea_answer"
            indexes = (
                (("state", "effective_at"), False),
                (("office", "state", "said_on"), False),
            )

    class IdeaSupport(db.Model):
        id = AutoField()
        idea = _points(Idea, index=False)
        person = _points(Person)
        text = CharField(max_length=300)
        at = DateTimeField()

        class Meta:
            table_name = "idea_support"
            indexes = ((("idea", "person"), True),)

    class IdeaStep(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        idea = _points(Idea)
        title = CharField(max_length=120)
        assignee = _points(Person, null=True)
        due_on = DateField(null=True)
        done_at = DateTimeField(null=True)

        class Meta:
            table_name = "idea_step"

    db.create_tables([Idea, IdeaEvent, IdeaAnswer, IdeaSupport, IdeaStep])


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def _points(to, index=True, **options):
    return ForeignKeyField(to, index=index, on_delete="RESTRICT", backref="+", **options)


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
