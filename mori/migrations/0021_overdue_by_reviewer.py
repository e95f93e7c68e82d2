"""Who was reminded of what waits too long, and what was handed over together. Expand: new tables.

Both begin empty: who was reminded before is in the outbox alone, and the page says nothing of it.
"""

from peewee import CharField, DateField, DateTimeField, ForeignKeyField, SmallIntegerField


def up(migrator, db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Message(db.Model):
        class Meta:
            table_name = "message"

    class OverdueReminder(db.Model):
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        reviewer = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
        day = DateField()
        message = ForeignKeyField(Message, on_delete="RESTRICT")
        actor = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
        at = DateTimeField()

        class Meta:
            table_name = "overdue_reminder"
            indexes = ((("office", "reviewer", "day"), True),)

    class HandOver(db.Model):
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        reviewer = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
        to = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
        entries = SmallIntegerField()
        actor = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
        at = DateTimeField()

        class Meta:
            table_name = "hand_over"

    db.create_tables([OverdueReminder, HandOver])


def down(migrator, db):
    db.execute_sql('DROP TABLE "hand_over"')
    db.execute_sql('DROP TABLE "overdue_reminder"')
