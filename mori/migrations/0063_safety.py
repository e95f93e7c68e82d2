"""What somebody says before anything happens, PINs typed with "pressed by accident", and wishes.

Expand: three new tables, empty at first, and a column that may be empty: no cancel of before was
said to be forced.
"""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
)
from playhouse.migrate import migrate

NEW = ("contact_wish", "said_pin", "safety_item")


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Tap(db.Model):
        class Meta:
            table_name = "tap"

    class SafetyItem(db.Model):
        id = AutoField()
        person = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
        kind = CharField(max_length=8)
        sealed = TextField()
        session = IntegerField(null=True)
        kept_at = DateTimeField()
        replaced_at = DateTimeField(null=True)

        class Meta:
            table_name = "safety_item"
            indexes = ((("person", "kind"), False),)

    class SaidPin(db.Model):
        id = AutoField()
        tap = ForeignKeyField(Tap, on_delete="RESTRICT")
        sealed = CharField(max_length=200)
        is_judged = BooleanField(index=True)
        at = DateTimeField()

        class Meta:
            table_name = "said_pin"

    class ContactWish(db.Model):
        id = AutoField()
        tap = ForeignKeyField(Tap, unique=True, on_delete="RESTRICT")
        choice = CharField(max_length=8)
        at = DateTimeField()

        class Meta:
            table_name = "contact_wish"

    db.create_tables([SafetyItem, SaidPin, ContactWish])
    migrate(migrator.add_column("alert", "duress_at", DateTimeField(null=True)))


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
    db.execute_sql('ALTER TABLE "alert" DROP COLUMN "duress_at"')
