"""What waits on a phone beside texts: papers, codes, and how far the sending has come."""

from mori.core.bytes import PAPER_BYTES
from tests.browser import acts
from tests.support.pictures import jpeg, letter

# What the phone keeps: its kind, and the bytes of the files in it.
ITEMS = """() => new Promise(done => {
  const asked = indexedDB.open('mori');
  asked.onsuccess = () => {
    const kept = asked.result.transaction('items').objectStore('items').getAll();
    kept.onsuccess = () => {
      asked.result.close();
      done(kept.result.map(({kind, fields}) =>
        [kind, fields.reduce((sum, [, value]) => sum + (value.size ?? 0), 0)]).sort());
    };
  };
})"""


def write_word(page, content: bytes) -> None:
    """Fill in a day out of the office, with its letter."""
    page.get_by_text("Tugas luar", exact=True).last.click()
    letter = {"name": "surat.jpg", "mimeType": "image/jpeg", "buffer": content}
    page.get_by_label("Foto surat").set_input_files(letter)


def test_a_paper_follows_its_word_once_there_is_a_network(opened, site):
    page = acts.begin(opened(), site, "Farah Umpamanya")
    page.goto("/presensi")
    page.context.set_offline(True)
    write_word(page, jpeg(letter()))
    page.get_by_text("dikecilkan dari").wait_for()

    page.get_by_role("button", name="Kirim kabar").click()
    page.get_by_text("Tersimpan di HP ini, belum terkirim.").wait_for()

    (_, paper), (_, word) = items = page.evaluate(ITEMS)
    assert [kind for kind, _ in items] == ["paper", "report"]
    assert (0 < paper <= PAPER_BYTES, word) == (True, 0)
    page.context.set_offline(False)
    page.reload()
    acts.wait_until_delivered(page)
    page.goto("/presensi")
    assert page.locator('a[href^="/surat/"]').count() == 1


def test_a_paper_that_is_refused_costs_neither_its_word_nor_what_comes_after(opened, site):
    page = acts.begin(opened(), site, "Dimas Umpama")
    page.goto("/presensi")
    page.context.set_offline(True)
    page.evaluate(
        """async writer => {
            const post = (path, body) =>
                fetch(path, {method: 'POST', redirect: 'manual', body}).catch(() => {});
            const word = new FormData(document.querySelector('[action="/presensi/kabar"]'));
            word.set('kind', 'field_duty');
            word.set('note', 'Ke Martapura');
            word.set('paper', new File(['<html>'], 'surat.jpg'));
            await post('/presensi/kabar', word);
            await post('/presensi/masuk', new URLSearchParams({writer, token: 'after'}));
        }""",
        page.locator("[name=writer]").first.input_value(),
    )
    assert acts.kept(page).count("menunggu sinyal") == 3

    page.context.set_offline(False)
    page.reload()
    acts.wait_for(lambda: acts.kept(page).count("Diterima") == 2)

    assert acts.kept(page).count("Belum diterima: Foto ini tidak bisa dibuka.") == 1
    page.goto("/presensi")
    assert page.get_by_text("Ke Martapura").count()
    assert page.get_by_role("button", name="Pulang").count()  # has come
