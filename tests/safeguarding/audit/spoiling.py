"""What somebody does to the chain who has the database, past its own refusal."""

from mori.core.db import db, is_sqlite
from mori.safeguarding.audit.models import AuditRecord

TRIGGERS = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_record%'"
)


def spoil(statement):
    """Change records, and leave no trace of how."""
    if not is_sqlite():
        for each in ("DISABLE TRIGGER USER", None, "ENABLE TRIGGER USER"):
            db.execute_sql(f"ALTER TABLE audit_record {each}" if each else statement)
        return
    triggers = db.execute_sql(TRIGGERS).fetchall()
    for name, _sql in triggers:
        db.execute_sql(f"DROP TRIGGER {name}")
    db.execute_sql(statement)
    for _name, sql in triggers:
        db.execute_sql(sql)


def restore(saved):
    """As if the copy had been put back that was made when ``saved`` was the end of the chain."""
    spoil(f"DELETE FROM audit_record WHERE number > {saved.number}")
    saved_row = {"number": saved.number, "mac": saved.mac, "key": saved.key}
    type(saved).update(saved_row).execute()


def last_number():
    return AuditRecord.select().count()
