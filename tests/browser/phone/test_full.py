"""A phone that is full: it says that it keeps nothing, and what was written can still be saved."""

import pytest

from tests.browser import acts
from tests.support.pictures import jpeg, scene

WORDS = ["Mendampingi dua pelapor.", "Cara mencatat laporan lisan.", "Antrean panjang."]


@pytest.fixture
def page(opened, site):
    """A phone on which somebody has signed in, and opened the browser again."""
    acts.begin(opened(), site, "Rizky Misalkan").context.close()
    return opened()


@pytest.fixture
def fill_phone(site):
    """Let a phone have no room any more, or as much as it had.

    The browser believes for half a minute what it knew about room when it was asked first.
    """

    def fill(page, is_full: bool = True, left: int = 0) -> None:
        session = page.context.new_cdp_session(page)
        origin = {"origin": site.address}
        used = session.send("Storage.getUsageAndQuota", origin)["usage"] if left else 0
        room = {"quotaSize": used + left or 1} if is_full else {}
        session.send("Storage.overrideQuotaForOrigin", {"origin": site.address, **room})

    return fill


def open_offline(page, path: str) -> None:
    """Open a page, and lose the network."""
    page.goto(path)
    acts.await_worker(page)
    page.get_by_label("Apa yang kamu kerjakan?").wait_for()
    page.context.set_offline(True)


def write(page) -> None:
    page.get_by_text("Pelajaran, kendala, jam").click()
    labels = ["Apa yang kamu kerjakan?", "Apa yang kamu pelajari?", "Apa kendalanya?"]
    for label, words in zip(labels, WORDS, strict=True):
        page.get_by_label(label).fill(words)


def test_what_a_full_phone_cannot_keep_stands_there_to_be_copied(page, fill_phone):
    fill_phone(page)
    open_offline(page, "/logbook/baru")
    write(page)
    page.get_by_role("button", name="Kirim", exact=True).click()

    page.get_by_text("HP ini tidak bisa menyimpan.").wait_for()

    assert page.locator(".prose").first.text_content() == "\n\n".join(WORDS)
    for untrue in ("Tersimpan di HP ini", "sudah diterima"):
        assert untrue not in page.locator("main").inner_text()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Salin", exact=True).first.click()
    page.get_by_text("✓").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "\n\n".join(WORDS)


def test_a_draft_that_a_full_phone_cannot_keep_says_so_until_it_can(page, fill_phone):
    fill_phone(page)
    open_offline(page, "/logbook/baru")
    page.get_by_label("Apa yang kamu kerjakan?").fill(WORDS[0])
    page.get_by_text("HP ini tidak bisa menyimpan draf.").wait_for()
    assert not page.get_by_text("Draf di HP").count()

    fill_phone(page, False)
    page.get_by_label("Apa yang kamu kerjakan?").fill(WORDS[1])

    page.get_by_text("Draf di HP").wait_for()


def test_a_form_in_a_page_keeps_its_text_and_can_be_sent_once_there_is_room(page, fill_phone):
    fill_phone(page)
    open_offline(page, "/")
    page.get_by_label("Apa yang kamu kerjakan?").fill(WORDS[0])
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.locator("#messages").get_by_text("HP ini tidak bisa menyimpan.").wait_for()
    assert page.get_by_label("Apa yang kamu kerjakan?").input_value() == WORDS[0]

    fill_phone(page, False)
    page.get_by_role("button", name="Kirim", exact=True).click()

    page.get_by_text("Tersimpan di HP ini, belum terkirim.").wait_for()
    page.context.set_offline(False)
    acts.wait_for(lambda: acts.times_in_logbook(page, WORDS[0]) == 1)


def test_what_waited_before_the_phone_was_full_is_sent_all_the_same(opened, page, fill_phone):
    open_offline(page, "/logbook/baru?hari=" + acts.a_day_not_written())
    page.get_by_label("Apa yang kamu kerjakan?").fill(WORDS[1])
    photo = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": jpeg(scene(300, 200))}
    acts.photos_of(page).set_input_files(photo)
    page.get_by_text("dikecilkan dari").wait_for()
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.get_by_text("Tersimpan di HP ini, belum terkirim.").wait_for()
    page.context.close()

    page = opened()
    fill_phone(page)
    page.goto("/")

    acts.wait_for(lambda: acts.times_in_logbook(page, WORDS[1]) == 1)
    entry = page.locator("main li").filter(has_text=WORDS[1])
    acts.reload_until(page, lambda: entry.locator(".tile").count() == 1)
    assert "menunggu sinyal" not in acts.kept(page)


def choose_photos(page, *sides: int) -> None:
    """Grainy ones, of some fifty kilobytes each once they are small."""
    acts.photos_of(page).set_input_files(
        [
            {
                "name": f"{side}.jpg",
                "mimeType": "image/jpeg",
                "buffer": jpeg(scene(side, 600, noise=0.6)),
            }
            for side in sides
        ]
    )
    acts.wait_for(lambda: page.get_by_text("dikecilkan dari").count() == len(sides))


def test_a_phone_with_room_for_the_text_alone_keeps_it_and_names_the_photos(page, fill_phone):
    fill_phone(page, left=40_000)
    page.goto("/logbook/baru?hari=" + acts.a_day_not_written(2))
    acts.await_worker(page)
    choose_photos(page, 800, 801)
    page.get_by_label("Apa yang kamu kerjakan?").fill(WORDS[2])
    page.get_by_text("Draf di HP").wait_for()
    page.context.set_offline(True)

    page.get_by_role("button", name="Kirim", exact=True).click()

    page.get_by_text("Di HP ini tidak ada ruang untuk foto 1, 2.").wait_for()
    assert [(each["state"], each["bytes"]) for each in page.evaluate(acts.KEPT)] == [("queued", 0)]
    page.context.set_offline(False)
    acts.wait_for(lambda: acts.times_in_logbook(page, WORDS[2]) == 1)


def test_photos_for_which_there_is_no_room_are_sent_at_once_where_there_is_a_network(
    page, fill_phone
):
    text = "Merapikan berkas dengan foto."
    fill_phone(page, left=40_000)
    page.goto("/logbook/baru?hari=" + acts.a_day_not_written(1))
    acts.await_worker(page)
    choose_photos(page, 800)
    page.get_by_label("Apa yang kamu kerjakan?").fill(text)
    page.get_by_text("Draf di HP").wait_for()

    page.get_by_role("button", name="Kirim", exact=True).click()

    page.wait_for_url(lambda url: "baru" not in url)
    entry = page.locator("main li").filter(has_text=text)
    acts.wait_for(lambda: page.goto("/logbook") and entry.locator(".tile").count() == 1)
    assert "tanpa" not in page.url
