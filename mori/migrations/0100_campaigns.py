"""Campaigns, their materials, share links and publications. Expand: new tables."""

from peewee import (
    AutoField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

NEW = (
    *("publication_event", "publication", "share_day", "share_link"),
    *("material_event", "material", "campaign_event", "campaign"),
)


def up(migrator, db):
    office, person = _old(db, "office"), _old(db, "person")
    member, community = _old(db, "member"), _old(db, "community")
    campaign = _campaigns(db, office, person)
    material = _materials(db, office, person, campaign)
    _links(db, material, member, community)
    _publications(db, (office, person, campaign, material, member, community))


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def _points(to, index=True, **options):
    return ForeignKeyField(to, index=index, on_delete="RESTRICT", backref="+", **options)


def _campaigns(db, Office, Person):
    class Campaign(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = _points(Office, index=False)
        title = CharField(max_length=120)
        theme = TextField()
        from_on = DateField()
        until_on = DateField(null=True)
        revision = IntegerField()
        made_at = DateTimeField()

        class Meta:
            table_name = "campaign"
            indexes = ((("office", "id"), False),)

    class CampaignEvent(db.Model):
        id = AutoField()
        campaign = _points(Campaign)
        verb = CharField(max_length=12)
        actor = _points(Person, null=True)
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "campaign_event"

    db.create_tables([Campaign, CampaignEvent])
    return Campaign


def _materials(db, Office, Person, Campaign):
    class Material(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = _points(Office, index=False)
        campaign = _points(Campaign, null=True)
        kind = CharField(max_length=8)
        title = CharField(max_length=120)
        body = TextField()
        for_whatsapp = TextField()
        for_instagram = TextField()
        for_x = TextField()
        alt = CharField(max_length=300)
        language = CharField(max_length=2)
        chapter = CharField(max_length=60)
        facts_checked_on = DateField(null=True)
        facts_until = DateField(null=True)
        state = CharField(max_length=9)
        version = SmallIntegerField()
        file = CharField(max_length=14)
        file_kind = CharField(max_length=4)
        bytes = IntegerField()
        width = SmallIntegerField()
        height = SmallIntegerField()
        made_at = DateTimeField()

        class Meta:
            table_name = "material"
            indexes = ((("office", "state", "facts_until"), False), (("office", "id"), False))

    class MaterialEvent(db.Model):
        id = AutoField()
        material = _points(Material)
        verb = CharField(max_length=12)
        actor = _points(Person, null=True)
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "material_event"

    db.create_tables([Material, MaterialEvent])
    return Material


def _links(db, Material, Member, Community):
    class ShareLink(db.Model):
        id = AutoField()
        key8 = CharField(max_length=8, unique=True)
        material = _points(Material)
        member = _points(Member, null=True)
        community = _points(Community, null=True)
        made_at = DateTimeField()

        class Meta:
            table_name = "share_link"

    class ShareDay(db.Model):
        id = AutoField()
        link = _points(ShareLink, index=False)
        day = DateField()
        opened = IntegerField()

        class Meta:
            table_name = "share_day"
            indexes = ((("link", "day"), True),)

    db.create_tables([ShareLink, ShareDay])


def _publications(db, old):
    Office, Person, Campaign, Material, Member, Community = old

    class Publication(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = _points(Office, index=False)
        campaign = _points(Campaign)
        material = _points(Material, null=True)
        member = _points(Member, null=True)
        community = _points(Community, null=True)
        channel = CharField(max_length=9)
        place = CharField(max_length=120)
        day = DateField()
        url = CharField(max_length=500)
        reach_said = IntegerField(null=True)
        reach_source = CharField(max_length=7)
        evidence = CharField(max_length=14)
        bytes = IntegerField()
        width = SmallIntegerField()
        height = SmallIntegerField()
        state = CharField(max_length=9)
        made_at = DateTimeField()

        class Meta:
            table_name = "publication"
            indexes = ((("office", "state", "id"), False), (("office", "id"), False))

    class PublicationEvent(db.Model):
        id = AutoField()
        publication = _points(Publication)
        verb = CharField(max_length=12)
        actor = _points(Person, null=True)
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "publication_event"

    db.create_tables([Publication, PublicationEvent])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
