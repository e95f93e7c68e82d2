"""Records of what was done with calls for help, in a chain. Expand: two new tables.

The database itself refuses to change or delete a record, whoever asks. The chain begins here with a
key drawn by chance; what was done before stands in the events of each alert.
"""

import secrets

from peewee import AutoField, CharField, DateTimeField, IntegerField, SqliteDatabase

REFUSED = "records are never changed"
ON_SQLITE = """
CREATE TRIGGER audit_record_{verb} BEFORE {verb} ON audit_record
BEGIN SELECT RAISE(ABORT, '{refused}'); END
"""
FUNCTION = """
CREATE FUNCTION audit_record_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{refused}'; END $$
"""
ON_POSTGRESQL = """
CREATE TRIGGER audit_record_{verb} BEFORE {verb} ON audit_record
FOR EACH STATEMENT EXECUTE FUNCTION audit_record_stays()
"""


def up(migrator, db):
    class AuditRecord(db.Model):
        id = AutoField()
        number = IntegerField(unique=True)
        verb = CharField(max_length=16)
        about = CharField(max_length=24, index=True)
        actor = CharField(max_length=24)
        at = DateTimeField()
        mac = CharField(max_length=64)

        class Meta:
            table_name = "audit_record"

    class AuditKey(db.Model):
        id = AutoField()
        number = IntegerField()
        mac = CharField(max_length=64)
        key = CharField(max_length=64)

        class Meta:
            table_name = "audit_key"

    db.create_tables([AuditRecord, AuditKey])
    AuditKey.create(number=0, mac=bytes(32).hex(), key=secrets.token_hex(32))
    for statement in _refusing(db):
        db.execute_sql(statement)


def _refusing(db):
    if isinstance(db, SqliteDatabase):
        return [ON_SQLITE.format(verb=verb, refused=REFUSED) for verb in ("UPDATE", "DELETE")]
    verbs = ("UPDATE", "DELETE", "TRUNCATE")
    return [FUNCTION.format(refused=REFUSED), *(ON_POSTGRESQL.format(verb=verb) for verb in verbs)]


def down(migrator, db):
    db.execute_sql('DROP TABLE "audit_record"')
    db.execute_sql('DROP TABLE "audit_key"')
    if not isinstance(db, SqliteDatabase):
        db.execute_sql("DROP FUNCTION audit_record_stays()")
