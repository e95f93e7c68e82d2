"""The coordinator's list: marking by hand, guests, taking back; and who may."""

import datetime as dt

import pytest

from mori.events.presence.models import Presence, Scan
from mori.events.presence.queries import scans_of
from tests.cast import TODAY
from tests.events.presence.holding import hold_event, listed

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def event(cast):
    return hold_event(cast.banua)


def said(event, **more: str) -> dict[str, str]:
    return {"token": "t", "day": str(TODAY), "part": "pm", **more}


def test_a_coordinator_marks_by_letters_by_name_and_sees_since_when(visit, cast, event):
    first, second, _third = listed(event)
    browser, url = visit(cast.wati), f"/kegiatan/{event.key}/hadir"

    marked = browser.post(url, said(event, who=first.short_code.lower()))
    browser.post(url, said(event, who="contoh 2"))
    again = browser.post(url, said(event, token="u", pick=first.short_code))

    assert marked.status_code == again.status_code == 303
    assert Presence.select().count() == 2
    assert "hadir sejak 12.00" in browser.get(again.location).text
    assert f">{second.name}" in browser.get(f"/hadir/{second.key}").text


def test_a_name_that_several_have_is_chosen_from(visit, cast, event):
    answer = visit(cast.wati).post(
        f"/kegiatan/{event.key}/hadir", said(event, who="peserta contoh")
    )

    assert answer.status_code == 422
    assert answer.text.count('name="pick"') == 3
    assert not Scan.select().count()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"who": "ZZZZ"}, "Tambahkan sebagai tamu"),
        ({"who": ""}, "Tulis empat hurufnya"),
        ({"who": "contoh 1", "part": "x"}, "Pilih salah satu paruh hari"),
        ({"who": "contoh 1", "day": str(TODAY + dt.timedelta(days=1))}, "belum tiba"),
    ],
)
def test_what_cannot_be_marked_is_said(visit, cast, fields, words):
    event = hold_event(cast.banua, days=2)

    answer = visit(cast.wati).post(f"/kegiatan/{event.key}/hadir", said(event, **fields))

    assert answer.status_code == 422
    assert words in answer.text
    assert not Scan.select().count()


def test_a_guest_is_added_and_marked(visit, cast, event):
    browser, url = visit(cast.wati), f"/kegiatan/{event.key}/hadir/tamu"

    browser.post(url, said(event, guest="Tamu Umpama", community="Arisan Contoh"))
    missing = browser.post(url, said(event, token="u", community="Arisan Contoh"))

    assert listed(event)[3].community_name == "Arisan Contoh"
    assert Presence.select().count() == 1
    assert missing.status_code == 422
    assert 'value="Arisan Contoh"' in missing.text


def test_a_mark_is_voided_with_a_reason(visit, cast, event):
    first = listed(event)[0]
    browser = visit(cast.wati)
    browser.post(f"/kegiatan/{event.key}/hadir", said(event, who=first.short_code))
    scan = scans_of(first.id)[0]

    without = browser.post(f"/hadir/tanda/{scan.key}/batal", {"reason": " "})
    browser.post(f"/hadir/tanda/{scan.key}/batal", {"reason": "Salah ketuk."})

    assert without.status_code == 422
    assert "Salah ketuk." in browser.get(f"/hadir/{first.key}").text
    assert not Presence.select().count()


def test_a_head_reads_and_does_not_mark_and_another_office_sees_nothing(visit, cast, event):
    first = listed(event)[0]
    pages = [f"/kegiatan/{event.key}/{name}" for name in ("hadir", "lembar", "pintu", "layar")]

    assert visit(cast.hasan).get(pages[0]).status_code == 200
    assert 'name="who"' not in visit(cast.hasan).get(pages[0]).text
    refused = visit(cast.hasan).post(pages[0], said(event, who=first.short_code))
    assert refused.status_code == 404
    for page in [*pages, f"/hadir/{first.key}", f"/kegiatan/{event.key}/lembar.pdf"]:
        assert visit(cast.citra).get(page).status_code == 404


def test_a_long_list_goes_on_by_rows(visit, cast):
    event = hold_event(cast.banua, people=33)
    browser = visit(cast.wati)

    first = browser.get(f"/kegiatan/{event.key}/hadir").text

    assert "Peserta Contoh 30<" in first.replace(" <", "<")
    assert "after=30" in first
    assert "Peserta Contoh 33" in browser.get(f"/kegiatan/{event.key}/hadir?after=30").text
