"""All that is kept of a site, as whoever takes it away would have it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mori.core.db import db
from tests.faults.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

# All databases of the phone, and all pages and answers its worker has put aside.
IN_THE_PHONE = """async () => {
  const said = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
  const asked = request => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const textOf = value => value instanceof Blob ? value.text() : String(value);
  for (const { name } of await indexedDB.databases()) {
    const found = await asked(indexedDB.open(name));
    for (const store of found.objectStoreNames) {
      const rows = await asked(found.transaction(store).objectStore(store).getAll());
      said.push(name, store, JSON.stringify(rows));
      for (const row of rows)
        for (const field of Object.values(row ?? {}).flat(2)) said.push(await textOf(field));
    }
    found.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys())
      said.push(name, request.url, await (await cache.match(request)).text());
  }
  return said.join(" ");
}"""


def rows() -> Iterator[tuple[str, str]]:
    """Each table, with each of its rows, as a dump would have it."""
    for table in db.get_tables():
        for row in db.execute_sql(f'SELECT * FROM "{table}"'):
            yield table, repr(row)


def files_of(site: Site) -> Iterator[tuple[str, bytes]]:
    """Database, spool, log, store of files: each with its bytes."""
    folders = {site.settings.folder}
    if site.settings.database.startswith("sqlite"):
        folders.add(_path(site).parent)
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                yield str(path), path.read_bytes()


def _path(site: Site):
    return site.settings.folder / site.settings.database.removeprefix("sqlite:///")


def where_found(text: str, site: Site, phones: "list[Page]") -> list[str]:
    """Where a text stands that was told in confidence; of phones, those that run scripts."""
    found = [table for table, row in rows() if text in row]
    found += [path for path, content in files_of(site) if text.encode() in content]
    mails = [each.message.as_string() for each in site.mailbox.deliveries]
    found += [f"mail {number}" for number, mail in enumerate(mails) if text in mail]
    return found + [each.url for each in phones if text in each.evaluate(IN_THE_PHONE)]
