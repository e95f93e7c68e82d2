"""Every page with a proceeding, a resignation or a wish for another supervisor, in every state."""

import datetime as dt

import pytest

from mori.placements.proceedings.models import Proceeding
from mori.placements.proceedings.rules import ProceedingKind, ProceedingState
from mori.placements.resignations.models import Resignation
from mori.placements.resignations.rules import ResignationState
from mori.placements.supervisors.models import SupervisorChange
from mori.placements.supervisors.rules import SupervisorChangeState
from tests.cast import TODAY
from tests.placements.proceedings.proceeding import DAY, heard, path_of
from tests.placements.resignations.resigning import resigned
from tests.placements.supervisors.asking import asked

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize("kind", ProceedingKind)
def test_a_proceeding_is_shown(visit, cast, word, kind):
    row = heard(cast, kind=kind)
    for state in ProceedingState:
        signed_on: dt.date | None = TODAY if state.has_paper else None
        Proceeding.update(state=state, signed_on=signed_on, day=TODAY + DAY).where(
            Proceeding.id == row.id
        ).execute()

        for who in (cast.sari, cast.wati, cast.hasan):
            assert word(state) in visit(who).get(path_of(row)).text
            assert word(state) in visit(who).get(f"/peserta/{cast.placement.key}").text
        assert visit(cast.ningsih).get(f"/peserta/tanda-tangan/{row.key}").status_code == 200
        listed = row.key in visit(cast.ningsih).get("/peserta/tanda-tangan").text
        assert listed is state.is_read


@pytest.mark.parametrize("state", ResignationState)
def test_a_resignation_is_shown(visit, cast, word, state):
    row = resigned(cast)
    Resignation.update(state=state).where(Resignation.id == row.id).execute()

    for who in (cast.sari, cast.wati, cast.hasan):
        assert word(state) in visit(who).get(f"/peserta/{cast.placement.key}").text
    assert visit(cast.sari).get(f"/peserta/{cast.placement.key}/mundur").status_code == 200


@pytest.mark.parametrize("state", SupervisorChangeState)
def test_a_wish_for_another_supervisor_is_shown(visit, cast, word, state):
    row = asked(cast)
    SupervisorChange.update(state=state).where(SupervisorChange.id == row.id).execute()

    for who in (cast.sari, cast.wati):
        assert word(state) in visit(who).get(f"/peserta/pembimbing/{row.key}").text
        assert word(state) in visit(who).get(f"/peserta/{cast.placement.key}").text
