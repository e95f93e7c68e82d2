"""Final reports, their presentations, and what interns say of units and supervisors.

Expand: new tables, empty at first.
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
    TextField,
    TimeField,
)

TABLES = (
    "report",
    "presentation",
    "rating",
    "rating_answer",
    "rating_batch",
    "rating_sum",
    "rating_words",
)


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Unit(db.Model):
        class Meta:
            table_name = "unit"

    class Placement(db.Model):
        class Meta:
            table_name = "placement"

    class Upload(db.Model):
        class Meta:
            table_name = "upload"

    class Report(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        placement = ForeignKeyField(Placement, on_delete="RESTRICT")
        title = CharField(max_length=200)
        upload = ForeignKeyField(Upload, null=True, index=False, on_delete="RESTRICT")
        link = CharField(max_length=500)
        handed_at = DateTimeField()

        class Meta:
            table_name = "report"

    class Presentation(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        placement = ForeignKeyField(Placement, unique=True, on_delete="RESTRICT")
        day = DateField()
        starts_at = TimeField()
        room = CharField(max_length=120)
        link = CharField(max_length=500)
        listeners = CharField(max_length=600)
        listener_count = SmallIntegerField(null=True)
        held_on = DateField(null=True)
        outcome = CharField(max_length=1000)
        revision = IntegerField()
        changed_by = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
        changed_at = DateTimeField()

        class Meta:
            table_name = "presentation"

    class Rating(db.Model):
        id = AutoField()
        placement = ForeignKeyField(Placement, index=False, on_delete="RESTRICT")
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        unit = ForeignKeyField(Unit, null=True, index=False, on_delete="RESTRICT")
        supervisor = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
        words = CharField(max_length=1000)
        is_shown = BooleanField()

        class Meta:
            table_name = "rating"
            indexes = (
                (("placement", "unit"), True),
                (("placement", "supervisor"), True),
                (("is_shown", "office"), False),
            )

    class RatingAnswer(db.Model):
        id = AutoField()
        rating = ForeignKeyField(Rating, index=False, on_delete="RESTRICT")
        question = CharField(max_length=12)
        value = SmallIntegerField()

        class Meta:
            table_name = "rating_answer"
            indexes = ((("rating", "question"), True),)

    class RatingBatch(db.Model):
        id = AutoField()
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        unit = ForeignKeyField(Unit, null=True, index=False, on_delete="RESTRICT")
        supervisor = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
        size = IntegerField()

        class Meta:
            table_name = "rating_batch"
            indexes = (
                (("office", "unit", "id"), False),
                (("office", "supervisor", "id"), False),
            )

    class RatingSum(db.Model):
        id = AutoField()
        batch = ForeignKeyField(RatingBatch, index=False, on_delete="RESTRICT")
        question = CharField(max_length=12)
        total = IntegerField()

        class Meta:
            table_name = "rating_sum"
            indexes = ((("batch", "question"), True),)

    class RatingWords(db.Model):
        id = AutoField()
        batch = ForeignKeyField(RatingBatch, on_delete="RESTRICT")
        text = TextField()

        class Meta:
            table_name = "rating_words"

    db.create_tables(
        [
            Report,
            Presentation,
            Rating,
            RatingAnswer,
            RatingBatch,
            RatingSum,
            RatingWords,
        ]
    )


def down(migrator, db):
    for table in reversed(TABLES):
        db.execute_sql(f'DROP TABLE "{table}"')
