"""Matters on which interns give an opinion, and the conclusions that are sealed to them.

Expand: new tables, empty at first. The database itself refuses to change a conclusion:
it is sealed for good, but for its text, which goes when its matter is recalled.
"""

from peewee import (
    AutoField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SqliteDatabase,
    TextField,
)

REFUSED = "conclusions are sealed"
# Erased once, all else as it was, and only of a matter that was recalled.
ERASED = """(
    OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.reasons = ''
    AND NEW.id = OLD.id AND NEW.matter_id = OLD.matter_id AND NEW.author_id = OLD.author_id
    AND NEW.finding = OLD.finding AND NEW.forms = OLD.forms AND NEW.components = OLD.components
    AND NEW.digest = OLD.digest AND NEW.sealed_at = OLD.sealed_at
    AND (SELECT state FROM matter WHERE id = OLD.matter_id) = 'recalled'
)"""
ON_SQLITE = (
    f"""
CREATE TRIGGER conclusion_sealed BEFORE UPDATE ON conclusion WHEN NOT {ERASED}
BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
""",
    f"""
CREATE TRIGGER conclusion_kept BEFORE DELETE ON conclusion
BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
""",
)
ON_POSTGRESQL = (
    f"""
CREATE FUNCTION conclusion_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF {ERASED} THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION '{REFUSED}';
END $$
""",
    """
CREATE TRIGGER conclusion_sealed BEFORE UPDATE OR DELETE ON conclusion
FOR EACH ROW EXECUTE FUNCTION conclusion_stays()
""",
)


def up(migrator, db):
    matter = _matters(db, _old(db, "office"), _old(db, "person"))
    _conclusions(db, matter, _old(db, "person"))
    for statement in ON_SQLITE if isinstance(db, SqliteDatabase) else ON_POSTGRESQL:
        db.execute_sql(statement)


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def _points(to, index=False, **options):
    return ForeignKeyField(to, index=index, on_delete="RESTRICT", backref="+", **options)


def _matters(db, Office, Person):
    class Matter(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = _points(Office)
        author = _points(Person)
        kind = CharField(max_length=12)
        level = CharField(max_length=8)
        title = CharField(max_length=120)
        body = TextField()
        state = CharField(max_length=9)
        revision = IntegerField()
        checker = _points(Person, null=True)
        checked_digest = CharField(max_length=64)
        opened_at = DateTimeField(null=True)
        reveals_at = DateTimeField()
        conclusion_due_on = DateField(null=True)
        made_at = DateTimeField()

        class Meta:
            table_name = "matter"
            indexes = ((("office", "id"), False), (("state", "reveals_at"), False))

    class MatterEvent(db.Model):
        id = AutoField()
        matter = _points(Matter, index=True)
        verb = CharField(max_length=12)
        actor = _points(Person, null=True)
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "matter_event"

    db.create_tables([Matter, MatterEvent])
    return Matter


def _conclusions(db, Matter, Person):
    class Conclusion(db.Model):
        id = AutoField()
        matter = _points(Matter, index=True, unique=True)
        author = _points(Person)
        finding = CharField(max_length=8)
        forms = TextField()
        components = TextField()
        reasons = TextField()
        digest = CharField(max_length=64)
        sealed_at = DateTimeField()
        erased_at = DateTimeField(null=True)

        class Meta:
            table_name = "conclusion"

    db.create_tables([Conclusion])


def down(migrator, db):
    for table in ("conclusion", "matter_event", "matter"):
        db.execute_sql(f'DROP TABLE "{table}"')
    if not isinstance(db, SqliteDatabase):
        db.execute_sql("DROP FUNCTION conclusion_stays()")
