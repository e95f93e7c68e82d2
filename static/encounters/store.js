// A citizen's notes, in this browser and nowhere else: docs/decisions/0072-a-notebook-on-the-phone.md.
// A database of its own, which neither the worker nor any sign-out empties. Nothing of a note is put
// into a request, an address that is sent, or a cache.

const { dataset: said, src: script } = document.currentScript;
const KEPT_PAGES = 'catatan-1'; // named in worker/pages.js, which leaves it alone
const find = what => document.querySelector(what);
const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
const mint = () => hex(crypto.getRandomValues(new Uint8Array(12)));

const escaped = text => String(text).replace(/[&<>"']/g, sign => `&#${sign.charCodeAt()};`);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => escaped(values[name] ?? ''));

function notes() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open('mori-catatan', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore('notes', { keyPath: 'key' });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = asked.onblocked = () => fail(asked.error);
    setTimeout(() => fail(new Error('The store is silent.')), 5000); // as some damaged ones are
  });
}

// Resolves when what was done is committed, not when it was asked for.
async function within(mode, work) {
  const base = await notes();
  return new Promise((done, fail) => {
    const transaction = base.transaction('notes', mode, { durability: 'strict' });
    const asked = work(transaction.objectStore('notes'));
    transaction.oncomplete = () => done(asked?.result);
    transaction.onerror = transaction.onabort = () => fail(transaction.error);
  }).finally(() => base.close());
}

const noteOf = key => within('readonly', store => store.get(key));
const allNotes = () => within('readonly', store => store.getAll(IDBKeyRange.upperBound('g'))); // slips.js

// The kit and the empty pages, for when there is no network: in one language, asked for once a day.
async function kitOf() {
  const kept = (path, options) => globalThis.caches?.match(path, options).catch(() => null);
  const isThisRelease = await kept(script);
  const answer = isThisRelease && await kept(said.kit) ||
    await fetch(said.kit, { credentials: 'omit' }).catch(() => kept(said.kit, { ignoreSearch: true }));
  if (!answer?.ok) throw new Error('There is no kit.');
  return answer.json();
}

// Where the copy is, told once it is so.
function tellWhere() {
  find('#where').textContent = find('#where').dataset.phone;
}

const isOld = kept => !(Math.abs(Date.now() - Date.parse(kept?.headers.get('Date'))) < 864e5);

async function keepPages() {
  if (!said.worker || !navigator.serviceWorker) return;
  await navigator.serviceWorker.register(said.worker, { updateViaCache: 'all' });
  const cache = await caches.open(KEPT_PAGES);
  if (!isOld(await cache.match(said.kit)) && await cache.match(script)) return;
  const kit = await fetch(said.kit, { credentials: 'omit' });
  const { pages } = await kit.clone().json();
  await Promise.all(pages.map(path => keepPage(cache, path)));
  await cache.delete(said.kit, { ignoreSearch: true }); // of another language, as the pages were
  await cache.put(said.kit, kit); // last: as long as it is not there, all is asked for again
}

// A network that one has to sign in to first answers everything with a page of its own.
async function keepPage(cache, path) {
  const page = await fetch(`${path}?lang=${document.documentElement.lang}`, { credentials: 'omit' });
  const text = await page.clone().text();
  if (!page.ok || !text.includes('action="/bantuan"')) throw new Error('This page is not ours.');
  const files = new Set([...text.matchAll(/"(\/static\/[^"#]+)/g)].map(([, file]) => file));
  await Promise.all([...files].map(async file => await cache.match(file) ?? cache.add(file)));
  await cache.put(path, page);
}
