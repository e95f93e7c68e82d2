"""Minutes: written, published, read by whoever was there; figures of then beside those of now."""

import pytest

from mori.events.minutes.models import Minutes, MinutesPresence
from mori.events.minutes.rules import MinutesState
from mori.events.models import Event
from mori.events.presence.models import Scan
from mori.events.presence.operations import void_mark
from mori.events.presence.rules import Part
from mori.events.rules import EventState
from mori.events.telling.letters import pass_of
from tests.cast import TODAY
from tests.events.followups.making import begun_on, held, promised, was_there

pytestmark = pytest.mark.usefixtures("noon")
TEXT = "Kami membahas empat syarat sebelum ke loket."


def said(seen: int = 0, **changes) -> dict[str, str]:
    decisions = "Bertemu lagi dalam tiga bulan\n- Setiap komunitas mengajar lagi"
    return {"seen": str(seen), "text": TEXT, "decisions": decisions, **changes}


def published(visit, cast):
    event, row = held(cast)
    was_there(row)
    browser, base = visit(cast.wati), f"/kegiatan/{event.key}/notulen"
    browser.post(f"{base}/tulis", said())
    assert browser.post(f"{base}/terbit", {"seen": "1"}).status_code == 303
    return event, row, base


def own(app, row) -> str:
    return f"/jawab/{pass_of(app.config['SECRET_KEY'], row.invitation.key)}"


def test_publishing_makes_the_event_reported_and_the_text_stand(visit, cast):
    event, row = held(cast)
    was_there(row)
    promised(row)
    browser, base = visit(cast.wati), f"/kegiatan/{event.key}/notulen"

    assert browser.post(f"{base}/tulis", {"seen": "0", "text": ""}).status_code == 422
    assert browser.post(f"{base}/tulis", said()).status_code == 303
    draft = browser.get(base).text
    assert "Bertemu lagi dalam tiga bulan" in draft
    assert visit(cast.hasan).get(base).text.count(TEXT) == 0  # a draft is nobody else's
    assert browser.post(f"{base}/terbit", {"seen": "0"}).status_code == 422  # not what stands
    assert browser.post(f"{base}/terbit", {"seen": "1"}).status_code == 303

    assert Event.get_by_id(event.id).state is EventState.REPORTED
    assert Minutes.get().state is MinutesState.PUBLISHED
    read = visit(cast.hasan).get(base).text
    for words in (TEXT, "Setiap komunitas mengajar lagi", "Forum Lilih Contoh", "dijanjikan 1"):
        assert words.casefold() in read.casefold()
    assert browser.get(f"{base}.pdf").data.startswith(b"%PDF")


def test_minutes_of_an_event_that_runs_are_not_published(visit, cast):
    event, row = held(cast)
    was_there(row)
    begun_on(event, TODAY)
    browser, base = visit(cast.wati), f"/kegiatan/{event.key}/notulen"
    browser.post(f"{base}/tulis", said())

    refused = browser.post(f"{base}/terbit", {"seen": "1"})

    assert refused.status_code == 422
    assert "belum selesai" in refused.text
    assert Minutes.get().state is MinutesState.DRAFT


def test_two_who_write_at_once_see_both_texts_and_lose_neither(visit, cast):
    event, _row = held(cast)
    browser, page = visit(cast.wati), f"/kegiatan/{event.key}/notulen/tulis"
    browser.post(page, said(text="Tulisan pertama.", decisions="Yang pertama"))

    stale = browser.post(page, said(text="Tulisan kedua.", decisions="Yang kedua"))

    assert stale.status_code == 422
    for words in ("Tulisan pertama.", "Yang pertama", "Tulisan kedua.", "Yang kedua"):
        assert words in stale.text
    assert 'name="seen" value="1"' in stale.text
    assert Minutes.get().text == "Tulisan pertama."
    assert browser.post(page, said(1, text="Keduanya.")).status_code == 303
    assert Minutes.get().text == "Keduanya."


def test_a_version_keeps_its_figures_and_shows_what_is_known_beside_them(visit, cast):
    event, row, base = published(visit, cast)
    browser = visit(cast.wati)
    assert "diketahui kini" not in browser.get(base).text

    was_there(row, Part.PM)
    void_mark(Scan.get(Scan.part == Part.AM), "Salah ketuk", cast.wati.id, row.made_at)

    shown = browser.get(base).text
    assert "diketahui kini" in shown
    assert "1 (0)" in shown
    assert "0 (1)" in shown
    assert [each.people for each in MinutesPresence.select()] == [1]
    assert event.key in base


def test_the_next_version_begins_with_what_stands_and_takes_its_place(visit, cast):
    _event, _row, base = published(visit, cast)
    browser = visit(cast.wati)
    assert TEXT in browser.get(f"{base}/tulis").text

    browser.post(f"{base}/tulis", said(text="Teks versi kedua."))
    assert TEXT in browser.get(base).text  # until it is published
    browser.post(f"{base}/terbit", {"seen": "1"})

    assert "Teks versi kedua." in browser.get(base).text
    assert TEXT in browser.get(f"{base}?versi=1").text
    states = [each.state for each in Minutes.select().order_by(Minutes.version)]
    assert states == [MinutesState.REPLACED, MinutesState.PUBLISHED]


def test_who_was_there_reads_it_by_the_pass_and_nobody_else(app, visit, cast):
    _event, row, base = published(visit, cast)
    _elsewhere, absent = held(cast, name="Dewi Contoh", mail="dewi@contoh.example")
    browser = visit()

    page = own(app, row)
    assert f"{page}/notulen" in browser.get(page).text
    assert TEXT in browser.get(f"{page}/notulen").text
    assert browser.get(f"{page}/notulen.pdf").data.startswith(b"%PDF")
    assert browser.get(f"{own(app, absent)}/notulen").status_code == 404
    assert visit(cast.eko).get(base).status_code == 404


def test_a_draft_and_absent_people_open_nothing(app, visit, cast):
    event, row = held(cast)
    visit(cast.wati).post(f"/kegiatan/{event.key}/notulen/tulis", said())
    was_there(row)
    assert visit().get(f"{own(app, row)}/notulen").status_code == 404  # no version stands

    visit(cast.wati).post(f"/kegiatan/{event.key}/notulen/terbit", {"seen": "1"})
    assert visit().get(f"{own(app, row)}/notulen").status_code == 200
    void_mark(Scan.get(), "Salah ketuk", cast.wati.id, row.made_at)
    assert visit().get(f"{own(app, row)}/notulen").status_code == 404
