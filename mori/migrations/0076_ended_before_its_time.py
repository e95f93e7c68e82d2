"""Warnings, early ends, resignations and other supervisors. Expand: new tables."""

from peewee import AutoField, CharField, DateField, DateTimeField, ForeignKeyField, TextField

NEW = (
    *("supervisor_change_event", "supervisor_change", "resignation_event", "resignation"),
    *("proceeding_event", "signer_turn", "proceeding"),
)


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Placement(db.Model):
        class Meta:
            table_name = "placement"

    class Proceeding(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        placement = ForeignKeyField(Placement, on_delete="RESTRICT")
        kind = CharField(max_length=8)
        reason = CharField(max_length=12)
        facts = TextField()
        day = DateField()
        answer_until = DateField()
        words = TextField()
        heard_at = DateTimeField(null=True)
        lot = CharField(max_length=14)
        signer = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
        signed_on = DateField(null=True)
        state = CharField(max_length=10)
        made_by = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
        made_at = DateTimeField()

        class Meta:
            table_name = "proceeding"
            indexes = (
                (("state", "id"), False),
                (("signer", "state"), False),
            )

    class SignerTurn(db.Model):
        id = AutoField()
        proceeding = ForeignKeyField(Proceeding, on_delete="RESTRICT")
        person = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
        since = DateTimeField()

        class Meta:
            table_name = "signer_turn"

    class Resignation(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        placement = ForeignKeyField(Placement, on_delete="RESTRICT")
        last_day = DateField()
        words = TextField()
        state = CharField(max_length=10)
        given_at = DateTimeField()

        class Meta:
            table_name = "resignation"
            indexes = ((("state", "id"), False),)

    class SupervisorChange(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        placement = ForeignKeyField(Placement, on_delete="RESTRICT")
        words = TextField()
        note = TextField()
        state = CharField(max_length=10)
        asked_at = DateTimeField()

        class Meta:
            table_name = "supervisor_change"
            indexes = ((("state", "id"), False),)

    tables = [Proceeding, SignerTurn, Resignation, SupervisorChange]
    for name, row in (
        ("proceeding", Proceeding),
        ("resignation", Resignation),
        ("change", SupervisorChange),
    ):
        tables.append(_events(db, Person, name, row))
    db.create_tables(tables)


def _events(db, person, name, row):
    class Event(db.Model):
        id = AutoField()
        verb = CharField(max_length=12)
        actor = ForeignKeyField(person, null=True, index=False, on_delete="RESTRICT")
        at = DateTimeField()
        note = TextField()

        class Meta:
            table_name = f"{row._meta.table_name}_event"

    Event._meta.add_field(name, ForeignKeyField(row, backref="+", on_delete="RESTRICT"))
    return Event


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
