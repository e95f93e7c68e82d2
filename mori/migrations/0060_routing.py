"""Who is in which unit, whom somebody wants to be called first, and hours that lack an officer.

Expand: new tables. Who is or was in a unit is taken over from the placements there are. Kinds of
relations that the release before does not know keep an officer out of an alert there, as all did.
"""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    SmallIntegerField,
)

OF_PLACEMENTS = """
INSERT INTO unit_member (person_id, unit_id, leads, from_on, until_on, source)
SELECT {person}, span.unit_id, FALSE, span.starts_on, span.ends_on, 'placement ' || placement.key
FROM unit_span AS span JOIN placement ON placement.id = span.placement_id
WHERE {person} IS NOT NULL
"""


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Unit(db.Model):
        class Meta:
            table_name = "unit"

    class Office(db.Model):
        class Meta:
            table_name = "office"

    class UnitMember(db.Model):
        id = AutoField()
        person = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
        unit = ForeignKeyField(Unit, index=False, backref="+", on_delete="RESTRICT")
        leads = BooleanField(default=False)
        from_on = DateField()
        until_on = DateField(null=True)
        source = CharField(max_length=40, index=True)

        class Meta:
            table_name = "unit_member"
            indexes = ((("unit", "until_on"), False),)

    class Wish(db.Model):
        id = AutoField()
        person = ForeignKeyField(Person, unique=True, backref="+", on_delete="RESTRICT")
        officer = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
        chosen_at = DateTimeField()

        class Meta:
            table_name = "wish"

    class Hole(db.Model):
        id = AutoField()
        office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
        hour = DateTimeField()
        is_for_all = BooleanField()
        officers = SmallIntegerField()
        found_at = DateTimeField()

        class Meta:
            table_name = "hole"
            indexes = ((("office", "hour"), True),)

    db.create_tables([UnitMember, Wish, Hole])
    for person in ("placement.person_id", "span.supervisor_id", "span.stand_in_id"):
        db.execute_sql(OF_PLACEMENTS.format(person=person))


def down(migrator, db):
    db.execute_sql('DROP TABLE "hole"')
    db.execute_sql('DROP TABLE "wish"')
    db.execute_sql('DROP TABLE "unit_member"')
