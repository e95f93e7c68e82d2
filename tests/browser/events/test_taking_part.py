"""From the invitation to the teaching, on a small phone without JavaScript."""

import datetime as dt

import pytest
from playwright.sync_api import Page

from tests.browser import acts
from tests.browser.events.holding import coordinator_of, head_of, run, type_rows
from tests.browser.site import Site
from tests.support.looking.legible import look_at

# A training of today with forty on its list; an invitation of two seats; a member's own link.
PREPARE = """
from types import SimpleNamespace
from mori import create_app
from mori.accounts.models import Person
from mori.config import load
from mori.core.clock import local_date, now
from mori.core.db import db
from mori.core.texts.folding import folded
from mori.events.inviting.operations import invite
from mori.events.telling.letters import pass_of
from mori.network.models import Community
from mori.network.rules import CommunityState, Purpose
from mori.offices.models import Office
from mori.offices.operations import use_modules
from mori.offices.rules import Module
from tests.events.presence.holding import hold_event
from tests.network.making import link_to, make_member
app = create_app(load())
with app.app_context(), db.connection_context():
    office, at = Office.get(Office.code == "63"), now()
    use_modules(office.id, list(Module))
    event = hold_event(office, 40, day=local_date(at, office.zone))
    named = lambda name: {"name": name, "name_folded": folded(name), "made_at": at}
    member = make_member(office, "Dewi Peraga", agreed=(Purpose.MEETINGS,))
    community = Community.create(
        office=office, type="literacy", state=CommunityState.ACTIVE, **named("Forum Baca Peraga")
    )
    invitation = invite(event, community, member, 2, None, at)
    given = link_to(SimpleNamespace(wati=Person.select().first()), member, at=at)
    ticket = pass_of(app.config["SECRET_KEY"], invitation.key)
print(event.key, event.starts_on, ticket, f"{given.link.key}/{given.secret}")
"""

# As if the night had passed: all that was of today was of yesterday.
A_DAY_LATER = """
import datetime as dt, sys
from mori import create_app
from mori.config import load
from mori.core.db import db
from mori.events.models import Event, Participant
from mori.events.presence.models import Presence, Scan
create_app(load())
with db.connection_context(), db.atomic():
    event = Event.get(Event.key == sys.argv[1])
    day = event.starts_on - dt.timedelta(days=1)
    Event.update(starts_on=day, ends_on=day).where(Event.id == event.id).execute()
    people = Participant.select(Participant.id).where(Participant.event == event.id)
    for model in (Scan, Presence):
        model.update(day=day).where(model.participant.in_(people)).execute()
"""
TEXT = "Kami membahas empat syarat sebelum ke loket."


@pytest.fixture
def held(site: Site) -> tuple[str, str, str, str]:
    """The event's key and day, the pass of an invitation, and a member's own link."""
    key, day, ticket, own = run(site, PREPARE).split()
    return key, day, f"/jawab/{ticket}", f"/t/{own}"


def test_from_the_invitation_to_the_teaching(browser, site: Site, held):
    key, day, invitation, own = held
    small = {"viewport": {"width": 360, "height": 640}, "base_url": site.address}
    plain = {**small, "java_script_enabled": False}

    with (
        acts.signed_in(browser, coordinator_of(site), **plain) as office,
        acts.anonymous(browser, **plain) as mine,
    ):
        answer(mine, invitation, "Dewi Peraga", "Fauzi Peraga")
        answer(mine, invitation, "Dewi Peraga", "Gita Peraga")
        assert mine.locator("li", has_text="Fauzi Peraga").count() == 0

        enter_code(mine, office, key)
        for is_again in (False, True):
            type_rows(office, key, day, "1-40")
            if not is_again:
                office.get_by_role("button", name="Urungkan").click()
                office.get_by_text("Isian itu ditarik kembali.").wait_for()
        assert sum(there(office, key, day, part) for part in ("am", "pm")) == 41

        promise(mine, invitation)
        run(site, A_DAY_LATER, key)
        publish(office, key)
        mine.goto(invitation)
        mine.locator("li", has_text="Dewi Peraga").get_by_role("link", name="Notulen").click()
        mine.get_by_text(TEXT).wait_for()
        assert mine.locator("li", has_text="Forum Baca Peraga").first.is_visible()
        minutes = mine.url

        mine.goto(invitation)
        mine.get_by_role("link", name="Beri masukan tanpa namamu").click()
        with acts.anonymous(browser, **small) as page:
            page.goto(mine.url)
            assert list(look_at(page)) == []
        say(mine)

        issue(office, key)
        with acts.signed_in(browser, head_of(site), **plain) as head:
            head.goto("/sertifikat/tanda-tangan")
            head.get_by_role("button", name="Tandatangani yang dicentang").click()
        mine.goto(invitation)
        mine.locator("li", has_text="Dewi Peraga").get_by_role("link", name="Isi dokumen").click()
        mine.get_by_text("Dokumen ini tercatat.").wait_for()
        assert mine.get_by_text("1 dari 2 paruh hari").is_visible()
        checked = mine.url

        promised = report(mine, own)
        mine.goto(invitation)
        assert mine.locator("li", has_text="Ibu-ibu arisan").get_by_text("Terjadi").is_visible()

    with acts.anonymous(browser, **small) as page:
        for path in (invitation, minutes, checked, promised):
            page.goto(path)
            assert list(look_at(page)) == [], path


