"""The pages of plans: for whom they are, bad input, a row at a time, one cell by the keyboard."""

import pytest

from mori.core.errors import Refused
from mori.logbook.review.operations import hand_over_entry
from mori.placements.away.models import PlannedAway
from mori.placements.barred.models import Barred
from mori.placements.barred.operations import bar_person
from mori.placements.capacity.queries import capacities_of, exceptions_of
from mori.placements.models import UnitSpan
from mori.placements.planning.grid import grid_of
from mori.placements.planning.models import RotationPlan
from mori.placements.planning.operations import drop_plan
from mori.placements.queries import placement_by_key
from mori.placements.rotation.operations import change_rotation
from mori.placements.rules import SpanPlan
from tests.cast import NOON, TODAY
from tests.logbook.writing import write_entry

from .making import make_plan, plan_rows

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def plan(cast):
    return make_plan(cast)


def row_of(cast, plan, **weeks: str) -> dict:
    """What the form of Sari's row says, with some weeks chosen otherwise."""
    keys = {each.unit_id: each.unit.key for each in grid_of(plan, NOON).units}
    units = grid_of(plan, NOON).row_of(cast.placement.id).units
    said = [keys.get(units.get(n, 0), "") for n in range(plan.weeks)]
    fields = {f"weeks-{n}": each for n, each in enumerate(said)}
    return {"peserta": cast.placement.key, "seen": ",".join(said), "sure": "", **fields, **weeks}


def test_another_office_sees_nothing(visit, cast, plan):
    for path in ("", "/baris", "/pembimbing", "/terbitkan"):
        assert visit(cast.citra).get(f"/rotasi/{plan.key}{path}").status_code == 404
    assert plan.title not in visit(cast.citra).get("/rotasi").text


def test_a_head_reads_and_changes_nothing(visit, cast, plan):
    browser = visit(cast.hasan)

    text = browser.get(f"/rotasi/{plan.key}").text

    assert "Sari Contoh" in text
    assert "/usulan" not in text
    assert "data-cells" not in text
    assert browser.post(f"/rotasi/{plan.key}/usulan").status_code == 404


def test_a_barred_pair_is_seen_by_coordinators_alone(visit, cast):
    plan_rows(cast)

    assert "Rina Contoh" in visit(cast.wati).get("/rotasi/benturan").text
    for person in (cast.rina, cast.hasan, cast.tono, cast.ningsih):
        assert visit(person).get("/rotasi/benturan").status_code == 403
    assert "Saudara" not in visit(cast.citra).get("/rotasi/benturan").text


def test_who_is_barred_is_no_choice_and_no_reason_is_said(visit, cast):
    said = {"intern": cast.sari.key, "other": cast.budi.key, "why": "Saudara kandung"}
    visit(cast.wati).post("/rotasi/benturan", said)
    spans = {
        "spans-0-unit": cast.pvl.key,
        "spans-0-starts_on": "2026-11-02",
        "spans-0-ends_on": "2026-12-31",
        "spans-0-supervisor": cast.rina.key,
        "spans-0-stand_in": "",
    }
    place = f"/peserta/{cast.placement.key}/rotasi"
    assert visit(cast.wati).post(place, spans).status_code == 303  # Budi leaves

    assert cast.budi.key not in visit(cast.wati).get(place).text

    answer = visit(cast.wati).post(place, {**spans, "spans-0-stand_in": cast.budi.key})

    assert answer.status_code == 422
    assert "Pilih pembimbing dari kantor ini." in answer.text
    assert "Saudara" not in answer.text


def test_who_is_barred_is_refused_wherever_somebody_is_chosen(cast):
    bar_person(cast.banua.id, cast.sari.id, cast.budi.id, "", cast.wati.id, NOON)
    entry = write_entry(cast)
    plan = SpanPlan(cast.pvl.id, TODAY, TODAY, cast.budi.id)

    with pytest.raises(Refused):
        hand_over_entry(entry, cast.budi.id, cast.wati.id, NOON)
    UnitSpan.update(stand_in=None).where(UnitSpan.placement == cast.placement).execute()
    with pytest.raises(Refused):
        change_rotation(placement_by_key(cast.placement.key), [plan], cast.wati.id, NOON)


def test_a_pair_may_be_chosen_again_once_that_is_over(visit, cast):
    plan_rows(cast)
    row = Barred.get()

    visit(cast.wati).post(f"/rotasi/benturan/{row.key}/akhiri")

    assert "Rina Contoh</span>" not in visit(cast.wati).get("/rotasi/benturan").text
    assert Barred.get_by_id(row.id).ended_at == NOON


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"starts_on": ""},
        {"starts_on": "kemarin"},
        {"weeks": "0"},
        {"weeks": "31"},
        {"weeks": "dua"},
        {"units": []},
        {"starts_on": "2031-01-01"},  # nobody is placed there
    ],
)
def test_a_plan_that_cannot_be_keeps_what_was_typed(visit, cast, wrong):
    said = {
        "title": "Angkatan Uji",
        "starts_on": f"{TODAY}",
        "weeks": "8",
        "units": [cast.pvl.key],
        "token": "x",
    }

    answer = visit(cast.wati).post("/rotasi/baru", {**said, **wrong})

    assert answer.status_code == 422
    assert 'id="summary"' in answer.text
    assert wrong.get("title", "Angkatan Uji") in answer.text
    assert not RotationPlan.select().exists()


