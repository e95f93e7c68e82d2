"""What interns say of the books they are asked to agree to, and the tasks of their first days.

Expand: new tables, and two columns of a chapter in an edition, empty for those published before:
such an edition asks for nothing, the next one does.
"""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
)
from playhouse.migrate import migrate

NEW = ("task_tick", "signature", "paragraph_question", "acknowledgement")
COLUMNS = {
    "asks": CharField(max_length=64, default=""),
    "marks": TextField(default=""),
}


def up(migrator, db):
    migrate(*(migrator.add_column("edition_chapter", *each) for each in COLUMNS.items()))
    names = ("person", "office", "chapter", "edition", "edition_chapter", "revision", "placement")
    old = {name: _old(db, name) for name in names}
    _said(db, old)
    _signed(db, old)


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def _points(to, **options):
    return ForeignKeyField(to, on_delete="RESTRICT", backref="+", **{"index": False, **options})


def _said(db, old):
    class Acknowledgement(db.Model):
        id = AutoField()
        token = CharField(max_length=40, unique=True)
        person = _points(old["person"])
        office = _points(old["office"])
        chapter = _points(old["chapter"])
        shown = _points(old["edition_chapter"])
        understanding = CharField(max_length=10)
        marks = TextField()
        asks = CharField(max_length=64)
        at = DateTimeField()

        class Meta:
            table_name = "acknowledgement"
            indexes = (
                (("person", "office", "asks"), False),
                (("office", "id"), False),
            )

    class ParagraphQuestion(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        acknowledgement = _points(Acknowledgement, index=True, unique=True)
        person = _points(old["person"])
        office = _points(old["office"])
        chapter = _points(old["chapter"])
        number = IntegerField()
        paragraph = TextField()
        text = TextField()
        asked_at = DateTimeField()
        answer = TextField()
        answered_by = _points(old["person"], null=True)
        answered_at = DateTimeField(null=True)
        revision = _points(old["revision"], null=True)
        is_clear = BooleanField()

        class Meta:
            table_name = "paragraph_question"
            indexes = (
                (("office", "answered_at", "id"), False),
                (("office", "id"), False),
                (("person", "office", "chapter"), False),
            )

    db.create_tables([Acknowledgement, ParagraphQuestion])


def _signed(db, old):
    class Signature(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        person = _points(old["person"])
        office = _points(old["office"])
        edition = _points(old["edition"])
        digest = CharField(max_length=64)
        typed_name = CharField(max_length=120)
        name = CharField(max_length=120)
        unclear = TextField()
        at = DateTimeField()

        class Meta:
            table_name = "signature"
            indexes = ((("person", "edition"), True),)

    class TaskTick(db.Model):
        id = AutoField()
        placement = _points(old["placement"])
        code = CharField(max_length=12)
        is_done = BooleanField()
        person = _points(old["person"])
        at = DateTimeField()

        class Meta:
            table_name = "task_tick"
            indexes = ((("placement", "code"), True),)

    db.create_tables([Signature, TaskTick])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
    migrate(*(migrator.drop_column("edition_chapter", name) for name in COLUMNS))
