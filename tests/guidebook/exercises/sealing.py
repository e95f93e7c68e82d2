"""Exercises to answer, and answers to them."""

from mori.core.clock import now
from mori.guidebook.exercises import operations, queries
from mori.guidebook.exercises.models import Exercise, ExerciseAnswer
from mori.guidebook.exercises.operations import Draft, Sealing
from mori.guidebook.exercises.rules import Said, Sentence, Side, Step
from tests.cast import Cast, role_of

LINES = (
    Sentence("Bu Umpama datang ke loket dengan berkas lengkap.", False),
    Sentence("Petugas meminta uang terima kasih supaya hari ini selesai.", True),
    Sentence("Papan di dinding menyebut layanan ini gratis.", False),
)
SECRET = "Uang itu tidak ada di papan tarif."
TITLE = "Uang terima kasih"


def draft(title: str = TITLE, why: str = SECRET) -> Draft:
    return Draft(title, LINES, queries.form_ids()["permintaan_imbalan"], None, why)


def made(cast: Cast, title: str = TITLE, by=None) -> Exercise:
    """A draft of Rina's in Banua, or of somebody else's."""
    author = by or cast.rina
    row = operations.make_exercise(cast.banua.id, author.id, draft(title), f"t {title}", now())
    return again(row)


def again(exercise: Exercise) -> Exercise:
    """As it is by now."""
    return queries.exercise_by_key(exercise.key)


def opened(cast: Cast, title: str = TITLE) -> Exercise:
    """One of Rina's that Budi has answered, checked and opened."""
    exercise = made(cast, title)
    seal(exercise, cast.budi, Side.PANEL)
    for step in (Step.CHECK, Step.OPEN):
        operations.take_step(again(exercise), step, cast.budi.id, now())
    return again(exercise)


def seal(exercise, person, side=Side.READER, marked=(2,), why="Biaya resminya nol.", office=None):
    """What somebody seals; in the office of their first role, or another."""
    form = "permintaan_imbalan" if marked else ""
    said = Said(frozenset(marked), queries.form_ids().get(form), None, why)
    by = Sealing(person.id, (office or role_of(person).office).id, side, exercise.revision)
    answer: ExerciseAnswer = operations.seal_answer(exercise, by, said, now())
    return answer


def national() -> Exercise:
    """The first that comes with MORI."""
    found = Exercise.select().where(Exercise.office.is_null()).order_by(Exercise.id)
    return again(found.first())
