"""Every page of exercises, in each state there is, and each new one."""

import pytest

from mori.guidebook.exercises.models import Exercise
from mori.guidebook.exercises.rules import ExerciseState, Side

from .sealing import TITLE, made, seal

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize("state", ExerciseState)
def test_an_exercise_is_shown(visit, cast, word, state):
    exercise = made(cast)
    seal(exercise, cast.budi, Side.PANEL)
    Exercise.update(state=state).where(Exercise.id == exercise.id).execute()

    for person in (cast.rina, cast.budi, cast.wati, cast.hasan):
        page = visit(person).get(f"/belajar/latihan/{exercise.key}").text
        assert TITLE in page
        assert word(state) in page
        assert TITLE in visit(person).get("/belajar").text
    is_open = state in Side.READER.sees
    assert (TITLE in visit(cast.sari).get("/belajar").text) is is_open
    status = visit(cast.sari).get(f"/belajar/latihan/{exercise.key}").status_code
    assert status == (200 if is_open else 404)


def test_a_long_list_goes_on(visit, cast):
    keys = {made(cast, f"Kasus {number}").key for number in range(35)}
    browser, path, seen = visit(cast.rina), "/belajar", set()

    while path:
        text = browser.get(path).text
        seen |= {key for key in keys if key in text}
        more = text.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
        path = more.replace("&amp;", "&") if 'rel="next"' in text else ""

    assert seen == keys
