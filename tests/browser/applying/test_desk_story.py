"""A letter with four names on a desktop, in English: accepted, waiting, refused, taken back, and
the letter that goes out.
"""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.browser import acts

COORDINATOR, HEAD = "Rusdiana Misalkan", "Halimah Teladan"
DESKTOP = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}
CONTACT = "rahimah@umr.example"
NAMES = ("Aminah Rekaan", "Bahrun Rekaan", "Cempaka Rekaan", "Dahlia Rekaan")
LETTER = {
    "institution": "Politeknik Rekaan Nusa",
    "letter_number": "77/UMR/2026",
    "letter_on": "2026-11-13",
    "letter_by": "Dekan",
    "programme": "Magang",
    "starts_on": "2027-09-06",
    "ends_on": "2027-10-29",
    "names": "\n".join(f"{name}\t\t\t{name.split()[0].lower()}@umr.example" for name in NAMES),
    "contact": "Rahimah Rekaan",
    "email": CONTACT,
}
TAKEN_BACK = "Taken back: nobody was told."


@pytest.fixture
def desk(browser, site):
    with acts.signed_in(
        browser, site.people[COORDINATOR], base_url=site.address, **DESKTOP
    ) as page:
        acts.speak(page, "English")
        yield page


def enter_letter(page):
    page.goto("/permohonan/baru")
    for name, value in (("channel", "paper"), ("kind", "student")):
        page.locator(f"label:has([name={name}][value={value}])").click()
    for name, said in LETTER.items():
        page.locator(f"main [name={name}]").fill(said)
    page.get_by_role("button", name="Enter it").click()
    page.get_by_role("heading", name="Places asked for").wait_for()


def tick(page, *names):
    for name in names:
        page.locator("li", has_text=name).locator("[name=pick]").check()


def choose(page, verb):
    """Press one of what is done with those ticked."""
    page.locator(f"button[name=verb][value={verb}]").click()


def says(page, text):
    page.locator("#toast").get_by_text(text, exact=True).wait_for()


def refuse(page, name, why):
    tick(page, name)
    choose(page, "refuse")
    page.get_by_label("Reason", exact=True).fill(why)
    page.get_by_role("button", name="Refuse").click()
    says(page, "1 refused.")


def text_of_mails(site, address):
    return "\n".join(each.get_content() for each in site.mailbox.to(address))


def test_four_names_are_decided_and_answered(desk, browser, site):
    enter_letter(desk)

    tick(desk, *NAMES[:2])
    choose(desk, "accept")
    desk.get_by_label("Unit", exact=True).select_option(label="Penerimaan dan Verifikasi Laporan")
    assert desk.get_by_role("region", name="Places by week").is_visible()
    desk.get_by_role("button", name="Accept", exact=False).click()
    says(desk, "2 accepted.")
    tick(desk, NAMES[2])
    choose(desk, "wait")
    says(desk, "1 on the waiting list.")
    refuse(desk, NAMES[3], "A slip.")
    desk.locator("#toast").get_by_role("button", name="Undo").click()
    desk.get_by_text(TAKEN_BACK).wait_for()
    refuse(desk, NAMES[3], "There is no desk left in these weeks.")
    acts.reload_until(desk, lambda: not desk.get_by_text("Decided, not told yet").count())

    states = [desk.locator("[data-rows] > li").nth(place) for place in range(4)]
    for row, state in zip(
        states, ("Accepted", "Accepted", "On the waiting list", "Refused"), strict=True
    ):
        assert state in row.inner_text()
    acts.wait_for(lambda: "no desk left" in text_of_mails(site, CONTACT))
    assert "A slip." not in text_of_mails(site, CONTACT)
    assert "no desk left" in text_of_mails(site, "dahlia@umr.example")
    acts.wait_for(lambda: "/undangan/" in text_of_mails(site, "aminah@umr.example"))

    answer_by_letter(desk, browser, site)


def answer_by_letter(desk, browser, site):
    """An acceptance is made, signed by the head, mailed, and opened without an account."""
    desk.get_by_role("link", name="Make a letter").click()
    desk.get_by_text("Acceptance", exact=True).click()
    desk.get_by_text("English", exact=True).click()
    desk.get_by_role("button", name="Make it").click()
    desk.get_by_text("Not signed yet").wait_for()
    number = desk.locator("dd.number").inner_text()
    with acts.signed_in(browser, site.people[HEAD], base_url=site.address, **DESKTOP) as head:
        head.goto(desk.url)
        head.locator("form[action$=tanda-tangan] button").click()
        head.wait_for_load_state()
    acts.wait_for(lambda: "/surat-balasan/" in text_of_mails(site, CONTACT))

    link = re.search(r"https?://\S+/surat-balasan/\S+", text_of_mails(site, CONTACT))[0]
    with acts.anonymous(browser, base_url=site.address) as stranger:
        content = stranger.request.get(link).body()
    pages = PdfReader(BytesIO(content)).pages
    said = " ".join(" ".join(each.extract_text() for each in pages).split())
    assert number in said
    assert "77/UMR/2026" in said
    assert [name in said for name in NAMES] == [True, True, False, False]
