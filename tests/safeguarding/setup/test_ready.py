"""An office is led from nothing to ready, and every hole it still has is named."""

import datetime as dt

import pytest

from mori.access.roles import Role
from mori.accounts.operations import add_person, give_role
from mori.core.workdays import DAY
from tests.cast import NOON, TODAY
from tests.safeguarding.duty.planning import declare, plan

pytestmark = pytest.mark.usefixtures("noon")


def read(visit, who):
    return visit(who).get("/jaga/siap").text


def test_from_nothing_every_step_is_named(visit, cast):
    page = read(visit, cast.hasan)

    assert "Masih kurang 4 langkah." in page  # officers can be reached already
    assert "2 dari setidaknya 4 petugas." in page
    assert "belum menyebutkan kapan ada yang berjaga" in page
    assert "Angkat petugas" in page
    assert "Angkat petugas" not in read(visit, cast.ningsih)


def test_when_nothing_is_missing_it_says_so(visit, cast):
    for name in ("Umar", "Vina"):
        person = add_person(f"{name} Contoh", NOON, None, f"{name.lower()}@contoh.example")
        give_role(person, cast.banua.id, Role.OFFICER, NOON)
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
