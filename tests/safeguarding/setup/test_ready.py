"""An office is led from nothing to ready, and every hole it still has is named."""

import datetime as dt

import pytest

from mori.access.roles import Role
from mori.accounts.operations import add_person, give_role
from mori.accounts.queries import people_in_role
from mori.core.workdays import DAY
from mori.safeguarding.routing.operations import register_relation
from mori.safeguarding.routing.rules import RelationKind
from tests.cast import NOON, TODAY
from tests.safeguarding.drills.drilling import done_drill, missed_drill
from tests.safeguarding.duty.planning import declare, plan
from tests.safeguarding.points.asking import proven

pytestmark = pytest.mark.usefixtures("noon")


def read(visit, who):
    return visit(who).get("/jaga/siap").text


def test_from_nothing_every_step_is_named(visit, cast):
    page = read(visit, cast.hasan)

    assert "Masih kurang 6 langkah." in page
    assert "2 dari setidaknya 4 petugas." in page
    assert "belum menyebutkan kapan ada yang berjaga" in page
    assert "Angkat petugas" in page
    assert "Angkat petugas" not in read(visit, cast.ningsih)


def test_an_address_that_nobody_has_proven_is_a_hole_with_a_name(visit, cast):
    proven(cast.ningsih)

    page = read(visit, cast.hasan)

    assert "belum membuktikan satu pun cara" in page
    assert "<li>Opik Contoh" in page
    assert "<li>Ningsih Contoh" not in page


def test_interns_for_whom_too_few_can_be_called_are_a_hole_without_names(visit, cast):
    for officer in (cast.ningsih, cast.opik):
        proven(officer, address=f"{officer.id}@contoh.id")
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik, weeks=6)
    register_relation(cast.sari.id, [cast.opik.id], RelationKind.SUPERVISOR, TODAY, None, "x")

    page = read(visit, cast.hasan)

    assert "Pada 160 jam, untuk sebagian peserta kurang dari dua petugas" in page
    assert "Sari" not in page


def test_a_drill_that_nobody_read_is_none(visit, cast):
    missed_drill(cast.banua)
    assert "Belum ada latihan kantor ini yang dibaca." in read(visit, cast.hasan)

    done_drill(cast.banua, cast.opik, at=NOON + DAY)
    assert "Sudah ada yang membaca latihan di kantor ini." in read(visit, cast.hasan)


def test_when_nothing_is_missing_it_says_so(visit, cast):
    for name in ("Umar", "Vina"):
        person = add_person(f"{name} Contoh", NOON, None, f"{name.lower()}@contoh.example")
        give_role(person, cast.banua.id, Role.OFFICER, NOON)
    for officer in people_in_role(cast.banua.id, Role.OFFICER):
        proven(officer, address=f"{officer.id}@contoh.id")
    done_drill(cast.banua, cast.opik)
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik, weeks=6)
    every_day = tuple(range(7))
    for opens, closes in ((0, 12), (12, 0)):
        plan(
            cast.banua,
            *(cast.ningsih, cast.opik),
            opens=dt.time(opens),
            closes=dt.time(closes),
            first=TODAY - DAY,
            weeks=6,
            weekdays=every_day,
            is_national=True,
        )

    assert "Semua langkah di halaman ini sudah lengkap." in read(visit, cast.hasan)


def test_a_shift_with_one_officer_is_a_hole(visit, cast):
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, weeks=6)

    assert "160 dari 160 jam dijaga kurang dari dua orang." in read(visit, cast.hasan)


@pytest.mark.parametrize("path", ["/jaga/siap", "/jaga/jadwal"])
def test_what_a_role_over_interns_costs_is_a_number_without_names(visit, cast, path):
    give_role(cast.budi, cast.banua.id, Role.OFFICER, NOON)

    page = visit(cast.hasan).get(path).text

    assert "Budi Contoh: tidak untuk 2 peserta" in page  # Sari's stand-in, and Tono's supervisor
    assert not [name for name in ("Sari", "Tono") if name in page]


def test_it_is_for_those_who_are_called_alone(visit, cast):
    for who in (cast.sari, cast.rina, cast.wati, cast.gita):
        assert visit(who).get("/jaga/siap").status_code == 403
