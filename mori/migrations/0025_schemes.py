"""Schemes by which interns are assessed, what they ask, and whom they go with.

Expand: new tables. They begin empty; ``flask migrate`` then loads the national ones.
"""

from peewee import (
    SQL,
    BooleanField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
)

TABLES = ("scheme_choice", "scheme_event", "scheme_band", "scheme_aspect", "scheme")


def up(migrator, db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Scheme(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, null=True, index=False, on_delete="RESTRICT")
        family = CharField(max_length=20)
        version = SmallIntegerField()
        name = CharField(max_length=80)
        name_folded = CharField(max_length=80)
        name_en = CharField(max_length=80)
        lowest = IntegerField()
        highest = IntegerField()
        step = IntegerField()
        may_be_unjudged = BooleanField()
        state = CharField(max_length=10)
        revision = IntegerField()
        source = CharField(max_length=300)
        source_en = CharField(max_length=300)
        verified = CharField(max_length=300)
        verified_en = CharField(max_length=300)
        made_at = DateTimeField()

        class Meta:
            table_name = "scheme"
            indexes = (
                (("family", "version"), True),
                (("office", "state", "name_folded"), False),
            )

    for state in ("draft", "in_use"):
        one = Scheme.index(
            Scheme.family,
            unique=True,
            where=SQL(f"\"state\" = '{state}'"),
            name=f"scheme_one_{state}",
        )
        Scheme.add_index(one)

    class SchemeAspect(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        scheme = ForeignKeyField(Scheme, index=False, on_delete="RESTRICT")
        position = SmallIntegerField()
        label = CharField(max_length=80)
        label_en = CharField(max_length=80)
        help = CharField(max_length=200)
        help_en = CharField(max_length=200)
        weight = SmallIntegerField(null=True)

        class Meta:
            table_name = "scheme_aspect"
            indexes = ((("scheme", "position"), False),)

    class SchemeBand(db.Model):
        scheme = ForeignKeyField(Scheme, index=False, on_delete="RESTRICT")
        starts = IntegerField()
        label = CharField(max_length=40)
        label_en = CharField(max_length=40)

        class Meta:
            table_name = "scheme_band"
            indexes = ((("scheme", "starts"), True),)

    class SchemeEvent(db.Model):
        scheme = ForeignKeyField(Scheme, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "scheme_event"

    class SchemeChoice(db.Model):
        office = ForeignKeyField(Office, null=True, index=False, on_delete="RESTRICT")
        kind = CharField(max_length=12)
        moment = CharField(max_length=10)
        family = CharField(max_length=20)

        class Meta:
            table_name = "scheme_choice"
            indexes = ((("office", "kind", "moment"), True),)

    db.create_tables([Scheme, SchemeAspect, SchemeBand, SchemeEvent, SchemeChoice])


def down(migrator, db):
    for table in TABLES:
        db.execute_sql(f'DROP TABLE "{table}"')
