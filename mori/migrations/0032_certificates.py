"""Papers with their numbers and signatories, and those made for many at once.

Expand: new tables, empty at first.
"""

from peewee import (
    SQL,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

TABLES = (
    "issuing_event",
    "issuing_step",
    "issuing_run",
    "paper_event",
    "paper",
    "signatory",
    "outside_number",
    "number_counter",
    "paper_setting",
)


def up(migrator, db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Placement(db.Model):
        class Meta:
            table_name = "placement"

    _make_numbers(db, Office, Person)
    _make_papers(db, Office, Person, Placement)


def _make_numbers(db, Office, Person):
    class PaperSetting(db.Model):
        office = ForeignKeyField(Office, unique=True, on_delete="RESTRICT")
        numbering = CharField(max_length=10)
        template = CharField(max_length=80)
        code = CharField(max_length=20)
        restart = CharField(max_length=8)
        signing = CharField(max_length=10)
        revision = IntegerField()

        class Meta:
            table_name = "paper_setting"

    class NumberCounter(db.Model):
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        year = SmallIntegerField()
        last = IntegerField()

        class Meta:
            table_name = "number_counter"
            indexes = ((("office", "year"), True),)

    class OutsideNumber(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        number = CharField(max_length=80)
        number_folded = CharField(max_length=80)
        note = CharField(max_length=200)
        made_by = ForeignKeyField(Person, on_delete="RESTRICT")
        made_at = DateTimeField()

        class Meta:
            table_name = "outside_number"
            indexes = ((("office", "number_folded"), True), (("office", "id"), False))

    class Signatory(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        name = CharField(max_length=120)
        post = CharField(max_length=120)
        post_en = CharField(max_length=120)
        from_on = DateField()
        until_on = DateField(null=True)
        revision = IntegerField()
        made_at = DateTimeField()

        class Meta:
            table_name = "signatory"
            indexes = ((("office", "from_on"), False),)

    db.create_tables([PaperSetting, NumberCounter, OutsideNumber, Signatory])


def _make_papers(db, Office, Person, Placement):
    class Paper(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        placement = ForeignKeyField(Placement, on_delete="RESTRICT")
        kind = CharField(max_length=12)
        locale = CharField(max_length=2)
        state = CharField(max_length=10)
        number = CharField(max_length=80)
        number_folded = CharField(max_length=80, null=True, unique=True)
        issued_on = DateField(null=True)
        signing = CharField(max_length=10)
        statement = TextField()
        file = CharField(max_length=14)
        sha256 = CharField(max_length=64)
        print_at = DateTimeField(null=True)
        print_tries = SmallIntegerField()
        signed_at = DateTimeField(null=True)
        signed_file = CharField(max_length=14)
        signed_sha256 = CharField(max_length=64)
        revoked_at = DateTimeField(null=True)
        revoked_why = CharField(max_length=300)
        replaces = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        marks_public = BooleanField()
        made_at = DateTimeField()

        class Meta:
            table_name = "paper"
            indexes = ((("office", "state", "id"), False),)

    one = Paper.index(
        Paper.placement,
        Paper.kind,
        Paper.locale,
        unique=True,
        where=SQL("\"state\" IN ('awaiting', 'unsigned', 'signed')"),
        name="paper_one_standing",
    )
    Paper.add_index(one)
    Paper.add_index(Paper.print_at, where=Paper.print_at.is_null(False))

    class PaperEvent(db.Model):
        paper = ForeignKeyField(Paper, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "paper_event"

    db.create_tables([Paper, PaperEvent])
    _make_runs(db, Office, Person, Placement, Paper)


def _make_runs(db, Office, Person, Placement, Paper):
    class IssuingRun(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        made_by = ForeignKeyField(Person, on_delete="RESTRICT")
        locale = CharField(max_length=2)
        issued_on = DateField()
        state = CharField(max_length=10)
        made_at = DateTimeField()

        class Meta:
            table_name = "issuing_run"
            indexes = ((("office", "id"), False),)

    running = IssuingRun.index(
        IssuingRun.id, where=SQL("\"state\" = 'running'"), name="issuing_run_running"
    )
    IssuingRun.add_index(running)

    class IssuingStep(db.Model):
        run = ForeignKeyField(IssuingRun, index=False, on_delete="RESTRICT")
        position = IntegerField()
        placement = ForeignKeyField(Placement, on_delete="RESTRICT")
        kind = CharField(max_length=12)
        paper = ForeignKeyField(Paper, null=True, on_delete="RESTRICT")
        trouble = CharField(max_length=20)

        class Meta:
            table_name = "issuing_step"
            indexes = ((("run", "position"), True),)

    class IssuingEvent(db.Model):
        run = ForeignKeyField(IssuingRun, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "issuing_event"

    db.create_tables([IssuingRun, IssuingStep, IssuingEvent])


def down(migrator, db):
    for table in TABLES:
        db.execute_sql(f'DROP TABLE "{table}"')
