"""What an entry names of a later slice: kept with its words, and never a reason to refuse them."""

import datetime as dt
from collections.abc import Iterator

import pytest

from mori.core.errors import Refused
from mori.logbook.models import Entry, OtherText
from mori.web.mentions import MENTIONS, Mention, Named, use_mentions
from tests.cast import TODAY
from tests.logbook.sending import send
from tests.logbook.writing import write_entry

pytestmark = pytest.mark.usefixtures("noon")

GATE, ROOF = Named("gerbang", "Menjaga gerbang"), Named("atap", "Memeriksa atap")
LATER = {"X-Mori-Queue": "later"}


class Watch:
    """An invented slice that offers what may be watched, and keeps what entries name of it."""

    def __init__(self) -> None:
        self.offered = [GATE, ROOF]
        self.kept: dict[int, str] = {}
        self.is_full = False

    def offer(self, placement_id: int, day: dt.date) -> list[Named]:
        return self.offered

    def keep(self, entry_id: int, key: str, at: dt.datetime) -> None:
        if self.is_full:
            raise Refused("Penuh.")
        self.kept[entry_id] = key

    def named(self, ids: object) -> dict[int, Named]:
        names = {each.key: each for each in (GATE, ROOF)}
        return {row: names[key] for row, key in self.kept.items() if key}


@pytest.fixture
def watch(cast) -> Iterator[Watch]:
    before, watch = dict(MENTIONS), Watch()
    MENTIONS.clear()
    MENTIONS["watch"] = Mention(
        "entry", "watch", "Watched", watch.offer, watch.keep, watch.named, begins_text=True
    )
    yield watch
    MENTIONS.clear()
    MENTIONS.update(before)


def test_the_form_offers_it_and_the_entry_keeps_it(visit, cast, watch):
    browser = visit(cast.sari)
    assert '<option value="atap">Memeriksa atap</option>' in browser.get("/logbook/baru").text

    send(browser, watch="atap")

    entry = Entry.get()
    assert watch.kept == {entry.id: "atap"}
    assert 'selected value="atap"' in browser.get(f"/logbook/{entry.key}").text
    assert "Watched: Memeriksa atap" in visit(cast.rina).get("/tinjau").text
    assert "Watched: Memeriksa atap" in visit(cast.rina).get(f"/logbook/{entry.key}").text


def test_where_nothing_is_offered_nothing_is_asked(visit, cast, watch):
    watch.offered = []

    assert 'name="watch"' not in visit(cast.sari).get("/logbook/baru").text


def test_the_same_form_again_changes_nothing(visit, cast, watch):
    browser = visit(cast.sari)
    send(browser, watch="atap")

    send(browser, watch="atap")

    assert (Entry.select().count(), OtherText.select().count()) == (1, 0)
    assert list(watch.kept.values()) == ["atap"]


def test_a_form_without_the_field_leaves_what_is_named(visit, cast, watch):
    browser = visit(cast.sari)
    send(browser, watch="atap")
    entry = Entry.get()
    words = {"token": "t2", "revision": 1, "day": entry.day, "text": "Diperbaiki.", "activity": ""}

    browser.post(f"/logbook/{entry.key}", words)
    assert watch.kept == {entry.id: "atap"}

    browser.post(f"/logbook/{entry.key}", {**words, "revision": 2, "watch": ""})
    assert watch.kept == {entry.id: ""}


def test_what_is_named_stays_on_offer_where_it_is(visit, cast, watch):
    browser = visit(cast.sari)
    send(browser, watch="atap")
    watch.offered = [GATE]

    page = browser.get(f"/logbook/{Entry.get().key}").text

    assert 'selected value="atap"' in page


@pytest.mark.parametrize("headers", [{}, LATER], ids=["page", "waited"])
def test_words_are_received_without_what_is_offered_no_more(visit, cast, watch, headers):
    watch.offered = [GATE]
    browser = visit(cast.sari)

    reply = browser.post(
        "/logbook",
        {"token": "t1", "day": TODAY, "text": "Atap sudah dicek.", "activity": "", "watch": "atap"},
        headers=headers,
    )

    assert reply.status_code == (200 if headers else 303)
    assert Entry.get().text == "Atap sudah dicek."
    assert watch.kept == {}
    is_said = "pilihan itu tidak ditawarkan lagi" in browser.get("/logbook").text
    assert is_said != bool(headers)


def test_what_cannot_be_kept_takes_the_entry_with_it(cast, watch, visit):
    watch.is_full = True

    reply = send(visit(cast.sari), watch="atap")

    assert reply.status_code == 409
    assert Entry.select().count() == 0


def test_another_device_s_choice_stands_beside_and_may_be_used(visit, cast, watch):
    browser = visit(cast.sari)
    send(browser, watch="atap")
    send(browser, token="t2", watch="gerbang")
    other = OtherText.get()
    assert list(watch.kept.values()) == ["atap"]

    browser.post(f"/versi/{other.key}", {"use": "1", "revision": 1})

    assert list(watch.kept.values()) == ["gerbang"]


def test_whoever_comes_from_it_finds_it_chosen_and_its_name_written(visit, cast, watch):
    page = visit(cast.sari).get("/logbook/baru?watch=atap").text

    assert 'selected value="atap"' in page
    assert "Memeriksa atap</textarea>" in page


def test_where_the_day_has_an_entry_it_is_chosen_there(visit, cast, watch):
    entry = write_entry(cast)

    reply = visit(cast.sari).get("/logbook/baru?watch=atap")

    assert reply.location == f"/logbook/{entry.key}?watch=atap"


def test_a_name_that_two_slices_claim_is_an_error(watch):
    before, mention = dict(MENTIONS), MENTIONS["watch"]

    with pytest.raises(ValueError, match="Two mentions are called watch"):
        use_mentions([mention, mention])

    MENTIONS.update(before)
