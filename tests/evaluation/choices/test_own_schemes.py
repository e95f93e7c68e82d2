"""An intern reads from the first day what they are assessed by."""

import datetime as dt

import pytest

from mori.evaluation.choices import operations
from mori.evaluation.choices.queries import choices_of
from mori.evaluation.choices.rules import NOTHING, seen_of
from mori.evaluation.rules import Moment
from mori.placements.models import Placement
from mori.placements.rules import InternKind, PlacementState
from tests.cast import NOON, TODAY
from tests.evaluation.schemes.making import make_in_use

pytestmark = pytest.mark.usefixtures("noon")

ADDRESS = "/saya/penilaian"


def choose(cast, wanted):
    office, actor = cast.banua.id, cast.wati.id
    operations.choose_schemes(office, wanted, seen_of(choices_of(office)), actor, NOON)


def placed(placement, **columns):
    Placement.update(columns).where(Placement.id == placement.id).execute()


def test_me_leads_there(visit, cast):
    assert f'href="{ADDRESS}"' in visit(cast.sari).get("/saya").text
    assert f'href="{ADDRESS}"' not in visit(cast.rina).get("/saya").text


def test_it_shows_aspects_help_scale_and_bands(visit, cast):
    page = visit(cast.sari).get(ADDRESS).text

    assert "Tujuh aspek, 60–100" in page
    assert "Pertengahan magang · Akhir magang" in page
    assert "Memahami dan menerapkan pengetahuan yang diperlukan di unit." in page
    assert "60 sampai 100, kelipatan 1" in page
    assert "mulai 90" in page
    assert "Memuaskan" in page
    assert "Laporan dan presentasi" in page


def test_it_shows_the_offices_own_and_not_another_offices(visit, cast):
    scheme = make_in_use(cast)
    choose(cast, {(InternKind.STUDENT, Moment.FINAL): scheme.family})

    assert "Lembar Banua" in visit(cast.sari).get(ADDRESS).text
    assert "Lembar Banua" not in visit(cast.laila).get(ADDRESS).text


@pytest.mark.parametrize("kind", InternKind)
def test_it_opens_for_every_kind(visit, cast, kind):
    placed(cast.placement, kind=kind)

    page = visit(cast.sari).get(ADDRESS).text

    assert ("delapan indikator" in page) == (kind is InternKind.NATIONAL)


@pytest.mark.parametrize("state", PlacementState)
def test_it_opens_in_every_state_of_a_placement(visit, cast, state):
    placed(cast.placement, state=state)

    assert "Tujuh aspek" in visit(cast.sari).get(ADDRESS).text


def test_it_is_there_before_the_first_day(visit, cast):
    placed(
        cast.placement,
        starts_on=TODAY + dt.timedelta(days=10),
        ends_on=TODAY + dt.timedelta(days=70),
    )

    assert "Tujuh aspek" in visit(cast.sari).get(ADDRESS).text


def test_it_says_when_nothing_is_chosen(visit, cast):
    nothing = {(InternKind.STUDENT, moment): NOTHING for moment in Moment}
    choose(cast, nothing)

    assert "Kantormu belum memilih skema" in visit(cast.sari).get(ADDRESS).text


def test_it_says_when_there_is_no_internship(visit, cast):
    placed(cast.placement, person=cast.tono)

    assert "Kamu belum punya masa magang." in visit(cast.sari).get(ADDRESS).text


def test_staff_have_no_such_page(visit, cast):
    for person in (cast.rina, cast.wati, cast.hasan, cast.ningsih):
        assert visit(person).get(ADDRESS).status_code == 403
