"""After a call: messages both ways, a file, and somebody without an account."""

import os
import re

from tests.browser import acts
from tests.cast import PASSWORD
from tests.safeguarding.duty.planning import declare, plan

from .calling import reloaded, text_of, the_alert

TOLD, SAID = "Boleh lewat sini saja? Contoh.", "Boleh. Kamu yang menentukan. Contoh."
FILE = b"%PDF-1.7\n" + os.urandom(300_000)  # more than pieces.js sends at once
KEPT = """() => new Promise(done => {
  const asked = indexedDB.open('mori-files', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('files', { keyPath: 'id' });
  asked.onsuccess = () => {
    const all = asked.result.transaction('files').objectStore('files').getAll();
    all.onsuccess = () => done(all.result.length);
  };
})"""


def open_case(page, alert, said):
    page.goto(f"/jaga/{alert.key}/kasus")
    page.locator("input[name=secret]").fill(PASSWORD)
    page.get_by_role("button", name=said("Open"), exact=True).click()


def test_the_person_and_an_officer_write_and_a_file_arrives_unchanged(call, site, said, language):
    cast = site.cast
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik)
    sari, ningsih = call.phone_of(cast.sari), call.phone_of(cast.ningsih)
    code = acts.tap(sari)
    site.replay()
    call.told()

    sari.goto(f"/c/{code}/pesan")
    sari.locator("textarea").fill(TOLD)
    sari.get_by_role("button", name=said("Send to the officers")).click()
    assert TOLD in text_of(sari)
    site.replay()
    assert call.told() == ["ningsih"]

    alert = the_alert(cast.sari)
    open_case(ningsih, alert, said)
    assert TOLD in text_of(ningsih)
    thread = ningsih.locator("#thread")
    thread.locator("textarea").fill(SAID)
    thread.get_by_role("button", name=said("Write to the person")).click()
    assert SAID in text_of(ningsih)
    assert SAID in reloaded(sari)
    assert cast.ningsih.name in text_of(sari)

    sari.goto(f"/c/{code}/bukti")
    document = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": FILE}
    sari.locator("input[type=file]").set_input_files(document)
    if language == "id":
        sari.get_by_text(said("The file was received. Send the form now.")).wait_for()
        assert sari.evaluate(KEPT) == 0
    sari.get_by_role("button", name=said("Send to the officers")).click()
    assert said("PDF document") in text_of(sari)

    ningsih.reload()
    with ningsih.expect_download() as download:
        ningsih.locator("#evidence").get_by_role("link", name=said("Original")).click()
    with open(download.value.path(), "rb") as file:
        assert file.read() == FILE


def test_somebody_without_an_account_writes_and_comes_back(call, site, said):
    cast = site.cast
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik)
    ningsih, stranger = call.phone_of(cast.ningsih), call.phone_of(cast.sari)
    stranger.context.clear_cookies()

    stranger.goto("/bantuan")
    stranger.get_by_role("link", name=said("Write to the officers")).click()
    stranger.locator("textarea").fill(TOLD)
    stranger.get_by_role("button", name=said("Send to the officers")).click()
    number, secret = re.findall(r"(?:[0-9]{4} ?){2,3}", text_of(stranger))
    assert not stranger.context.cookies()
    stranger.get_by_role("link", name=said("Read answers")).click()
    stranger.locator("input[name=number]").fill(number)
    stranger.locator("input[name=secret]").fill(secret)
    stranger.get_by_role("button", name=said("Read answers")).click()
    assert TOLD in text_of(stranger)

    site.replay()
    ningsih.goto("/jaga")
    ningsih.get_by_role("button", name=said("Open and handle")).click()
    assert said("Answer in the messages of the case: there is no other way to reach them.") in (
        text_of(ningsih)
    )
