"""When offices chose their schemes anew. Expand: a new table, which begins empty."""

from peewee import DateTimeField, ForeignKeyField


def up(migrator, db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class SchemeChoiceEvent(db.Model):
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        actor = ForeignKeyField(Person, on_delete="RESTRICT")
        at = DateTimeField()

        class Meta:
            table_name = "scheme_choice_event"

    db.create_tables([SchemeChoiceEvent])


def down(migrator, db):
    db.execute_sql('DROP TABLE "scheme_choice_event"')
