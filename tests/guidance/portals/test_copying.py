"""An intern of a programme with a portal copies a day from MORI, and ticks what was sent."""

import re

import pytest

from mori.guidance.portals.models import PortalDay
from mori.guidance.portals.operations import set_portal
from mori.guidance.portals.rules import PortalTerms, lacking
from mori.logbook.models import Entry
from mori.logbook.rules import EntryState
from mori.placements.rules import InternKind
from tests.cast import TODAY, place
from tests.guidance.portals.asking import ASKED, national
from tests.logbook.writing import write_entry

pytestmark = pytest.mark.usefixtures("noon")

YESTERDAY = TODAY.replace(day=17)
DAY = {"text": "Menyusun rekap laporan.", "learnt": "Membaca aturan baru dengan teliti."}


@pytest.fixture
def sari(visit, cast):
    national(cast.placement, ASKED)
    return visit(cast.sari)


def days_unsent(browser):
    named = browser.get("/").text.partition("Belum dikirim")[2]
    return re.findall(r"/portal\?hari=(\d{4}-\d\d-\d\d)", named)


def test_each_field_of_a_day_is_there_to_be_copied(cast, sari):
    write_entry(cast, obstacles="Listrik padam & gelap.", **DAY)

    page = sari.get("/portal").text

    fields = re.findall(r'<textarea class="prose"[^>]*readonly[^>]*>([^<]*)</textarea>', page)
    assert fields == [*DAY.values(), "Listrik padam &amp; gelap."]
    assert page.count("data-copy") == 3
    assert "tidak mengirim apa pun" in page
    assert "http" not in page.split("<main")[1].split("</main>")[0]


def test_what_is_too_short_is_named_with_what_is_missing(cast, sari):
    write_entry(cast, **DAY)

    page = sari.get("/portal").text

    short = len(DAY["text"])
    assert f"Kurang {60 - short} karakter: program meminta minimal 60." in page
    assert page.count("Kurang") == 1


def test_the_start_page_names_each_short_day_with_its_fields(cast, sari):
    write_entry(cast, YESTERDAY, learnt="Membaca.")  # both are too short
    write_entry(cast, token="t", **DAY)
    write_entry(cast, TODAY.replace(day=16), token="e", text="Menyusun. " * 7, learnt=DAY["learnt"])

    start = sari.get("/").text.partition('id="portal"')[2].partition("</section>")[0]

    named = re.findall(r'hari=([\d-]+)">[^<]*</a>:([^<]*)', start.partition("Belum dikirim")[0])
    assert [(day, " ".join(fields.split())) for day, fields in named] == [
        (f"{YESTERDAY}", "Kegiatan, Pelajaran"),
        (f"{TODAY}", "Kegiatan"),
    ]


@pytest.mark.parametrize(
    ("text", "least", "n"), [("", 0, 0), ("", 5, 5), ("  ab ", 3, 1), ("abc", 3, 0), ("😀😀", 3, 1)]
)
def test_a_length_is_that_of_what_can_be_seen(text, least, n):
    assert lacking(text, least) == n


def test_what_nobody_has_looked_up_is_no_fact(visit, cast):
    national(cast.placement)
    write_entry(cast)

    page = visit(cast.sari).get("/portal").text

    assert "Permintaan portal belum diperiksa" in page
    assert "Kurang" not in page


def test_days_that_are_not_ticked_are_named_until_they_are(cast, sari):
    entry = write_entry(cast)
    earlier = write_entry(cast, YESTERDAY, token="e")
    before = days_unsent(sari)

    reply = sari.post(f"/portal/{earlier.key}", {"revision": "1", "token": "t"})

    assert before == [f"{YESTERDAY}", f"{TODAY}"]
    assert reply.status_code == 303
    assert days_unsent(sari) == [f"{entry.day}"]


