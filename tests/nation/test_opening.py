"""The operator opens and closes offices, and appoints who leads a new one."""

import re

import pytest

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.people.models import AccountEvent
from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.nation.models import OfficeEvent
from mori.notifications.models import Message
from mori.offices.models import Office, OfficeHours
from mori.offices.rules import OfficeState
from mori.placements.models import Placement
from mori.placements.operations import extend_placement
from mori.placements.queries import placement_by_key
from mori.placements.rotation.operations import make_placement
from mori.placements.rules import InternKind, SpanPlan
from tests.cast import NOON, TODAY
from tests.safeguarding.alerts.alarm import alert_of, climb, told

pytestmark = pytest.mark.usefixtures("noon")

NEW = {
    "name": "Perwakilan Hulu",
    "code": "71",
    "seat": "Kota Hulu",
    "zone": "Asia/Jayapura",
    "address": "Jl. Contoh 1",
}
HEAD = {"name": "Lintang Umpama", "phone": "", "email": "lintang@contoh.example"}


@pytest.fixture
def gita(visit, cast):
    return visit(cast.gita)


@pytest.fixture
def hulu(gita) -> Office:
    gita.post("/nasional/kantor-baru", NEW)
    return Office.get(Office.code == "71")


def test_an_office_is_opened_with_the_standard_hours(gita, hulu):
    assert (hulu.name, hulu.seat, hulu.zone, hulu.address) == (
        *(NEW[each] for each in ("name", "seat", "zone", "address")),
    )
    assert OfficeHours.select().where(OfficeHours.office == hulu).count() == 5
    assert OfficeEvent.get().verb == "open"
    assert "WIT" in gita.get(f"/nasional/kantor/{hulu.key}").text


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"code": ""}, {"code": "6/3"}, {"seat": " "}, {"zone": "Mars"}]
)
def test_an_office_that_is_not_said_whole_is_not_opened(gita, wrong):
    reply = gita.post("/nasional/kantor-baru", {**NEW, **wrong})

    assert reply.status_code == 422
    assert Office.select().count() == 2


def test_a_code_is_one_offices(gita, hulu):
    reply = gita.post("/nasional/kantor-baru", {**NEW, "name": "Lain"})

    assert reply.status_code == 409
    assert "Lain" in reply.text
    assert Office.select().where(Office.code == "71").count() == 1


def test_the_first_head_comes_in_by_the_link(visit, gita, hulu):
    page = gita.post(f"/nasional/kantor/{hulu.key}/kepala", HEAD).text
    (token,) = set(re.findall(r"/undangan/([\w-]{32})", page))

    reply = visit().post(f"/undangan/{token}", {"password": "kapal kecil biru muda"})

    head = Person.get(Person.email == HEAD["email"])
    assert (Membership.get(Membership.person == head).role, reply.status_code) == (Role.HEAD, 303)
    assert "Lintang" not in page
    assert "sudah masuk" in gita.get(f"/nasional/kantor/{hulu.key}").text
    assert AccountEvent.get().person_id == head.id


def test_everybody_called_for_help_hears_of_a_head_in_an_office_of_nobody(cast, gita, hulu):
    gita.post(f"/nasional/kantor/{hulu.key}/kepala", HEAD)

    told_ones = {each.recipient for each in Message.select()}
    assert {HEAD["email"], cast.hasan.email, cast.eko.email, cast.ningsih.email} <= told_ones


@pytest.mark.parametrize("wrong", [{"name": ""}, {"email": ""}, {"email": "x"}])
def test_a_head_who_cannot_be_reached_is_not_appointed(gita, hulu, wrong):
    reply = gita.post(f"/nasional/kantor/{hulu.key}/kepala", {**HEAD, **wrong})

    assert reply.status_code == 422
    assert not Membership.select().where(Membership.office == hulu).exists()


def test_the_link_is_made_anew_until_the_head_has_come_in(gita, hulu):
    gita.post(f"/nasional/kantor/{hulu.key}/kepala", HEAD)
    again = gita.post(f"/nasional/kantor/{hulu.key}/tautan")
    Person.update(password_hash="x").where(Person.email == HEAD["email"]).execute()

    refused = gita.post(f"/nasional/kantor/{hulu.key}/tautan")

    assert "/undangan/" in again.text
    assert "Lintang" not in again.text
    assert HEAD["email"] not in again.text
    assert refused.status_code == 409


@pytest.mark.parametrize("what", ["kepala", "tautan"])
def test_an_office_that_is_led_keeps_its_head(cast, gita, what):
    before = list(Person.select().tuples())

    reply = gita.post(f"/nasional/kantor/{cast.banua.key}/{what}", HEAD)

    assert reply.status_code == 409
    assert list(Person.select().tuples()) == before


def test_closing_says_what_it_means_in_numbers(cast, gita):
    page = gita.get(f"/nasional/kantor/{cast.banua.key}").text

    assert "2 magang yang berjalan" in page


def test_closing_needs_a_tick(cast, gita):
    reply = gita.post(f"/nasional/kantor/{cast.banua.key}/tutup")

    assert reply.status_code == 422
    assert Office.get_by_id(cast.banua.id).state == OfficeState.OPEN


@pytest.fixture
def closed(cast, gita) -> Office:
    gita.post(f"/nasional/kantor/{cast.banua.key}/tutup", {"sure": "y"})
    return Office.get_by_id(cast.banua.id)


def place_in(cast, office):
    Placement.update(state="finished").where(Placement.person == cast.sari).execute()
    starts_on = TODAY + 100 * DAY
    make_placement(
        person_id=cast.sari.id,
        office_id=office.id,
        kind=InternKind.STUDENT,
        programme="Magang",
        institution="Universitas Contoh",
        starts_on=starts_on,
        ends_on=starts_on,
        spans=[SpanPlan(cast.pvl.id, starts_on, starts_on, cast.rina.id)],
        actor_id=cast.wati.id,
        at=NOON,
    )


def test_a_closed_office_places_nobody_until_it_is_opened_again(cast, gita, closed):
    with pytest.raises(Refused, match="tutup|closed"):
        place_in(cast, closed)

    gita.post(f"/nasional/kantor/{closed.key}/buka")

    place_in(cast, closed)
    assert [each.verb for each in OfficeEvent.select().order_by(OfficeEvent.id)] == [
        "close",
        "reopen",
    ]


def test_whoever_is_in_a_closed_office_goes_on(visit, cast, closed):
    placement = placement_by_key(cast.placement.key)

    extend_placement(placement, placement.ends_on + 5 * DAY, "", cast.wati.id, NOON)

    assert visit(cast.sari).get("/").status_code == 200
    assert "tidak ada peserta baru" in visit(cast.wati).get("/kantor").text.lower()


def test_a_closed_office_is_called_for_help_as_before(cast, closed):
    alert = alert_of(cast.sari)
    climb(NOON)

    assert told(alert) == ["ningsih"]


def test_an_office_closed_by_somebody_else_meanwhile_is_said(cast, gita, closed):
    reply = gita.post(f"/nasional/kantor/{closed.key}/tutup", {"sure": "y"})

    assert reply.status_code == 409


@pytest.mark.parametrize("state", OfficeState)
def test_every_state_has_its_pages(visit, cast, gita, state, word):
    Office.update(state=state).where(Office.id == cast.banua.id).execute()

    assert gita.get("/nasional").status_code == 200
    page = gita.get(f"/nasional/kantor/{cast.banua.key}").text
    assert ("Buka lagi" in page) is state.is_closed
    assert visit(cast.wati).get("/kantor").status_code == 200
