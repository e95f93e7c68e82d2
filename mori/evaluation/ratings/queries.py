"""What an intern may rate and has rated; and of others' ratings the batches alone."""

from collections import Counter, defaultdict
from collections.abc import Collection
from fractions import Fraction
from typing import Any, NamedTuple

from peewee import fn

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.queries import people_in_role
from mori.evaluation.schemes.rules import rounded
from mori.offices.models import Unit
from mori.offices.queries import units_of
from mori.placements.models import Placement
from mori.placements.queries import spans_of

from .models import Rating, RatingAnswer, RatingBatch, RatingSum, RatingWords
from .rules import ENOUGH, About, Question, Whom, in_no_order

WAITS = Rating.is_shown == False  # noqa: E712 - a column
MOST_BATCHES = 12  # of one unit or supervisor on its page; the table has them all


class Subject(NamedTuple):
    """A unit or a supervisor that is rated."""

    about: About
    id: int
    key: str
    name: str

    @property
    def column(self) -> dict[str, int]:
        """Which column of a rating and of a batch says so."""
        return {self.about.value: self.id}


class Batch(NamedTuple):
    """What is shown of ratings: never of fewer than five together."""

    subject: Subject
    number: int
    size: int
    totals: dict[Question, int]
    words: list[str]

    def mean(self, question: Question) -> int:
        """To a tenth, in hundredths: finer would say more than five answers do."""
        return 10 * rounded(Fraction(10 * self.totals[question], self.size))


def _unit(unit: Unit) -> Subject:
    return Subject(About.UNIT, unit.id, unit.key, unit.name)


def supervisor_as_subject(person: Person) -> Subject:
    return Subject(About.SUPERVISOR, person.id, person.key, person.name)


def subjects_of(placement: Placement) -> list[Subject]:
    """The units that an intern was in, then their supervisors, each once, in their order."""
    spans = spans_of([placement.id])
    units = [_unit(each.unit) for each in spans]
    supervisors = [supervisor_as_subject(each.supervisor) for each in spans]
    return list(dict.fromkeys(units + supervisors))


def rating_of(placement_id: int, subject: Subject) -> Rating | None:
    column = getattr(Rating, subject.about.value)
    return Rating.get_or_none(Rating.placement == placement_id, column == subject.id)


def ratings_of(placement_id: int) -> dict[Whom, Rating]:
    """What an intern has rated, by kind and id of the subject."""
    return {row.about: row for row in Rating.select().where(Rating.placement == placement_id)}


def answers_of(rating_ids: Collection[int]) -> list[RatingAnswer]:
    return list(RatingAnswer.select().where(RatingAnswer.rating.in_(rating_ids)))


def words_of(rating_ids: Collection[int]) -> list[str]:
    return [row.words for row in Rating.select(Rating.words).where(Rating.id.in_(rating_ids))]


def waiting_together() -> list[tuple[int, About, int]]:
    """Office, kind and id of each unit and supervisor with enough ratings that wait."""
    found: list[tuple[int, About, int]] = []
    for about in About:
        column = getattr(Rating, about.value)
        enough = (
            Rating.select(Rating.office, column)
            .where(WAITS, column.is_null(False))
            .group_by(Rating.office, column)
            .having(fn.COUNT(Rating.id) >= ENOUGH)
            .order_by(Rating.office, column)
        )
        found += [(row.office_id, *row.about) for row in enough]
    return found


def ratings_waiting(office_id: int, about: About, subject_id: int) -> list[Rating]:
    whose = getattr(Rating, about.value) == subject_id
    return list(Rating.select().where(Rating.office == office_id, whose, WAITS))


def subjects_in(office_id: int) -> list[Subject]:
    """An office's units and supervisors, rated or not; of former ones those with a batch."""
    rated = RatingBatch.select(RatingBatch.supervisor).where(
        RatingBatch.office == office_id, RatingBatch.supervisor.is_null(False)
    )
    former = Person.select().where(Person.id.in_(rated)).order_by(Person.name_folded, Person.id)
    supervisors = [*people_in_role(office_id, Role.SUPERVISOR), *former]
    subjects = [_unit(each) for each in units_of(office_id, closed=True)]
    return list(dict.fromkeys([*subjects, *map(supervisor_as_subject, supervisors)]))


def batches_of(office_id: int, subject: Subject) -> list[Batch]:
    """The last batches of a unit or supervisor, the latest first."""
    column = getattr(RatingBatch, subject.about.value)
    found = _batches([subject], RatingBatch.office == office_id, column == subject.id)
    return found[::-1][:MOST_BATCHES]


def batches_in(office_id: int) -> list[Batch]:
    """All batches of an office, in the order in which they were made."""
    return _batches(subjects_in(office_id), RatingBatch.office == office_id)


def _batches(subjects: Collection[Subject], *where: Any) -> list[Batch]:
    """Batches with their figures, numbered from one for each subject."""
    rows = RatingBatch.select().where(*where).order_by(RatingBatch.id)
    totals: dict[int, dict[Question, int]] = defaultdict(dict)
    for figure in RatingSum.select().join(RatingBatch).where(*where):
        totals[figure.batch_id][figure.question] = figure.total
    words: dict[int, list[str]] = defaultdict(list)
    for each in RatingWords.select().join(RatingBatch).where(*where):
        words[each.batch_id].append(each.text)
    known, numbers = {(each.about, each.id): each for each in subjects}, Counter[Subject]()
    found = []
    for row in rows:
        subject = known[row.about]
        numbers[subject] += 1
        said = (totals[row.id], in_no_order(words[row.id]))
        found.append(Batch(subject, numbers[subject], row.size, *said))
    return found
