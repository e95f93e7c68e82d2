"""Two interns change places once both units agree, and not before."""

import pytest

from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.notifications.models import Message
from mori.placements.barred.operations import bar_person
from mori.placements.models import UnitSpan
from mori.placements.operations import pause_placement
from mori.placements.queries import placement_by_key
from mori.placements.swaps.models import RotationSwap
from mori.placements.swaps.rules import SwapState
from tests.cast import NOON

from .making import FIRST, LAST, swap_asked

pytestmark = pytest.mark.usefixtures("noon")


def where(placement) -> list[tuple]:
    rows = UnitSpan.select().where(UnitSpan.placement == placement).order_by(UnitSpan.position)
    return [(row.unit_id, row.starts_on, row.ends_on, row.supervisor_id) for row in rows]


def state(swap) -> SwapState:
    return RotationSwap.get_by_id(swap.id).state


def test_it_is_done_with_the_second_yes(visit, cast):
    swap, before = swap_asked(cast), (where(cast.placement), where(cast.placement_tono))

    visit(cast.rina).post(f"/rotasi/tukar/{swap.key}/setuju")
    assert (where(cast.placement), where(cast.placement_tono)) == before
    visit(cast.budi).post(f"/rotasi/tukar/{swap.key}/setuju")

    assert state(swap) is SwapState.DONE
    pvl, pencegahan = cast.pvl.id, cast.pencegahan.id
    (first, last) = before[0][0][1:3]
    assert where(cast.placement) == [
        (pvl, first, FIRST - DAY, cast.rina.id),
        (pencegahan, FIRST, LAST, cast.budi.id),
        (pvl, LAST + DAY, last, cast.rina.id),
    ]
    assert [each[0] for each in where(cast.placement_tono)] == [pencegahan, pvl, pencegahan]


def test_the_same_unit_twice_is_one_yes(visit, cast):
    swap = swap_asked(cast)

    for _ in range(2):
        visit(cast.rina).post(f"/rotasi/tukar/{swap.key}/setuju")

    assert state(swap) is SwapState.ASKED


def test_one_no_ends_it(visit, cast):
    swap, before = swap_asked(cast), where(cast.placement)
    visit(cast.rina).post(f"/rotasi/tukar/{swap.key}/tolak", {"why": "Sedang penuh."})

    visit(cast.budi).post(f"/rotasi/tukar/{swap.key}/setuju")

    assert state(swap) is SwapState.REFUSED
    assert where(cast.placement) == before


def test_a_coordinator_asks_no_longer(visit, cast):
    swap = swap_asked(cast)

    visit(cast.wati).post(f"/rotasi/tukar/{swap.key}/batal")

    assert state(swap) is SwapState.WITHDRAWN


def test_both_units_are_asked_by_mail_and_both_interns_told(visit, cast):
    swap = swap_asked(cast)
    assert {each.recipient for each in Message.select()} == {cast.rina.email, cast.budi.email}

    for person in (cast.rina, cast.budi):
        visit(person).post(f"/rotasi/tukar/{swap.key}/setuju")

    told = {each.recipient for each in Message.select()}
    assert told == {each.email for each in (cast.rina, cast.budi, cast.sari, cast.tono)}


def test_it_is_not_done_where_somebody_is_paused_meanwhile(visit, cast):
    swap = swap_asked(cast)
    visit(cast.rina).post(f"/rotasi/tukar/{swap.key}/setuju")
    span = UnitSpan.get(UnitSpan.placement == cast.placement_tono)
    UnitSpan.update(unit=cast.pvl).where(UnitSpan.id == span.id).execute()
    pause_placement(placement_by_key(cast.placement.key), "", cast.wati.id, NOON)

    visit(cast.budi).post(f"/rotasi/tukar/{swap.key}/setuju")

    assert state(swap) is SwapState.ASKED
    assert RotationSwap.get_by_id(swap.id).other_agreed_at is None


def test_nobody_comes_under_whom_they_never_may(cast):
    bar_person(cast.banua.id, cast.sari.id, cast.budi.id, "", cast.wati.id, NOON)

    with pytest.raises(Refused):
        swap_asked(cast)


@pytest.mark.parametrize(
    "wrong",
    [
        {"one": ""},
        {"other": ""},
        {"starts_on": ""},
        {"starts_on": "2026-11-18"},  # today
        {"ends_on": "2026-11-20"},  # before it begins
        {"ends_on": "2027-03-01"},  # after they are gone
    ],
)
def test_a_swap_that_cannot_be_is_refused(visit, cast, wrong):
    said = {
        "one": cast.placement.key,
        "other": cast.placement_tono.key,
        "starts_on": f"{FIRST}",
        "ends_on": f"{LAST}",
    }

    assert visit(cast.wati).post("/rotasi/tukar", {**said, **wrong}).status_code in (409, 422)
    assert not RotationSwap.select().exists()
    assert visit(cast.wati).post("/rotasi/tukar", said).status_code == 303


def test_a_supervisor_sees_swaps_of_their_own_interns_alone(visit, cast):
    swap = swap_asked(cast)
    RotationSwap.update(one_supervisor=cast.budi).where(RotationSwap.id == swap.id).execute()

    assert "Tono Contoh" in visit(cast.budi).get("/rotasi/tukar").text
    assert "Tono Contoh" not in visit(cast.rina).get("/rotasi/tukar").text
    assert visit(cast.rina).post(f"/rotasi/tukar/{swap.key}/setuju").status_code == 404
    assert visit(cast.joko).post(f"/rotasi/tukar/{swap.key}/setuju").status_code == 404
