// Taps on the Red Button: kept first, sent at once, and sent again until there is a receipt.

const HELP = '/bantuan';
const TAP_WAIT = 4000;

const receiptOf = key => `tap ${key}`;
const receipts = new Map(); // those of taps that could not be kept, while this worker lives

async function tap(event) {
  const made = await tapOf(event.request);
  const isKept = await put('taps', made).then(() => true, () => false);
  const sent = deliverTap(made);
  event.waitUntil(sent.catch(() => {}));
  const receipt = await Promise.race([sent.catch(() => ''), pause(TAP_WAIT)]);
  if (receipt) {
    await seen(made.key).catch(() => {});
    return Response.redirect(`/c/${receipt}`, 303);
  }
  if (!isKept) return bare('lost', codeOf(made.key));
  await later();
  return waiting(made.key);
}

// The receipt of a tap, if there is one; from now on it stays for minutes only.
async function seen(key) {
  const known = await get('facts', receiptOf(key));
  if (known) await put('facts', { ...known, seen: true, at: Date.now() }).catch(() => {});
  return known;
}

const codeOf = key => ({ code: key.slice(-4).toUpperCase() });

async function tapOf(request) {
  const form = await request.formData().catch(() => new FormData());
  // Pages that were filled on this phone carry no ticket: it is that of whoever is signed in.
  const ticket = form.get('b') || (await get('facts', 'person').catch(() => null))?.ticket || '';
  return { key: form.get('t') || mint(), page: form.get('p') || '', ticket, made: Date.now() };
}

async function deliverTap({ key, page, ticket, made }) {
  const response = await fetch(HELP, {
    method: 'POST',
    credentials: 'same-origin',
    keepalive: true,
    signal: AbortSignal.timeout(SEND_WAIT),
    headers: { Accept: 'application/json', 'X-Mori-Queue': 'tap' },
    body: new URLSearchParams({ t: key, p: page, b: ticket, w: made }),
  });
  const said = await response.json();
  if (said.key !== key || !/^[a-z0-9]{8}$/.test(said.receipt)) throw new Error('This is no receipt.');
  receipts.set(said.receipt, said.at);
  await noteReceipt(key, said).catch(() => {});
  return said.receipt;
}

// For the page that waits for it, and for when the receipt's own page cannot be opened; not if
// another tab has delivered the tap meanwhile.
const noteReceipt = (key, { receipt, at }) => within(['taps', 'facts'], 'readwrite', of => {
  const waits = of('taps').get(key);
  waits.onsuccess = () => {
    if (waits.result) of('facts').put({ name: receiptOf(key), receipt, received: at, at: Date.now() });
  };
  of('taps').delete(key);
});

// In place of a receipt's page that does not come: what is known of it here.
async function received({ pathname }) {
  const code = /^\/c\/(\w{8})$/.exec(pathname)?.[1];
  if (!code) return null;
  const facts = await all('facts').catch(() => []);
  const at = receipts.get(code) ?? facts.find(({ receipt }) => receipt === code)?.received;
  if (!at) return null;
  const time = new Date(at).toLocaleTimeString('id', { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
  return bare('received', { code, time }, pathname);
}

// The page renews itself, with page scripts off too, until there is a receipt to go to.
async function waiting(key) {
  const known = await seen(key).catch(() => null);
  if (known) return Response.redirect(`/c/${known.receipt}`, 303);
  const left = await all('taps').catch(() => null);
  if (left && !left.length) return Response.redirect(HELP, 303); // received long ago: it must not say "not sent"
  const values = { ...codeOf(key), again: `${WAITING}?k=${key}` };
  try {
    const page = await shell(WAITING);
    return html(page, fill(await page.text(), values));
  } catch {
    return bare('waiting', values, values.again);
  }
}
