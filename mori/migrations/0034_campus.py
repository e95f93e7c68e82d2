"""What a campus sees, says and signs, and its own forms. Expand: new tables, empty at first."""

from peewee import (
    AutoField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    SmallIntegerField,
    TextField,
)


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Institution(db.Model):
        class Meta:
            table_name = "institution"

    class Placement(db.Model):
        class Meta:
            table_name = "placement"

    class SignedLink(db.Model):
        class Meta:
            table_name = "signed_link"

    class Upload(db.Model):
        class Meta:
            table_name = "upload"

    class CampusSupervisor(db.Model):
        id = AutoField()
        placement = ForeignKeyField(Placement, unique=True, on_delete="RESTRICT")
        contact_key = CharField(max_length=14, index=True)
        named_by = ForeignKeyField(Person, on_delete="RESTRICT")
        named_at = DateTimeField()

        class Meta:
            table_name = "campus_supervisor"

    class CampusRemark(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        placement = ForeignKeyField(Placement, index=False, on_delete="RESTRICT")
        link = ForeignKeyField(SignedLink, on_delete="RESTRICT")
        name = CharField(max_length=120)
        kind = CharField(max_length=10)
        day = DateField()
        text = TextField()
        revision = SmallIntegerField()
        at = DateTimeField()

        class Meta:
            table_name = "campus_remark"
            indexes = ((("placement", "day", "id"), False),)

    class CoSignRequest(db.Model):
        id = AutoField()
        link = ForeignKeyField(SignedLink, unique=True, on_delete="RESTRICT")
        placement = ForeignKeyField(Placement, on_delete="RESTRICT")

        class Meta:
            table_name = "co_sign_request"

    class CoSignature(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        placement = ForeignKeyField(Placement, index=False, on_delete="RESTRICT")
        link = ForeignKeyField(SignedLink, on_delete="RESTRICT")
        name = CharField(max_length=120)
        answer = CharField(max_length=10)
        sentence = CharField(max_length=500)
        given_to = CharField(max_length=64)
        result = CharField(max_length=80)
        at = DateTimeField()

        class Meta:
            table_name = "co_signature"
            indexes = ((("placement", "given_to"), True),)

    class OwnForm(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        institution = ForeignKeyField(Institution, on_delete="RESTRICT")
        name = CharField(max_length=120)
        made_at = DateTimeField()
        retired_at = DateTimeField(null=True)
        retired_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")

        class Meta:
            table_name = "own_form"

    class OwnFormVersion(db.Model):
        id = AutoField()
        token = CharField(max_length=40, unique=True)
        form = ForeignKeyField(OwnForm, index=False, on_delete="RESTRICT")
        number = SmallIntegerField()
        upload = ForeignKeyField(Upload, on_delete="RESTRICT")
        made_by = ForeignKeyField(Person, on_delete="RESTRICT")
        made_at = DateTimeField()

        class Meta:
            table_name = "own_form_version"
            indexes = ((("form", "number"), True),)

    db.create_tables([CampusSupervisor, CampusRemark, CoSignRequest, CoSignature])
    db.create_tables([OwnForm, OwnFormVersion])


def down(migrator, db):
    for table in (
        "own_form_version",
        "own_form",
        "co_signature",
        "co_sign_request",
        "campus_remark",
        "campus_supervisor",
    ):
        db.execute_sql(f'DROP TABLE "{table}"')
