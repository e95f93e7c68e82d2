// What the phone keeps while there is no network: entries, check-ins, comments, drafts and taps
// on the Red Button. Pages come from the network; nothing personal is ever cached.
// docs/decisions/0013-the-phones-queue.md says why it is as it is.
const ON = true; // the server says false to switch it off: then it only delivers what it kept
const WAIT = 3000, TAP_WAIT = 4000, SEND_WAIT = 30000, KEEP = 30 * 864e5;
const SHELL = 'shell-1', OUTBOX = '/kotak-keluar', WAITING = '/bantuan/luring', FORM = '/antrean';
const KINDS = [
  ['in', /^\/presensi\/masuk$/], ['out', /^\/presensi\/pulang$/], ['report', /^\/presensi\/kabar$/],
  ['comment', /^\/logbook\/\w{14}\/komentar$/], ['photo', /^\/logbook(\/\w{14})?\/foto$/],
  ['entry', /^\/logbook(\/\w{14})?$/],
];
const kindOf = path => KINDS.find(([, fits]) => fits.test(path))?.[0];
const pause = ms => new Promise(done => setTimeout(done, ms));
const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
const mint = () => hex(crypto.getRandomValues(new Uint8Array(12)));

// --- the store ---------------------------------------------------------------------------------

let opened;
const store = () => opened ??= new Promise((done, fail) => {
  const asked = indexedDB.open('mori'); // whatever its version: an older worker may follow a newer
  asked.onupgradeneeded = () => {
    for (const [name, keyPath] of [['items', 'id'], ['taps', 'key'], ['drafts', 'id'], ['facts', 'name']])
      asked.result.createObjectStore(name, { keyPath });
  };
  asked.onsuccess = () => {
    asked.result.onversionchange = () => { asked.result.close(); opened = null; };
    done(asked.result);
  };
  asked.onerror = () => { opened = null; fail(asked.error); };
});

// Resolves when what was done is committed, not when it was asked for.
async function within(names, mode, work) {
  const transaction = (await store()).transaction(names, mode, { durability: 'strict' });
  return new Promise((done, fail) => {
    const asked = work(name => transaction.objectStore(name));
    transaction.oncomplete = () => done(asked?.result);
    transaction.onerror = transaction.onabort = () => fail(transaction.error);
  });
}
const put = (name, ...rows) => within([name], 'readwrite', of => { rows.forEach(row => of(name).put(row)); });
const get = (name, key) => within([name], 'readonly', of => of(name).get(key));
const all = name => within([name], 'readonly', of => of(name).getAll());
const remove = (name, ...keys) => within([name], 'readwrite', of => { keys.forEach(key => of(name).delete(key)); });
const person = async () => (await get('facts', 'person'))?.value ?? null;
const knows = (value, writes = false) => put('facts', { name: 'person', value, writes });
const isUnsent = item => item.state !== 'received' && item.state !== 'beside';

// --- taps on the Red Button ------------------------------------------------------------------------

async function tap(event) {
  const { request } = event, again = request.clone();
  const form = await request.formData().catch(() => new FormData());
  const made = { key: form.get('t') || mint(), page: form.get('p') || '', ticket: form.get('b') || '', made: Date.now() };
  const isKept = await put('taps', made).then(() => true, () => false);
  const sent = deliverTap(made);
  event.waitUntil(sent.catch(() => {}));
  const receipt = await Promise.race([sent.catch(() => ''), pause(TAP_WAIT)]);
  if (receipt) return Response.redirect(`/c/${receipt}`, 303);
  if (!isKept) return fetch(again);
  await later();
  return waiting(made.key);
}

