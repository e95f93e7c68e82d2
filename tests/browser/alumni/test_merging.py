"""Two records of one person merged and parted on a phone."""

import os
import subprocess
import sys

import pytest

from tests.browser import acts
from tests.browser.site import ROOT, Site
from tests.support.looking.legible import look_at

COORDINATORS = {"without JavaScript": "Rusdiana Misalkan", "with htmx": "Ratna Contoh"}
MAKE = """
import sys
from mori import create_app
from mori.accounts.models import Membership, Person
from mori.config import load
from mori.core.db import db
from mori.offices.models import Office
from tests.alumni.making import make_alumnus
create_app(load())
with db.connection_context():
    person = Person.get(Person.name == sys.argv[1])
    office = Office.get_by_id(Membership.get(Membership.person == person).office_id)
    for name in ("Rahmat Umpamakan", "Rachmat Umpamakan"):
        make_alumnus(office, name, phone="+6281277770001")

"""


@pytest.fixture(params=COORDINATORS)
def way(request) -> str:
    return request.param


@pytest.fixture
def listed(site: Site, way: str) -> None:
    """Two records like each other."""
    command = (sys.executable, "-c", MAKE, COORDINATORS[way])
    environment = {**os.environ, **site.environment}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


@pytest.fixture
def page(browser, site: Site, way: str, listed: None):
    with acts.signed_in(
        browser,
        site.people[COORDINATORS[way]],
        base_url=site.address,
        java_script_enabled=way == "with htmx",
    ) as opened:
        opened.set_viewport_size({"width": 360, "height": 640})
        yield opened


def assert_legible(page, way: str, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}-{way[:7].strip()}.png", full_page=True)
    if way == "with htmx":
        assert not list(look_at(page))
        page.set_viewport_size({"width": 360, "height": 640})


def test_two_records_are_merged_and_parted(page, way):
    page.goto("/alumni/ganda")
    pair = page.get_by_role("link", name="Rahmat Umpamakan")
    acts.reload_until(page, lambda: pair.count() > 0)
    assert_legible(page, way, "pairs")
    pair.first.click()
    page.get_by_role("heading", name="Apakah ini satu orang?").wait_for()
    assert_legible(page, way, "side-by-side")
    page.locator("#name").get_by_text("Rachmat Umpamakan").click()
    page.get_by_role("button", name="Gabungkan", exact=True).click()

    page.get_by_role("button", name="Urungkan Rachmat Umpamakan").wait_for()
    assert_legible(page, way, "merged")
    page.get_by_role("button", name="Urungkan Rachmat Umpamakan").click()
    page.get_by_role("button", name="Urungkan Rachmat Umpamakan").wait_for(state="detached")

    page.get_by_role("link", name="Perlu diputuskan").click()
    acts.reload_until(page, lambda: pair.count() > 0)
    pair.first.click()
    page.get_by_role("button", name="Bukan orang yang sama").click()
    page.get_by_role("link", name="Bukan orang yang sama").click()
    page.get_by_text("Rachmat Umpamakan").first.wait_for()
    assert_legible(page, way, "apart")
