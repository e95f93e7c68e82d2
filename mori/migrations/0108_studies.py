"""Studies, their co-signatures, requests for data, final copies. Expand: new tables."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

NEW = (
    *("final_copy", "data_request_event", "data_request", "study_signature", "study_sign_request"),
    *("study_event", "milestone", "study_ethics", "title_word", "study_title", "study"),
)


def up(migrator, db):
    office, person = _old(db, "office"), _old(db, "person")
    study = _studies(db, office, person)
    _titles(db, study)
    _kept(db, study, person)
    _events(db, study, person)
    _signed(db, study)
    _data(db, study, office, person)
    _finals(db, study)


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def _points(to, index=True, on_delete="RESTRICT", **options):
    return ForeignKeyField(to, index=index, on_delete=on_delete, backref="+", **options)


def _studies(db, Office, Person):
    class Study(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = _points(Office, index=False)
        placement = _points(_old(db, "placement"))
        person = _points(Person)
        unit = _points(_old(db, "unit"), index=False)
        title = CharField(max_length=160)
        abstract = TextField()
        method = CharField(max_length=300)
        state = CharField(max_length=10)
        revision = IntegerField()
        planned_end_on = DateField(null=True)
        public_on = DateField(null=True)
        wants_list = BooleanField()
        wants_name = BooleanField()
        is_minor = BooleanField()
        guardian_on = DateField(null=True)
        made_at = DateTimeField()

        class Meta:
            table_name = "study"
            indexes = ((("office", "state", "id"), False), (("wants_list", "id"), False))

    db.create_tables([Study])
    return Study


def _titles(db, Study):
    class StudyTitle(db.Model):
        id = AutoField()
        study = _points(Study)
        text = CharField(max_length=160)
        at = DateTimeField()

        class Meta:
            table_name = "study_title"

    class TitleWord(db.Model):
        id = AutoField()
        word = CharField(max_length=40)
        study = _points(Study, on_delete="CASCADE")

        class Meta:
            table_name = "title_word"
            indexes = ((("word", "study"), True),)

    db.create_tables([StudyTitle, TitleWord])


def _kept(db, Study, Person):
    class StudyEthics(db.Model):
        id = AutoField()
        study = _points(Study, index=False, unique=True)
        people = CharField(max_length=500)
        has_complainants = BooleanField()
        has_minors = BooleanField()
        is_recorded = BooleanField()
        storage = CharField(max_length=500)
        delete_on = DateField()
        decision = CharField(max_length=8)
        reviewer = _points(Person, index=False, null=True)
        words = CharField(max_length=500)
        revision = IntegerField()
        at = DateTimeField()

        class Meta:
            table_name = "study_ethics"

    class Milestone(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        study = _points(Study)
        name = CharField(max_length=120)
        due_on = DateField()
        done_on = DateField(null=True)

        class Meta:
            table_name = "milestone"

    db.create_tables([StudyEthics, Milestone])


def _events(db, Study, Person):
    class StudyEvent(db.Model):
        id = AutoField()
        study = _points(Study)
        verb = CharField(max_length=12)
        actor = _points(Person, index=False, null=True)
        at = DateTimeField()
        note = CharField(max_length=500)

        class Meta:
            table_name = "study_event"

    db.create_tables([StudyEvent])


def _signed(db, Study):
    Link = _old(db, "signed_link")

    class StudySignRequest(db.Model):
        id = AutoField()
        link = _points(Link, index=False, unique=True)
        study = _points(Study)

        class Meta:
            table_name = "study_sign_request"

    class StudySignature(db.Model):
        id = AutoField()
        token = CharField(max_length=40, unique=True)
        study = _points(Study, index=False)
        link = _points(Link)
        name = CharField(max_length=120)
        answer = CharField(max_length=8)
        sentence = CharField(max_length=500)
        given_to = CharField(max_length=64)
        at = DateTimeField()

        class Meta:
            table_name = "study_signature"
            indexes = ((("study", "given_to"), True),)

    db.create_tables([StudySignRequest, StudySignature])


def _data(db, Study, Office, Person):
    class DataRequest(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        study = _points(Study)
        office = _points(Office, index=False)
        what = CharField(max_length=600)
        purpose = CharField(max_length=600)
        state = CharField(max_length=9)
        reason = CharField(max_length=600)
        delete_by = DateField()
        asked_at = DateTimeField()

        class Meta:
            table_name = "data_request"
            indexes = ((("office", "state", "id"), False),)

    class DataRequestEvent(db.Model):
        id = AutoField()
        request = _points(DataRequest)
        verb = CharField(max_length=12)
        actor = _points(Person, index=False, null=True)
        at = DateTimeField()
        note = CharField(max_length=600)

        class Meta:
            table_name = "data_request_event"

    db.create_tables([DataRequest, DataRequestEvent])


def _finals(db, Study):
    class FinalCopy(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        study = _points(Study)
        upload = _points(_old(db, "upload"), index=False, null=True)
        link = CharField(max_length=500)
        received_at = DateTimeField()

        class Meta:
            table_name = "final_copy"

    db.create_tables([FinalCopy])


def down(migrator, db):
    for name in NEW:
        db.execute_sql(f'DROP TABLE "{name}"')