async function deliverTap({ key, page, ticket, made }) {
  const response = await fetch('/bantuan', {
    method: 'POST', credentials: 'same-origin', keepalive: true, signal: AbortSignal.timeout(SEND_WAIT),
    headers: { Accept: 'application/json', 'X-Mori-Queue': 'tap' },
    body: new URLSearchParams({ t: key, p: page, b: ticket, w: made }),
  });
  const said = await response.json();
  if (said.key !== key || !/^[a-z0-9]{8}$/.test(said.receipt)) throw new Error('This is no receipt.');
  await within(['taps', 'facts'], 'readwrite', of => {
    of('taps').delete(key);
    of('facts').put({ name: 'tap', key, receipt: said.receipt, at: Date.now() });
  }).catch(() => {});
  return said.receipt;
}

// The page renews itself, with page scripts off too, until there is a receipt to go to.
async function waiting(key) {
  const known = await get('facts', 'tap').catch(() => null);
  if (known?.key === key) return Response.redirect(`/c/${known.receipt}`, 303);
  const page = await shell(WAITING), values = { code: key.slice(-4).toUpperCase(), again: `${WAITING}?k=${key}` };
  return html(page, (await page.text()).replace(/\{(code|again)\}/g, (_, name) => values[name]));
}

// --- what is posted --------------------------------------------------------------------------------

// The same photo of the same form, sent once more, is one: photo_intake.py makes the same token.
async function tokenOf(id, file) {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', await new Blob([id, file]).arrayBuffer()), 0, 20));
}

async function itemsOf(form, path) {
  const id = form.get('token') || mint(), kind = kindOf(path), made = Date.now();
  const writer = form.get('writer') || '', fields = [], photos = [];
  for (const [name, value] of form) {
    if (name === 'csrf_token') continue; // it would be stale by then: a fresh one is asked for
    const isFile = value instanceof File;
    if (isFile && !value.size) continue;
    if (isFile && kind === 'entry') photos.push(value);
    else fields.push([name, value]);
  }
  if (!form.get('token')) fields.push(['token', id]);
  const whose = ['day', 'readable'].filter(name => form.get(name)).map(name => [name, form.get(name)]);
  const item = { id, kind, path, fields, writer, made, state: 'queued', text: form.get('text') || '', draft: `${path} ${form.get('day') || ''}` };
  return [item, ...await Promise.all(photos.map(async file => {
    const token = await tokenOf(id, file);
    return {
      id: token, kind: 'photo', path: `${path}/foto`, writer, made, state: 'queued', parent: id, text: file.name,
      fields: [['token', token], ['writer', writer], ['entry_token', id], ...whose, ['photo', file]],
    };
  }))];
}

async function post(event, path) {
  const { request } = event, again = request.clone(), form = await request.formData();
  const [item, ...photos] = await itemsOf(form, path), isFragment = request.headers.has('HX-Request');
  try {
    await within(['items', 'drafts'], 'readwrite', of => {
      for (const each of [item, ...photos]) of('items').put(each);
      of('drafts').delete(`${item.writer} ${item.draft}`); // what waits is no draft any more
    });
  } catch {
    return fetch(again).catch(() => outbox('full', { text: item.text }));
  }
  const headers = Object.fromEntries([...request.headers].filter(([name]) => name.startsWith('hx-')));
  const sent = send(item, form.get('csrf_token'), { headers, how: 'now' }).then(answer => settle(item, answer));
  event.waitUntil(sent.then(flush).catch(() => {}));
  const answer = await Promise.race([sent.catch(() => null), pause(WAIT)]);
  if (answer?.fragment) return answer.fragment;
  if (answer && !isUnsent(answer)) return go(answer.url, isFragment);
  if (answer) return fetch(again); // refused, or signed out: the server's own page says what to do
  await later();
  return go(`${OUTBOX}?baru`, isFragment);
}

const go = (url, isFragment) => isFragment
  ? new Response(null, { status: 204, headers: { 'HX-Redirect': url } })
  : Response.redirect(url, 303);

