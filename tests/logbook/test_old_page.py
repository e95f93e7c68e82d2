"""A page that lay open overnight: its text is today's, unless its writer says otherwise."""

import datetime as dt

from mori.core.clock import now
from mori.logbook.models import Entry
from tests.cast import NOON, TODAY
from tests.logbook.sending import YESTERDAY, send

OPENED_YESTERDAY = {"day": YESTERDAY, "opened": YESTERDAY}


def phone(at: dt.datetime) -> dict[str, str]:
    """It was written then, and is sent now."""
    clock = {"X-Mori-At": at, "X-Mori-Now": now()}
    said = {name: str(int(each.timestamp() * 1000)) for name, each in clock.items()}
    return {"X-Mori-Queue": "later", **said}


def test_its_day_is_asked_and_today_offered(visit, cast):
    for place in ({}, {"from": "home"}):
        reply = send(visit(cast.sari), **OPENED_YESTERDAY, **place)

        assert reply.status_code == 422
        assert "Halaman ini dibuka Sel 17 Nov. Periksa harinya, lalu kirim." in reply.text
        assert f'name="opened" value="{TODAY}"' in reply.text
        assert "Menerima tiga konsultasi." in reply.text
    assert not Entry.select().exists()


def test_within_the_page_its_day_can_be_chosen(visit, cast):
    reply = send(visit(cast.sari, htmx=True), **OPENED_YESTERDAY, **{"from": "home"})

    assert 'id="day-home"' in reply.text
    assert f'value="{TODAY}"' in reply.text


def test_whoever_then_says_yesterday_means_it(visit, cast):
    reply = send(visit(cast.sari), day=YESTERDAY, opened=TODAY)

    assert reply.status_code == 303
    assert Entry.get().day == YESTERDAY


def test_a_day_that_was_chosen_on_it_is_not_asked_again(visit, cast):
    before = YESTERDAY - dt.timedelta(days=1)

    assert send(visit(cast.sari), day=before, opened=YESTERDAY).status_code == 303


def test_what_was_written_yesterday_and_waited_is_yesterdays(visit, cast):
    headers = phone(NOON - dt.timedelta(days=1))
    fields = {"token": "t1", "text": "Kemarin.", "activity": "", **OPENED_YESTERDAY}

    assert visit(cast.sari).post("/logbook", fields, headers=headers).status_code == 200
    assert Entry.get().day == YESTERDAY


def test_what_was_written_today_on_it_and_waited_is_refused_with_the_question(visit, cast):
    headers = phone(NOON - dt.timedelta(hours=2))
    fields = {"token": "t1", "text": "Tadi.", "activity": "", **OPENED_YESTERDAY}

    reply = visit(cast.sari).post("/logbook", fields, headers=headers)

    assert reply.status_code == 422
    assert "Periksa harinya" in reply.json["why"]


def test_each_page_for_writing_says_when_it_was_opened(visit, cast):
    for path in ("/", "/logbook/baru", f"/logbook/baru?hari={YESTERDAY}"):
        assert f'name="opened" value="{TODAY}"' in visit(cast.sari).get(path).text
