"""An invitation is answered and answered otherwise on a small phone without JavaScript."""

import subprocess
import sys

import pytest

from tests.browser import acts
from tests.browser.site import ROOT, Site
from tests.support.looking.legible import look_at

# A community of the office, with an event in nine days and an invitation of two seats.
INVITE = """
from mori import create_app
from mori.config import load
from mori.core.clock import local_date, now
from mori.core.workdays import DAY
from mori.events.inviting.operations import invite
from mori.events.making.operations import Facts, announce_event, make_event
from mori.events.queries import event_by_id
from mori.events.rules import EventKind, Mode
from mori.events.telling.letters import pass_of
from mori.network.models import Community
from mori.network.rules import CommunityState
from mori.offices.models import Office
from mori.offices.operations import use_modules
from mori.offices.rules import Module
app = create_app(load())
office, at = Office.get(Office.code == "63"), now()
use_modules(office.id, [Module.NETWORK])
day = local_date(at, office.zone) + 9 * DAY
facts = Facts(
    EventKind.TRAINING, "Pelatihan Peraga", "Tahu syarat", "", Mode.HERE, "Aula Contoh", None,
    day, day, 4, day - DAY, None, "Petugas piket perlindungan",
)
event = make_event(office.id, facts, "story", None, at)
announce_event(event, None, at)
community = Community.create(
    office=office, type="literacy", name="Forum Literasi Peraga", made_at=at,
    name_folded="forum literasi peraga", state=CommunityState.ACTIVE,
)
made = invite(event_by_id(event.id), community, None, 2, None, at)
print(event.key, pass_of(app.config["SECRET_KEY"], made.key))
"""


@pytest.fixture
def paths(site: Site) -> tuple[str, str]:
    """Of the event, and of its invitation."""
    done = subprocess.run(
        [sys.executable, "-c", INVITE],
        env=site.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    event, ticket = done.stdout.split()
    return f"/kegiatan/{event}", f"/jawab/{ticket}"


def test_an_invitation_is_answered_and_answered_otherwise(browser, site: Site, paths):
    event, invitation = paths
    small = {"viewport": {"width": 360, "height": 640}, "base_url": site.address}

    with acts.anonymous(browser, **small, java_script_enabled=False) as page:
        page.goto(invitation)
        page.get_by_text("Datang", exact=True).first.click()
        page.locator("#name_0").fill("Dewi Peraga")
        page.locator("#name_1").fill("Fauzi Peraga")
        page.locator("#phone").fill("0812 3456 7890")
        page.get_by_text("Juru bahasa isyarat").first.click()
        page.get_by_role("button", name="Kirim jawaban").click()
        page.get_by_text("Diterima. Terima kasih.").wait_for()
        letters = page.locator("li", has_text="Dewi Peraga").locator("p.muted").inner_text()

        page.goto(invitation)
        assert page.locator("#name_1").input_value() == "Fauzi Peraga"
        page.locator("#name_1").fill("Gita Peraga")
        page.get_by_role("button", name="Kirim jawaban").click()
        page.get_by_text("Diterima. Terima kasih.").wait_for()
        assert page.locator("li", has_text="Dewi Peraga").locator("p.muted").inner_text() == letters
        assert page.locator("li", has_text="Fauzi Peraga").count() == 0

        page.get_by_text("Tidak bisa", exact=True).click()
        page.get_by_role("button", name="Kirim jawaban").click()
        page.get_by_text("Tidak datang").wait_for()
        assert page.locator("li", has_text="Peraga").count() == 0

    with acts.anonymous(browser, **small) as page:
        for path in (event, invitation):
            page.goto(path)
            assert list(look_at(page)) == [], path
