"""Rating a unit or a supervisor, and showing ratings once enough of them wait."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock
from mori.placements.models import Placement

from . import queries
from .models import Rating, RatingAnswer, RatingBatch, RatingSum, RatingWords
from .queries import Subject
from .rules import About, Question, are_enough, in_no_order


@writing()
def rate(
    placement: Placement, subject: Subject, answers: Mapping[Question, int], words: str
) -> None:
    """Keep what an intern answers, in place of what they answered before, until it is shown.

    No moment is kept: it would say whose rating it is.
    """
    whose = {"placement": placement.id, **subject.column}
    Rating.insert(**whose, office=placement.office_id, words="").on_conflict_ignore().execute()
    rating = queries.rating_of(placement.id, subject)
    if rating is None or not lock(rating, where=[queries.WAITS]):
        raise Refused(_("This was shown together with others by now, so it can't be changed."))
    RatingAnswer.delete().where(RatingAnswer.rating == rating.id).execute()
    for question, value in answers.items():
        RatingAnswer.create(rating=rating.id, question=question, value=value)
    Rating.update(words=words).where(Rating.id == rating.id).execute()


def show_ratings(at: dt.datetime) -> None:
    """Put together what waits, wherever it is enough; the rest waits on."""
    for office_id, about, subject_id in queries.waiting_together():
        show_together(office_id, about, subject_id)


@writing()
def show_together(office_id: int, about: About, subject_id: int) -> None:
    """Make all that waits for a unit or supervisor one batch, and forget who answered what."""
    ids = [each.id for each in queries.ratings_waiting(office_id, about, subject_id)]
    if not are_enough(len(ids)):
        return
    taken = Rating.update(is_shown=True).where(Rating.id.in_(ids), queries.WAITS).execute()
    if taken != len(ids):  # another process was first
        raise changed_meanwhile()
    batch = RatingBatch.create(office=office_id, size=len(ids), **{about.value: subject_id})
    _keep_sums(batch.id, ids)
    _forget(ids)


def _keep_sums(batch_id: int, rating_ids: Collection[int]) -> None:
    """Read once nobody can change them any more; words by themselves, not as they came."""
    totals: Counter[Question] = Counter()
    for answer in queries.answers_of(rating_ids):
        totals[answer.question] += answer.value
    for question, total in totals.items():
        RatingSum.create(batch=batch_id, question=question, total=total)
    for text in in_no_order(queries.words_of(rating_ids)):
        RatingWords.create(batch=batch_id, text=text)


def _forget(rating_ids: Collection[int]) -> None:
    RatingAnswer.delete().where(RatingAnswer.rating.in_(rating_ids)).execute()
    Rating.update(words="").where(Rating.id.in_(rating_ids)).execute()
