"""Sealing an opinion in a browser: a receipt alone, once, and the whole page where it fails."""

import pytest

from mori.core.bytes import SEALING_BYTES, brotli_size
from tests.browser import acts
from tests.support.servers.browser import axe

from .opining import INTERN, OTHER, SEAL, WORDS, forgets, open_case, seal, write


@pytest.mark.usefixtures("requests_fail")
def test_sealing_brings_a_receipt_alone_and_what_is_not_taken_the_whole_page(opened, site):
    page = acts.begin(opened(), site, INTERN)
    address = open_case(page)
    page.get_by_label("Alasan").fill(WORDS)
    seal(page)
    page.locator("#summary").wait_for()
    assert page.get_by_label("Alasan").input_value() == WORDS

    write(page)
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        page.get_by_role("button", name=SEAL).dblclick()
    page.get_by_text("Tanda terima").wait_for()

    receipt = answered.value.body()
    assert b"<html" not in receipt
    assert brotli_size(receipt) <= SEALING_BYTES
    assert page.locator("#opinion").evaluate("it => it == document.activeElement")
    assert page.locator("details .prose").is_visible()
    assert axe(page) == []
    forgets(page, WORDS)
    page.get_by_role("link", name="Baca yang kamu kunci").click()
    page.get_by_text(WORDS).wait_for()
    assert page.url == address


@pytest.mark.usefixtures("requests_fail")
def test_the_whole_way_works_without_scripts_and_under_a_session_that_has_ended(browser, site):
    person = site.people["Farah Umpamanya"]
    options = {"base_url": site.address, "java_script_enabled": False}
    with acts.signed_in(browser, person, **options) as page:
        page.set_viewport_size({"width": 320, "height": 640})
        address = open_case(page)
        page.get_by_text("Belum cukup bukti").click()
        page.get_by_label("Alasan").fill(WORDS)
        page.context.clear_cookies()

        seal(page)
        page.get_by_label("Nomor HP atau surel").fill(person.login)
        page.get_by_label("Kata sandi").fill(person.password)
        page.get_by_role("button", name="Masuk", exact=True).click()

        page.goto(address)
        assert page.get_by_text("Tanda terima").count()
        assert page.get_by_text(WORDS).count()
        assert not page.get_by_role("button", name=SEAL).count()

    with acts.signed_in(browser, site.people[INTERN], **options) as page:
        open_case(page, OTHER)
        page.get_by_role("button", name="Aku kenal pihaknya").click()
        page.wait_for_url("**/belajar/pendapat")
        assert not page.get_by_role("link", name=OTHER).count()
