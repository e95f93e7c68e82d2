"""A message to alumni on a small phone, and ending it from a mail without signing in."""

import sys
from urllib.parse import urlsplit

import pytest

from tests.browser import acts
from tests.browser.site import Site, _run
from tests.support.servers.browser import axe

COORDINATOR = "Ratna Contoh"
MAKE = """
import sys
from mori import create_app
from mori.accounts.models import Membership, Person
from mori.alumni.messages.letters import StopLinks
from mori.alumni.rules import Agreed
from mori.config import load
from mori.core.db import db
from tests.alumni.messages.writing import alumnus

create_app(load())
with db.connection_context():
    person = Person.get(Person.name == sys.argv[1])
    office = Membership.get(Membership.person == person).office
    agreed = [Agreed.DIRECTORY, Agreed.NEWS]
    made = alumnus(office, "Zahra Umpama", agreed=agreed, phone="+6281234567890")
    print(made.key, StopLinks("http://x", load().key).url(made.key, Agreed.NEWS))
"""

SMALL = {"width": 320, "height": 640}


def assert_it_is_legible(page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    assert axe(page) == []


@pytest.fixture(scope="module")
def made(site: Site) -> tuple[str, str]:
    """The key of an alumna who agreed to news, and the path that ends them."""
    key, url = _run(site.environment, sys.executable, "-c", MAKE, COORDINATOR).split()
    return key, urlsplit(url).path


@pytest.fixture
def phone(browser, site: Site):
    with acts.signed_in(browser, site.people[COORDINATOR], base_url=site.address) as page:
        page.set_viewport_size(SMALL)
        yield page


def test_from_the_directory_to_a_message_on_its_way(phone, made):
    phone.goto("/alumni?cari=zahra")
    phone.locator("summary", has_text="Tindakan lainnya").click()
    phone.get_by_role("link", name="Tulis ke yang tampil di sini").click()
    assert_it_is_legible(phone)
    phone.get_by_label("Perihal").fill("Temu alumni")
    phone.get_by_label("Pesan", exact=True).fill("Kita bertemu hari Jumat.")
    phone.get_by_role("button", name="Lihat seperti penerima").click()
    assert_it_is_legible(phone)
    assert phone.get_by_text("Sampai ke 1 orang saat ini").is_visible()

    phone.get_by_role("button", name="Kirim ke 1 orang").click()

    assert_it_is_legible(phone)
    assert phone.locator("#progress").is_visible()
    phone.get_by_role("link", name="Pesan untuk alumni").first.click()
    assert_it_is_legible(phone)


def test_whatsapp_is_opened_with_the_words(phone, made):
    phone.goto(f"/alumni/{made[0]}")
    phone.get_by_role("link", name="Tulis lewat WhatsApp").click()
    assert_it_is_legible(phone)
    phone.get_by_role("button", name="Buat tautan").click()
    assert_it_is_legible(phone)

    link = phone.get_by_role("link", name="Buka WhatsApp: 0812-3456-7890")

    assert str(link.get_attribute("href")).startswith("https://wa.me/6281234567890?text=Halo")


def test_one_tap_ends_it_and_takes_it_back(browser, site: Site, made):
    with acts.anonymous(browser, base_url=site.address) as page:
        page.set_viewport_size(SMALL)
        page.goto(made[1])
        assert_it_is_legible(page)
        page.get_by_role("button", name="Berhenti menerima surel ini").click()
        assert_it_is_legible(page)
        assert page.get_by_text("Sudah: kamu tidak lagi menerima surel ini").is_visible()
        page.get_by_role("button", name="Saya mau menerima surel ini").click()

        assert page.get_by_role("button", name="Berhenti menerima surel ini").is_visible()
