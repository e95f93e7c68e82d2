"""A campus supervisor leaves a visit or remark that intern, supervisor and coordinator read."""

import datetime as dt

import pytest

from mori.campus.remarks.models import CampusRemark
from mori.campus.remarks.operations import Said, change_remark
from mori.campus.remarks.rules import CHANGED_WITHIN, MOST_REMARKS, RemarkKind, may_still_change
from mori.core.errors import Refused
from mori.core.workdays import DAY
from tests.campus.signing import leave
from tests.cast import NOON, TODAY
from tests.links.holding import give, holder, inside_of

pytestmark = pytest.mark.usefixtures("noon")
SENT = {"token": "x", "kind": "visit", "day": f"{TODAY}", "text": "Bertemu Rina di kantor."}


@pytest.fixture
def browser(visit, given):
    return holder(visit, given)


@pytest.fixture
def page(cast, given) -> str:
    return f"{inside_of(given)}/{cast.placement.key}"


def test_intern_supervisor_coordinator_and_head_read_it(cast, visit, browser, page):
    reply = browser.post(f"{page}/catatan", SENT)

    assert (reply.status_code, reply.location) == (303, page)
    seen = browser.get(page).text
    assert "Terima kasih. Peserta magang dan pembimbingnya bisa membacanya." in seen
    assert SENT["text"] in seen
    for person in (cast.sari, cast.rina, cast.wati, cast.hasan):
        shown = visit(person).get(f"/peserta/{cast.placement.key}").text
        assert SENT["text"] in shown
        assert "Rabu, 18 November 2026" in shown


def test_the_same_form_twice_leaves_one(browser, page):
    for _time in range(2):
        browser.post(f"{page}/catatan", SENT)

    assert CampusRemark.select().count() == 1


def test_what_is_missing_is_said_and_what_was_typed_stays(browser, page):
    reply = browser.post(f"{page}/catatan", {**SENT, "day": ""})

    assert reply.status_code == 422
    assert SENT["text"] in reply.text
    assert not CampusRemark.select().exists()


@pytest.mark.parametrize("day", [TODAY + DAY, dt.date(2026, 11, 1)])
def test_a_day_outside_the_internship_is_refused(browser, page, day):
    reply = browser.post(f"{page}/catatan", {**SENT, "day": f"{day}"})

    assert reply.status_code == 422
    assert "Pilih hari antara" in reply.text


def test_it_can_be_mended_for_a_quarter_of_an_hour(cast, browser, given, page, noon):
    key = leave(given, cast.placement)
    path = f"/t/{given.link.key}/catatan/{key}"
    assert path in browser.get(page).text

    mended = browser.post(path, {**SENT, "seen": "1", "text": "Bertemu dua kali."})
    assert "Tersimpan." in browser.get(mended.location).text
    noon.shift(CHANGED_WITHIN)

    assert CampusRemark.get().text == "Bertemu dua kali."
    assert path not in browser.get(page).text
    assert browser.get(path).status_code == 404
    assert browser.post(path, {**SENT, "seen": "2"}).status_code == 404


@pytest.mark.parametrize(("seconds", "may"), [(0, True), (899, True), (900, False)])
def test_a_quarter_of_an_hour_has_900_seconds(seconds, may):
    assert may_still_change(NOON, NOON + dt.timedelta(seconds=seconds)) is may


def test_a_form_that_comes_too_late_mends_nothing(cast, given):
    remark = CampusRemark.get(CampusRemark.key == leave(given, cast.placement))
    said = Said(RemarkKind.REMARK, TODAY, "Terlambat.")

    with pytest.raises(Refused):
        change_remark(remark, said, remark.revision, NOON + CHANGED_WITHIN)

    assert CampusRemark.get().text != "Terlambat."


def test_what_was_mended_meanwhile_is_not_overwritten(cast, browser, given):
    path = f"/t/{given.link.key}/catatan/{leave(given, cast.placement)}"
    browser.post(path, {**SENT, "seen": "1", "text": "Yang pertama."})

    reply = browser.post(path, {**SENT, "seen": "1", "text": "Yang kedua."})

    assert reply.status_code == 422
    assert "Yang kedua." in reply.text
    assert CampusRemark.get().text == "Yang pertama."


def test_another_links_remark_cannot_be_mended(cast, visit, given, contact):
    other = give(cast, contact, "o")
    path = f"/t/{other.link.key}/catatan/{leave(given, cast.placement)}"

    assert holder(visit, other).get(path).status_code == 404


def test_there_is_an_end_to_them(cast, browser, given, page):
    for number in range(MOST_REMARKS):
        leave(given, cast.placement, f"{number}")

    reply = browser.post(f"{page}/catatan", SENT)

    assert reply.status_code == 422
    assert CampusRemark.select().count() == MOST_REMARKS


def test_the_name_of_then_stays_with_it(cast, given):
    leave(given, cast.placement)

    assert (CampusRemark.get().name, CampusRemark.get().at) == (given.link.name, NOON)