async function send(item, token, { headers = {}, how = 'later' } = {}) {
  const body = new FormData();
  for (const [name, value] of item.fields) body.append(name, value);
  body.append('csrf_token', token || '');
  const isPlain = !item.fields.some(([, value]) => value instanceof Blob);
  return verdict(item, await fetch(item.path, {
    method: 'POST', credentials: 'same-origin', redirect: 'manual', signal: AbortSignal.timeout(SEND_WAIT),
    headers: { ...headers, 'X-Mori-Queue': how, 'X-Mori-At': String(item.made) },
    body: isPlain ? new URLSearchParams([...body]) : body,
  }));
}

// Only an answer that echoes the item's own token counts; a captive portal says 200 to everything.
async function verdict(item, response) {
  if (response.status === 401 || response.status === 403) return { state: 'queued' };
  const [token, ...clock] = (response.headers.get('Mori-Receipt') || '').split(' ');
  if (response.ok && token === item.id) return { state: 'received', clock: clock.join(' '), fragment: response };
  const said = await response.json();
  if (said.token !== item.id) throw new Error('This is no answer.');
  if (response.ok) return { state: said.state, clock: said.clock, url: said.url };
  if (response.status < 500 && response.status !== 408 && response.status !== 429)
    return { state: 'refused', why: said.why };
  throw new Error('Try again later.');
}

async function settle(item, answer) {
  const { state, clock = '', url = '', why = '' } = answer, { fields, ...rest } = item;
  const isLeft = state === 'queued' || state === 'refused';
  await put('items', { ...rest, state, clock, url, why, at: Date.now(), fields: isLeft ? fields : [] });
  return answer;
}

// --- delivering what waits ---------------------------------------------------------------------------

const flush = () => navigator.locks.request('flush', { ifAvailable: true }, lock => lock && deliver());
const later = () => self.registration.sync?.register('mori').catch(() => {});

async function deliver() {
  const taps = await Promise.allSettled((await all('taps')).map(deliverTap));
  let isLeft = taps.some(each => each.status === 'rejected');
  const items = (await all('items')).filter(item => item.state === 'queued' || item.state === 'sending');
  if (items.length) isLeft = !await deliverItems(items.sort((a, b) => a.made - b.made)) || isLeft;
  await forget();
  await tell();
  if (isLeft) throw new Error('Something still waits.');
}

// Each by itself, so that one that fails holds up none; two in a row without an answer: no network.
async function deliverItems(items) {
  const who = await (await fetch(FORM, { credentials: 'same-origin', signal: AbortSignal.timeout(SEND_WAIT) })).json();
  if (typeof who.form !== 'string') throw new Error('This is no answer.');
  await knows(who.person, who.writes);
  let unanswered = 0;
  for (const { id, writer, parent } of items) {
    const item = writer === who.person && await get('items', id);
    if (!item || (parent && isUnsent(await get('items', parent) ?? {}))) continue;
    await put('items', { ...item, state: 'sending' });
    try {
      await settle(item, await send(item, who.form));
      unanswered = 0;
    } catch {
      await put('items', { ...item, state: 'queued' });
      if (++unanswered > 1) return false;
    }
    await tell();
  }
  return unanswered === 0;
}

async function forget() {
  const old = (await all('items')).filter(item => !isUnsent(item) && item.at < Date.now() - KEEP);
  await remove('items', ...old.map(item => item.id));
  const known = await get('facts', 'tap');
  if (known && known.at < Date.now() - 6e5) await remove('facts', 'tap');
}

async function unsent() {
  const mine = await person();
  return (await all('items')).filter(item => isUnsent(item) && item.writer === mine);
}

async function tell() {
  const message = { unsent: (await unsent()).length };
  for (const page of await self.clients.matchAll()) page.postMessage(message);
}

// --- the page of what is kept ------------------------------------------------------------------------

async function shell(path) {
  return (await caches.match(path, { ignoreVary: true }))?.clone() ?? fetch(path, { credentials: 'omit' });
}

