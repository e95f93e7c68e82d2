"""Events with their agenda, invitations, and who takes part. Expand: new tables alone."""

from peewee import (
    SQL,
    AutoField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
    TimeField,
)

NEW = (
    *("participant", "told", "invitation_step", "event_invitation"),
    *("speaker", "event_session", "event_step", "event", "series"),
)


def up(migrator, db):
    office, person, region = (_old(db, name) for name in ("office", "person", "region"))
    community, member = _old(db, "community"), _old(db, "member")
    event = _events(db, office, person, region)
    _agenda(db, event)
    invitation = _invitations(db, event, community, member, person)
    _participants(db, event, invitation, community, member)


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def _points(to, index=False, **options):
    return ForeignKeyField(to, index=index, on_delete="RESTRICT", backref="+", **options)


def _events(db, Office, Person, Region):
    class Series(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = _points(Office)
        name = CharField(max_length=120)
        every_months = SmallIntegerField(null=True)
        made_at = DateTimeField()

        class Meta:
            table_name = "series"
            indexes = ((("office", "id"), False),)

    class Event(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = _points(Office)
        series = _points(Series, index=True, null=True)
        kind = CharField(max_length=8)
        name = CharField(max_length=120)
        theme = CharField(max_length=200)
        about = TextField()
        mode = CharField(max_length=6)
        place = CharField(max_length=200)
        region = _points(Region, null=True)
        starts_on = DateField()
        ends_on = DateField()
        seats = SmallIntegerField()
        answer_until = DateField()
        protection = CharField(max_length=200)
        state = CharField(max_length=10)
        reason = CharField(max_length=300)
        revision = IntegerField()
        made_at = DateTimeField()

        class Meta:
            table_name = "event"
            indexes = ((("office", "starts_on", "id"), False), (("state", "starts_on"), False))

    class EventStep(db.Model):
        id = AutoField()
        event = _points(Event, index=True)
        verb = CharField(max_length=12)
        actor = _points(Person, null=True)
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "event_step"

    db.create_tables([Series, Event, EventStep])
    return Event


def _agenda(db, Event):
    class EventSession(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        event = _points(Event)
        day = DateField()
        starts = TimeField()
        ends = TimeField()
        title = CharField(max_length=120)
        method = CharField(max_length=10)
        chapter = CharField(max_length=70)
        edition = CharField(max_length=100)
        material = CharField(max_length=200)
        material_url = CharField(max_length=300)

        class Meta:
            table_name = "event_session"
            indexes = ((("event", "day", "starts"), False),)

    class Speaker(db.Model):
        id = AutoField()
        session = _points(EventSession)
        position = SmallIntegerField()
        name = CharField(max_length=120)
        post = CharField(max_length=120)

        class Meta:
            table_name = "speaker"
            indexes = ((("session", "position"), True),)

    db.create_tables([EventSession, Speaker])


def _invitations(db, Event, Community, Member, Person):
    class EventInvitation(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        event = _points(Event)
        community = _points(Community, index=True, null=True)
        member = _points(Member, index=True, null=True)
        seats = SmallIntegerField()
        held = SmallIntegerField()
        state = CharField(max_length=10)
        offered_until = DateTimeField(null=True)
        waits_since = DateTimeField(null=True)
        answered_at = DateTimeField(null=True)
        phone = CharField(max_length=40)
        keeps_rest = BooleanField()
        revision = IntegerField()
        made_at = DateTimeField()

        class Meta:
            table_name = "event_invitation"
            indexes = ((("event", "state", "id"), False),)

    class InvitationStep(db.Model):
        id = AutoField()
        invitation = _points(EventInvitation, index=True)
        verb = CharField(max_length=12)
        actor = _points(Person, null=True)
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "invitation_step"

    class Told(db.Model):
        id = AutoField()
        invitation = _points(EventInvitation)
        notice = CharField(max_length=10)
        way = CharField(max_length=6)
        actor = _points(Person, null=True)
        at = DateTimeField()

        class Meta:
            table_name = "told"
            indexes = ((("invitation", "notice"), True),)

    for name, where in (("community", "IS NOT NULL"), ("member", "IS NULL")):
        columns = (EventInvitation.event, getattr(EventInvitation, name))
        only = SQL(f'"community_id" {where}')
        EventInvitation.add_index(EventInvitation.index(*columns, unique=True, where=only))
    db.create_tables([EventInvitation, InvitationStep, Told])
    return EventInvitation


def _participants(db, Event, Invitation, Community, Member):
    class Participant(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        event = _points(Event)
        invitation = _points(Invitation, index=True, null=True)
        member = _points(Member, index=True, null=True)
        community = _points(Community, index=True, null=True)
        community_name = CharField(max_length=120)
        name = CharField(max_length=120)
        name_folded = CharField(max_length=120)
        short_code = CharField(max_length=4)
        row = SmallIntegerField()
        needs = TextField()
        photo_ok = BooleanField()
        contact_ok = BooleanField()
        source = CharField(max_length=8)
        left_at = DateTimeField(null=True)
        token = CharField(max_length=40, unique=True)
        made_at = DateTimeField()

        class Meta:
            table_name = "participant"
            indexes = ((("event", "short_code"), True), (("event", "row"), True))

    db.create_tables([Participant])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
