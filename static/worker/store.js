// What the phone keeps while there is no network: entries, check-ins, comments, drafts and taps
// on the Red Button. Pages come from the network; nothing personal is ever cached.
// docs/decisions/0013-the-phones-queue.md says why it is as it is.
//
// The files of this folder are sent as one, in the order that mori/web/worker.py names: they share
// their names. MORI, in front of them, is what the server tells them.
//
// Here: the store in IndexedDB. It outlives releases, in both directions: what is in it keeps its
// names, and fields that this release does not know are passed on.

const STORES = { items: 'id', taps: 'key', drafts: 'id', facts: 'name' };

let opened;

function store() {
  opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open('mori'); // whatever its version: an older worker may follow a newer
    asked.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) asked.result.createObjectStore(name, { keyPath });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => {
        asked.result.close();
        opened = null;
      };
      done(asked.result);
    };
    asked.onerror = () => giveUp(asked.error);
    // Some damaged stores never answer.
    setTimeout(() => asked.readyState === 'pending' && giveUp(new Error('The store is silent.')), WAIT);
    const giveUp = why => {
      opened = null;
      fail(why);
    };
  });
  return opened;
}

// Resolves when what was done is committed, not when it was asked for.
async function within(names, mode, work) {
  const transaction = (await store()).transaction(names, mode, { durability: 'strict' });
  return new Promise((done, fail) => {
    const asked = work(name => transaction.objectStore(name));
    transaction.oncomplete = () => done(asked?.result);
    transaction.onerror = transaction.onabort = () => fail(transaction.error);
  });
}

const get = (name, key) => within([name], 'readonly', of => of(name).get(key));
const all = name => within([name], 'readonly', of => of(name).getAll());
const put = (name, row) => within([name], 'readwrite', of => of(name).put(row));
const remove = (name, ...keys) => within([name], 'readwrite', of => {
  for (const key of keys) of(name).delete(key);
});

// Only what is still there and was not received meanwhile: else a tap in another tab would be undone.
const amend = (id, changes) => within(['items'], 'readwrite', of => {
  const asked = of('items').get(id);
  asked.onsuccess = () => {
    if (asked.result && isUnsent(asked.result)) of('items').put({ ...asked.result, ...changes });
  };
});

const isUnsent = item => item.state !== 'received' && item.state !== 'beside';

// --- small things that all files use ---------------------------------------------------------------

const WAIT = 3000; // as long as anybody has to look at an empty page
const SEND_WAIT = 30000;

const pause = ms => new Promise(done => setTimeout(done, ms));
const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
const mint = () => hex(crypto.getRandomValues(new Uint8Array(12)));
