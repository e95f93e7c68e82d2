"""Keys that sign what papers state, and further lines of transcripts. Expand: new tables, which
begin empty. The first key is made by ``flask migrate``.
"""

from peewee import CharField, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField


def up(migrator, db):
    class Placement(db.Model):
        class Meta:
            table_name = "placement"

    class SigningKey(db.Model):
        public = CharField(max_length=64, unique=True)
        sealed = TextField()
        made_at = DateTimeField()

        class Meta:
            table_name = "signing_key"

    class TranscriptLine(db.Model):
        placement = ForeignKeyField(Placement, index=False, on_delete="RESTRICT")
        source = CharField(max_length=60)
        text = CharField(max_length=200)
        text_en = CharField(max_length=200)
        minutes = IntegerField(null=True)
        day = DateField(null=True)
        made_at = DateTimeField()

        class Meta:
            table_name = "transcript_line"
            indexes = ((("placement", "source"), True),)

    db.create_tables([SigningKey, TranscriptLine])


def down(migrator, db):
    for table in ("transcript_line", "signing_key"):
        db.execute_sql(f'DROP TABLE "{table}"')
