import datetime as dt

import pytest

from mori.attendance.operations import check_in
from mori.placements.models import Placement, PlacementEvent
from mori.placements.operations import pause_placement
from tests.cast import NOON, TODAY

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("noon")


def path(placement: Placement, rest: str = "") -> str:
    return f"/peserta/{placement.key}{rest}"


def test_a_supervisor_sees_their_own_interns(visit, cast):
    assert "Sari Contoh" in visit(cast.rina).get("/peserta").text
    assert "Tono Contoh" not in visit(cast.rina).get("/peserta").text


def test_a_stand_in_sees_them_too(visit, cast):
    text = visit(cast.budi).get("/peserta").text

    assert "Sari Contoh" in text
    assert "Tono Contoh" in text


def test_nobody_is_missed_on_a_day_off(visit, cast, noon):
    assert "belum masuk" in visit(cast.rina).get("/peserta").text

    noon.move_to(NOON + 4 * DAY)  # a Sunday

    assert "belum masuk" not in visit(cast.rina).get("/peserta").text


@pytest.mark.parametrize("who", ["wati", "hasan"])
def test_coordinators_and_heads_see_the_office(visit, cast, who):
    text = visit(getattr(cast, who)).get("/peserta").text

    assert "Sari Contoh" in text
    assert "Tono Contoh" in text
    assert "Laila Contoh" not in text


@pytest.mark.parametrize("who", ["sari", "ningsih"])
def test_interns_and_officers_have_no_list(visit, cast, who):
    assert visit(getattr(cast, who)).get("/peserta").status_code == 403


def test_a_line_says_where_and_how_far(visit, cast):
    placement = Placement.get_by_id(cast.placement.id)
    check_in(placement, TODAY, cast.sari.id, NOON)

    text = visit(cast.wati).get("/peserta").text

    assert "13" in text  # the thirteenth working day
    assert "12.00" in text
    assert "PVL" in text


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        ({}, "berjalan"),
        ({"state": "paused"}, "berjalan"),
        ({"starts_on": TODAY + DAY}, "akan-mulai"),
        ({"state": "finished"}, "selesai"),
        ({"state": "withdrawn"}, "selesai"),
    ],
)
def test_each_placement_is_in_one_list(visit, cast, changes, stage):
    if changes:
        Placement.update(**changes).execute()

    for who in (cast.wati, cast.rina):
        found = [
            each
            for each in ("berjalan", "akan-mulai", "selesai")
            if "Sari Contoh" in visit(who).get(f"/peserta?saring={each}").text
        ]
        assert found == [stage]


def test_the_list_goes_on_by_name(visit, cast, monkeypatch):
    monkeypatch.setattr("mori.placements.list_queries.PAGE", 1)

    first = visit(cast.wati).get("/peserta").text
    second = visit(cast.wati).get(f"/peserta?after=sari contoh~{cast.placement.id}").text

    assert "Sari Contoh" in first
    assert "Tono Contoh" not in first
    assert "after=sari" in first
    assert "Tono Contoh" in second
    assert "Sari Contoh" not in second


@pytest.mark.parametrize("who", ["sari", "rina", "budi", "wati", "hasan"])
def test_a_placement_is_open_to_those_around_it(visit, cast, who):
    answer = visit(getattr(cast, who)).get(path(cast.placement))

    assert answer.status_code == 200
    assert "Universitas Contoh" in answer.text


@pytest.mark.parametrize("who", ["tono", "joko", "citra", "ningsih", "laila"])
def test_a_placement_does_not_exist_for_others(visit, cast, who):
    assert visit(getattr(cast, who)).get(path(cast.placement)).status_code == 404


def test_a_supervisor_does_not_read_another_supervisors_placement(visit, cast):
    assert visit(cast.rina).get(path(cast.placement_tono)).status_code == 404


def test_only_coordinators_find_the_buttons(visit, cast):
    assert "/jeda" in visit(cast.wati).get(path(cast.placement)).text
    for who in (cast.hasan, cast.rina, cast.sari):
        assert "/jeda" not in visit(who).get(path(cast.placement)).text


def test_notes_of_the_office_stay_with_the_office(visit, cast):
    pause_placement(Placement.get_by_id(cast.placement.id), "Sebab yang dijaga", cast.wati.id, NOON)

    for who in (cast.wati, cast.hasan):
        assert "Sebab yang dijaga" in visit(who).get(path(cast.placement)).text
    for who in (cast.rina, cast.sari):
        assert "Sebab yang dijaga" not in visit(who).get(path(cast.placement)).text


@pytest.mark.parametrize(
    ("rest", "data", "state"),
    [
        ("/jeda", {"note": "Ujian"}, "paused"),
        ("/perpanjang", {"ends_on": "2027-01-29"}, "extended"),
    ],
)
def test_a_coordinator_moves_a_placement(visit, cast, rest, data, state):
    answer = visit(cast.wati).post(path(cast.placement, rest), data)

    assert (answer.status_code, answer.location) == (303, path(cast.placement))
    assert Placement.get_by_id(cast.placement.id).state == state


def test_a_paused_placement_is_resumed_and_a_last_day_finished(visit, cast):
    Placement.update(state="paused", ends_on=TODAY).execute()

    assert visit(cast.wati).post(path(cast.placement, "/lanjutkan")).status_code == 303
    assert visit(cast.wati).post(path(cast.placement, "/selesaikan")).status_code == 303
    assert Placement.get_by_id(cast.placement.id).state == "finished"


@pytest.mark.parametrize(
    ("rest", "data", "status", "kept"),
    [
        ("/perpanjang", {"ends_on": "besok", "note": "Catatan A"}, 422, "besok"),
        ("/perpanjang", {"ends_on": "2026-11-20", "note": "Catatan A"}, 409, "Catatan A"),
        ("/jeda", {"note": "x" * 301}, 422, "x" * 301),
    ],
)
def test_bad_input_comes_back_as_it_was_typed(visit, cast, rest, data, status, kept):
    answer = visit(cast.wati).post(path(cast.placement, rest), data)

    assert answer.status_code == status
    assert kept in answer.text
    assert not PlacementEvent.select().exists()


def test_a_move_that_is_no_longer_possible_says_so(visit, cast):
    Placement.update(state="finished").execute()

    assert visit(cast.wati).post(path(cast.placement, "/jeda")).status_code == 409


@pytest.mark.parametrize("who", ["sari", "rina", "hasan", "citra"])
@pytest.mark.parametrize(
    "rest",
    ["/jeda", "/lanjutkan", "/perpanjang", "/selesaikan", "/akhiri", "/peringatan", "/rotasi"],
)
def test_nobody_else_changes_a_placement(visit, cast, who, rest):
    answer = visit(getattr(cast, who)).post(path(cast.placement, rest), {"note": "Mencoba"})

    assert answer.status_code == 404
    assert Placement.get_by_id(cast.placement.id).state == "active"
