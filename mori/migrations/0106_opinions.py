"""Opinions of interns, and what is said once they are revealed. Expand: new tables alone.

The database itself refuses to change or delete an opinion: it is sealed for good, but for its text,
which goes when its matter is recalled.
"""

from peewee import (
    AutoField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    SqliteDatabase,
    TextField,
)

NEW = (
    *("opinion_outcome", "criterion_word", "named_opinion", "second_thought"),
    *("step_back", "opinion"),
)
REFUSED = "opinions are sealed"
# Erased once, all else as it was, and only of a matter that was recalled.
ERASED = """(
    OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.reasons = '' AND NEW.proposal = ''
    AND NEW.id = OLD.id AND NEW.key = OLD.key AND NEW.token = OLD.token
    AND NEW.matter_id = OLD.matter_id AND NEW.office_id = OLD.office_id
    AND NEW.person_id = OLD.person_id AND NEW.placement_id = OLD.placement_id
    AND NEW.finding = OLD.finding AND NEW.forms = OLD.forms AND NEW.components = OLD.components
    AND NEW.sure = OLD.sure AND NEW.digest = OLD.digest AND NEW.sealed_at = OLD.sealed_at
    AND (SELECT state FROM matter WHERE id = OLD.matter_id) = 'recalled'
)"""
ON_SQLITE = (
    f"""
CREATE TRIGGER opinion_sealed BEFORE UPDATE ON opinion WHEN NOT {ERASED}
BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
""",
    f"""
CREATE TRIGGER opinion_kept BEFORE DELETE ON opinion
BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
""",
)
ON_POSTGRESQL = (
    f"""
CREATE FUNCTION opinion_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF {ERASED} THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION '{REFUSED}';
END $$
""",
    """
CREATE TRIGGER opinion_sealed BEFORE UPDATE OR DELETE ON opinion
FOR EACH ROW EXECUTE FUNCTION opinion_stays()
""",
)


def up(migrator, db):
    there = {name: _old(db, name) for name in ("office", "person", "placement", "matter")}
    opinion = _opinions(db, there)
    _what_follows(db, opinion, there["person"])
    for statement in ON_SQLITE if isinstance(db, SqliteDatabase) else ON_POSTGRESQL:
        db.execute_sql(statement)


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def _points(to, index=False, **options):
    return ForeignKeyField(to, index=index, on_delete="RESTRICT", backref="+", **options)


def _opinions(db, there):
    class Opinion(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        matter = _points(there["matter"])
        office = _points(there["office"])
        person = _points(there["person"], index=True)
        placement = _points(there["placement"])
        finding = CharField(max_length=8)
        forms = TextField()
        components = TextField()
        reasons = TextField()
        proposal = TextField()
        sure = CharField(max_length=8)
        digest = CharField(max_length=64)
        sealed_at = DateTimeField()
        erased_at = DateTimeField(null=True)

        class Meta:
            table_name = "opinion"
            indexes = ((("matter", "person"), True),)

    class StepBack(db.Model):
        id = AutoField()
        matter = _points(there["matter"])
        person = _points(there["person"], index=True)

        class Meta:
            table_name = "step_back"
            indexes = ((("matter", "person"), True),)

    db.create_tables([Opinion, StepBack])
    return Opinion


def _what_follows(db, Opinion, Person):
    class SecondThought(db.Model):
        id = AutoField()
        opinion = _points(Opinion, index=True, unique=True)
        finding = CharField(max_length=8)
        because = CharField(max_length=6)
        text = TextField()
        at = DateTimeField()

        class Meta:
            table_name = "second_thought"

    class NamedOpinion(db.Model):
        id = AutoField()
        opinion = _points(Opinion, index=True, unique=True)
        at = DateTimeField()

        class Meta:
            table_name = "named_opinion"

    class CriterionWord(db.Model):
        id = AutoField()
        opinion = _points(Opinion)
        officer = _points(Person)
        criterion = CharField(max_length=8)
        reached = CharField(max_length=7)
        text = CharField(max_length=600)
        at = DateTimeField()

        class Meta:
            table_name = "criterion_word"
            indexes = ((("opinion", "officer", "criterion"), True),)

    class OpinionOutcome(db.Model):
        id = AutoField()
        opinion = _points(Opinion, index=True, unique=True)
        used = CharField(max_length=5)
        why = TextField()
        at = DateTimeField()

        class Meta:
            table_name = "opinion_outcome"

    db.create_tables([SecondThought, NamedOpinion, CriterionWord, OpinionOutcome])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
    if not isinstance(db, SqliteDatabase):
        db.execute_sql("DROP FUNCTION opinion_stays()")
