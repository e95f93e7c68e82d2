"""A door by its link: one day, adding alone, names and letters alone."""

import datetime as dt

import pytest

from mori.core.bytes import brotli_size
from mori.core.clock import now
from mori.events.door.operations import make_pass, revoke_pass
from mori.events.presence.models import DoorPass, Presence, Scan
from mori.web.phone.queue import HEADER, PHONE_TIME, SENDING_TIME
from tests.cast import TODAY
from tests.events.presence.holding import hold_event, listed

pytestmark = pytest.mark.usefixtures("noon")
DAY = dt.timedelta(days=1)


@pytest.fixture
def event(cast):
    return hold_event(cast.banua)


def door_of(event, cast, day: dt.date = TODAY, label: str = "Pintu 1") -> str:
    return f"/pintu/{make_pass(event, label, day, label, cast.wati.id, now()).secret}"


def said(event, **more: str) -> dict[str, str]:
    return {"token": "t", "day": str(TODAY), "part": "pm", **more}


def test_a_coordinator_makes_a_link_that_is_shown_once_and_takes_it_back(visit, cast, event):
    browser, url = visit(cast.wati), f"/kegiatan/{event.key}/pintu"
    made = browser.post(url, {"token": "d", "label": "Pintu 1", "day": str(TODAY)})
    link = made.text.partition('class="link">')[2].partition("<")[0]
    path = "/pintu/" + link.rpartition("/")[2]

    assert visit().get(path).status_code == 200
    assert link not in browser.get(url).text
    assert browser.post(url, {"token": "d", "label": "x", "day": str(TODAY)}).status_code == 422
    assert browser.post(url, {"label": "x", "day": str(TODAY - DAY)}).status_code == 422
    browser.post(f"/pintu-kegiatan/{DoorPass.get().key}/cabut")
    assert visit().get(path).status_code == 404


def test_a_helper_marks_and_sees_who_was_marked_before(visit, cast, event):
    first, second, _third = listed(event)
    one, two = door_of(event, cast), door_of(event, cast, label="Pintu 2")

    visit().post(one, said(event, pick=first.short_code))
    again = visit().post(two, said(event, who=first.short_code))
    visit().post(two, said(event, who="contoh 2"))

    assert again.status_code == 303
    assert "hadir sejak 12.00" in visit().get(again.location).text
    assert "Siang 12.00 Pintu 2" in " ".join(visit().get(one).text.split())
    assert {each.participant_id for each in Presence.select()} == {first.id, second.id}
    assert Scan.select().count() == 3


def test_a_helper_sees_no_number_and_reaches_nothing_else(visit, cast, event):
    shown = visit().get(door_of(event, cast)).text

    assert "tel:" not in shown
    assert "/hadir/" not in shown
    assert "batal" not in shown


def test_guests_are_added_at_the_door(visit, cast, event):
    door = door_of(event, cast)

    for token in ("a", "b", "b"):
        visit().post(f"{door}/tamu", said(event, token=token, guest="Tamu Contoh"))

    assert len(listed(event)) == 5
    assert visit().post(f"{door}/tamu", said(event, guest=" ")).status_code == 422


@pytest.mark.parametrize(("day", "status"), [(-1, 404), (0, 200), (1, 200), (2, 404)])
def test_the_list_opens_on_its_day_and_the_day_before(visit, cast, day, status):
    event = hold_event(cast.banua, days=5, day=TODAY - DAY)

    assert visit().get(door_of(event, cast, TODAY + day * DAY)).status_code == status


def test_on_the_eve_nobody_is_marked(visit, cast):
    event = hold_event(cast.banua, day=TODAY + DAY)
    fields = {"day": str(TODAY + DAY), "part": "am", "who": "contoh 1"}

    answer = visit().post(door_of(event, cast, TODAY + DAY), fields)

    assert answer.status_code == 422
    assert "tandai peserta pada harinya" in answer.text
    assert not Scan.select().count()


def waited(minutes: int) -> dict[str, str]:
    """What a phone says of something that waited on it so long."""
    sent = 1_790_000_000_000
    made = sent - minutes * 60_000
    return {HEADER: "later", PHONE_TIME: str(made), SENDING_TIME: str(sent)}


def test_what_waited_on_the_phone_counts_from_when_it_was_noted(visit, cast, event):
    first = listed(event)[0]
    fields = said(event, pick=first.short_code, part="am")

    answer = visit().post(door_of(event, cast), fields, headers=waited(90))

    assert answer.json["token"] == "t"
    assert answer.json["clock"] == "12.00 WITA"
    assert Presence.get().scan.seen_at == Scan.get().received_at - dt.timedelta(minutes=90)


def test_yesterdays_marks_come_in_today_and_new_ones_do_not(visit, cast):
    event = hold_event(cast.banua, day=TODAY - DAY)
    door, first = door_of(event, cast, TODAY - DAY), listed(event)[0]
    fields = {"token": "t", "day": str(TODAY - DAY), "part": "pm", "pick": first.short_code}

    assert visit().post(door, fields).status_code == 404
    assert visit().post(door, fields, headers=waited(20 * 60)).status_code == 200
    assert Presence.select().count() == 1


def test_a_revoked_door_takes_nothing_and_tells_the_phone_why(visit, cast, event):
    door = door_of(event, cast)
    revoke_pass(DoorPass.get(), cast.wati.id, now())

    answer = visit().post(door, said(event, who="contoh 1"), headers=waited(5))

    assert answer.status_code == 404
    assert "Mintalah tautan hari ini" in answer.json["why"]
    assert not Scan.select().count()


def test_sixty_people_fit_into_a_page_of_two_and_a_half_kilobytes(visit, cast):
    event = hold_event(cast.banua, people=60)

    body = visit().get(door_of(event, cast)).data

    whole = brotli_size(body)
    people = body.partition(b'id="list">')[2].partition(b"</ul>")[0]
    assert whole <= 2_500, whole
    assert brotli_size(people) <= 1_000, brotli_size(people)
