"""Exports of alumni and papers issued at once become long jobs, with their keys, log and files.

Contract: their tables go. What was running is queued: an export begins anew, papers go on where
they were. So do messages and lists under way. Taken back, the tables come back empty.
"""

import datetime as dt
import json

from peewee import (
    SQL,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

KEPT = dt.timedelta(days=7)  # a file, after it was asked for
STATES = {"running": "queued", "stopped": "cancelled", "done": "done", "gone": "done"}
EXPORTS = ("alumni_export_event", "alumni_export")
RUNS = ("issuing_event", "issuing_step", "issuing_run")
AT_ONCE = 100
LISTS = {
    "uploaded": "list_look",
    "reading": "list_read",
    "reading_held": "list_read",
    "applying": "list_apply",
    "applying_held": "list_apply",
    "undoing": "list_undo",
    "undoing_held": "list_undo",
}


def up(migrator, db):
    _move_exports(db)
    steps = _move_runs(db)
    _queue(db, "mailing", "subject", {"sending": "mailing", "stopped": "mailing"})
    _queue(db, "import", "name", LISTS)
    for name in (*EXPORTS, *RUNS):
        db.execute_sql(f'DROP TABLE "{name}"')
    _keep_steps(db, steps)


def _insert(db, key, token, kind, state, made_at, **columns):
    """A job; its id."""
    is_over = state != "queued"
    row = {
        "key": key,
        "token": token,
        "kind": kind,
        "state": state,
        "made_at": made_at,
        **dict.fromkeys(("subject", "what", "why", "cursor", "error", "file"), ""),
        **dict.fromkeys(("done", "total", "epoch", "attempts"), 0),
        "asked": "{}",
        "locale": "id",
        "may_go_on": True,
        "turn_at": made_at,
        "beat_at": made_at,
        "ended_at" if is_over else "due_at": made_at,
        **columns,
    }
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join([db.param] * len(row))
    said = f"INSERT INTO long_job ({names}) VALUES ({marks}) RETURNING id"  # noqa: S608  # nosec B608 - our own names
    ((number,),) = db.execute_sql(said, list(row.values())).fetchall()
    return number


def _move_exports(db):
    Export, _event = _exports(db)
    for row in Export.select().order_by(Export.id):
        state = STATES[row.state]
        number = _insert(
            db,
            row.key,
            row.token,
            "alumni_export",
            state,
            row.made_at,
            office_id=row.office_id,
            begun_by_id=row.made_by_id,
            what=row.segment_said,
            why=row.reason,
            asked=json.dumps({"form": row.form, "segment": json.loads(row.segment)}),
            locale=row.locale,
            started_at=row.begun_at,
            done=row.written if state == "done" else 0,
            total=row.asked,
            cursor=json.dumps([0, 0, True, row.left_before]) if state == "done" else "",
            file=row.file,
            file_until=row.made_at + KEPT if row.file else None,
        )
        _move_events(db, number, "alumni_export_event", "export_id", row.id)


def _move_events(db, job, table, column, old):
    db.execute_sql(  # nothing that anybody wrote is part of it
        "INSERT INTO long_job_event (job_id, verb, actor_id, at, note) "  # noqa: S608  # nosec B608
        f"SELECT {job}, CASE verb WHEN 'stop' THEN 'cancel' WHEN 'remove' THEN 'expire' "
        f"ELSE verb END, actor_id, at, note FROM {table} WHERE {column} = {old} ORDER BY id"
    )


def _move_runs(db):
    """Each becomes a job; its steps as they were, but of that job."""
    Run, Step, _event = _runs(db)
    found = []
    for row in Run.select().order_by(Run.id):
        steps = list(Step.select().where(Step.run == row.id).order_by(Step.position).dicts())
        number = _insert(
            db,
            row.key,
            row.token,
            "papers",
            STATES[row.state],
            row.made_at,
            office_id=row.office_id,
            begun_by_id=row.made_by_id,
            asked=json.dumps({"issued_on": row.issued_on.isoformat()}),
            locale=row.locale,
            started_at=row.made_at,
            done=sum(bool(each["paper"] or each["trouble"]) for each in steps),
            total=len(steps),
        )
        for each in steps:
            del each["id"]
            found.append(each | {"run": number})
        _move_events(db, number, "issuing_event", "run_id", row.id)
    return found


def _keep_steps(db, steps):
    _run, Step, _event = _runs(db, _known(db, "long_job"))
    db.create_tables([Step])
    for first in range(0, len(steps), AT_ONCE):
        Step.insert_many(steps[first : first + AT_ONCE]).execute()


def _queue(db, table, what, kinds):
    """What is under way goes on; what is stopped can be gone on with."""
    columns = f'id, key, office_id, made_by_id, made_at, state, "{what}"'
    states = ", ".join(f"'{each}'" for each in kinds)
    said = f'SELECT {columns} FROM "{table}" WHERE state IN ({states}) ORDER BY id'  # noqa: S608  # nosec B608
    rows = db.execute_sql(said)
    for number, key, office, person, made_at, state, said in rows.fetchall():
        _insert(
            db,
            key,
            f"moved {table} {number}",
            kinds[state],
            "cancelled" if state.endswith(("stopped", "_held")) else "queued",
            made_at,
            office_id=office,
            begun_by_id=person,
            subject=key,
            what=said,
        )


def _exports(db):
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
        left_before = IntegerField()
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

    return AlumniExport, AlumniExportEvent


def _runs(db, of_steps=None):
    there = {name: _known(db, name) for name in ("office", "person", "placement", "paper")}

    class IssuingRun(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        made_by = ForeignKeyField(there["person"], on_delete="RESTRICT")
        locale = CharField(max_length=2)
        issued_on = DateField()
        state = CharField(max_length=10)
        made_at = DateTimeField()

        class Meta:
            table_name = "issuing_run"
            indexes = ((("office", "id"), False),)

    running = SQL("\"state\" = 'running'")
    IssuingRun.add_index(IssuingRun.index(IssuingRun.id, where=running, name="issuing_run_running"))

    class IssuingStep(db.Model):
        run = ForeignKeyField(of_steps or IssuingRun, index=False, on_delete="RESTRICT")
        position = IntegerField()
        placement = ForeignKeyField(there["placement"], on_delete="RESTRICT")
        kind = CharField(max_length=12)
        paper = ForeignKeyField(there["paper"], null=True, on_delete="RESTRICT")
        trouble = CharField(max_length=20)

        class Meta:
            table_name = "issuing_step"
            indexes = ((("run", "position"), True),)

    class IssuingEvent(db.Model):
        run = ForeignKeyField(IssuingRun, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(there["person"], null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "issuing_event"

    return IssuingRun, IssuingStep, IssuingEvent


def _known(db, name):
    class Known(db.Model):
        class Meta:
            table_name = name

    return Known


def down(migrator, db):
    db.execute_sql('DROP TABLE "issuing_step"')
    db.create_tables([*_exports(db), *_runs(db)])
