"""Agreements with institutions. Expand: new tables."""

from peewee import (
    AutoField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

NEW = (
    *("agreement_event", "agreement_notice", "agreement_sign_request", "agreement_signature"),
    *("agreement_activity", "agreement_scope", "agreement"),
)


def up(migrator, db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Institution(db.Model):
        class Meta:
            table_name = "institution"

    class Upload(db.Model):
        class Meta:
            table_name = "upload"

    class SignedLink(db.Model):
        class Meta:
            table_name = "signed_link"

    class Agreement(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        institution = ForeignKeyField(Institution, on_delete="RESTRICT")
        level = CharField(max_length=4)
        title = CharField(max_length=200)
        our_number = CharField(max_length=60)
        their_number = CharField(max_length=60)
        our_signatory = CharField(max_length=160)
        their_signatory = CharField(max_length=160)
        begins_on = DateField()
        ends_on = DateField()
        state = CharField(max_length=8)
        renews = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        text = ForeignKeyField(Upload, null=True, on_delete="RESTRICT")
        signed_text = ForeignKeyField(Upload, null=True, on_delete="RESTRICT")
        signed_on = DateField(null=True)
        made_at = DateTimeField()

        class Meta:
            table_name = "agreement"
            indexes = ((("office", "ends_on", "id"), False),)

    class AgreementScope(db.Model):
        id = AutoField()
        agreement = ForeignKeyField(Agreement, on_delete="CASCADE")
        code = CharField(max_length=12)
        quota = IntegerField(null=True)

        class Meta:
            table_name = "agreement_scope"
            indexes = ((("agreement", "code"), True),)

    class AgreementActivity(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        agreement = ForeignKeyField(Agreement, on_delete="RESTRICT")
        code = CharField(max_length=12)
        on = DateField()
        what = CharField(max_length=200)
        number = IntegerField()
        noted_by = ForeignKeyField(Person, on_delete="RESTRICT")

        class Meta:
            table_name = "agreement_activity"

    class AgreementSignature(db.Model):
        id = AutoField()
        agreement = ForeignKeyField(Agreement, on_delete="RESTRICT")
        person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        link = ForeignKeyField(SignedLink, null=True, on_delete="RESTRICT")
        name = CharField(max_length=120)
        post = CharField(max_length=160)
        digest = CharField(max_length=64)
        at = DateTimeField()

        class Meta:
            table_name = "agreement_signature"

    class AgreementSignRequest(db.Model):
        id = AutoField()
        link = ForeignKeyField(SignedLink, unique=True, on_delete="RESTRICT")
        agreement = ForeignKeyField(Agreement, on_delete="RESTRICT")

        class Meta:
            table_name = "agreement_sign_request"

    class AgreementNotice(db.Model):
        id = AutoField()
        agreement = ForeignKeyField(Agreement, on_delete="CASCADE")
        days = IntegerField()
        at = DateTimeField()

        class Meta:
            table_name = "agreement_notice"
            indexes = ((("agreement", "days"), True),)

    class AgreementEvent(db.Model):
        id = AutoField()
        agreement = ForeignKeyField(Agreement, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = TextField()

        class Meta:
            table_name = "agreement_event"

    db.create_tables(
        [
            *(Agreement, AgreementScope, AgreementActivity, AgreementSignature),
            *(AgreementSignRequest, AgreementNotice, AgreementEvent),
        ]
    )


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
