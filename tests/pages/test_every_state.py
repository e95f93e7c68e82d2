"""The interns' pages show placements of every kind, in every state, and each new one."""

import pytest

from mori.placements.models import Placement
from mori.placements.rules import ONGOING, InternKind, PlacementState, Stage

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize("state", PlacementState)
def test_a_profile_and_the_list_say_the_state(visit, cast, state, word):
    Placement.update(state=state).execute()
    stage = "berjalan" if state in ONGOING else "selesai"
    profile = f"/peserta/{cast.placement.key}"

    assert f"<dd>{word(state)}</dd>" in visit(cast.wati).get(profile).text
    assert f"<dd>{word(state)}</dd>" in visit(cast.sari).get(profile).text
    listed = visit(cast.wati).get(f"/peserta?saring={stage}").text
    assert "Sari Contoh" in listed
    if state.is_paused or state not in ONGOING:
        assert word(state) in listed
    assert visit(cast.sari).get("/").status_code == 200


@pytest.mark.parametrize("kind", InternKind)
def test_a_profile_says_the_kind_of_intern(visit, cast, kind, word):
    Placement.update(kind=kind).execute()

    assert f"<dd>{word(kind)}</dd>" in visit(cast.wati).get(f"/peserta/{cast.placement.key}").text


@pytest.mark.parametrize("stage", Stage)
def test_the_list_offers_every_stage(visit, cast, stage, word):
    assert f">{word(stage)}</a>" in visit(cast.wati).get("/peserta").text