def test_a_tick_can_be_taken_back_and_twice_is_once(cast, sari):
    entry = write_entry(cast)
    for _ in range(2):
        sari.post(f"/portal/{entry.key}", {"revision": "1"})
    ticked = sari.get("/portal").text

    sari.post(f"/portal/{entry.key}", {"undo": "1"})

    assert "Semua hari dalam sebulan terakhir sudah dikirim ke MagangHub" in ticked
    assert not PortalDay.select().exists()


def test_what_was_changed_since_has_not_been_sent(cast, sari):
    entry = write_entry(cast)
    sari.post(f"/portal/{entry.key}", {"revision": "1"})
    Entry.update(revision=2).where(Entry.id == entry.id).execute()

    assert days_unsent(sari) == [f"{TODAY}"]
    assert "kamu ubah setelah dikirim" in sari.get("/portal").text


@pytest.mark.parametrize("revision", ["99", "x", "-1"])
def test_nobody_has_sent_what_is_not_written_yet(cast, sari, revision):
    entry = write_entry(cast)

    sari.post(f"/portal/{entry.key}", {"revision": revision})

    assert 0 <= PortalDay.get().revision <= 1


def test_a_tick_waits_on_the_phone_and_gets_its_receipt(cast, sari):
    entry = write_entry(cast)

    reply = sari.post(
        f"/portal/{entry.key}", {"revision": "1", "token": "t"}, headers={"X-Mori-Queue": "later"}
    )

    assert (reply.json["token"], reply.json["state"]) == ("t", "received")


def test_a_portal_without_ticks_names_no_day(visit, cast):
    national(cast.placement, ASKED._replace(is_ticked=False))
    write_entry(cast)
    sari = visit(cast.sari)

    assert 'id="portal"' in sari.get("/").text
    assert "belum dikirim" not in sari.get("/portal").text.lower()


@pytest.mark.parametrize("kind", InternKind)
def test_whoever_has_no_portal_is_told_so_and_not_shown_the_way(visit, cast, kind):
    set_portal(cast.banua.id, kind, PortalTerms(""))
    type(cast.placement).update(kind=kind).execute()
    write_entry(cast)
    sari = visit(cast.sari)

    assert 'id="portal"' not in sari.get("/").text
    assert "tidak punya portal" in sari.get("/portal").text


@pytest.mark.parametrize("state", EntryState)
def test_an_entry_in_every_state_is_there_but_what_was_taken_back(cast, sari, state):
    write_entry(cast, state=state, reviewer=cast.rina)

    page = sari.get("/portal").text

    assert ("Menerima tiga konsultasi." in page) is not state.is_withdrawn


def test_somebody_elses_day_is_not_ticked(visit, cast):
    national(cast.placement, ASKED)
    entry = write_entry(cast)

    for who in (cast.tono, cast.laila, cast.rina):
        assert visit(who).post(f"/portal/{entry.key}").status_code == 404
    assert not PortalDay.select().exists()


def test_an_intern_without_a_placement_has_a_page(visit, cast):
    place(cast.tono, cast.banua, [(cast.pvl, cast.rina, None)], TODAY.replace(year=2027))
    type(cast.placement).update(state="withdrawn").execute()

    assert visit(cast.tono).get("/portal").status_code == 200


def test_nothing_is_asked_that_opens_the_portal(visit, cast, sari):
    write_entry(cast)

    pages = ((cast.sari, "/portal"), (cast.rina, "/tinjau/portal"), (cast.wati, "/kantor/portal"))
    for who, path in pages:
        main = visit(who).get(path).text.split("<main")[1].split("</main>")[0]
        assert 'type="password"' not in main
        assert not re.search(r'name="(nik|sandi|password|username|akun)"', main)


def test_the_last_days_are_sent_after_the_internship_too(visit, cast):
    national(cast.placement, ASKED)
    entry = write_entry(cast, YESTERDAY)
    type(cast.placement).update(state="finished", ends_on=YESTERDAY).execute()
    sari = visit(cast.sari)
    before = days_unsent(sari)

    sari.post(f"/portal/{entry.key}", {"revision": "1"})

    assert before == [f"{YESTERDAY}"]
    assert 'id="portal"' not in sari.get("/").text
