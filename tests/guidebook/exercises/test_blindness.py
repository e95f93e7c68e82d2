"""Nothing that somebody can fetch who has not sealed differs with what others sealed to an
exercise, how many did, or what its author had in mind.
"""

import ast

import pytest

from mori.guidebook.exercises import operations, queries
from mori.guidebook.exercises.models import Exercise, ExerciseAnswer, ExerciseSentence
from mori.guidebook.exercises.rules import Side
from mori.notifications.models import Message
from tests.guidance.pulse.test_blindness import FRESH, everything
from tests.house.test_access import (
    people,  # noqa: F401 - a fixture
    rows,  # noqa: F401 - a fixture
)
from tests.house.test_architecture import MODULES, ROOT, imports, tree_of

from .sealing import made, national, opened, seal

pytestmark = pytest.mark.usefixtures("noon")

ROOM = "mori.guidebook.exercises"
WORDS = {"forms_offered", "components_offered", "named"}
# Files that they can take out: each is fetched like a page, and MORI has no feeds.
EXPORTS = {
    "tono": {"/logbook.csv", "/logbook.pdf"},
    "wati": {"/presensi/rekap.xlsx", "/penilaian/umpan-balik.csv"},
    "hasan": {"/presensi/rekap.xlsx"},
    "citra": {"/presensi/rekap.xlsx"},
    "ningsih": set(),
    "gita": set(),
}


def others_seal(cast, exercise) -> None:
    """A whole panel, another office's, and an intern where it is open."""
    for person in (cast.rina, cast.budi, cast.opik, cast.dewi):
        if person.id != exercise.author_id:
            seal(exercise, person, Side.PANEL, why="Alasan panel.", office=cast.banua)
    for person in (cast.joko, cast.eko):
        seal(exercise, person, Side.PANEL, (1,), why="Alasan lain.")
    if exercise.state in Side.READER.seals_in:
        seal(exercise, cast.sari, marked=(), why="Alasan teman.")


def rewritten() -> None:
    """Other authors, with other things in mind."""
    Exercise.update(why="Maksud lain.", why_en="Else.", form=1, component=2).execute()
    ExerciseSentence.update(is_suspicious=True, why="Maksud lain.", form=3).execute()


@pytest.fixture
def exercises(cast, rows):  # noqa: F811
    """One of each reach and state, unanswered, and the one that pages are opened with."""
    return [
        national(),
        made(cast, "Konsep"),
        *Exercise.select().where(Exercise.key == rows["exercise_by_key"]),
    ]


@pytest.mark.parametrize("who", EXPORTS)
def test_what_others_seal_and_mean_changes_no_byte(app, visit, cast, rows, exercises, who):  # noqa: F811
    browser = visit(getattr(cast, who))
    first, *more = [f"/belajar/latihan/{each.key}" for each in exercises]

    open_to_all = ["/buku", "/daftar", "/kotak-keluar/potongan", "/antrean"]

    def fetched() -> dict:
        own = ("/belajar/latihan/<key>/ubah",)  # its author's alone, who wrote it
        found = everything(app, browser, {**rows, "exercise_by_key": exercises[0].key}, own)
        beside = [*more, *open_to_all]
        return found | {path: plain(browser.get(path).data) for path in beside}

    ExerciseAnswer.delete().execute()
    fetched()  # so that what is opened first is opened
    before = fetched()
    assert len(before) > 20
    assert first in before
    assert EXPORTS[who] <= {path for path, answer in before.items() if answer[:1] == (200,)}

    for exercise in exercises:
        others_seal(cast, exercise)
    with_answers = fetched()
    rewritten()
    with_both = fetched()

    for after in (with_answers, with_both):
        assert not [path for path in before if before[path] != after[path]]


def test_whoever_has_sealed_does_see_it(app, visit, cast, rows, exercises):  # noqa: F811
    exercise = exercises[0]
    seal(exercise, cast.tono)
    seen = visit(cast.tono).get(f"/belajar/latihan/{exercise.key}").data

    others_seal(cast, exercise)
    with_panel = visit(cast.tono).get(f"/belajar/latihan/{exercise.key}").data
    rewritten()
    with_both = visit(cast.tono).get(f"/belajar/latihan/{exercise.key}").data

    assert len({seen, with_panel, with_both}) == 3
    assert b"Alasan panel." in with_panel
    assert b"Alasan teman." not in with_panel
    assert b"Alasan lain." not in with_panel


def test_what_is_refused_says_nothing_of_others_either(visit, cast):
    exercise = opened(cast)
    path = f"/belajar/latihan/{exercise.key}"
    wrong = {"form": "nothing", "sentences": ["1"], "revision": str(exercise.revision)}
    browser = visit(cast.tono)
    before = browser.post(path, wrong).data

    for person in (cast.wati, cast.hasan, cast.opik):
        seal(exercise, person, Side.PANEL)

    assert plain(browser.post(path, wrong).data) == plain(before)


def plain(data: bytes) -> bytes:
    return FRESH.sub(rb"\1", data)


def test_no_mail_is_written_because_of_it(cast):
    before = list(Message.select().tuples())

    others_seal(cast, national())
    opened(cast)

    assert list(Message.select().tuples()) == before


def test_without_an_answer_there_is_nothing_to_ask_with(cast):
    exercise = opened(cast)

    assert queries.pass_of(exercise, None, cast.wati.id) is None
    assert queries.pass_of(exercise, None, cast.sari.id) is None


def test_an_author_sees_no_answer_while_the_text_can_be_changed(cast):
    exercise = made(cast)
    for person in (cast.budi, cast.wati, cast.hasan):
        seal(exercise, person, Side.PANEL)

    while_draft = queries.pass_of(exercise, None, cast.rina.id)
    assert while_draft is not None
    assert queries.panel_of(while_draft) == []

    operations.take_step(exercise, operations.Step.CHECK, cast.budi.id, exercise.made_at)
    checked = queries.exercise_by_key(exercise.key)
    assert len(queries.panel_of(queries.pass_of(checked, None, cast.rina.id))) == 3


def _asks_for_words_alone(path) -> bool:
    """Whether a module takes nothing from the room but forms and components."""
    modules = (
        each
        for each in ast.walk(tree_of(path))
        if isinstance(each, ast.ImportFrom) and str(each.module).startswith(ROOM)
    )
    taken = {alias.name for each in modules for alias in each.names}
    return bool(taken) and taken <= WORDS


def test_nothing_else_knows_of_it():
    """No assessment, certificate, export or figure can ask: nothing imports the room, and
    opinions, which are given in the same words, ask for these words alone.
    """
    inside = ROOT / "guidebook/exercises"
    knowing = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if inside not in path.parents
        and any(name.startswith(ROOM) for name in imports(path))
        and not _asks_for_words_alone(path)
    }

    assert {each for each in knowing if not each.startswith("demo/")} == {
        "cli.py",
        "guidebook/slice.py",
    }
