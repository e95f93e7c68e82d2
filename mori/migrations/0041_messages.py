"""Messages to alumni, and mail that its reader may end. Expand: new tables, and a column with a
default.

The tables begin empty. What waits in the outbox is nothing that its reader may end.
"""

from peewee import SQL, CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

TABLES = ("whats_app_share", "mailing_recipient", "mailing_event", "mailing")


def up(migrator, db):
    # Plain SQL: the release before this one inserts rows without this column, so the
    # database itself has to know its default.
    db.execute_sql(
        'ALTER TABLE "message" ADD COLUMN "unsubscribe_url" VARCHAR(300) NOT NULL DEFAULT \'\''
    )
    there = {name: _known(db, name) for name in ("office", "person", "alumnus")}
    _make_recipients(db, there, _make_mailings(db, there))


def _known(db, name):
    class Known(db.Model):
        class Meta:
            table_name = name

    return Known


def _make_mailings(db, there):
    class Mailing(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        purpose = CharField(max_length=12)
        segment = CharField(max_length=600)
        subject = CharField(max_length=150)
        body = TextField()
        state = CharField(max_length=10)
        listed_through = IntegerField(null=True)
        total = IntegerField()
        handed = IntegerField()
        revision = IntegerField()
        made_by = ForeignKeyField(there["person"], on_delete="RESTRICT")
        made_at = DateTimeField()

        class Meta:
            table_name = "mailing"
            indexes = ((("office", "id"), False),)

    unfinished = SQL("\"state\" IN ('sending', 'stopped')")
    Mailing.add_index(Mailing.index(Mailing.id, where=unfinished, name="mailing_unfinished"))

    class MailingEvent(db.Model):
        mailing = ForeignKeyField(Mailing, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(there["person"], null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "mailing_event"

    db.create_tables([Mailing, MailingEvent])
    return Mailing


def _make_recipients(db, there, Mailing):
    class MailingRecipient(db.Model):
        mailing = ForeignKeyField(Mailing, index=False, on_delete="RESTRICT")
        alumnus = ForeignKeyField(there["alumnus"], on_delete="RESTRICT")
        outcome = CharField(max_length=12)
        mail_key = CharField(max_length=14)

        class Meta:
            table_name = "mailing_recipient"
            indexes = (
                (("mailing", "alumnus"), True),
                (("mailing", "outcome", "id"), False),
            )

    class WhatsAppShare(db.Model):
        token = CharField(max_length=40, unique=True)
        alumnus = ForeignKeyField(there["alumnus"], on_delete="RESTRICT")
        actor = ForeignKeyField(there["person"], on_delete="RESTRICT")
        at = DateTimeField()

        class Meta:
            table_name = "whats_app_share"

    db.create_tables([MailingRecipient, WhatsAppShare])


def down(migrator, db):
    for name in TABLES:
        db.execute_sql(f'DROP TABLE "{name}"')
    db.execute_sql('ALTER TABLE "message" DROP COLUMN "unsubscribe_url"')
