"""What is passed on to partners, by the person's yes. Expand: new tables alone."""

from peewee import AutoField, CharField, DateField, DateTimeField, ForeignKeyField, TextField

NEW = ("referral_event", "referral")


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Alert(db.Model):
        class Meta:
            table_name = "alert"

    class Referral(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        alert = ForeignKeyField(Alert, on_delete="RESTRICT")
        partner = CharField(max_length=12)
        what = CharField(max_length=60)
        sealed = TextField()
        on_day = DateField()
        state = CharField(max_length=10)
        offered_by = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
        noted_by = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
        offered_at = DateTimeField()

        class Meta:
            table_name = "referral"

    class ReferralEvent(db.Model):
        id = AutoField()
        referral = ForeignKeyField(Referral, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
        at = DateTimeField()
        note = TextField()

        class Meta:
            table_name = "referral_event"

    db.create_tables([Referral, ReferralEvent])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
