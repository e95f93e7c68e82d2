"""An opinion on a phone: its draft outlives browser and session, and a recall drops it."""

import pytest

from tests.browser import acts
from tests.support.servers.browser import axe

INTERN, OFFICER = "Annisa Contoh", "Hendra Seumpama"
TITLE, WORDS = "Layanan air yang diputus", "Pemberitahuan tidak pernah dikirim ke rumah."
DRAFTS = """() => new Promise(done => {
  const asked = indexedDB.open('mori');
  asked.onsuccess = () => {
    const kept = asked.result.transaction('drafts').objectStore('drafts').getAll();
    kept.onsuccess = () => { asked.result.close(); done(JSON.stringify(kept.result)); };
  };
})"""


def write(page) -> None:
    page.locator("summary", has_text="Bentuk maladministrasi").click()
    page.get_by_label("Penyimpangan prosedur").check()
    page.get_by_label("Alasan").fill(WORDS)
    page.get_by_text("Ada maladministrasi", exact=True).click()
    page.get_by_text("Draf di HP").first.wait_for()


def test_a_draft_outlives_the_browser_and_goes_when_the_case_is_recalled(opened, browser, site):
    page = acts.begin(opened(), site, INTERN)
    page.goto("/belajar/pendapat")
    page.get_by_role("link", name=TITLE).click()
    address = page.url
    write(page)
    assert WORDS in page.evaluate(DRAFTS)
    page.context.close()

    page = opened()
    page.goto(address)
    page.get_by_text("Dipulihkan").wait_for()
    assert page.get_by_label("Alasan").input_value() == WORDS
    assert page.get_by_label("Penyimpangan prosedur").is_checked()
    assert axe(page) == []

    with acts.signed_in(browser, site.people[OFFICER], base_url=site.address) as officer:
        officer.goto(f"/pendapat/{address.rpartition('/')[2]}/tarik")
        officer.get_by_text("Ya, hapus teksnya di mana-mana").click()
        officer.get_by_role("button", name="Tarik kasus ini").click()
        officer.get_by_text("Teksnya dihapus, begitu pula").wait_for()
    page.goto("/belajar/pendapat")

    acts.wait_for(lambda: WORDS not in page.evaluate(DRAFTS))


@pytest.mark.usefixtures("requests_fail")
def test_sealing_works_without_scripts_and_under_a_session_that_has_ended(browser, site):
    person = site.people[INTERN]
    options = {"base_url": site.address, "java_script_enabled": False}
    with acts.signed_in(browser, person, **options) as page:
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto("/belajar/pendapat")
        page.get_by_role("link", name="Bantuan yang ditolak di loket").click()
        address = page.url
        page.get_by_text("Belum cukup bukti").click()
        page.get_by_label("Alasan").fill(WORDS)
        page.context.clear_cookies()

        page.get_by_role("button", name="Kunci pendapatku").click()
        page.get_by_label("Nomor HP atau surel").fill(person.login)
        page.get_by_label("Kata sandi").fill(person.password)
        page.get_by_role("button", name="Masuk", exact=True).click()

        page.goto(address)
        assert page.get_by_text("Tanda terima").count()
        assert page.get_by_text(WORDS).count()
        assert not page.get_by_role("button", name="Kunci pendapatku").count()
