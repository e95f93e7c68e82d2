from peewee import (
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from mori.accounts.models import Person
from mori.core.db import EnumField, Model
from mori.offices.models import Office, Unit
from mori.placements.models import Placement

from .rules import WORDS_MOST, Question, Whom, whom


class Rating(Model):
    """That an intern answered about a unit or a supervisor; until it is shown, with what.

    It knows no moment. Once it was shown together with others its answers and words are gone.
    """

    placement = ForeignKeyField(Placement, index=False, on_delete="RESTRICT")
    placement_id: int
    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    unit = ForeignKeyField(Unit, null=True, index=False, on_delete="RESTRICT")
    unit_id: int | None
    supervisor = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
    supervisor_id: int | None
    words = CharField(max_length=WORDS_MOST, default="")
    is_shown = BooleanField(default=False)

    class Meta:
        indexes = (
            (("placement", "unit"), True),
            (("placement", "supervisor"), True),
            (("is_shown", "office"), False),
        )

    @property
    def about(self) -> Whom:
        return whom(self.unit_id, self.supervisor_id)


class RatingAnswer(Model):
    """One answer of a rating that is not shown yet."""

    rating = ForeignKeyField(Rating, index=False, backref="answers", on_delete="RESTRICT")
    question = EnumField(Question, max_length=12)
    value = SmallIntegerField()

    class Meta:
        indexes = ((("rating", "question"), True),)


class RatingBatch(Model):
    """Ratings of one unit or supervisor that are shown together; fixed once it is made."""

    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    unit = ForeignKeyField(Unit, null=True, index=False, on_delete="RESTRICT")
    unit_id: int | None
    supervisor = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
    supervisor_id: int | None
    size = IntegerField()

    class Meta:
        indexes = (
            (("office", "unit", "id"), False),
            (("office", "supervisor", "id"), False),
        )

    @property
    def about(self) -> Whom:
        return whom(self.unit_id, self.supervisor_id)


class RatingSum(Model):
    """What the answers of a batch to one question come to."""

    batch = ForeignKeyField(RatingBatch, index=False, backref="sums", on_delete="RESTRICT")
    batch_id: int
    question = EnumField(Question, max_length=12)
    total = IntegerField()

    class Meta:
        indexes = ((("batch", "question"), True),)


class RatingWords(Model):
    """What somebody wrote whose rating is in a batch; nothing says who."""

    batch = ForeignKeyField(RatingBatch, backref="words", on_delete="RESTRICT")
    batch_id: int
    text = TextField()
