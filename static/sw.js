// What the phone keeps while there is no network: entries, check-ins, comments, drafts and taps
// on the Red Button. Pages come from the network; nothing personal is ever cached.
// docs/decisions/0013-the-phones-queue.md says why it is as it is.
const ON = true; // the server says false to switch it off: then it only delivers what it kept
const WAIT = 3000, TAP_WAIT = 4000, SEND_WAIT = 30000, KEEP = 30 * 864e5;
const SHELL = 'shell-1', OUTBOX = '/kotak-keluar', WAITING = '/bantuan/luring', FORM = '/antrean';
const KINDS = [
  ['in', /^\/presensi\/masuk$/], ['out', /^\/presensi\/pulang$/], ['report', /^\/presensi\/kabar$/], ['paper', /^\/presensi\/kabar\/surat$/],
  ['comment', /^\/logbook\/\w{14}\/komentar$/], ['photo', /^\/logbook(\/\w{14})?\/foto$/],
  ['entry', /^\/logbook(\/\w{14})?$/],
];
// What goes out by itself, after the words it came with: the kind of each file, and where to.
const PARTS = { entry: ['photo', '/foto'], report: ['paper', '/surat'] };
const PROSE = ['text', 'note', 'learnt', 'obstacles', 'kode']; // what people type
const proseOf = field => PROSE.map(field).filter(Boolean).join('\n\n');
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
// Only what is still there and was not received meanwhile: else a tap in another tab would be undone.
const amend = (id, changes) => within(['items'], 'readwrite', of => {
  const asked = of('items').get(id);
  asked.onsuccess = () => { if (asked.result && isUnsent(asked.result)) of('items').put({ ...asked.result, ...changes }); };
});
const person = async () => (await get('facts', 'person'))?.value ?? null;
const knows = (value, writes = false, ticket = '') => put('facts', { name: 'person', value, writes, ticket });
const isUnsent = item => item.state !== 'received' && item.state !== 'beside';

// --- taps on the Red Button ------------------------------------------------------------------------

const receiptOf = key => `tap ${key}`;
async function tap(event) {
  const { request } = event, again = request.clone();
  const form = await request.formData().catch(() => new FormData());
  const ticket = form.get('b') || (await get('facts', 'person').catch(() => null))?.ticket || ''; // pages kept here have none
  const made = { key: form.get('t') || mint(), page: form.get('p') || '', ticket, made: Date.now() };
  const isKept = await put('taps', made).then(() => true, () => false);
  const sent = deliverTap(made);
  event.waitUntil(sent.catch(() => {}));
  const receipt = await Promise.race([sent.catch(() => ''), pause(TAP_WAIT)]);
  if (receipt) {
    await remove('facts', receiptOf(made.key)).catch(() => {}); // no page waits for it
    return Response.redirect(`/c/${receipt}`, 303);
  }
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
    const waits = of('taps').get(key); // not if another tab has delivered it meanwhile
    waits.onsuccess = () => { if (waits.result) of('facts').put({ name: receiptOf(key), receipt: said.receipt, at: Date.now() }); };
    of('taps').delete(key);
  }).catch(() => {});
  return said.receipt;
}

// The page renews itself, with page scripts off too, until there is a receipt to go to.
async function waiting(key) {
  const known = await get('facts', receiptOf(key)).catch(() => null);
  if (known) {
    await put('facts', { ...known, seen: true, at: Date.now() }).catch(() => {});
    return Response.redirect(`/c/${known.receipt}`, 303);
  }
  const left = await all('taps').catch(() => null);
  if (left && !left.length) return Response.redirect('/bantuan', 303); // received long ago: it must not say "not sent"
  const page = await shell(WAITING), values = { code: key.slice(-4).toUpperCase(), again: `${WAITING}?k=${key}` };
  return html(page, (await page.text()).replace(/\{(code|again)\}/g, (_, name) => values[name]));
}

// --- what is posted --------------------------------------------------------------------------------

// The same photo of the same form, sent once more, is one: photo_intake.py makes the same token.
async function tokenOf(id, file) {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', await new Blob([id, file]).arrayBuffer()), 0, 20));
}

