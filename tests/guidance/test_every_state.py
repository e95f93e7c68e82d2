"""Every page with tasks and notes shows them in every state there is, and each new one."""

import pytest

from mori.guidance.coaching.models import CoachingNote
from mori.guidance.coaching.rules import AgreementState
from mori.guidance.tasks.models import Task
from mori.guidance.tasks.rules import TaskState
from tests.cast import NOON
from tests.guidance.making import TITLE, coach, give

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize("state", TaskState)
def test_a_task_is_shown(visit, cast, word, state):
    task = give(cast)
    done = {"done_by": cast.rina, "done_at": NOON} if state.is_done else {}
    Task.update(state=state, **done).where(Task.id == task.id).execute()

    for who in (cast.sari, cast.rina, cast.wati, cast.hasan):
        for path in (f"/tugas/{task.key}", f"/peserta/{cast.placement.key}/tugas"):
            page = visit(who).get(path).text
            assert TITLE in page
            assert word(state) in page
    listed = "/tugas" if state.is_open else "/tugas?saring=selesai"
    assert TITLE in visit(cast.rina).get(listed).text
    assert (TITLE in visit(cast.sari).get("/").text) is state.is_open
    assert visit(cast.rina).get(f"/peserta/{cast.placement.key}").status_code == 200


@pytest.mark.parametrize("state", AgreementState)
def test_a_note_is_shown(visit, cast, state):
    note = coach(cast)
    done = {"done_by": cast.sari, "done_at": NOON} if state.is_done else {}
    CoachingNote.update(state=state, **done).where(CoachingNote.id == note.id).execute()

    for who in (cast.sari, cast.rina, cast.wati):
        for path in (f"/peserta/{cast.placement.key}/bimbingan", f"/peserta/{cast.placement.key}"):
            assert note.text in visit(who).get(path).text
    assert visit(cast.sari).get("/").status_code == 200
