"""Alumni who agreed find each other within their office; a supervisor reads names alone."""

import pytest

from mori.alumni.finding.operations import refresh
from mori.alumni.models import Alumnus, AlumnusStay, Consent
from mori.alumni.rules import FIELDS, Agreed, AlumnusState
from mori.core.workdays import DAY
from mori.placements.models import Placement, UnitSpan
from tests.alumni.directory.making import make
from tests.alumni.own.holding import base_of, holder, link_to
from tests.cast import NOON, TODAY

pytestmark = pytest.mark.usefixtures("noon")
BOTH = {Agreed.DIRECTORY, Agreed.NETWORK}
FELLOWS = "/saya/alumni/teman"


@pytest.fixture
def sari(visit, cast):
    """Sari's browser; she is an alumna who agreed to both."""
    make(cast.banua, "Sari Umpama", agreed=BOTH | FIELDS, person=cast.sari)
    return visit(cast.sari)


def test_those_who_agreed_to_both_find_each_other(sari, cast):
    make(cast.banua, "Umi Misal", agreed=BOTH | {Agreed.PHONE}, phone="+628123450001")
    make(cast.banua, "Budi Misal", agreed=BOTH, phone="+628123450002")

    text = sari.get(FELLOWS).text

    assert "Umi Misal" in text
    assert "0812-3450-001" in text
    assert "Budi Misal" in text
    assert "0812-3450-002" not in text
    assert "Sari Umpama" not in text.partition("<main")[2]


@pytest.mark.parametrize("agreed", [{Agreed.DIRECTORY}, {Agreed.NETWORK}, set()])
def test_who_agreed_to_one_alone_is_not_found(sari, cast, agreed):
    make(cast.banua, "Umi Misal", agreed=agreed | FIELDS)

    assert "Umi Misal" not in sari.get(FELLOWS).text


@pytest.mark.parametrize("agreed", [{Agreed.DIRECTORY}, {Agreed.NETWORK}, set()])
def test_who_agreed_to_one_alone_finds_nobody(visit, cast, agreed):
    make(cast.banua, "Sari Umpama", agreed=agreed, person=cast.sari)
    make(cast.banua, "Umi Misal", agreed=BOTH)

    text = visit(cast.sari).get(FELLOWS).text

    assert "Umi Misal" not in text
    assert "menyetujui dua hal" in text


@pytest.mark.parametrize("state", [AlumnusState.DECEASED, AlumnusState.WITHDRAWN])
def test_who_died_or_stepped_back_is_not_found(sari, cast, state):
    make(cast.banua, "Umi Misal", agreed=BOTH, state=state)

    assert "Umi Misal" not in sari.get(FELLOWS).text


def test_another_offices_alumni_are_not_found(sari, cast):
    make(cast.seberang, "Umi Misal", agreed=BOTH)

    assert "Umi Misal" not in sari.get(FELLOWS).text


def test_withdrawing_the_network_takes_them_out_at_once(sari, cast):
    umi = make(cast.banua, "Umi Misal", agreed=BOTH)
    assert "Umi Misal" in sari.get(FELLOWS).text

    Consent.update(withdrawn_at=NOON).where(
        Consent.alumnus == umi, Consent.to == Agreed.NETWORK
    ).execute()
    refresh([umi.id])

    assert "Umi Misal" not in sari.get(FELLOWS).text


def test_they_are_searched_by_name_and_year_as_far_as_they_show_it(sari, cast):
    make(cast.banua, "Umi Misal", agreed=BOTH | {Agreed.YEARS}, year=2014)
    make(cast.banua, "Budi Misal", agreed=BOTH, year=2014)

    assert "Budi Misal" not in sari.get(f"{FELLOWS}?tahun=2014").text
    assert "Umi Misal" in sari.get(f"{FELLOWS}?tahun=2014&cari=umi").text
    assert "Umi Misal" not in sari.get(f"{FELLOWS}?cari=budi").text


def test_they_are_not_searched_by_what_is_the_offices(sari, cast):
    make(cast.banua, "Umi Misal", agreed=BOTH)

    assert "Umi Misal" in sari.get(f"{FELLOWS}?unit=x&provinsi=11").text


@pytest.mark.parametrize("agreed", [BOTH, {Agreed.DIRECTORY}])
def test_a_link_opens_them_as_far_as_its_holder_agreed(visit, cast, agreed):
    make(cast.banua, "Umi Misal", agreed=BOTH)
    given = link_to(cast, make(cast.banua, "Sari Umpama", agreed=agreed))

    text = holder(visit, given).get(f"{base_of(given)}/teman").text

    assert ("Umi Misal" in text) is (agreed == BOTH)


@pytest.mark.parametrize("who", ["tono", "wati", "rina", "laila"])
def test_who_is_no_alumnus_is_led_back(visit, cast, who):
    make(cast.banua, "Umi Misal", agreed=BOTH)

    response = visit(getattr(cast, who)).get(FELLOWS)

    assert (response.status_code, response.location) == (303, "/saya")


@pytest.fixture
def former(cast):
    """A finished internship under Rina, and the record of it."""
    ended = TODAY - 60 * DAY
    Placement.update(state="finished", starts_on=ended - 90 * DAY, ends_on=ended).where(
        Placement.id == cast.placement.id
    ).execute()
    UnitSpan.update(starts_on=ended - 90 * DAY, ends_on=ended).where(
        UnitSpan.placement == cast.placement
    ).execute()
    alumna = make(cast.banua, "Sari Umpama", person=cast.sari, phone="+628123450001", year=2026)
    AlumnusStay.update(placement=cast.placement).where(AlumnusStay.alumnus == alumna).execute()
    return alumna


def test_a_supervisor_reads_the_own_former_interns_names_and_years_alone(visit, cast, former):
    make(cast.banua, "Umi Misal")

    text = visit(cast.rina).get("/alumni/bimbingan").text

    assert "Sari Umpama" in text
    assert "2026" in text
    assert "0812-3450-001" not in text
    assert former.key not in text
    assert "Umi Misal" not in text


def test_another_supervisor_reads_none_of_them(visit, cast, former):
    assert "Sari Umpama" not in visit(cast.joko).get("/alumni/bimbingan").text


@pytest.mark.parametrize(
    "columns",
    [
        {"state": AlumnusState.WITHDRAWN},
        {"state": AlumnusState.DECEASED},
        {"state": AlumnusState.ERASED},
        {"is_restricted": True},
    ],
)
def test_who_stepped_back_died_or_is_restricted_is_left_out(visit, cast, former, columns):
    Alumnus.update(**columns).where(Alumnus.id == former.id).execute()

    assert "Sari Umpama" not in visit(cast.rina).get("/alumni/bimbingan").text


def test_who_was_merged_is_called_as_the_other(visit, cast, former):
    head = make(cast.banua, "Sari Umpama Dewi")
    Alumnus.update(merged_into=head).where(Alumnus.id == former.id).execute()
    refresh([former.id])

    assert "Sari Umpama Dewi" in visit(cast.rina).get("/alumni/bimbingan").text


@pytest.mark.parametrize("path", ["/alumni", "/alumni/catatan", "/alumni/jumlah"])
def test_a_supervisor_opens_no_other_page_of_alumni(visit, cast, path):
    assert visit(cast.rina).get(path).status_code == 403


@pytest.mark.parametrize("who", ["sari", "wati", "ningsih", "hasan"])
def test_nobody_else_has_former_interns(visit, cast, who):
    assert visit(getattr(cast, who)).get("/alumni/bimbingan").status_code == 403