def test_the_same_form_twice_is_one_plan(visit, cast):
    said = {"title": "Dua kali", "starts_on": f"{TODAY}", "weeks": "4", "units": [cast.pvl.key]}

    answers = [visit(cast.wati).post("/rotasi/baru", {**said, "token": "once"}) for _ in range(2)]

    assert answers[0].location == answers[1].location
    assert RotationPlan.select().count() == 1


def test_a_row_names_what_speaks_against_it_before_it_is_saved(visit, cast, plan):
    browser, place = visit(cast.wati), f"/rotasi/{plan.key}/baris"
    said = row_of(cast, plan, **{"weeks-3": ""})

    first = browser.post(place, said)

    assert first.status_code == 422
    assert "tanpa unit" in first.text
    assert "Tetap simpan" in first.text
    assert 3 in grid_of(plan, NOON).row_of(cast.placement.id).units
    sure = first.text.split('name="sure" value="')[1].split('"')[0]
    assert browser.post(place, {**said, "sure": sure}).status_code == 303
    assert 3 not in grid_of(plan, NOON).row_of(cast.placement.id).units


def test_a_row_that_somebody_else_changed_is_not_overwritten(visit, cast, plan):
    browser = visit(cast.wati)
    place, said = f"/rotasi/{plan.key}/baris", row_of(cast, plan)
    cell = {"peserta": cast.placement.key, "week": "4", "seen": cast.pvl.key, "unit": ""}
    browser.post(f"/rotasi/{plan.key}/sel", cell)

    answer = browser.post(place, said)

    assert answer.status_code == 409
    assert 4 not in grid_of(plan, NOON).row_of(cast.placement.id).units


def test_a_week_that_is_over_is_not_rewritten(visit, cast):
    plan = make_plan(cast, weeks=3)
    RotationPlan.update(starts_on=TODAY.replace(day=2)).where(RotationPlan.id == plan.id).execute()
    cell = {"peserta": cast.placement.key, "week": "0", "seen": cast.pvl.key, "unit": ""}

    visit(cast.wati).post(f"/rotasi/{plan.key}/sel", cell)

    assert 0 in grid_of(plan, NOON).row_of(cast.placement.id).units


@pytest.mark.parametrize("wrong", [{"peserta": "x"}, {"week": "-1"}, {"week": "99"}, {"week": "x"}])
def test_a_cell_that_is_not_there_changes_nothing(visit, cast, plan, wrong):
    cell = {"peserta": cast.placement.key, "week": "4", "seen": cast.pvl.key, "unit": ""}

    answer = visit(cast.wati).post(f"/rotasi/{plan.key}/sel", {**cell, **wrong})

    assert answer.status_code == 303
    assert len(grid_of(plan, NOON).row_of(cast.placement.id).units) == 6


def test_a_dropped_plan_takes_no_more_steps(visit, cast, plan):
    drop_plan(plan, cast.wati.id, NOON)

    visit(cast.wati).post(f"/rotasi/{plan.key}/usulan")

    assert RotationPlan.get_by_id(plan.id).step == 0
    assert plan.title not in visit(cast.wati).get("/rotasi").text


def test_whoever_is_left_out_keeps_their_rotation(visit, cast, plan):
    said = {"peserta": cast.placement_tono.key}

    visit(cast.wati).post(f"/rotasi/{plan.key}/keluarkan", said)

    assert [each.id for each in grid_of(plan, NOON).placements] == [cast.placement.id]


def test_places_are_said_for_each_week_and_for_some(visit, cast):
    browser = visit(cast.wati)

    browser.post("/rotasi/kapasitas", {"places-0": "6", "places-1": ""})
    week = {"unit": cast.pvl.key, "first": "2026-12-22", "last": "2026-12-30", "number": "2"}
    browser.post("/rotasi/kapasitas/pekan", week)

    assert capacities_of(cast.banua.id).usual == {cast.pvl.id: 6}
    rows = exceptions_of(cast.banua.id, TODAY)
    assert [(f"{row.week}", row.places) for row in rows] == [("2026-12-21", 2), ("2026-12-28", 2)]

    browser.post(f"/rotasi/kapasitas/{rows[0].key}/hapus")

    assert len(exceptions_of(cast.banua.id, TODAY)) == 1


@pytest.mark.parametrize("number", ["-1", "100", "enam"])
def test_a_number_of_places_that_cannot_be_is_refused(visit, cast, number):
    answer = visit(cast.wati).post("/rotasi/kapasitas", {"places-0": number, "places-1": "4"})

    assert answer.status_code == 422
    assert f'value="{number}"' in answer.text
    assert capacities_of(cast.banua.id).usual == {}


@pytest.mark.parametrize(
    "wrong", [{"person": ""}, {"kind": "x"}, {"starts_on": ""}, {"ends_on": "2026-11-01"}]
)
def test_days_away_that_cannot_be_are_refused(visit, cast, wrong):
    said = {
        "person": cast.sari.key,
        "kind": "leave",
        "starts_on": "2026-12-01",
        "ends_on": "2026-12-02",
    }

    assert visit(cast.wati).post("/rotasi/berhalangan", {**said, **wrong}).status_code == 422
    assert not PlannedAway.select().exists()


def test_a_plan_is_printed(visit, cast, plan):
    answer = visit(cast.hasan).get(f"/rotasi/{plan.key}/cetak.pdf")

    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF")
