"""An opinion on a phone: its draft outlives browser and session, and a recall drops it."""

import pytest

from tests.browser import acts
from tests.support.servers.browser import axe

from .opining import (
    INTERN,
    OFFICER,
    OTHER,
    SEAL,
    TITLE,
    WORDS,
    forgets,
    holds,
    open_case,
    seal,
    write,
)


def test_a_draft_outlives_the_browser_and_goes_when_the_case_is_recalled(opened, browser, site):
    page = acts.begin(opened(), site, INTERN)
    address = open_case(page)
    case = page.locator("details .prose").inner_text()
    write(page)
    assert holds(page, WORDS)
    page.context.close()

    page = opened()
    page.goto(address)
    page.get_by_text("Dipulihkan").wait_for()
    assert page.get_by_label("Alasan").input_value() == WORDS
    assert page.get_by_label("Penyimpangan prosedur").is_checked()
    assert axe(page) == []

    officer = acts.begin(opened("of an officer"), site, OFFICER)
    officer.goto(f"/pendapat/{address.rpartition('/')[2]}")
    assert officer.get_by_text(case).count()
    officer.get_by_role("link", name="Tarik kasus ini").click()
    officer.get_by_text("Ya, hapus teksnya di mana-mana").click()
    officer.get_by_role("button", name="Tarik kasus ini").click()
    officer.get_by_text("Teksnya dihapus, begitu pula").wait_for()

    page.goto("/belajar/pendapat")
    forgets(page, WORDS, TITLE, case)
    forgets(officer, WORDS, TITLE, case)
    page.go_back()
    page.get_by_text("Kasus ini ditarik").first.wait_for()
    assert case not in page.content()


@pytest.mark.usefixtures("requests_fail")
def test_a_draft_outlives_a_session_and_goes_with_its_form_through_signing_in(opened, site):
    page, person = acts.begin(opened(), site, INTERN), site.people[INTERN]
    address = open_case(page, OTHER)
    write(page)
    page.context.clear_cookies()

    page.goto(address)
    page.get_by_label("Nomor HP atau surel").fill(person.login)
    page.get_by_label("Kata sandi").fill(person.password)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.get_by_text("Dipulihkan").wait_for()
    assert page.get_by_label("Alasan").input_value() == WORDS

    page.context.clear_cookies()
    seal(page)
    page.get_by_label("Nomor HP atau surel").fill(person.login)
    page.get_by_label("Kata sandi").fill(person.password)
    page.get_by_role("button", name="Masuk", exact=True).click()

    page.get_by_text("Tanda terima").first.wait_for()
    assert page.get_by_text(WORDS).count()
    assert not page.get_by_role("button", name=SEAL).count()
    forgets(page, WORDS)
