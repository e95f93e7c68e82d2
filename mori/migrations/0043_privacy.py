"""What alumni ask of their own data.

Expand: new tables, empty at first.
"""

from peewee import SQL, CharField, DateTimeField, ForeignKeyField, TextField

TABLES = ("privacy_request_event", "privacy_request")


def up(migrator, db):
    there = {name: _known(db, name) for name in ("office", "person", "alumnus")}

    class PrivacyRequest(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        alumnus = ForeignKeyField(there["alumnus"], on_delete="RESTRICT")
        kind = CharField(max_length=12)
        text = TextField()
        way = CharField(max_length=8)
        noted_by = ForeignKeyField(there["person"], null=True, on_delete="RESTRICT")
        state = CharField(max_length=10)
        asked_at = DateTimeField()
        due_at = DateTimeField()
        decided_by = ForeignKeyField(there["person"], null=True, on_delete="RESTRICT")
        decided_at = DateTimeField(null=True)
        answer = TextField()

        class Meta:
            table_name = "privacy_request"
            indexes = ((("office", "id"), False),)

    waiting = PrivacyRequest.index(
        PrivacyRequest.office,
        PrivacyRequest.due_at,
        PrivacyRequest.id,
        where=SQL("\"state\" = 'open'"),
        name="privacy_request_open",
    )
    PrivacyRequest.add_index(waiting)

    class PrivacyRequestEvent(db.Model):
        request = ForeignKeyField(PrivacyRequest, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(there["person"], null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "privacy_request_event"

    db.create_tables([PrivacyRequest, PrivacyRequestEvent])


def _known(db, name):
    class Known(db.Model):
        class Meta:
            table_name = name

    return Known


def down(migrator, db):
    for name in TABLES:
        db.execute_sql(f'DROP TABLE "{name}"')