async function keepShell(language) {
  const cache = await caches.open(SHELL);
  await Promise.all([OUTBOX, WAITING].map(async path => {
    const page = await fetch(language ? `${path}?lang=${language}` : path, { credentials: 'omit', cache: 'no-cache' });
    if (!page.ok) return;
    await cache.put(path, page.clone());
    await cache.addAll([...new Set((await page.text()).match(/\/static\/[\w.-]+\.(svg|js)/g))]); // what it shows
  }));
}

function html(page, body) {
  const headers = new Headers(page.headers);
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  headers.set('Cache-Control', 'no-store');
  return new Response(body, { headers });
}

const escaped = text => String(text).replace(/[&<>"']/g, sign => `&#${sign.charCodeAt()};`);

// Each <template id="on-…"> of the page is put in its place as often as there is something to show.
async function outbox(notice, values = {}) {
  const page = await shell(OUTBOX), text = await page.text(), language = /<html lang="(\w+)"/.exec(text)?.[1];
  const words = Object.fromEntries([.../data-(\w+)="([^"]*)"/g[Symbol.matchAll](/<body[\s\S]*?<dl id="words"([^>]*)>/.exec(text)?.[1] ?? '')].map(([, name, word]) => [name, word]));
  const when = ms => new Date(ms).toLocaleString(language, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const { value: mine = null, writes } = await get('facts', 'person').catch(() => null) ?? {}, parts = { [notice]: [values] };
  const items = await all('items').catch(() => []), drafts = await all('drafts').catch(() => []);
  for (const item of items.sort((a, b) => b.made - a.made)) {
    const name = item.writer === mine ? item.state : isUnsent(item) ? 'others' : 'hidden';
    (parts[name] ??= []).push({ ...item, what: words[item.kind] ?? '', when: when(item.made), time: item.clock || when(item.at || item.made) });
  }
  if (parts.others) parts.others = [{ n: parts.others.length }];
  parts.draft = drafts.filter(each => each.writer === mine && each.fields.text).map(each => ({ ...each, text: each.fields.text, when: when(each.at), page: each.day ? `/logbook/baru?hari=${each.day}` : each.path }));
  if (mine && writes) parts.compose = [{ writer: mine, token: mint(), today: new Date().toLocaleDateString('en-CA') }];
  if (!['refused', 'queued', 'sending', 'beside', 'received', 'draft'].some(name => parts[name]?.length)) parts.none = [{}];
  const filled = text.replace(/<!--plain-->[\s\S]*?<!--\/plain-->/, '').replace(/<template id="on-(\w+)">([\s\S]*?)<\/template>/g, (_, name, inside) =>
    (parts[name] ?? []).map(row => inside.replace(/\{(\w+)\}/g, (_, key) => escaped(row[key] ?? ''))).join(''));
  return html(page, filled);
}

async function act(event) {
  const form = await event.request.formData(), id = form.get('id');
  if (form.get('verb') === 'delete') {
    const photos = (await all('items')).filter(item => item.parent === id);
    await remove('items', id, ...photos.map(item => item.id));
    await remove('drafts', id);
  }
  const item = await get('items', id);
  if (form.get('verb') === 'retry' && item) await put('items', { ...item, state: 'queued' });
  const sent = flush().catch(later);
  event.waitUntil(sent);
  await Promise.race([sent, pause(WAIT)]);
  return Response.redirect(OUTBOX, 303);
}

// Whoever signs out is told what has not been sent yet, and decides. Taps are never asked about.
async function leave(event) {
  const { request } = event, again = request.clone(), form = await request.formData();
  const waiting = await unsent().catch(() => []), choice = form.get('unsent');
  if (waiting.length && !choice) return outbox('leaving', { n: waiting.length, csrf: form.get('csrf_token') });
  if (choice === 'delete') {
    const drafts = (await all('drafts')).filter(each => each.writer === waiting[0]?.writer);
    await remove('items', ...waiting.map(item => item.id));
    await remove('drafts', ...drafts.map(each => each.id));
  }
  return enter(again);
}

// Who is signed in may change: nothing kept here is shown until the server has said who it is.
async function enter(request) {
  await knows(null).catch(() => {});
  return fetch(request);
}

// --- pages ---------------------------------------------------------------------------------------------

const late = new Map();

async function visit(event) {
  const { request } = event, answer = late.get(request.url) ?? fetch(request);
  late.delete(request.url);
  event.waitUntil(answer.then(flush).catch(() => {}));
  const first = await Promise.race([answer.catch(() => 'offline'), pause(WAIT).then(() => 'late')]);
  if (first instanceof Response) return first;
  if (first === 'late') {
    late.set(request.url, answer); // not asked twice: the page takes this answer when it comes
    event.waitUntil(answer.then(() => announce(event)).catch(() => {}));
  }
  return outbox(first, { url: request.url });
}

async function announce(event) {
  await pause(100);
  (await self.clients.get(event.resultingClientId))?.postMessage({ answered: true });
}

async function learn() {
  await fetch(FORM, { credentials: 'same-origin', signal: AbortSignal.timeout(WAIT) })
    .then(response => response.json()).then(who => knows(who.person ?? null, who.writes)).catch(() => {});
}

async function look(url) {
  if (await person() === null) await learn();
  return outbox(url.searchParams.has('baru') ? 'kept' : '');
}

function answer(event) {
  const { request } = event, url = new URL(request.url), path = url.pathname;
  if (url.origin !== location.origin) return;
  if (request.method === 'POST') {
    if (path === '/bantuan') event.respondWith(tap(event));
    else if (path === '/keluar') event.respondWith(leave(event));
    else if (/^\/(masuk|undangan)\b/.test(path)) event.respondWith(enter(request));
    else if (path === OUTBOX) event.respondWith(act(event));
    else if (kindOf(path)) event.respondWith(post(event, path));
    else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => outbox('unsent')));
  } else if (path === OUTBOX) event.respondWith(look(url));
  else if (path === WAITING) {
    event.waitUntil(flush().catch(later));
    event.respondWith(pause(500).then(() => waiting(url.searchParams.get('k') || '')));
  } else if (path.startsWith('/static/')) event.respondWith(caches.match(path, { ignoreVary: true }).then(kept => kept ?? fetch(request)));
  else if (request.mode === 'navigate' && request.method === 'GET' && !/\.\w+$/.test(path))
    event.respondWith(visit(event));
}

// --- what pages ask for --------------------------------------------------------------------------------

async function asked({ data, ports: [port] }) {
  const reply = content => port?.postMessage(content);
  if (data.draft) {
    const saved = { ...data.draft, at: Date.now() };
    await put('drafts', saved).then(() => reply({ at: saved.at }), () => reply({ failed: true }));
  }
  if (data.want) reply(await get('drafts', data.want).catch(() => null));
  if (data.person && data.person !== await person()) await learn();
  if (data.language) {
    const kept = await caches.match(OUTBOX, { ignoreVary: true });
    if (!kept || !(await kept.text()).includes(`<html lang="${data.language}"`)) await keepShell(data.language);
  }
  if (data.flush) await flush().catch(later);
  await tell();
}

async function retire() {
  await flush().catch(() => {});
  const left = [...await all('taps'), ...(await all('items')).filter(isUnsent)];
  if (!left.length) await self.registration.unregister();
}

self.addEventListener('install', event => {
  self.skipWaiting();
  if (ON) event.waitUntil(keepShell());
});
self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== SHELL) await caches.delete(name);
  await self.clients.claim();
  await (ON ? flush() : retire()).catch(() => {});
})()));
self.addEventListener('sync', event => event.waitUntil(ON ? flush() : retire()));
self.addEventListener('message', event => event.waitUntil(ON ? asked(event) : retire()));
if (ON) self.addEventListener('fetch', answer);
