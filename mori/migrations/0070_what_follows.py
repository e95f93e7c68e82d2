"""Who holds a case, its next steps, and when the person is asked. Expand: new tables alone.

Calls that were taken on before get their first holder by the background work.
"""

from peewee import (
    SQL,
    AutoField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
)

NEW = ("check_in", "contact_try", "case_task", "case_hand_over", "case_holder")


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Alert(db.Model):
        class Meta:
            table_name = "alert"

    class CaseEntry(db.Model):
        class Meta:
            table_name = "case_entry"

    class CaseHolder(db.Model):
        id = AutoField()
        alert = ForeignKeyField(Alert, index=False, on_delete="RESTRICT")
        officer = ForeignKeyField(Person, on_delete="RESTRICT")
        from_at = DateTimeField()
        until_at = DateTimeField(null=True)

        class Meta:
            table_name = "case_holder"
            indexes = ((("alert", "officer"), False),)

    CaseHolder.add_index(
        CaseHolder.index(
            CaseHolder.alert,
            CaseHolder.officer,
            unique=True,
            where=SQL('"until_at" IS NULL'),
            name="case_holder_once",
        )
    )

    class CaseHandOver(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        alert = ForeignKeyField(Alert, on_delete="RESTRICT")
        giver = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
        taker = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
        entry = ForeignKeyField(CaseEntry, unique=True, on_delete="RESTRICT")
        offered_at = DateTimeField()
        accepted_at = DateTimeField(null=True)
        ended_at = DateTimeField(null=True)

        class Meta:
            table_name = "case_hand_over"

    class CaseTask(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        alert = ForeignKeyField(Alert, index=False, on_delete="RESTRICT")
        kind = CharField(max_length=10)
        entry = ForeignKeyField(CaseEntry, null=True, index=False, on_delete="RESTRICT")
        due_on = DateField()
        made_at = DateTimeField()
        done_by = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
        done_at = DateTimeField(null=True)
        reminded_on = DateField(null=True)

        class Meta:
            table_name = "case_task"
            indexes = ((("alert", "done_at", "due_on"), False),)

    class ContactTry(db.Model):
        id = AutoField()
        alert = ForeignKeyField(Alert, on_delete="RESTRICT")
        entry = ForeignKeyField(CaseEntry, unique=True, on_delete="RESTRICT")
        officer = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
        way = CharField(max_length=8)
        is_reached = BooleanField()
        next_on = DateField(null=True)
        at = DateTimeField()

        class Meta:
            table_name = "contact_try"

    class CheckIn(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        alert = ForeignKeyField(Alert, index=False, on_delete="RESTRICT")
        moment = CharField(max_length=8)
        contacted_on = DateField()
        due_on = DateField()
        closes_on = DateField()
        answered_at = DateTimeField(null=True)
        asked_by = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")

        class Meta:
            table_name = "check_in"
            indexes = ((("alert", "contacted_on", "moment"), True),)

    db.create_tables([CaseHolder, CaseHandOver, CaseTask, ContactTry, CheckIn])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
