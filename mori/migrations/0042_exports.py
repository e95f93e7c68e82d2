"""Tables of alumni that somebody asked for, with the log of them.

Expand: new tables, empty at first; and an index by which a withdrawal since a moment is found.
"""

from peewee import SQL, CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

TABLES = ("alumni_export_event", "alumni_export")


def up(migrator, db):
    there = {name: _known(db, name) for name in ("office", "person")}

    class AlumniExport(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        made_by = ForeignKeyField(there["person"], on_delete="RESTRICT")
        form = CharField(max_length=4)
        segment = TextField()
        segment_said = TextField()
        reason = CharField(max_length=300)
        locale = CharField(max_length=2)
        state = CharField(max_length=8)
        made_at = DateTimeField()
        tries = IntegerField()
        try_at = DateTimeField(null=True)
        begun_at = DateTimeField(null=True)
        asked = IntegerField()
        written = IntegerField()
        file = CharField(max_length=14)

        class Meta:
            table_name = "alumni_export"
            indexes = ((("office", "id"), False),)

    for column, where, name in (
        (AlumniExport.try_at, "\"state\" = 'running'", "alumni_export_running"),
        (AlumniExport.made_at, "\"state\" <> 'gone'", "alumni_export_kept"),
    ):
        AlumniExport.add_index(AlumniExport.index(column, where=SQL(where), name=name))

    class AlumniExportEvent(db.Model):
        export = ForeignKeyField(AlumniExport, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(there["person"], null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "alumni_export_event"

    db.create_tables([AlumniExport, AlumniExportEvent])
    db.execute_sql(
        'CREATE INDEX "alumnus_event_left" ON "alumnus_event" ("at") '
        "WHERE \"verb\" IN ('die', 'erase', 'restrict', 'take_back', 'withdraw')"
    )


def _known(db, name):
    class Known(db.Model):
        class Meta:
            table_name = name

    return Known


def down(migrator, db):
    db.execute_sql('DROP INDEX "alumnus_event_left"')
    for name in TABLES:
        db.execute_sql(f'DROP TABLE "{name}"')
