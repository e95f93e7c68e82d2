"""What was changed of accounts, and by whom. Expand: a new table. No row changes; of what was
changed before, nothing is known.
"""

from peewee import CharField, DateTimeField, ForeignKeyField


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class AccountEvent(db.Model):
        key = CharField(max_length=14, unique=True)
        person = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
        change = CharField(max_length=12)
        before = CharField(max_length=200)
        after = CharField(max_length=200)
        actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT", backref="+")
        at = DateTimeField()

        class Meta:
            table_name = "account_event"
            indexes = ((("person", "id"), False),)

    db.create_tables([AccountEvent])


def down(migrator, db):
    db.execute_sql('DROP TABLE "account_event"')
