"""Teachings, what shows them, and the figures of each tree.

Expand: new tables, empty at first.
"""

from peewee import (
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
)

TABLES = (
    *("teaching_merge", "answer_share", "cascade_figure", "evidence_file"),
    *("confirmation", "learner", "co_teacher", "teaching_topic", "teaching_event", "teaching"),
)


def up(migrator, db):
    there = {name: _known(db, name) for name in ("office", "person", "region", "event", "member")}
    teaching = _make_teachings(db, there)
    _make_people(db, there, teaching)
    _make_proofs(db, there, teaching)
    _make_merges(db, there, teaching)


def _known(db, name):
    class Known(db.Model):
        class Meta:
            table_name = name

    return Known


def _make_teachings(db, there):
    class Teaching(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        code = CharField(max_length=6, unique=True)
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        lead = ForeignKeyField(there["member"], on_delete="RESTRICT")
        training = ForeignKeyField(there["event"], index=False, on_delete="RESTRICT")
        source_event = ForeignKeyField(there["event"], null=True, index=False, on_delete="RESTRICT")
        source_teaching = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        level = SmallIntegerField()
        path = CharField(max_length=120)
        on = DateField()
        minutes = SmallIntegerField()
        region = ForeignKeyField(there["region"], on_delete="RESTRICT")
        place_kind = CharField(max_length=10)
        audience = CharField(max_length=10)
        same_crowd_as = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        headcount = SmallIntegerField(null=True)
        state = CharField(max_length=10)
        evidence = SmallIntegerField()
        merged_into = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        revision = IntegerField()
        made_at = DateTimeField()

        class Meta:
            table_name = "teaching"
            indexes = ((("training", "path"), False), (("office", "state", "id"), False))

    class TeachingEvent(db.Model):
        teaching = ForeignKeyField(Teaching, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(there["person"], null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "teaching_event"

    class TeachingTopic(db.Model):
        teaching = ForeignKeyField(Teaching, index=False, on_delete="RESTRICT")
        chapter = CharField(max_length=70)

        class Meta:
            table_name = "teaching_topic"
            indexes = ((("teaching", "chapter"), True),)

    db.create_tables([Teaching, TeachingEvent, TeachingTopic])
    return Teaching


def _make_people(db, there, teachings):
    class CoTeacher(db.Model):
        teaching = ForeignKeyField(teachings, index=False, on_delete="RESTRICT")
        member = ForeignKeyField(there["member"], on_delete="RESTRICT")

        class Meta:
            table_name = "co_teacher"
            indexes = ((("teaching", "member"), True),)

    class Learner(db.Model):
        key = CharField(max_length=14, unique=True)
        teaching = ForeignKeyField(teachings, index=False, on_delete="RESTRICT")
        member = ForeignKeyField(there["member"], null=True, on_delete="RESTRICT")
        name = CharField(max_length=120)
        name_folded = CharField(max_length=120)

        class Meta:
            table_name = "learner"
            indexes = ((("teaching", "name_folded", "id"), False),)

    known = Learner.member.is_null(False)
    Learner.add_index(Learner.index(Learner.teaching, Learner.member, unique=True, where=known))

    class Confirmation(db.Model):
        teaching = ForeignKeyField(teachings, index=False, on_delete="RESTRICT")
        phone_hash = CharField(max_length=64)
        day = DateField()
        answers = CharField(max_length=60)

        class Meta:
            table_name = "confirmation"
            indexes = ((("teaching", "phone_hash"), True),)

    db.create_tables([CoTeacher, Learner, Confirmation])


def _make_proofs(db, there, teachings):
    class EvidenceFile(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        teaching = ForeignKeyField(teachings, on_delete="RESTRICT")
        kind = CharField(max_length=5)
        bytes = IntegerField()
        width = SmallIntegerField()
        height = SmallIntegerField()
        at = DateTimeField()

        class Meta:
            table_name = "evidence_file"

    class CascadeFigure(db.Model):
        training = ForeignKeyField(there["event"], index=False, on_delete="RESTRICT")
        evidence = SmallIntegerField()
        level = SmallIntegerField()
        region = ForeignKeyField(there["region"], null=True, index=False, on_delete="RESTRICT")
        sessions = IntegerField()
        attendances = IntegerField()
        known = IntegerField()
        largest = IntegerField()
        unnamed_most = IntegerField()

        class Meta:
            table_name = "cascade_figure"
            indexes = ((("training", "evidence", "level", "region"), False),)

    class AnswerShare(db.Model):
        training = ForeignKeyField(there["event"], index=False, on_delete="RESTRICT")
        level = SmallIntegerField()
        answers = IntegerField()
        right = CharField(max_length=60)

        class Meta:
            table_name = "answer_share"
            indexes = ((("training", "level"), True),)

    db.create_tables([EvidenceFile, CascadeFigure, AnswerShare])


def _make_merges(db, there, teachings):
    person = there["person"]

    class TeachingMerge(db.Model):
        key = CharField(max_length=14, unique=True)
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        kept = ForeignKeyField(teachings, on_delete="RESTRICT")
        merged = ForeignKeyField(teachings, on_delete="RESTRICT")
        co_teacher = ForeignKeyField(there["member"], null=True, index=False, on_delete="RESTRICT")
        actor = ForeignKeyField(person, index=False, on_delete="RESTRICT")
        at = DateTimeField()
        undone_at = DateTimeField(null=True)
        undone_by = ForeignKeyField(person, null=True, index=False, on_delete="RESTRICT")

        class Meta:
            table_name = "teaching_merge"
            indexes = ((("office", "id"), False),)

    db.create_tables([TeachingMerge])


def down(migrator, db):
    for name in TABLES:
        db.execute_sql(f'DROP TABLE "{name}"')
