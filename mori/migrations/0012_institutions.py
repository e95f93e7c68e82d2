"""Institutions, from what was written at each placement. Expand: new tables, and a column that
may be empty.

Each office gets one row for each name that is the same but for capitals and blanks; names that
differ otherwise stay apart, for somebody to merge. The text of each placement stays as it was
written. The release before writes that text alone: a job gives such placements theirs later.
"""

import secrets

from peewee import (
    CharField,
    DateTimeField,
    ForeignKeyField,
    SmallIntegerField,
    TextField,
)

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
TABLES = (
    "institution_merge",
    "institution_event",
    "institution_contact",
    "institution_name",
    "institution",
    "region",
    "institution_type",
)
POINTER = "placement_institution_id_ends_on_id"


def up(migrator, db):
    _make_tables(db)
    db.execute_sql(
        'CREATE UNIQUE INDEX "institution_office_id_name_folded" ON "institution" '
        '("office_id", "name_folded") WHERE "merged_into_id" IS NULL'
    )
    db.execute_sql(
        'ALTER TABLE "placement" ADD COLUMN "institution_id" INTEGER '
        'REFERENCES "institution" ("id") ON DELETE RESTRICT'
    )
    db.execute_sql(f'CREATE INDEX "{POINTER}" ON "placement" ("institution_id", "ends_on", "id")')
    _adopt_what_was_written(db)


def _make_tables(db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class InstitutionType(db.Model):
        code = CharField(max_length=16, unique=True)
        label = CharField(max_length=60)
        label_en = CharField(max_length=60)
        position = SmallIntegerField()

        class Meta:
            table_name = "institution_type"

    class Region(db.Model):
        code = CharField(max_length=5, unique=True)
        province = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        name = CharField(max_length=60)
        name_folded = CharField(max_length=60, index=True)

        class Meta:
            table_name = "region"

    class Institution(db.Model):
        key = CharField(max_length=14, unique=True)
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        type = ForeignKeyField(InstitutionType, null=True, on_delete="RESTRICT")
        region = ForeignKeyField(Region, null=True, on_delete="RESTRICT")
        name = CharField(max_length=120)
        name_folded = CharField(max_length=120)
        address = CharField(max_length=200)
        state = CharField(max_length=10)
        merged_into = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        made_at = DateTimeField()

        class Meta:
            table_name = "institution"

    class InstitutionName(db.Model):
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        institution = ForeignKeyField(Institution, index=False, on_delete="RESTRICT")
        text = CharField(max_length=120)
        text_folded = CharField(max_length=120)

        class Meta:
            table_name = "institution_name"
            indexes = (
                (("institution", "text"), True),
                (("office", "text_folded"), False),
            )

    class InstitutionContact(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        institution = ForeignKeyField(Institution, on_delete="RESTRICT")
        role = CharField(max_length=12)
        name = CharField(max_length=120)
        phone = CharField(max_length=40)
        email = CharField(max_length=120)
        note = CharField(max_length=200)

        class Meta:
            table_name = "institution_contact"

    class InstitutionEvent(db.Model):
        institution = ForeignKeyField(Institution, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "institution_event"

    class InstitutionMerge(db.Model):
        key = CharField(max_length=14, unique=True)
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        kept = ForeignKeyField(Institution, on_delete="RESTRICT")
        merged = ForeignKeyField(Institution, backref="+", on_delete="RESTRICT")
        before = TextField()
        after = TextField()
        carried = TextField()
        actor = ForeignKeyField(Person, on_delete="RESTRICT")
        at = DateTimeField()
        undone_at = DateTimeField(null=True)
        undone_by = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")

        class Meta:
            table_name = "institution_merge"

    db.create_tables(
        [
            InstitutionType,
            Region,
            Institution,
            InstitutionName,
            InstitutionContact,
            InstitutionEvent,
            InstitutionMerge,
        ]
    )


def _adopt_what_was_written(db):
    written = db.execute_sql(
        'SELECT "office_id", "institution", COUNT(*), MIN("id"), MIN("made_at") FROM "placement" '
        'GROUP BY "office_id", "institution"'
    ).fetchall()
    alike = {}
    for office, text, times, first, at in written:
        if text.strip():
            alike.setdefault((office, _folded(text)), []).append((-times, first, text, at))
    for (office, folded), spellings in sorted(alike.items()):
        spellings.sort()  # the one written most often is the name
        made_at = min(at for _, _, _, at in spellings)
        _adopt(db, office, folded, [text for _, _, text, _ in spellings], made_at)
    db.execute_sql(
        'UPDATE "placement" SET "institution_id" = (SELECT "institution_id" '
        'FROM "institution_name" WHERE "institution_name"."office_id" = "placement"."office_id" '
        'AND "institution_name"."text" = "placement"."institution")'
    )


def _folded(text):
    return " ".join(text.casefold().split())[:120]


def _adopt(db, office, folded, spellings, made_at):
    _insert(
        db,
        "institution",
        key="".join(secrets.choice(ALPHABET) for _ in range(14)),
        office_id=office,
        name=" ".join(spellings[0].split()),
        name_folded=folded,
        address="",
        state="proposed",
        made_at=made_at,
    )
    ((number,),) = db.execute_sql('SELECT MAX("id") FROM "institution"').fetchall()
    for text in spellings:
        _insert(
            db,
            "institution_name",
            office_id=office,
            institution_id=number,
            text=text,
            text_folded=folded,
        )
    _insert(db, "institution_event", institution_id=number, verb="adopt", at=made_at, note="")


def _insert(db, table, **values):
    columns = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join([db.param] * len(values))
    insert = f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'  # noqa: S608  # nosec B608 - our own names
    db.execute_sql(insert, tuple(values.values()))


def down(migrator, db):
    db.execute_sql(f'DROP INDEX "{POINTER}"')
    db.execute_sql('ALTER TABLE "placement" DROP COLUMN "institution_id"')
    for table in TABLES:
        db.execute_sql(f'DROP TABLE "{table}"')