// A form that waits already and comes again with other words, as after "back", waits beside itself.
const said = fields => JSON.stringify(fields.filter(([name, value]) => name !== 'token' && typeof value === 'string'));
async function idOf(token, fields) {
  const held = token && await get('items', token).catch(() => null);
  const isOther = held && (held.state === 'queued' || held.state === 'sending') && said(held.fields ?? []) !== said(fields);
  return isOther ? tokenOf(token, said(fields)) : token || mint();
}

async function itemsOf(form, path) {
  const kind = kindOf(path), made = Date.now();
  const writer = form.get('writer') || '', fields = [], files = [], [part, below] = PARTS[kind] ?? [];
  for (const [name, value] of form) {
    if (name === 'token' || name === 'csrf_token') continue; // the latter would be stale by then: a fresh one is asked for
    const isFile = value instanceof File;
    if (isFile && !value.size) continue;
    if (isFile && part) files.push(value);
    else fields.push([name, value]);
  }
  const id = await idOf(form.get('token'), fields);
  fields.push(['token', id]);
  const whose = ['day', 'readable'].filter(name => form.get(name)).map(name => [name, form.get(name)]);
  const item = { id, kind, path, fields, writer, made, state: 'queued', text: proseOf(name => form.get(name)), draft: `${path} ${form.get('day') || ''}` };
  return [item, ...await Promise.all(files.map(async file => {
    const token = await tokenOf(id, file);
    return {
      id: token, kind: part, path: path + below, writer, made, state: 'queued', parent: id, text: file.name === 'foto' ? '' : file.name, // as writing.js names what it shrank
      fields: [['token', token], ['writer', writer], ['entry_token', id], ...whose, [part, file]],
    };
  }))];
}

async function post(event, path) {
  const { request } = event, again = request.clone(), form = await request.formData();
  late.clear(); // such a page would not show what is sent now
  const [item, ...parts] = await itemsOf(form, path), isFragment = request.headers.has('HX-Request');
  try {
    await within(['items', 'drafts'], 'readwrite', of => {
      for (const each of [item, ...parts]) of('items').put(each);
      of('drafts').delete(`${item.writer} ${item.draft}`); // what waits is no draft any more
    });
  } catch {
    return fetch(again).catch(() => full(form, isFragment));
  }
  const headers = Object.fromEntries([...request.headers].filter(([name]) => name.startsWith('hx-')));
  const sent = send(item, form.get('csrf_token'), { headers, how: 'now' }).then(answer => settle(item, answer));
  event.waitUntil(sent.then(flush).catch(() => {}));
  const answer = await Promise.race([sent.catch(() => null), pause(WAIT)]);
  if (answer?.fragment) return answer.fragment;
  if (answer && !isUnsent(answer)) return go(answer.url, isFragment);
  if (answer?.state === 'queued' && isFragment) return go('/masuk', true); // the page's text waits here
  if (answer) return fetch(again); // refused, or signed out: the server's own page says what to do
  await later();
  return go(`${OUTBOX}?baru`, isFragment);
}

// Neither sent nor kept: all that was written stands there to be copied. A fragment goes above the
// form, which keeps what stands in it.
async function full(form, isFragment) {
  const page = await outbox('full', { text: proseOf(name => form.get(name)) });
  return isFragment ? above(page) : page;
}

// A connection that was closed while nobody used it fails at once. The same decision twice is one.
const twice = request => { const again = request.clone(); return fetch(request).catch(() => fetch(again)); };

