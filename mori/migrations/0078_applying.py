"""Papers of applications, questions before applying, and their pace. Expand: new tables."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

NEW = ("application_paper", "application_question", "applying_try")


def up(migrator, db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Application(db.Model):
        class Meta:
            table_name = "application"

    class Applicant(db.Model):
        class Meta:
            table_name = "applicant"

    class ApplicationPaper(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        application = ForeignKeyField(Application, on_delete="RESTRICT")
        applicant = ForeignKeyField(Applicant, null=True, on_delete="RESTRICT")
        code = CharField(max_length=12)
        kind = CharField(max_length=4)
        bytes = IntegerField()
        width = SmallIntegerField()
        height = SmallIntegerField()
        at = DateTimeField()

        class Meta:
            table_name = "application_paper"

    class ApplicationQuestion(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        locale = CharField(max_length=2)
        email = CharField(max_length=200)
        text = TextField()
        asked_at = DateTimeField()
        answer = TextField()
        answered_at = DateTimeField(null=True)
        answered_by = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
        is_public = BooleanField()

        class Meta:
            table_name = "application_question"
            indexes = ((("office", "answered_at", "id"), False),)

    class ApplyingTry(db.Model):
        id = AutoField()
        subject = CharField(max_length=32)
        at = DateTimeField(index=True)

        class Meta:
            table_name = "applying_try"
            indexes = ((("subject", "at"), False),)

    db.create_tables([ApplicationPaper, ApplicationQuestion, ApplyingTry])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
