"""Whom of an office applicants are tied to. Expand: a new table."""

from peewee import AutoField, CharField, DateTimeField, ForeignKeyField


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Applicant(db.Model):
        class Meta:
            table_name = "applicant"

    class ApplicantTie(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        applicant = ForeignKeyField(Applicant, index=False, on_delete="RESTRICT")
        person = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
        noted_by = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
        noted_at = DateTimeField()

        class Meta:
            table_name = "applicant_tie"
            indexes = ((("applicant", "person"), True),)

    db.create_tables([ApplicantTie])


def down(migrator, db):
    db.execute_sql('DROP TABLE "applicant_tie"')
