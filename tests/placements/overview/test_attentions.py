"""What the rotation asks of a coordinator on Ringkasan: only when something is there."""

import re

import pytest

from mori.core.workdays import DAY
from mori.placements.models import Placement, UnitSpan
from mori.placements.passport.operations import set_competences, tick_competence
from mori.placements.passport.queries import competences_of
from mori.placements.queries import placement_by_key
from mori.placements.rules import InternKind
from mori.placements.steps.operations import set_step_day, set_steps, tick_step
from mori.placements.steps.queries import items_of
from mori.placements.steps.rules import StepMoment
from mori.placements.swaps.operations import agree_to_swap, refuse_swap
from tests.cast import NOON, TODAY
from tests.placements.swaps.making import swap_asked

pytestmark = pytest.mark.usefixtures("noon")
SWAPS, PASSPORTS, LEAVING = "/rotasi/tukar", "/rotasi/kompetensi", "/peserta?urut=selesai"


@pytest.fixture
def told(visit, cast):
    """What Ringkasan tells somebody: what is said, by the address that it leads to."""

    def read(who=cast.wati):
        page = visit(who).get("/ringkasan").text
        rows = re.findall(r'<a class="item" href="([^"]*)">(.*?)</a>', page, re.S)
        return {path: " ".join(re.sub(r"<[^>]*>", " ", row).split()) for path, row in rows}

    return read


def leaves(cast, day) -> None:
    UnitSpan.update(ends_on=day).where(UnitSpan.placement == cast.placement).execute()


def test_a_swap_waits_until_both_units_have_answered(told, cast):
    assert SWAPS not in told()
    swap = swap_asked(cast)
    assert told()[SWAPS].startswith("1 pertukaran menunggu persetujuan unit")

    agree_to_swap(swap, "", cast.rina.id, NOON)

    assert SWAPS in told()
    assert SWAPS not in told(cast.citra)
    assert SWAPS not in told(cast.hasan)

    agree_to_swap(swap, "", cast.budi.id, NOON)

    assert SWAPS not in told()


def test_a_refused_swap_waits_no_longer(told, cast):
    refuse_swap(swap_asked(cast), "", cast.rina.id, NOON)

    assert SWAPS not in told()


def test_what_is_missing_is_told_two_weeks_before_a_unit_is_left(told, visit, cast):
    set_competences(cast.pvl.id, ["Mencatat laporan", "Memeriksa syarat"])
    leaves(cast, TODAY + 15 * DAY)
    assert PASSPORTS not in told()

    leaves(cast, TODAY + 14 * DAY)

    assert told()[PASSPORTS].startswith("1 peserta akan pindah unit")
    assert PASSPORTS not in told(cast.citra)
    listed = visit(cast.wati).get(PASSPORTS).text.split("Belum tercapai")[1]
    assert f"/peserta/{cast.placement.key}/paspor" in listed
    assert "2 kompetensi" in listed


def test_it_is_told_until_all_is_met_or_the_time_is_over(told, cast):
    set_competences(cast.pvl.id, ["Mencatat laporan", "Memeriksa syarat"])
    leaves(cast, TODAY)
    placement = placement_by_key(cast.placement.key)
    one, other = (each.key for each in competences_of([cast.pvl.id])[cast.pvl.id])

    tick_competence(placement, one, True, cast.rina.id, NOON)
    assert PASSPORTS in told()
    tick_competence(placement, other, True, cast.rina.id, NOON)
    assert PASSPORTS not in told()

    tick_competence(placement, other, False, cast.rina.id, NOON)
    leaves(cast, TODAY - DAY)
    assert PASSPORTS not in told()


def test_a_briefing_is_told_of_from_its_day_on_until_it_is_done(told, cast):
    set_steps(cast.banua.id, InternKind.STUDENT, StepMoment.BRIEFING, ["Ruang kerja"])
    place, placement = (
        f"/peserta/{cast.placement.key}/langkah",
        placement_by_key(cast.placement.key),
    )
    assert told()[place].startswith("Sari Contoh pembekalannya belum tuntas")

    set_step_day(placement, StepMoment.BRIEFING, TODAY + DAY)
    assert place not in told()
    set_step_day(placement, StepMoment.BRIEFING, TODAY)
    assert place in told()

    (item,) = items_of(cast.banua.id, InternKind.STUDENT, StepMoment.BRIEFING)
    tick_step(placement, item.key, True, cast.wati.id, NOON)
    assert place not in told()


def test_farewells_are_told_of_two_weeks_before(told, cast):
    set_steps(cast.banua.id, InternKind.STUDENT, StepMoment.FAREWELL, ["Sertifikat"])
    assert "pelepasan" not in " ".join(told().values())
    of_sari = Placement.id == cast.placement.id
    Placement.update(ends_on=TODAY + 15 * DAY).where(of_sari).execute()
    assert "pelepasan" not in " ".join(told().values())

    set_step_day(placement_by_key(cast.placement.key), StepMoment.FAREWELL, TODAY + 14 * DAY)

    assert told()[LEAVING].startswith("1 pelepasan sudah dekat")