async function above(page) {
  const { headers } = page, [notice] = (await page.text()).match(/<section id="(?:full|unsent-now)"[\s\S]*?<\/section>/);
  headers.set('HX-Retarget', '#messages');
  headers.set('HX-Reswap', 'innerHTML');
  return new Response(notice, { headers });
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
// What is too large nobody reads to its token: sending it again would only cost as much again.
async function verdict(item, response) {
  if (response.status === 401) return { state: 'queued' };
  const [token, ...clock] = (response.headers.get('Mori-Receipt') || '').split(' ');
  if (response.ok && token === item.id) return { state: 'received', clock: clock.join(' '), fragment: response };
  const isBare = response.status === 403 || response.status === 413; // with words, or without
  const said = await (isBare ? response.json().catch(() => ({})) : response.json());
  if (response.status === 403 && said.token !== item.id) return { state: 'queued' }; // another writer's session
  if (response.status === 413) return { state: 'refused', why: said.why };
  if (said.token !== item.id) throw new Error('This is no answer.');
  if (response.ok) return { state: said.state, clock: said.clock, url: said.url };
  if (response.status < 500 && response.status !== 408 && response.status !== 429)
    return { state: 'refused', why: said.why };
  throw new Error('Try again later.');
}

async function settle(item, answer) {
  const { state, clock = '', url = '', why = '' } = answer, isLeft = state === 'queued' || state === 'refused';
  const told = { state, clock, url, why, at: Date.now() };
  const kept = isLeft ? amend(item.id, told) : put('items', { ...item, ...told, fields: [] });
  await kept.catch(() => isLeft || remove('items', item.id)); // a full phone still sends, and makes room
  return answer;
}

// --- delivering what waits ---------------------------------------------------------------------------

const flush = () => navigator.locks.request('flush', { ifAvailable: true }, lock => lock && deliver());
const later = () => self.registration.sync?.register('mori').catch(() => {});

// What had no answer three times goes behind all else, so that several such hold up nothing for ever.
const delayed = ({ tries = 0 }) => Math.max(0, tries - 2);

async function deliver() {
  const taps = await Promise.allSettled((await all('taps')).map(deliverTap));
  let isLeft = taps.some(each => each.status === 'rejected');
  const items = (await all('items')).filter(item => item.state === 'queued' || item.state === 'sending');
  items.sort((a, b) => delayed(a) - delayed(b) || a.made - b.made || !!a.parent - !!b.parent); // words before what belongs to them
  if (items.length) isLeft = !await deliverItems(items).finally(() => { round = null; }) || isLeft;
  await forget();
  await tell();
  if (isLeft) throw new Error('Something still waits.');
}

// Each by itself, so that one that fails holds up none; two in a row without an answer: no network.
async function deliverItems(items) {
  const who = await learn(SEND_WAIT), mine = items.filter(item => item.writer === who.person);
  round = begun(mine);
  let unanswered = 0;
  for (const { id, parent } of mine) {
    const item = await get('items', id), words = parent && await get('items', parent);
    if (!item || (words && isUnsent(words))) continue; // words that are gone were received: see settle
    await amend(id, { state: 'sending' }).catch(() => {});
    await tell();
    try {
      round.count(item, await settle(item, await send(item, who.form)));
      unanswered = 0;
    } catch {
      await amend(id, { state: 'queued', tries: (item.tries ?? 0) + 1 }).catch(() => {});
      if (++unanswered > 1) return false;
    }
  }
  return unanswered === 0;
}

// How much of what waited was received. Nobody knows how far a post has come on its way, so that
// each counts when its receipt is there; what was refused is no part of it any more.
let round = null;
const weight = ({ fields }) => (fields ?? []).reduce((sum, [, value]) => sum + (value?.size ?? new Blob([value]).size), 0);
const begun = items => ({
  done: 0, of: items.length, bytes: 0, all: items.reduce((sum, item) => sum + weight(item), 0),
  count(item, answer) {
    const isLeft = isUnsent(answer), bytes = weight(item);
    if (isLeft) { this.of--; this.all -= bytes; } else { this.done++; this.bytes += bytes; }
  },
  get percent() { return Math.floor(100 * this.bytes / this.all); },
});

async function forget() {
  const old = (await all('items')).filter(item => !isUnsent(item) && item.at < Date.now() - KEEP);
  await remove('items', ...old.map(item => item.id));
  const receipts = (await all('facts')).filter(({ name }) => /^tap\b/.test(name)); // the clock may have been set since
  await remove('facts', ...receipts.filter(({ at, seen }) => Math.abs(Date.now() - at) > (seen ? 6e5 : 864e5)).map(({ name }) => name));
}

async function unsent() {
  const mine = await person();
  return (await all('items')).filter(item => isUnsent(item) && item.writer === mine);
}

// What was refused may stand in a form on the page, with all that belongs to it: see mori.js.
async function tell() {
  const waiting = await unsent(), isRefused = id => waiting.some(item => item.id === id && item.state === 'refused');
  const message = { unsent: waiting.length, refused: waiting.map(item => item.parent ?? item.id).filter(isRefused) };
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
    await cache.addAll([...new Set((await page.text()).match(/\/static\/[\w.-]+\.(css|svg|js)/g))]); // what it shows
  }));
}

