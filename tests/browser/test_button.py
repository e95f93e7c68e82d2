"""One tap on the Red Button, from anywhere, until somebody has read it."""

import re
from contextlib import ExitStack

import pytest

from tests.browser import acts
from tests.browser.site import Site

FIRST_OFFICER = "Norhayati Umpama"
# Who taps where; each has no other call open, so that no two of these taps join.
SIGNED_IN = {True: "Rizky Misalkan", False: "Contohwati"}
SUPERVISORS = {"Rizky Misalkan": "Hendra Seumpama", "Contohwati": "Laila Peraga"}
SIGNED_OUT = {True: "Nadia Teladan", False: "Salsabila Seumpama"}
LOST = {True: "Gazali Peraga", False: "Chloe Sampleton"}

with_and_without_scripts = pytest.mark.parametrize(
    "scripts", [True, False], ids=["with JavaScript", "without JavaScript"]
)


@pytest.fixture
def enter(browser, site: Site):
    """Somebody's own phone, signed in."""
    with ExitStack() as stack:
        yield lambda name, scripts=True: stack.enter_context(
            acts.signed_in(
                browser, site.people[name], base_url=site.address, java_script_enabled=scripts
            )
        )


@pytest.fixture
def officer(enter):
    return enter(FIRST_OFFICER)


def new_alert(officer, before: set[str]) -> str:
    """The one alert that is there now and was not before."""
    acts.reload_until(officer, lambda: acts.unopened(officer) != before)
    (action,) = acts.unopened(officer) - before
    return action


def is_receipt(page, code: str) -> bool:
    again = page.get_by_role("button", name="Panggil lagi")
    return (
        page.get_by_role("heading", name="Panggilanmu sudah kami terima.").is_visible()
        and page.get_by_text(code, exact=True).is_visible()
        and again.is_visible()
        and not page.get_by_role("button", name="Tombol Merah").count()
    )


@with_and_without_scripts
def test_a_tap_is_told_read_and_said_to_be_read(enter, officer, site, scripts):
    name = SIGNED_IN[scripts]
    person, before = enter(name, scripts), acts.unopened(officer)
    site.mailbox.clear()

    code = acts.tap(person)

    assert re.fullmatch("[a-z0-9]{8}", code)
    assert is_receipt(person, code)
    acts.wait_until_told(person)
    action = new_alert(officer, before)
    board = officer.locator("main").inner_text()
    assert not [each for each in site.people if each in board]

    acts.handle(officer, action)
    assert officer.get_by_role("heading", level=1).inner_text() == name
    assert code in officer.locator("main").inner_text()
    acts.reload_until(person, person.get_by_text(re.compile(r"Dibaca pukul \d\d\.\d\d")).is_visible)

    mails = site.mailbox.to(site.people[FIRST_OFFICER].login)
    assert mails
    assert not [mail for mail in mails if name in mail.as_string()]
    told = {mail["Subject"] for mail in mails}
    others = site.mailbox.to(site.people[SUPERVISORS[name]].login)  # a digest may be among them
    assert not [mail for mail in others if mail["Subject"] in told or code in mail.as_string()]


@with_and_without_scripts
def test_a_phone_whose_session_has_ended_still_knows_who_taps(enter, officer, scripts):
    name = SIGNED_OUT[scripts]
    page, before = enter(name, scripts), acts.unopened(officer)
    page.context.clear_cookies(name="mori")

    page.goto("/")
    assert "/masuk" in page.url
    code = acts.tap(page)

    assert is_receipt(page, code)
    acts.handle(officer, new_alert(officer, before))
    assert officer.get_by_role("heading", level=1).inner_text() == name


@with_and_without_scripts
@pytest.mark.usefixtures("requests_fail")
def test_a_tap_on_a_page_that_does_not_exist(enter, officer, scripts):
    name = LOST[scripts]
    page, before = enter(name, scripts), acts.unopened(officer)

    assert page.goto("/tidak-ada").status == 404
    code = acts.tap(page)

    assert is_receipt(page, code)
    acts.handle(officer, new_alert(officer, before))
    assert officer.get_by_role("heading", level=1).inner_text() == name


def test_a_stranger_can_tap_and_leave_a_way_to_be_reached(browser, officer, site):
    before = acts.unopened(officer)
    with acts.anonymous(browser, base_url=site.address) as page:
        page.goto("/masuk")
        code = acts.tap(page)
        assert is_receipt(page, code)
        acts.wait_until_told(page)
        page.get_by_label("Nomor atau cara aman").fill("Lewat kakak di rumah")
        page.get_by_role("button", name="Kirim ke petugas").click()
        page.get_by_text("Tersimpan").wait_for()

    acts.handle(officer, new_alert(officer, before))

    assert "Lewat kakak di rumah" in officer.locator("main").inner_text()


@with_and_without_scripts
def test_two_taps_as_fast_as_possible_are_one_alert(enter, scripts):
    person = "Putri Misalkan" if scripts else "Misalwan"
    page, officer = enter(person, scripts), enter("Dewi Umpama")
    before = acts.unopened(officer)

    acts.red_button(page).dblclick()
    page.get_by_role("heading", name="Panggilanmu sudah kami terima.").wait_for()
    acts.wait_until_told(page)

    new_alert(officer, before)


def test_the_numbers_are_one_tap_from_the_sign_in_page(browser, site):
    with acts.anonymous(browser, base_url=site.address) as page:
        page.goto("/masuk")
        page.get_by_role("link", name="semua nomor").click()

        page.locator('main a[href="tel:129"]').wait_for()


@pytest.mark.usefixtures("requests_fail")
@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_style_sheet_that_never_comes_holds_up_no_tap(browser, site, java_script_enabled):
    with acts.anonymous(
        browser, base_url=site.address, java_script_enabled=java_script_enabled
    ) as page:
        page.route("**/mori*.css", lambda route: None)
        page.goto("/masuk")
        page.get_by_label("Nomor HP atau surel").fill(site.people["Rizky Misalkan"].login)
        page.get_by_label("Kata sandi").fill(site.people["Rizky Misalkan"].password)
        page.get_by_role("button", name="Masuk", exact=True).click(no_wait_after=True)
        page.wait_for_url(lambda url: not url.endswith("/masuk"), wait_until="commit")
        acts.wait_for(lambda: page.evaluate("performance.getEntriesByType('paint').length"))

        page.get_by_role("button", name="Tombol Merah").click(no_wait_after=True)
        page.wait_for_url("**/c/*", wait_until="commit")
