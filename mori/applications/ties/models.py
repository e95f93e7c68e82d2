from peewee import ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import KeyField, Model, UtcDateTimeField

from ..models import Applicant


class ApplicantTie(Model):
    """Whom of the office an applicant is tied to, as a coordinator says; coordinators alone know.

    The two are kept apart once there is a placement; until then this row does it.
    """

    key = KeyField()
    applicant = ForeignKeyField(Applicant, index=False, backref="ties", on_delete="RESTRICT")
    applicant_id: int
    person = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    person_id: int
    noted_by = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    noted_by_id: int
    noted_at = UtcDateTimeField()

    class Meta:
        indexes = ((("applicant", "person"), True),)
