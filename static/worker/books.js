// Books lie on the phone as one page each: shown from there at once, and asked for anew behind it.

const BOOKS = 'books-1';
const BOOK = /^(\/buku\/[^/]+)\/(?:semua(\/en)?|([^/]+?)(\/en)?)$/;

// A page of a book; without a network a chapter is a place in the whole of it.
function read(event, path) {
  const [, book, , chapter, inEnglish] = BOOK.exec(path);
  return chapter ? readChapter(event, `${book}/semua${inEnglish ?? ''}`, chapter) : readWhole(event, path);
}

async function readWhole(event, path) {
  const kept = await cached(path);
  const fresh = keepBook(path);
  if (!kept) return fresh.catch(() => visit(event));
  event.waitUntil(fresh.catch(() => {}));
  return kept;
}

async function readChapter(event, whole, chapter) {
  if (!await cached(whole)) return visit(event);
  return fetch(event.request).catch(() => Response.redirect(`${whole}#${chapter}`));
}

async function keepBook(path) {
  const page = await fetch(path);
  if (!await isOurs(page, 'data-edition')) return page;
  const cache = await caches.open(BOOKS);
  const files = [...(await page.clone().text()).matchAll(/"(\/static\/[^"]+)"/g)].map(([, file]) => file);
  await Promise.all(files.map(async file => await cached(file) ?? cache.add(file)));
  await cache.put(path, page.clone());
  return page;
}
