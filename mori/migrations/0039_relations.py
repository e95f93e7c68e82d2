"""Who introduced whom, what alumni offer, and what their network does.

Expand: new tables, empty at first.
"""

from peewee import CharField, DateField, DateTimeField, ForeignKeyField

TABLES = ("participation", "network_activity", "alumni_setting", "offer", "introduction")


def up(migrator, db):
    there = {name: _known(db, name) for name in ("office", "person", "alumnus")}
    _make_introductions(db, there)
    _make_offers(db, there)
    _make_network(db, there)


def _known(db, name):
    class Known(db.Model):
        class Meta:
            table_name = name

    return Known


def _make_introductions(db, there):
    class Introduction(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        alumnus = ForeignKeyField(there["alumnus"], index=False, on_delete="RESTRICT")
        introducer = ForeignKeyField(there["alumnus"], on_delete="RESTRICT")
        note = CharField(max_length=200)
        noted_by = ForeignKeyField(there["person"], null=True, on_delete="RESTRICT")
        made_at = DateTimeField()

        class Meta:
            table_name = "introduction"
            indexes = ((("alumnus", "introducer"), True),)

    db.create_tables([Introduction])


def _make_offers(db, there):
    class Offer(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        alumnus = ForeignKeyField(there["alumnus"], on_delete="RESTRICT")
        kind = CharField(max_length=16)
        note = CharField(max_length=200)
        made_at = DateTimeField()
        ended_at = DateTimeField(null=True)

        class Meta:
            table_name = "offer"

    Offer.add_index(Offer.office, Offer.kind, Offer.id, where=Offer.ended_at.is_null())
    db.create_tables([Offer])


def _make_network(db, there):
    class AlumniSetting(db.Model):
        office = ForeignKeyField(there["office"], unique=True, on_delete="RESTRICT")
        network_name = CharField(max_length=60)

        class Meta:
            table_name = "alumni_setting"

    class NetworkActivity(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        held_on = DateField()
        kind = CharField(max_length=16)
        title = CharField(max_length=120)
        note = CharField(max_length=300)
        made_at = DateTimeField()

        class Meta:
            table_name = "network_activity"
            indexes = ((("office", "held_on", "id"), False),)

    class Participation(db.Model):
        key = CharField(max_length=14, unique=True)
        activity = ForeignKeyField(NetworkActivity, index=False, on_delete="RESTRICT")
        alumnus = ForeignKeyField(there["alumnus"], on_delete="RESTRICT")
        noted_at = DateTimeField()

        class Meta:
            table_name = "participation"
            indexes = ((("activity", "alumnus"), True),)

    db.create_tables([AlumniSetting, NetworkActivity, Participation])


def down(migrator, db):
    for name in TABLES:
        db.execute_sql(f'DROP TABLE "{name}"')
