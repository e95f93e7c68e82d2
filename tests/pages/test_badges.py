"""What waits for somebody is counted on every page of theirs, and on no other's."""

import datetime as dt
import re

import pytest

from mori.attendance.corrections.models import AttendanceCorrection
from mori.attendance.rules import AttendanceKind
from mori.safeguarding.alerts.models import Alert, Delivery
from mori.safeguarding.alerts.rules import OPEN, AlertState
from mori.safeguarding.routing.operations import register_relation
from tests.cast import NOON, TODAY, place
from tests.logbook.writing import write_entry

DAY = dt.timedelta(days=1)
PAGES_OF = {
    "ningsih": ("/jaga", "/saya", "/bantuan", "/nowhere"),
    "hasan": ("/jaga", "/peserta", "/orang", "/saya", "/nowhere"),
    "rina": ("/tinjau", "/tinjau?saring=titipan", "/peserta", "/koreksi", "/saya", "/nowhere"),
    "wati": ("/peserta", "/tertunda", "/orang", "/kantor", "/lembaga", "/koreksi", "/saya"),
}

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def badges(visit, cast):
    """What the badges of one's menu read, on each of one's pages."""

    def read(who):
        browser = visit(getattr(cast, who))
        pages = [browser.get(path).text for path in PAGES_OF[who]]
        return [dict(re.findall(r'id="badge-(\w+)">([^<]*)<', page)) for page in pages]

    return read


def raise_alert(cast, officer, **columns):
    alert = Alert.create(
        person=cast.sari,
        office=cast.banua,
        raised_at=NOON,
        climbed_from=NOON,
        due_at=NOON + DAY,
        **columns,
    )
    Delivery.create(alert=alert, officer=officer, call=0, at=NOON)
    return alert


def ask_for_correction(cast, placement, day=TODAY - DAY):
    return AttendanceCorrection.create(
        token=f"{placement.id} {day}",
        placement=placement,
        person=placement.person_id,
        office=placement.office_id,
        day=day,
        kind=AttendanceKind.SICK,
        reason="demam",
        asked_at=NOON,
    )


@pytest.mark.parametrize("who", ["ningsih", "hasan"])
def test_an_open_alert_is_on_every_page_of_whoever_was_told(cast, visit, badges, who):
    raise_alert(cast, getattr(cast, who))

    found = badges(who)
    page = visit(getattr(cast, who)).get("/saya").text

    assert {each["board"] for each in found} == {"1"}
    assert "<title>(1) Saya" in page
    assert "Sari" not in page


def test_an_alert_waits_until_the_contact_is_confirmed(cast, badges):
    for state in AlertState:
        raise_alert(cast, cast.ningsih, state=state)

    assert {each["board"] for each in badges("ningsih")} == {str(len(OPEN))}


def test_whoever_is_near_the_person_counts_no_alert(cast, visit, badges):
    raise_alert(cast, cast.ningsih)
    register_relation(cast.sari.id, [cast.ningsih.id], "supervisor", TODAY, None, "x")

    assert {each["board"] for each in badges("ningsih")} == {""}
    assert "<title>Saya" in visit(cast.ningsih).get("/saya").text


def test_the_board_renews_its_badge(cast, visit):
    raise_alert(cast, cast.ningsih)

    reply = visit(cast.ningsih, htmx=True).get("/jaga").text

    assert 'id="badge-board" hx-swap-oob="true">1<' in reply


def test_entries_and_corrections_are_on_every_page_of_the_supervisor(cast, badges):
    for age in range(3):
        write_entry(cast, TODAY - age * DAY)
    ask_for_correction(cast, cast.placement)
    ask_for_correction(cast, cast.placement_tono)  # of whom Budi takes care

    assert {(each["queue"], each["interns"]) for each in badges("rina")} == {("3", "1")}
    assert {each["interns"] for each in badges("wati")} == {"2"}


def test_where_nothing_waits_no_badge_reads_nought(cast, badges):
    found = [each for who in PAGES_OF for each in badges(who)]

    assert found
    assert {number for each in found for number in each.values()} == {""}


def test_nothing_is_counted_to_its_end(cast, badges):
    placement = place(cast.laila, cast.banua, [(cast.pvl, cast.rina, None)], days=200)
    for age in range(120):
        ask_for_correction(cast, placement, placement.starts_on + age * DAY)

    assert {each["interns"] for each in badges("rina")} == {"99+"}


def test_an_intern_has_no_badge_and_pays_for_none(cast, visit):
    assert 'id="badge' not in visit(cast.sari).get("/").text
