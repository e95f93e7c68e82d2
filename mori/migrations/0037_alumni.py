"""Alumni: their records, internships, contacts and consents, and what they are found by.

Expand: new tables, empty at first.
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

TABLES = (
    *("alumnus_tally", "alumnus_facet", "consent", "engagement", "alumnus_skill"),
    *("alumnus_contact", "stay_unit", "alumnus_stay", "alumnus_event", "alumnus"),
)


def up(migrator, db):
    there = {
        name: _known(db, name)
        for name in ("office", "person", "placement", "institution", "region", "unit")
    }
    Alumnus = _make_alumni(db, there)
    _make_stays(db, there, Alumnus)
    _make_details(db, Alumnus)
    _make_consents(db, there, Alumnus)
    _make_facets(db, there, Alumnus)


def _known(db, name):
    class Known(db.Model):
        class Meta:
            table_name = name

    return Known


def _make_alumni(db, there):
    class Alumnus(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        person = ForeignKeyField(there["person"], null=True, index=False, on_delete="RESTRICT")
        name = CharField(max_length=120)
        name_folded = CharField(max_length=120)
        titles_before = CharField(max_length=40)
        titles_after = CharField(max_length=60)
        region = ForeignKeyField(there["region"], null=True, on_delete="RESTRICT")
        address = CharField(max_length=200)
        locale = CharField(max_length=2)
        state = CharField(max_length=10)
        is_restricted = BooleanField()
        answered_at = DateTimeField(null=True)
        asked_at = DateTimeField(null=True)
        unanswered = SmallIntegerField()
        merged_into = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        revision = IntegerField()
        made_at = DateTimeField()

        class Meta:
            table_name = "alumnus"
            indexes = ((("office", "id"), False),)

    one = Alumnus.index(
        Alumnus.person, Alumnus.office, unique=True, where=Alumnus.person.is_null(False)
    )
    Alumnus.add_index(one)

    class AlumnusEvent(db.Model):
        alumnus = ForeignKeyField(Alumnus, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(there["person"], null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "alumnus_event"

    db.create_tables([Alumnus, AlumnusEvent])
    return Alumnus


def _make_stays(db, there, Alumnus):
    class AlumnusStay(db.Model):
        key = CharField(max_length=14, unique=True)
        alumnus = ForeignKeyField(Alumnus, on_delete="RESTRICT")
        placement = ForeignKeyField(
            there["placement"], null=True, unique=True, on_delete="RESTRICT"
        )
        institution = ForeignKeyField(there["institution"], null=True, on_delete="RESTRICT")
        institution_written = CharField(max_length=120)
        study = CharField(max_length=120)
        student_number = CharField(max_length=30)
        kind = CharField(max_length=12)
        starts = CharField(max_length=10)
        ends = CharField(max_length=10)
        length = CharField(max_length=10)
        year = SmallIntegerField(null=True)
        note = CharField(max_length=300)

        class Meta:
            table_name = "alumnus_stay"

    class StayUnit(db.Model):
        stay = ForeignKeyField(AlumnusStay, on_delete="RESTRICT")
        unit = ForeignKeyField(there["unit"], null=True, on_delete="RESTRICT")
        written = CharField(max_length=80)

        class Meta:
            table_name = "stay_unit"

    db.create_tables([AlumnusStay, StayUnit])


def _make_details(db, Alumnus):
    class AlumnusContact(db.Model):
        alumnus = ForeignKeyField(Alumnus, index=False, on_delete="RESTRICT")
        kind = CharField(max_length=5)
        value = CharField(max_length=200)
        bounced_at = DateTimeField(null=True)

        class Meta:
            table_name = "alumnus_contact"
            indexes = ((("alumnus", "kind", "value"), True), (("value",), False))

    class AlumnusSkill(db.Model):
        alumnus = ForeignKeyField(Alumnus, index=False, on_delete="RESTRICT")
        text = CharField(max_length=60)
        text_folded = CharField(max_length=60)

        class Meta:
            table_name = "alumnus_skill"
            indexes = ((("alumnus", "text_folded"), True),)

    class Engagement(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        alumnus = ForeignKeyField(Alumnus, on_delete="RESTRICT")
        kind = CharField(max_length=10)
        name = CharField(max_length=120)
        name_folded = CharField(max_length=120)
        post = CharField(max_length=120)
        since = CharField(max_length=10)
        until = CharField(max_length=10)
        made_at = DateTimeField()

        class Meta:
            table_name = "engagement"

    db.create_tables([AlumnusContact, AlumnusSkill, Engagement])


def _make_consents(db, there, Alumnus):
    class Consent(db.Model):
        alumnus = ForeignKeyField(Alumnus, index=False, on_delete="RESTRICT")
        to = CharField(max_length=12)
        wording = CharField(max_length=10)
        locale = CharField(max_length=2)
        way = CharField(max_length=8)
        given_at = DateTimeField()
        noted_by = ForeignKeyField(there["person"], null=True, on_delete="RESTRICT")
        withdrawn_at = DateTimeField(null=True)

        class Meta:
            table_name = "consent"
            indexes = ((("alumnus", "id"), False),)

    standing = Consent.index(
        Consent.alumnus, Consent.to, unique=True, where=Consent.withdrawn_at.is_null()
    )
    Consent.add_index(standing)
    db.create_tables([Consent])


def _make_facets(db, there, Alumnus):
    class AlumnusFacet(db.Model):
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        kind = CharField(max_length=8)
        value = CharField(max_length=60)
        is_shown = BooleanField()
        name_folded = CharField(max_length=120)
        alumnus = ForeignKeyField(Alumnus, index=False, on_delete="RESTRICT")

        class Meta:
            table_name = "alumnus_facet"
            indexes = (
                (("office", "kind", "value", "name_folded", "alumnus"), False),
                (("alumnus", "kind", "value"), True),
            )

    in_order = ("office", "kind", "value", "name_folded", "alumnus")
    shown = AlumnusFacet.index(
        *(getattr(AlumnusFacet, name) for name in in_order),
        where=SQL('"is_shown"'),
        name="alumnus_facet_shown",
    )
    AlumnusFacet.add_index(shown)

    class AlumnusTally(db.Model):
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        kind = CharField(max_length=8)
        value = CharField(max_length=60)
        known = IntegerField()
        shown = IntegerField()

        class Meta:
            table_name = "alumnus_tally"
            indexes = ((("office", "kind", "value"), True),)

    db.create_tables([AlumnusFacet, AlumnusTally])


def down(migrator, db):
    for name in TABLES:
        db.execute_sql(f'DROP TABLE "{name}"')