def answer(page: Page, invitation: str, *names: str) -> None:
    page.goto(invitation)
    page.get_by_text("Datang", exact=True).first.click()
    for n, name in enumerate(names):
        page.locator(f"#name_{n}").fill(name)
    page.get_by_role("button", name="Kirim jawaban").click()
    page.get_by_text("Diterima. Terima kasih.").wait_for()
    for name in names:
        page.locator("li", has_text=name).wait_for()


def enter_code(page: Page, office: Page, key: str) -> None:
    """The six digits of the room's screen, on the participant's own page."""
    office.goto(f"/kegiatan/{key}/layar")
    page.locator("li", has_text="Dewi Peraga").get_by_role("link", name="Halamanmu").click()
    page.get_by_label("Enam angka di layar").fill(office.locator(".code").inner_text())
    page.get_by_role("button", name="Lanjutkan").click()
    page.get_by_role("button", name="Saya hadir").click()
    page.get_by_role("heading", name="Kamu tercatat hadir").wait_for()


def there(office: Page, key: str, day: str, part: str) -> int:
    """How many are there in a half-day, as the office's page says."""
    office.goto(f"/kegiatan/{key}/hadir?hari={day}&bagian={part}")
    said = office.locator("p", has_text="orang hadir.").first.inner_text()
    return int(said.rpartition(":")[2].split()[0])


def promise(page: Page, invitation: str) -> None:
    page.goto(invitation)
    page.locator("li", has_text="Dewi Peraga").get_by_role(
        "link", name="Janji mengajar lagi"
    ).click()
    page.get_by_label("Siapa yang akan kamu ajar?").fill("Ibu-ibu arisan")
    page.get_by_label("Kabupaten, kota, atau provinsi").fill("Kota Banjarmasin")
    page.get_by_role("button", name="Aku janjikan").click()
    page.get_by_role("link", name="Ibu-ibu arisan").wait_for()


def publish(office: Page, key: str) -> None:
    office.goto(f"/kegiatan/{key}/notulen/tulis")
    office.get_by_label("Yang dibahas").fill(TEXT)
    office.get_by_label("Keputusan, satu baris satu").fill("Bertemu lagi tiga bulan lagi")
    office.get_by_role("button", name="Simpan rancangan").click()
    office.get_by_role("button", name="Terbitkan").click()
    office.get_by_text("Terbit. Yang hadir bisa membacanya").wait_for()


def say(page: Page) -> None:
    for question in page.locator("fieldset").all():
        question.get_by_text("Ya", exact=True).click()
    page.get_by_role("button", name="Kirim tanpa namaku").click()
    page.get_by_text("Kamu sudah memberi masukan").wait_for()


def issue(office: Page, key: str) -> None:
    """Certificates for all who were there, with the date that is proposed."""
    office.goto(f"/kegiatan/{key}/sertifikat")
    office.get_by_role("button", name="Terbitkan untuk").click()
    office.get_by_text("sertifikat dibuat.").wait_for()


def report(page: Page, own: str) -> str:
    """By the member's own link, the form filled in; the address of the promise it keeps."""
    page.goto(own)
    page.get_by_role("button", name="Buka", exact=True).click()
    page.get_by_role("link", name="Ibu-ibu arisan").click()
    promised = page.url
    page.get_by_role("link", name="Laporkan pengajaran").click()
    assert page.locator("[name=region]").input_value() == "Kota Banjarmasin"
    assert dt.date.fromisoformat(page.locator("[name=on]").input_value())
    page.locator("[name=headcount]").fill("23")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("button", name="Kirim ke kantor").click()
    page.get_by_role("button", name="Kirim ke kantor").wait_for(state="detached")
    page.goto(promised)
    page.get_by_text("Sudah dilaporkan:").wait_for()
    return promised
