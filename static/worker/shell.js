// The pages that are there without a network: the page of what is kept and its pieces, and the page
// of a tap that waits. The server renders them once for nobody in particular; what is on the phone
// is put into their {slots} and in place of their <!--marks--> when somebody looks.

const SHELL = 'shell-2'; // a new name for each new way of filling the pages: the old ones are thrown away
const { outbox: OUTBOX, pieces: PIECES } = MORI.places;
const WAITING = '/bantuan/luring';

const cached = path => caches.match(path, { ignoreVary: true });

async function shell(path) {
  return (await cached(path))?.clone() ?? fetch(path, { credentials: 'omit' });
}

// The language, the words for each kind of form, and pieces of HTML by their names.
const piecesOf = async () => (await shell(PIECES)).json();

async function keepShell(language) {
  const ask = path => fetch(language ? `${path}?lang=${language}` : path, { credentials: 'omit', cache: 'no-cache' });
  await Promise.all([keepWaiting(ask), keepOutbox(ask)]);
}

// A network that one has to sign in to first answers everything with a page of its own, and 200.
const isOurs = async (page, mark) => page.ok && (await page.clone().text()).includes(mark);
const isHtml = file => file.headers.get('Content-Type')?.startsWith('text/html');

async function keepWaiting(ask) {
  const page = await ask(WAITING);
  if (await isOurs(page, '{again}')) await (await caches.open(SHELL)).put(WAITING, page);
}

// The pieces come last: as long as they speak another language, the page is asked for again.
async function keepOutbox(ask) {
  const [page, pieces] = await Promise.all([ask(OUTBOX), ask(PIECES)]);
  if (!await isOurs(page, '<!--cards-->') || !pieces.ok || isHtml(pieces)) return;
  const { assets } = await pieces.clone().json();
  const cache = await caches.open(SHELL);
  await Promise.all(assets.map(async path => {
    const file = await fetch(path);
    if (!file.ok || isHtml(file)) throw new Error('This file is not ours.');
    await cache.put(path, file);
  }));
  await cache.put(OUTBOX, page);
  await cache.put(PIECES, pieces);
}

// A text with what belongs into its {slots}.
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => escaped(values[name] ?? ''));
const escaped = text => String(text).replace(/[&<>"']/g, sign => `&#${sign.charCodeAt()};`);

// A page of the server with another body.
function html(page, body) {
  const headers = new Headers(page.headers);
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  headers.set('Cache-Control', 'no-store');
  return new Response(body, { headers });
}
