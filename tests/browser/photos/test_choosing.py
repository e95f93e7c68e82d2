"""What somebody chooses stands on the page, waits with its form, and is lost with no draft."""

import pytest
from PIL import Image

from tests.browser import acts
from tests.support.pictures import encoded, jpeg, scene

pytestmark = pytest.mark.calendar


def test_each_photo_has_its_line_and_a_fourth_or_broken_one_is_told(enter):
    page = enter("Putri Misalkan")
    page.goto("/logbook/baru")
    small = [
        {"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(scene(300 + n, 200))}
        for n in range(4)
    ]
    field = acts.photos_of(page)
    sent = "() => [...document.querySelector('[name=photo]').files].map(each => each.type)"

    field.set_input_files([small[0], {**small[0], "buffer": b"<html>"}])
    page.get_by_text("Foto ini tidak bisa dibuka.").wait_for()
    assert page.evaluate(sent) == ["image/webp"]
    assert page.locator(".lines .error").all_inner_texts() == [
        "0.jpg: Foto ini tidak bisa dibuka. Ambil ulang, atau kirim tanpa foto."
    ]

    field.set_input_files(small[1:])
    page.get_by_text("Paling banyak 3. Yang ini tidak ikut dikirim.").wait_for()
    assert page.locator(".lines .error").count() == 2
    acts.wait_for(lambda: page.evaluate(sent) == ["image/webp"] * 3)

    page.get_by_role("button", name="Batalkan").first.click()
    assert page.evaluate(sent) == ["image/webp"] * 2


def test_what_was_chosen_is_shown_before_it_is_sent(enter):
    page = enter("Putri Misalkan")
    page.goto("/logbook/baru")
    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg(scene(300, 200))}

    page.context.set_offline(True)
    acts.photos_of(page).set_input_files([photo, {**photo, "buffer": b"<html>"}])
    page.get_by_text("dikecilkan dari").wait_for()
    page.get_by_text("Foto ini tidak bisa dibuka.").wait_for()

    shown = page.locator(".lines canvas:visible")
    assert shown.count() == 1  # nothing of what could not be opened
    colours = """view => new Set(view.getContext('2d').getImageData(0, 0, 128, 128).data).size"""
    assert shown.evaluate(colours) > 50
    page.get_by_role("button", name="Batalkan").first.click()
    assert shown.count() == 0


def test_on_an_entry_there_is_one_button_until_a_photo_is_chosen(enter):
    page = enter("Dimas Umpama")
    page.goto("/logbook/baru?hari=" + acts.a_day_not_written(1))
    page.get_by_label("Apa yang kamu kerjakan?").fill("Foto menyusul.")
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.wait_for_url(lambda url: "baru" not in url)
    acts.wait_for(lambda: page.goto("/logbook") and page.get_by_text("Foto menyusul.").count())
    page.goto(acts.first_entry(page, "Foto menyusul."))
    send = page.get_by_role("button", name="Kirim foto")
    assert send.is_hidden()

    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg(scene(300, 200))}
    acts.photos_of(page).set_input_files(photo)
    send.click()

    acts.wait_for(lambda: page.locator("#photos .tile").count() or page.reload() and False)
    assert send.is_hidden()


def test_a_photo_that_waits_for_its_turn_has_a_name(enter):
    page = enter("Putri Misalkan")
    page.goto("/logbook/baru")
    page.evaluate("() => { createImageBitmap = () => new Promise(() => {}) }")  # a very slow phone
    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg(scene(300, 200))}

    acts.photos_of(page).set_input_files([photo, {**photo, "name": "b.jpg"}])

    assert page.locator(".lines .muted").all_inner_texts() == [
        "a.jpg: Sedang dikecilkan…",
        "b.jpg: Sedang dikecilkan…",
    ]


WIDTHS = """async () => Promise.all([...document.querySelector('[name=photo]').files]
  .map(async each => (await createImageBitmap(each)).width))"""


def wide(*widths: int) -> list[dict]:
    """Photos that are told apart by how wide they are."""
    return [
        {"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(scene(n, 200))}
        for n in widths
    ]


def test_a_draft_keeps_its_photos(enter):
    page = enter("Putri Misalkan")
    page.goto("/logbook/baru")
    acts.await_worker(page)
    acts.photos_of(page).set_input_files(wide(300, 320))
    page.get_by_text("Draf di HP").wait_for()
    page.get_by_label("Apa yang kamu kerjakan?").fill("Kata-kata.")
    kept = """() => askPhone({want: `${document.querySelector('[name=writer]').value} /logbook `
      + document.querySelector('[name=day]').value}).then(draft => draft?.fields?.text)"""
    acts.wait_for(lambda: page.evaluate(kept) == "Kata-kata.")

    page.reload()

    acts.wait_for(lambda: page.evaluate(WIDTHS) == [300, 320])
    assert page.get_by_label("Apa yang kamu kerjakan?").input_value() == "Kata-kata."


def test_photos_that_waited_arrive_in_the_order_they_were_chosen(enter):
    page = enter("Rizky Misalkan")
    page.goto("/logbook/baru?hari=" + acts.a_day_not_written(1))
    acts.await_worker(page)
    page.context.set_offline(True)
    page.get_by_label("Apa yang kamu kerjakan?").fill("Tiga foto berurutan.")
    acts.photos_of(page).set_input_files(wide(360, 320, 340))
    acts.wait_for(lambda: page.evaluate(WIDTHS) == [360, 320, 340])
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.get_by_text("Tersimpan di HP ini, belum terkirim.").wait_for()

    page.context.set_offline(False)
    page.reload()
    acts.wait_until_delivered(page)

    page.goto(acts.first_entry(page, "Tiga foto berurutan."))
    arrived = """() => Promise.all([...document.querySelectorAll('.tile')].map(async tile => {
      const picture = await fetch(tile.href.replace(/\\/lihat.*/, ''));
      return (await createImageBitmap(await picture.blob())).width;
    }))"""
    assert page.evaluate(arrived) == [360, 320, 340]


def test_a_heic_and_a_single_pixel_are_left_out_with_what_to_do(enter):
    page = enter("Putri Misalkan")
    page.goto("/logbook/baru")
    heic = bytes([0, 0, 0, 24]) + b"ftypheic" + bytes(200)
    pixel = encoded(Image.new("RGB", (1, 1)), "PNG")

    acts.photos_of(page).set_input_files(
        [
            {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": heic},
            {"name": "IMG_2.png", "mimeType": "image/png", "buffer": pixel},
        ]
    )

    page.get_by_text("IMG_1.jpg: Ini berkas HEIC").wait_for()
    page.get_by_text("IMG_2.png: Foto ini tidak bisa dibuka.").wait_for()
    assert page.evaluate("document.querySelector('[name=photo]').files.length") == 0
