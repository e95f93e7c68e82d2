"""Which parts of MORI an office uses; communities, members of a network, what they agree to.

Expand: new tables alone. No office uses the network until it says so.
"""

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
    *("network_export", "community_merge", "member_merge", "member_activity"),
    *("community_relation", "member_tie", "member_term", "member_consent", "member_event"),
    *("member", "community_event", "community", "network_setting", "office_module"),
)


def up(migrator, db):
    office, person = _old(db, "office"), _old(db, "person")
    region, institution = _old(db, "region"), _old(db, "institution")
    _settings(db, office)
    community = _communities(db, office, person, region, institution)
    member = _members(db, office, person, region, _old(db, "alumnus"))
    _between(db, office, member, community)
    _merges(db, office, person, member, community)


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def _points(to, index=False, **options):
    return ForeignKeyField(to, index=index, on_delete="RESTRICT", backref="+", **options)


def _settings(db, Office):
    class OfficeModule(db.Model):
        id = AutoField()
        office = _points(Office)
        module = CharField(max_length=16)

        class Meta:
            table_name = "office_module"
            indexes = ((("office", "module"), True),)

    class NetworkSetting(db.Model):
        id = AutoField()
        office = _points(Office, unique=True)
        name = CharField(max_length=60)
        member_word = CharField(max_length=40)
        terms = TextField()
        terms_version = SmallIntegerField()
        types_unused = CharField(max_length=300)

        class Meta:
            table_name = "network_setting"

    db.create_tables([OfficeModule, NetworkSetting])


def _communities(db, Office, Person, Region, Institution):
    class Community(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = _points(Office)
        type = CharField(max_length=16)
        name = CharField(max_length=120)
        name_folded = CharField(max_length=120)
        region = _points(Region, index=True, null=True)
        institution = _points(Institution, index=True, null=True)
        about = CharField(max_length=300)
        state = CharField(max_length=8)
        merged_into = _points("self", index=True, null=True)
        revision = IntegerField()
        made_at = DateTimeField()

        class Meta:
            table_name = "community"
            indexes = ((("office", "name_folded", "id"), False),)

    class CommunityEvent(db.Model):
        id = AutoField()
        community = _points(Community, index=True)
        verb = CharField(max_length=12)
        actor = _points(Person, index=True, null=True)
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "community_event"

    db.create_tables([Community, CommunityEvent])
    return Community


def _members(db, Office, Person, Region, Alumnus):
    class Member(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = _points(Office)
        alumnus = _points(Alumnus, index=True, null=True)
        name = CharField(max_length=120)
        name_folded = CharField(max_length=120)
        phone = CharField(max_length=40)
        mail = CharField(max_length=200)
        region = _points(Region, index=True, null=True)
        locale = CharField(max_length=2)
        state = CharField(max_length=8)
        active_on = DateField(null=True)
        asked_at = DateTimeField(null=True)
        merged_into = _points("self", index=True, null=True)
        revision = IntegerField()
        made_at = DateTimeField()

        class Meta:
            table_name = "member"
            indexes = (
                (("office", "name_folded", "id"), False),
                (("office", "state", "active_on"), False),
            )

    class MemberEvent(db.Model):
        id = AutoField()
        member = _points(Member, index=True)
        verb = CharField(max_length=12)
        actor = _points(Person, index=True, null=True)
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "member_event"

    class MemberConsent(db.Model):
        id = AutoField()
        member = _points(Member)
        to = CharField(max_length=12)
        wording = CharField(max_length=10)
        locale = CharField(max_length=2)
        way = CharField(max_length=8)
        given_at = DateTimeField()
        noted_by = _points(Person, index=True, null=True)
        withdrawn_at = DateTimeField(null=True)

        class Meta:
            table_name = "member_consent"
            indexes = ((("member", "id"), False),)

    class MemberTerm(db.Model):
        id = AutoField()
        member = _points(Member)
        terms_version = SmallIntegerField()
        from_on = DateField()
        until_on = DateField(null=True)

        class Meta:
            table_name = "member_term"
            indexes = ((("member", "from_on"), False),)

    MemberConsent.add_index(
        MemberConsent.index(
            MemberConsent.member,
            MemberConsent.to,
            unique=True,
            where=MemberConsent.withdrawn_at.is_null(),
        )
    )
    db.create_tables([Member, MemberEvent, MemberConsent, MemberTerm])
    return Member


def _between(db, Office, Member, Community):
    class MemberTie(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        member = _points(Member)
        community = _points(Community, index=True)
        role = CharField(max_length=10)
        from_on = DateField()
        until_on = DateField(null=True)

        class Meta:
            table_name = "member_tie"
            indexes = ((("member", "community", "from_on"), True),)

    class CommunityRelation(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        one = _points(Community)
        other = _points(Community, index=True)
        kind = CharField(max_length=8)
        from_on = DateField()
        until_on = DateField(null=True)

        class Meta:
            table_name = "community_relation"
            indexes = ((("one", "other", "kind", "from_on"), True),)

    class MemberActivity(db.Model):
        id = AutoField()
        office = _points(Office)
        member = _points(Member, null=True)
        community = _points(Community, index=True, null=True)
        kind = CharField(max_length=12)
        day = DateField()
        title = CharField(max_length=120)
        ref_key = CharField(max_length=14)

        class Meta:
            table_name = "member_activity"
            indexes = (
                (("member", "kind", "ref_key"), True),
                (("member", "day", "id"), False),
                (("office", "day", "id"), False),
            )

    db.create_tables([MemberTie, CommunityRelation, MemberActivity])


def _merges(db, Office, Person, Member, Community):
    class MemberMerge(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        office = _points(Office)
        kept = _points(Member, index=True)
        merged = _points(Member, index=True)
        before = TextField()
        after = TextField()
        carried = TextField()
        actor = _points(Person, index=True)
        at = DateTimeField()
        undone_at = DateTimeField(null=True)
        undone_by = _points(Person, index=True, null=True)

        class Meta:
            table_name = "member_merge"

    class CommunityMerge(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        office = _points(Office)
        kept = _points(Community, index=True)
        merged = _points(Community, index=True)
        before = TextField()
        after = TextField()
        carried = TextField()
        actor = _points(Person, index=True)
        at = DateTimeField()
        undone_at = DateTimeField(null=True)
        undone_by = _points(Person, index=True, null=True)

        class Meta:
            table_name = "community_merge"

    class NetworkExport(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        office = _points(Office)
        actor = _points(Person, index=True)
        at = DateTimeField()
        people = IntegerField()

        class Meta:
            table_name = "network_export"
            indexes = ((("office", "id"), False),)

    db.create_tables([MemberMerge, CommunityMerge, NetworkExport])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
