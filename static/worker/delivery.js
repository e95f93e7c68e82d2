// Delivering what waits: taps first, then the items of whoever is signed in, one by one.

const KEEP = 30 * 864e5;

const flush = () => navigator.locks.request('flush', { ifAvailable: true }, lock => lock && deliver());
const later = () => self.registration.sync?.register('mori').catch(() => {});

async function deliver() {
  const taps = await Promise.allSettled((await all('taps')).map(deliverTap));
  let isLeft = taps.some(each => each.status === 'rejected');
  const items = (await all('items')).filter(item => item.state === 'queued' || item.state === 'sending');
  if (items.length) isLeft = !await deliverItems(items.sort(inTurn)).finally(() => { round = null; }) || isLeft;
  await forget();
  await tell();
  if (isLeft) throw new Error('Something still waits.');
}

// What had no answer three times goes behind all else, so that several such hold up nothing for
// ever; and words go before the files that belong to them, which go as they were chosen.
const inTurn = (a, b) =>
  delayed(a) - delayed(b) || a.made - b.made || !!a.parent - !!b.parent || (a.place ?? 0) - (b.place ?? 0);
const delayed = ({ tries = 0 }) => Math.max(0, tries - 2);

// Each by itself, so that one that fails holds up none; two in a row without an answer: no network.
async function deliverItems(items) {
  const who = await learn(SEND_WAIT);
  const mine = items.filter(({ writer }) => !writer || writer === who.person);
  round = begun(mine);
  let unanswered = 0;
  const held = new Set(); // forms of which one file had no answer: the next would come before it
  for (const { id, parent } of mine) {
    const item = await get('items', id);
    const words = parent && await get('items', parent);
    if (!item || held.has(parent) || (words && isUnsent(words))) continue; // words that are gone: see settle
    await amend(id, { state: 'sending' }).catch(() => {});
    await tell();
    try {
      round.count(item, await settle(item, await send(item, who.form)));
      unanswered = 0;
    } catch {
      await amend(id, { state: 'queued', tries: (item.tries ?? 0) + 1 }).catch(() => {});
      if (parent) held.add(parent);
      unanswered++;
      if (unanswered > 1) return false;
    }
  }
  return unanswered === 0 && !held.size;
}

// How much of what waited was received. Nobody knows how far a post has come on its way, so that
// each counts when its receipt is there; what was refused is no part of it any more.
let round = null;

const weight = ({ fields }) =>
  (fields ?? []).reduce((sum, [, value]) => sum + (value?.size ?? new Blob([value]).size), 0);

const begun = items => ({
  done: 0,
  of: items.length,
  bytes: 0,
  all: items.reduce((sum, item) => sum + weight(item), 0),
  count(item, answer) {
    if (isUnsent(answer)) {
      this.of--;
      this.all -= weight(item);
    } else {
      this.done++;
      this.bytes += weight(item);
    }
  },
  get percent() {
    return Math.floor(100 * this.bytes / this.all);
  },
});

async function forget() {
  await sweep();
  const old = (await all('items')).filter(item => !isUnsent(item) && item.at < Date.now() - KEEP);
  await remove('items', ...old.map(item => item.id));
  const receipts = (await all('facts')).filter(({ name }) => name.startsWith(receiptOf('')));
  // In both directions: the clock may have been set since.
  const isStale = ({ at, seen }) => Math.abs(Date.now() - at) > (seen ? 6e5 : 864e5);
  await remove('facts', ...receipts.filter(isStale).map(({ name }) => name));
}

async function unsent() {
  const mine = await person();
  return (await all('items')).filter(item => isUnsent(item) && item.writer === mine);
}

// What was refused may stand in a form on the page, with all that belongs to it: see mori.js.
async function tell() {
  const waiting = await unsent();
  const isRefused = id => waiting.some(item => item.id === id && item.state === 'refused');
  const message = { unsent: waiting.length, refused: waiting.map(item => item.parent ?? item.id).filter(isRefused) };
  for (const page of await self.clients.matchAll()) page.postMessage(message);
}
