"""Applying on a phone: what is typed outlives a lost network, and photos go small."""

import pytest

from tests.browser import acts
from tests.support.pictures import jpeg, scene

BEGIN = "/daftar/baru?kantor=63"


@pytest.fixture
def page(browser, site):
    with acts.anonymous(browser, base_url=site.address) as page:
        yield page


@pytest.mark.usefixtures("requests_fail")
def test_what_was_typed_without_a_network_is_there_again(page):
    page.goto(BEGIN)
    page.get_by_text("Beberapa orang, dengan satu surat").click()
    page.get_by_label("Siapa namamu?").fill("Tia Umpama")
    page.context.set_offline(True)
    page.get_by_role("button", name="Simpan dan lanjut").click()
    page.get_by_text("tersimpan di ponsel ini").wait_for()
    page.context.set_offline(False)

    page.goto(BEGIN)

    page.get_by_text("ada lagi di sini").wait_for()
    assert page.get_by_label("Siapa namamu?").input_value() == "Tia Umpama"
    assert page.get_by_label("Beberapa orang, dengan satu surat").is_checked()
    page.get_by_role("button", name="Kosongkan formulir").click()
    page.wait_for_function("!document.querySelector('#contact').value")


def test_what_was_received_is_no_longer_kept_and_a_photo_goes_small(page):
    page.goto(BEGIN)
    page.get_by_label("Kampus atau sekolah").fill("Universitas Umpama")
    page.get_by_label("Siapa namamu?").fill("Tia Umpama")
    page.get_by_label("Surel").first.fill("tia@umpama.example")
    page.get_by_label("Hari pertama").fill("2027-02-01")
    page.get_by_label("Hari terakhir").fill("2027-03-31")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    page.get_by_text("Draf, belum dikirim").wait_for()
    page.get_by_label("Surat permohonan").set_input_files(
        [
            {"name": "s.jpg", "mimeType": "image/jpeg", "buffer": jpeg(scene(2400, 1800))},
            {"name": "s.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 not whole"},
        ]
    )
    page.get_by_text("dikecilkan dari").wait_for()
    page.get_by_role("button", name="Serahkan berkas ini").click()

    page.get_by_text("rusak").wait_for()  # the PDF, which the script left as it was
    assert page.get_by_role("button", name="Keluarkan Surat permohonan").is_visible()
    page.goto(BEGIN)
    assert page.get_by_label("Siapa namamu?").input_value() == ""
