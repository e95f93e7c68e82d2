"""That cases were opened from paper. Expand: a new table alone."""

from peewee import AutoField, CharField, DateTimeField, ForeignKeyField


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Alert(db.Model):
        class Meta:
            table_name = "alert"

    class Restoration(db.Model):
        id = AutoField()
        alert = ForeignKeyField(Alert, on_delete="RESTRICT")
        reason = CharField(max_length=12)
        first = ForeignKeyField(Person, on_delete="RESTRICT", backref="+")
        second = ForeignKeyField(Person, on_delete="RESTRICT", backref="+")
        at = DateTimeField()

        class Meta:
            table_name = "restoration"

    db.create_tables([Restoration])


def down(migrator, db):
    db.execute_sql('DROP TABLE "restoration"')
