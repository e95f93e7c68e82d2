// Which of all this answers what; and what pages and the browser itself ask for.

const ENTRANCES = MORI.entrances.map(each => new RegExp(each));

function answer(event) {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  const answered = request.method === 'POST' ? posted(event, url.pathname) : asked(event, url);
  if (answered) event.respondWith(answered);
}

// Nothing is returned for what the browser does by itself.
function posted(event, path) {
  const { request } = event;
  const unsentPage = () => outbox('unsent');
  const again = request.clone();
  if (path === HELP) return tap(event);
  if (path === MORI.places.signOut) return leave(event).catch(unsentPage);
  if (ENTRANCES.some(each => each.test(path))) return enter(request).catch(unsentPage);
  if (path === OUTBOX) return act(event);
  if (formOf(path)) return post(event, path);
  if (request.mode === 'navigate') return fetch(request).catch(() => unsentForm(again));
  if (request.headers.has('HX-Request')) return twice(request).catch(() => above('unsent'));
}

// Nothing keeps such a form: what was written in it stands there to be copied.
async function unsentForm(request) {
  const posted = await request.formData().catch(() => []);
  const isProse = ([, value]) => typeof value === 'string' && /\s/.test(value.trim());
  const text = [...posted].filter(isProse).map(([, value]) => value).join('\n\n');
  return text ? outbox('unsentText', { text }) : outbox('unsent');
}

// A connection that was closed while nobody used it fails at once. The same decision twice is one.
function twice(request) {
  const again = request.clone();
  return fetch(request).catch(() => fetch(again));
}

function asked(event, url) {
  const { request } = event;
  const path = url.pathname;
  if (path === OUTBOX) {
    if (request.mode === 'navigate') event.waitUntil(flush().catch(later)); // page scripts ask for it by themselves
    return look(url);
  }
  if (path === WAITING) {
    event.waitUntil(flush().catch(later));
    return pause(500).then(() => waiting(url.searchParams.get('k') || ''));
  }
  if (path.startsWith('/static/')) return cached(path).then(file => file ?? fetch(request));
  const isFile = /\.\w+$/.test(path);
  if (request.mode !== 'navigate' || request.method !== 'GET' || isFile) return;
  return BOOK.test(path) ? read(event, path) : visit(event);
}

// What the scripts of a page ask for: mori.js and writing.js.
async function told({ data, ports: [port] }) {
  const reply = content => port?.postMessage(content);
  if (data.draft) {
    const { id, photos = (await get('drafts', id).catch(() => null))?.photos } = data.draft;
    const saved = { ...data.draft, photos, at: Date.now() }; // a form that shows no photos loses none
    const words = () => put('drafts', { ...saved, photos: [] });
    await put('drafts', saved).catch(words).then(() => reply({ at: saved.at }), () => reply({ failed: true }));
  }
  if (data.book) reply({ kept: await keepBook(data.book).then(() => cached(data.book)).then(Boolean, () => false) });
  if (data.want) reply(await get('drafts', data.want).catch(() => null));
  if (data.person && data.person !== await person()) await learn(WAIT).catch(() => {});
  if (data.language && data.language !== await languageKept()) await keepShell(data.language);
  if (data.flush) await flush().catch(later);
  await tell();
}

const languageKept = async () => (await (await cached(PIECES))?.json())?.language;

// Switched off, the worker delivers what it has and goes.
async function retire() {
  await flush().catch(() => {});
  const left = [...await all('taps'), ...(await all('items')).filter(isUnsent)];
  if (!left.length) await self.registration.unregister();
}

async function begin() {
  await sweep();
  await self.clients.claim();
  await (MORI.isOn ? flush() : retire()).catch(() => {});
}

self.addEventListener('install', event => {
  self.skipWaiting();
  if (MORI.isOn) event.waitUntil(keepShell());
});
self.addEventListener('activate', event => event.waitUntil(begin()));
self.addEventListener('sync', event => event.waitUntil(MORI.isOn ? flush() : retire()));
// What a notification says and opens was encrypted for this device by MORI.
function ring({ data }) {
  const { title, body, path } = data.json();
  return self.registration.showNotification(title, { body, tag: path, renotify: true, data: path });
}
self.addEventListener('push', event => event.waitUntil(ring(event)));
self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data));
});
self.addEventListener('message', event => event.waitUntil(MORI.isOn ? told(event) : retire()));
if (MORI.isOn) self.addEventListener('fetch', answer);
