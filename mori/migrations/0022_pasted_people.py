"""Who was added from a pasted table, and what it said of their internship.

Expand: a new table. It begins empty: nobody was added so before.
"""

from peewee import CharField, DateField, ForeignKeyField


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class PastedPerson(db.Model):
        person = ForeignKeyField(Person, unique=True, on_delete="RESTRICT", backref="+")
        token = CharField(max_length=40)
        actor = ForeignKeyField(Person, index=False, on_delete="RESTRICT", backref="+")
        institution = CharField(max_length=120)
        starts_on = DateField(null=True)
        ends_on = DateField(null=True)

        class Meta:
            table_name = "pasted_person"
            indexes = ((("token", "id"), False),)

    db.create_tables([PastedPerson])


def down(migrator, db):
    db.execute_sql('DROP TABLE "pasted_person"')
