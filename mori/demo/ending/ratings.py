"""What interns said: enough of one unit and one supervisor, of all others too few."""

import datetime as dt

from mori.access.roles import Role
from mori.accounts.models import Membership
from mori.evaluation.ratings.models import RatingBatch, RatingSum, RatingWords
from mori.evaluation.ratings.operations import rate
from mori.evaluation.ratings.queries import subjects_of
from mori.evaluation.ratings.rules import About, questions_about
from mori.offices.models import Office, Unit
from mori.placements.models import Placement

TOTALS = (26, 22, 19, 27)
WORDS = (
    "Banyak belajar menulis resume laporan.",
    "Minggu pertama sepi, sesudah itu ramai.",
    "Printer sering rusak.",
)


def say_how_it_was(office: Office, today: dt.date) -> None:
    """A batch of six who left long ago knows nobody; whoever left lately waits for others."""
    unit = Unit.get(Unit.office == office, Unit.code == "pvl")
    supervisor = Membership.get(
        Membership.office == office, Membership.role == Role.SUPERVISOR, Membership.unit == unit
    )
    _show(RatingBatch.create(office=office, size=6, unit=unit), About.UNIT, WORDS)
    about = RatingBatch.create(office=office, size=6, supervisor=supervisor.person_id)
    _show(about, About.SUPERVISOR, ())
    left = Placement.select().where(Placement.office == office, Placement.ends_on < today)
    for placement in left:
        subject = subjects_of(placement)[0]
        rate(placement, subject, dict.fromkeys(questions_about(subject.about), 4), "")


def _show(batch: RatingBatch, about: About, words: tuple[str, ...]) -> None:
    for question, total in zip(questions_about(about), TOTALS, strict=True):
        RatingSum.create(batch=batch.id, question=question, total=total)
    for text in words:
        RatingWords.create(batch=batch.id, text=text)
