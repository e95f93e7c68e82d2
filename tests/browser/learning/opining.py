"""What interns do with a case, and what their phone then holds."""

from tests.browser import acts

INTERN, OFFICER = "Annisa Contoh", "Hendra Seumpama"
TITLE, OTHER = "Layanan air yang diputus", "Bantuan yang ditolak di loket"
WORDS = "Pemberitahuan tidak pernah dikirim ke rumah."
SEAL = "Kunci pendapatku"
# All that a page's own origin keeps on a phone, as one text.
HELD = """async () => {
  const done = asked => new Promise(end => { asked.onsuccess = () => end(asked.result); });
  const held = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const { name } of await indexedDB.databases()) {
    const base = await done(indexedDB.open(name));
    for (const store of base.objectStoreNames)
      held.push(JSON.stringify(await done(base.transaction(store).objectStore(store).getAll())));
    base.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const asked of await cache.keys())
      held.push(asked.url, await (await cache.match(asked)).text());
  }
  return held.join(' ');
}"""


def open_case(page, title: str = TITLE) -> str:
    """Go to a case from the list, and say where it is."""
    page.goto("/belajar/pendapat")
    page.get_by_role("link", name=title).click()
    page.get_by_role("button", name=SEAL).wait_for()
    return page.url


def write(page, words: str = WORDS) -> None:
    page.locator("summary", has_text="Bentuk maladministrasi").click()
    page.get_by_label("Penyimpangan prosedur").check()
    page.get_by_label("Alasan").fill(words)
    page.get_by_text("Ada maladministrasi", exact=True).click()
    page.get_by_text("Draf di HP").first.wait_for()


def seal(page) -> None:
    page.get_by_role("button", name=SEAL).click()


def holds(page, text: str) -> bool:
    return text in page.evaluate(HELD)


def forgets(page, *texts: str) -> None:
    """Wait until nothing of it is on the phone any more."""
    acts.wait_for(lambda: not any(text in page.evaluate(HELD) for text in texts))
