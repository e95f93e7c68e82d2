"""Messages between the person and officers. Expand: new tables alone."""

from peewee import AutoField, CharField, DateTimeField, ForeignKeyField, TextField

NEW = ("message_reading", "phone_copy", "phone_key")


def up(migrator, db):
    class Alert(db.Model):
        class Meta:
            table_name = "alert"

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

    db.create_tables([PhoneKey, PhoneCopy, MessageReading])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
