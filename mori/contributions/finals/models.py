from peewee import CharField, ForeignKeyField

from mori.core.db import KeyField, Model, UtcDateTimeField
from mori.evaluation.reports.rules import host_of
from mori.uploads.models import Upload

from ..studies.models import Study
from .rules import LINK_MOST


class FinalCopy(Model):
    """A study as handed in, a file or a link to the campus; the last counts, all are kept."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    study = ForeignKeyField(Study, backref="+", on_delete="RESTRICT")
    study_id: int
    upload = ForeignKeyField(Upload, null=True, index=False, backref="+", on_delete="RESTRICT")
    upload_id: int | None
    link = CharField(max_length=LINK_MOST, default="")
    received_at = UtcDateTimeField()

    @property
    def host(self) -> str:
        return host_of(self.link)

    @property
    def office_id(self) -> int:
        return int(self.study.office_id)

    @property
    def person_id(self) -> int:
        return int(self.study.person_id)

    @property
    def supervisor_ids(self) -> set[int | None]:
        return set(self.study.supervisor_ids)