function html(page, body) {
  const headers = new Headers(page.headers);
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  headers.set('Cache-Control', 'no-store');
  return new Response(body, { headers });
}

const isToday = ms => new Date(ms).toDateString() === new Date().toDateString();
const escaped = text => String(text).replace(/[&<>"']/g, sign => `&#${sign.charCodeAt()};`);

// Each <template id="on-…"> of the page is put in its place as often as there is something to show.
async function outbox(notice, values = {}) {
  const page = await shell(OUTBOX), text = await page.text(), language = /<html lang="(\w+)"/.exec(text)?.[1];
  const words = Object.fromEntries([.../data-(\w+)="([^"]*)"/g[Symbol.matchAll](/<body[\s\S]*?<dl id="words"([^>]*)>/.exec(text)?.[1] ?? '')].map(([, name, word]) => [name, word]));
  const place = language === 'en' ? 'en-GB' : language; // as MORI's pages write days and times
  const when = ms => new Date(ms).toLocaleString(place, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).replace(':', '.');
  const known = await get('facts', 'person').catch(() => null), { value: mine = null, writes } = known ?? {}, parts = { [notice]: [values] };
  let isRead = true; // else nothing is known of what waits
  const items = await all('items').catch(() => { isRead = false; return []; }), drafts = await all('drafts').catch(() => []);
  for (const item of items.sort((a, b) => b.made - a.made)) {
    const isHeld = items.some(each => each.id === item.parent && each.state === 'refused');
    const name = item.writer === mine ? (isHeld ? 'held' : item.state) : !isUnsent(item) ? 'hidden' : known ? 'others' : 'unknown';
    (parts[name] ??= []).push({ ...item, why: item.why || words.large, what: words[item.kind] ?? '', when: when(item.made), time: item.clock || when(item.at || item.made) });
  }
  for (const name of ['others', 'unknown']) if (parts[name]) parts[name] = [{ n: parts[name].length }];
  parts.draft = drafts.filter(each => each.writer === mine && each.fields).map(each => ({ ...each, text: proseOf(name => each.fields[name]), when: when(each.at), page: each.day ? `/logbook/baru?hari=${each.day}` : each.path.replace(/\/komentar$/, '') })).filter(each => each.text);
  if (mine && round?.of > 1) parts.round = [{ done: round.done, of: round.of, percent: round.percent }];
  const tapped = kind => items.some(item => item.kind === kind && item.writer === mine && item.state !== 'refused' && isToday(item.made));
  const isIn = tapped('in');
  if (mine && writes && !isIn) parts[values.checkin ? 'arriving' : 'checkin'] = [{ writer: mine, token: mint(), code: values.code }];
  if (mine && writes && isIn && !tapped('out')) parts.checkout = [{ writer: mine, token: mint() }];
  if (mine && writes) parts.compose = [{ writer: mine, token: mint(), today: new Date().toLocaleDateString('en-CA') }];
  if (isRead && !['refused', 'held', 'queued', 'sending', 'beside', 'received', 'draft', 'unknown', 'others'].some(name => parts[name]?.length)) parts.none = [{}];
  const filled = text.replace(/<!--plain-->[\s\S]*?<!--\/plain-->/, '').replace(/<template id="on-(\w+)">([\s\S]*?)<\/template>/g, (_, name, inside) =>
    (parts[name] ?? []).map(row => inside.replace(/\{(\w+)\}/g, (_, key) => escaped(row[key] ?? ''))).join(''));
  return html(page, filled);
}

async function act(event) {
  const form = await event.request.formData(), id = form.get('id');
  if (form.get('verb') === 'delete') {
    const parts = (await all('items')).filter(item => item.parent === id);
    await remove('items', id, ...parts.map(item => item.id));
    await remove('drafts', id);
  }
  if (form.get('verb') === 'retry') await amend(id, { state: 'queued' }).catch(() => {});
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

// Who is signed in may change: nothing kept here is shown until the server has said who it is, and
// no page that came late.
let changes = 0;
const forgetPerson = () => (changes++, late.clear(), remove('facts', 'person').catch(() => {}));
async function enter(request) {
  await forgetPerson();
  return fetch(request).finally(forgetPerson); // and what was learnt in the meantime
}

// What was asked before somebody came or went says nothing about who is there now.
async function learn(wait) {
  const before = changes;
  const who = await (await fetch(FORM, { credentials: 'same-origin', signal: AbortSignal.timeout(wait) })).json();
  if (typeof who.form !== 'string') throw new Error('This is no answer.');
  if (changes === before) await knows(who.person ?? null, who.writes, who.ticket).catch(() => {});
  return who;
}

// --- pages ---------------------------------------------------------------------------------------------

const late = new Map(); // by address: an answer, and once it came, when
const isOld = held => performance.now() - held.came > 6e4;

async function visit(event) {
  const { request } = event, held = late.get(request.url), before = changes;
  const answer = held && !isOld(held) ? held.answer : fetch(request);
  late.delete(request.url);
  event.waitUntil(answer.then(flush).catch(() => {}));
  const first = await Promise.race([answer.catch(() => 'offline'), pause(WAIT).then(() => 'late')]);
  const { pathname, searchParams } = new URL(request.url), checkin = kindOf(pathname) === 'in';
  if (first instanceof Response) return pathname === '/masuk' ? reassure(first) : first;
  if (first === 'late') {
    const kept = { answer }, drop = () => late.get(request.url) === kept && late.delete(request.url);
    if (changes === before) late.set(request.url, kept); // not asked twice: the page takes this answer when it comes
    // Where nobody waits for it any more, the next who asks wants to know what is so by then.
    event.waitUntil(answer.then(() => announce(event, kept)).then(isThere => isThere || drop()).catch(drop));
  }
  const notice = first === 'offline' && navigator.onLine ? 'down' : first; // a network, and no server
  return outbox(notice, { url: request.url, checkin, code: (searchParams.get('kode') ?? '').slice(0, 12) });
}

// Whoever has to sign in first reads that what they wrote is not lost: how much it is, not what.
async function reassure(page) {
  const waiting = (await all('items').catch(() => [])).filter(isUnsent), again = page.clone();
  if (!waiting.length || !page.ok) return page;
  try {
    const [, note] = /<template id="on-again">([\s\S]*?)<\/template>/.exec(await (await shell(OUTBOX)).text());
    return html(page, (await page.text()).replace(/<div id="messages"[^>]*>/, place => place + note.replace('{n}', waiting.length)));
  } catch { return again; }
}

async function announce(event, kept) {
  kept.came = performance.now();
  await pause(100);
  const page = await self.clients.get(event.resultingClientId);
  page?.postMessage({ answered: true });
  return !!page;
}

async function look(url) {
  if (await person().catch(() => null) === null) await learn(WAIT).catch(() => {}); // no page's script has said it
  return outbox(url.searchParams.has('baru') ? 'kept' : '');
}

function answer(event) {
  const { request } = event, url = new URL(request.url), path = url.pathname;
  if (url.origin !== location.origin) return;
  if (request.method === 'POST') {
    if (path === '/bantuan') event.respondWith(tap(event));
    else if (path === '/keluar') event.respondWith(leave(event).catch(() => outbox('unsent')));
    else if (/^\/(masuk|undangan|saya\/sandi)\b/.test(path)) event.respondWith(enter(request).catch(() => outbox('unsent')));
    else if (path === OUTBOX) event.respondWith(act(event));
    else if (kindOf(path)) event.respondWith(post(event, path));
    else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => outbox('unsent')));
    else if (request.headers.has('HX-Request')) event.respondWith(twice(request).catch(() => outbox('unsent').then(above)));
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
  if (data.person && data.person !== await person()) await learn(WAIT).catch(() => {});
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
