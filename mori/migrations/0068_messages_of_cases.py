"""Messages between the person and officers, and files of a case. Expand: new tables alone."""

from peewee import AutoField, CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

NEW = ("evidence_piece", "evidence", "message_reading", "phone_copy", "phone_key")


def up(migrator, db):
    class Alert(db.Model):
        class Meta:
            table_name = "alert"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class CasePair(db.Model):
        class Meta:
            table_name = "case_pair"

    class CaseEntry(db.Model):
        class Meta:
            table_name = "case_entry"

    class PhoneKey(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        alert = ForeignKeyField(Alert, on_delete="RESTRICT")
        public = CharField(max_length=64)
        made_at = DateTimeField()

        class Meta:
            table_name = "phone_key"
            indexes = ((("alert", "public"), True),)

    class PhoneCopy(db.Model):
        id = AutoField()
        entry = ForeignKeyField(CaseEntry, on_delete="CASCADE")
        phone = ForeignKeyField(PhoneKey, index=False, on_delete="CASCADE")
        sealed = TextField()

        class Meta:
            table_name = "phone_copy"
            indexes = ((("phone", "entry"), True),)

    class MessageReading(db.Model):
        id = AutoField()
        entry = ForeignKeyField(CaseEntry, unique=True, on_delete="CASCADE")
        at = DateTimeField()

        class Meta:
            table_name = "message_reading"

    class Evidence(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        alert = ForeignKeyField(Alert, on_delete="RESTRICT")
        author = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        entry = ForeignKeyField(CaseEntry, null=True, unique=True, on_delete="CASCADE")
        kind = CharField(max_length=4)
        bytes = IntegerField()
        digest = CharField(max_length=64)
        received_bytes = IntegerField()
        begun_at = DateTimeField()
        expires_at = DateTimeField(null=True, index=True)

        class Meta:
            table_name = "evidence"

    class EvidencePiece(db.Model):
        id = AutoField()
        evidence = ForeignKeyField(Evidence, index=False, on_delete="CASCADE")
        offset = IntegerField(column_name="from_byte")
        pair = ForeignKeyField(CasePair, on_delete="RESTRICT")
        file = CharField(max_length=14)

        class Meta:
            table_name = "evidence_piece"
            indexes = ((("evidence", "offset"), True),)

    db.create_tables([PhoneKey, PhoneCopy, MessageReading, Evidence, EvidencePiece])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
