// Pages come from the network. After a while, or at once without one, the page of what is kept
// stands in; a late answer is not asked for twice.

const late = new Map(); // by address: an answer, and once it came, when
const isOld = held => performance.now() - held.came > 6e4;

async function visit(event) {
  const { request } = event;
  const held = late.get(request.url);
  const before = changes;
  const answer = held && !isOld(held) ? held.answer : fetch(request).then(whole);
  late.delete(request.url);
  event.waitUntil(answer.then(flush).catch(() => {}));
  const first = await Promise.race([answer.catch(() => 'offline'), pause(WAIT).then(() => 'late')]);
  const url = new URL(request.url);
  const { pathname, searchParams } = url;
  // A receipt's page may know nothing yet of what was received a moment ago.
  const receipt = (!(first instanceof Response) || first.status >= 400) && await received(url);
  if (receipt) return receipt;
  if (first instanceof Response) return pathname === MORI.places.signIn ? reassure(first) : first;
  const kept = await cached(pathname); // what a page's own script has kept: a door's list
  if (kept) return kept;
  if (first === 'late') keepLate(event, answer, before === changes);
  const notice = first === 'offline' && navigator.onLine ? 'down' : first; // a network, and no server
  const standIn = MORI.forms.find(form => form.standsFor === pathname);
  return outbox(notice, { url: request.url, standIn, asked: Object.fromEntries(searchParams) });
}

// Pages are small: one whose body stalls behind its headers counts as one that has not come.
async function whole(answer) {
  if (!isHtml(answer)) return answer;
  const text = await answer.clone().text();
  if (answer.ok && !text.includes('data-beside')) settleBeside(new URL(answer.url).pathname).catch(() => {});
  return answer;
}

// The page of what was kept beside another text shows one text: somebody has chosen, here or elsewhere.
async function settleBeside(path) {
  for (const item of await all('items'))
    if (item.state === 'beside' && item.url === path) await put('items', { ...item, state: 'received' });
}

// The page takes this answer when it comes, unless somebody came or went meanwhile.
function keepLate(event, answer, isSamePerson) {
  const { url } = event.request;
  const held = { answer };
  const drop = () => late.get(url) === held && late.delete(url);
  if (isSamePerson) late.set(url, held);
  // Where nobody waits for it any more, the next who asks wants to know what is so by then.
  event.waitUntil(answer.then(() => announce(event, held)).then(isThere => isThere || drop()).catch(drop));
}

async function announce(event, held) {
  held.came = performance.now();
  await pause(100);
  const page = await self.clients.get(event.resultingClientId);
  page?.postMessage({ answered: true });
  return !!page;
}

// Whoever has to sign in first reads that what they wrote is not lost: how much it is, not what.
async function reassure(page) {
  const waiting = (await all('items').catch(() => [])).filter(isUnsent);
  if (!waiting.length || !page.ok) return page;
  const again = page.clone();
  try {
    const note = fill((await piecesOf()).pieces.again, { n: waiting.length });
    return html(page, (await page.text()).replace('<!--notices-->', () => note));
  } catch {
    return again;
  }
}

async function look(url) {
  if (await person().catch(() => null) === null) await learn(WAIT).catch(() => {}); // no page's script has said it
  const n = url.searchParams.get('tanpa'); // files for which there was no room
  if (n) return outbox('partly', { n: n.replaceAll(',', ', ') });
  return outbox(url.searchParams.has('baru') ? 'kept' : '');
}

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
  return fetch(event.request).catch(() => Response.redirect(`${whole}#${parseInt(chapter)}`));
}

// Pages that lie here: the shell, books, the empty pages of a citizen's notes (encounters/store.js), and a
// door's list until its day is over everywhere.
async function sweep() {
  const yesterday = `door ${new Date(Date.now() - 864e5).toISOString()}`;
  const isLeft = name => [SHELL, BOOKS, 'catatan-1'].includes(name) || (name > yesterday && /^door /.test(name));
  for (const name of await caches.keys()) if (!isLeft(name)) await caches.delete(name);
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
