"""Forms and pages that come again: what was typed stays, and nobody is shown another's page."""

from tests.browser import acts
from tests.browser.line import line_to
from tests.support.servers.browser import phone


def test_a_page_that_came_late_is_not_shown_to_whoever_signs_in_next(browser, site):
    with line_to(site.address) as line, phone(browser, base_url=line.address) as context:
        page = context.new_page()
        acts.begin(page, site, "Nadia Teladan")
        page.goto("/saya")
        assert "Nadia Teladan" in page.content()
        line.delays["/saya"] = 5
        page.goto("/saya")  # the page of what is kept stands in
        line.delays.clear()
        page.goto("/logbook")
        page.wait_for_timeout(4000)  # meanwhile it came, and nobody took it
        page.request.post("/keluar")
        context.clear_cookies()
        acts.begin(page, site, "Contohwati")

        page.goto("/saya")

        assert "Nadia Teladan" not in page.content()


def test_a_page_that_came_late_is_taken_by_whoever_waits_and_asked_for_once(browser, site):
    with line_to(site.address) as line, phone(browser, base_url=line.address) as context:
        page = acts.begin(context.new_page(), site, "Rizky Misalkan")
        line.delays["/presensi"] = 5

        answers = line.during(
            lambda: (page.goto("/presensi"), page.locator("#presence").wait_for())
        )

        assert [each.path for each in answers].count("/presensi") == 1


def test_a_page_that_came_late_for_nobody_is_asked_for_anew(browser, site):
    with line_to(site.address) as line, phone(browser, base_url=line.address) as context:
        page = acts.begin(context.new_page(), site, "Rizky Misalkan")
        line.delays["/presensi"] = 5
        page.goto("/presensi")
        page.get_by_text("Server belum menjawab").wait_for()
        page.goto("/saya")
        page.wait_for_timeout(4000)  # meanwhile it came
        line.delays.clear()
        with acts.signed_in(browser, site.people["Rizky Misalkan"], base_url=site.address) as other:
            other.get_by_role("button", name="Absen masuk", exact=True).click()
            other.get_by_role("button", name="Absen pulang").wait_for()

        page.goto("/presensi")

        page.get_by_role("button", name="Absen pulang").wait_for()


def test_other_words_from_a_form_that_waits_already_wait_beside_it(opened, site):
    page = acts.begin(opened(), site, "Contohwati")
    path = acts.first_entry(page)
    page.goto(path)
    page.context.set_offline(True)
    said = ("Yang pertama.", "Yang kedua.", "Yang kedua.")  # the last tapped twice

    page.evaluate(
        """async said => {
            const form = document.querySelector('[action$="/komentar"]'); // with the same token
            for (const text of said) {
                form.querySelector('textarea').value = text;
                const body = new URLSearchParams(new FormData(form));
                await fetch(form.action, {method: 'POST', redirect: 'manual', body});
            }
        }""",
        said,
    )

    assert {text: acts.kept(page).count(text) for text in said} == dict.fromkeys(said, 1)
    page.context.set_offline(False)
    page.goto("/")
    acts.wait_until_delivered(page)
    page.goto(path)
    thread = page.locator("main").inner_text()
    assert {text: thread.count(text) for text in said} == dict.fromkeys(said, 1)


def test_all_that_was_typed_is_kept_to_be_read_and_copied(opened, site):
    page = acts.begin(opened(), site, "Dimas Umpama")
    page.goto("/logbook/baru?hari=" + acts.a_day_not_written())
    page.get_by_text("Pelajaran, kendala, jam").click()
    page.get_by_label("Apa yang kamu pelajari?").fill("Batas waktu dihitung sejak registrasi.")
    page.get_by_text("Draf di HP").wait_for()
    assert "Batas waktu" in acts.kept(page)

    page.go_back()
    page.context.set_offline(True)
    page.get_by_label("Apa yang kamu kerjakan?").fill("Mencatat laporan.")
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.get_by_text("Tersimpan di HP ini, belum terkirim.").wait_for()

    assert "Mencatat laporan.\n\nBatas waktu" in page.locator("#kept .prose").first.inner_text()


def test_signing_out_without_a_network_says_that_nothing_was_done(opened, site):
    page = acts.begin(opened(), site, "Contohwati")
    page.goto("/saya")
    page.context.set_offline(True)

    page.get_by_role("button", name="Keluar", exact=True).click()

    page.get_by_text("Tidak ada sinyal, jadi tidak ada yang berubah.").wait_for()
    assert acts.red_button(page).is_visible()


def test_a_decision_without_a_network_says_that_it_was_not_sent(opened, site):
    page = acts.begin(opened(), site, "Raudah Misalkan")
    page.goto("/tinjau")
    page.context.set_offline(True)

    page.locator("[value=approve]").first.click()

    page.locator("#messages").get_by_text("Belum terkirim, dan tidak disimpan.").wait_for()
