"""Alerts, taps and deliveries. Expand: only new tables."""

from peewee import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
)


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Message(db.Model):
        class Meta:
            table_name = "message"

    class Alert(db.Model):
        key = CharField(max_length=14, unique=True)
        person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        office = ForeignKeyField(Office, null=True, on_delete="RESTRICT")
        claimed_by_session = ForeignKeyField(Person, null=True, on_delete="RESTRICT", backref="+")
        claimed_by_ticket = ForeignKeyField(Person, null=True, on_delete="RESTRICT", backref="+")
        state = CharField(max_length=12)
        urgency = IntegerField()
        step = IntegerField()
        calls = IntegerField()
        raised_at = DateTimeField()
        climbed_from = DateTimeField()
        due_at = DateTimeField(index=True)
        accident_at = DateTimeField(null=True)
        acknowledged_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT", backref="+")
        acknowledged_at = DateTimeField(null=True)
        contacted_at = DateTimeField(null=True)

        class Meta:
            table_name = "alert"
            indexes = (
                (("person", "raised_at"), False),
                (("office", "state", "id"), False),
            )

    class Tap(db.Model):
        token = CharField(max_length=64, unique=True)
        code = CharField(max_length=8, index=True)
        alert = ForeignKeyField(Alert, on_delete="RESTRICT")
        page = CharField(max_length=24)
        at = DateTimeField()
        contact = TextField()
        accident_at = DateTimeField(null=True)
        confirmed_at = DateTimeField(null=True)

        class Meta:
            table_name = "tap"

    class AlertEvent(db.Model):
        alert = ForeignKeyField(Alert, on_delete="RESTRICT")
        verb = CharField(max_length=16)
        actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        at = DateTimeField()

        class Meta:
            table_name = "alert_event"

    class Delivery(db.Model):
        alert = ForeignKeyField(Alert, on_delete="RESTRICT")
        officer = ForeignKeyField(Person, on_delete="RESTRICT")
        call = IntegerField()
        message = ForeignKeyField(Message, null=True, on_delete="RESTRICT")
        at = DateTimeField()

        class Meta:
            table_name = "delivery"
            indexes = ((("alert", "officer", "call"), True),)

    class Relation(db.Model):
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        other = ForeignKeyField(Person, on_delete="RESTRICT", backref="+")
        kind = CharField(max_length=16)
        from_on = DateField()
        until_on = DateField(null=True)
        source = CharField(max_length=40)

        class Meta:
            table_name = "relation"
            indexes = (
                (("person", "other"), False),
                (("source",), False),
            )

    class RescuedTap(db.Model):
        token = CharField(max_length=64, unique=True)
        record = TextField()
        is_replayed = BooleanField(index=True)

        class Meta:
            table_name = "rescued_tap"

    db.create_tables([Alert, Tap, AlertEvent, Delivery, Relation, RescuedTap])


def down(migrator, db):
    for table in ("rescued_tap", "relation", "delivery", "alert_event", "tap", "alert"):
        db.execute_sql(f'DROP TABLE "{table}"')
