// Taps on the Red Button: kept first, sent at once, and sent again until there is a receipt.

const HELP = '/bantuan';
const TAP_WAIT = 4000;

const receiptOf = key => `tap ${key}`;

async function tap(event) {
  const { request } = event;
  const again = request.clone();
  const made = await tapOf(request);
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
  await noteReceipt(key, said.receipt).catch(() => {});
  return said.receipt;
}

// For the page that waits for it; not if another tab has delivered the tap meanwhile.
const noteReceipt = (key, receipt) => within(['taps', 'facts'], 'readwrite', of => {
  const waits = of('taps').get(key);
  waits.onsuccess = () => {
    if (waits.result) of('facts').put({ name: receiptOf(key), receipt, at: Date.now() });
  };
  of('taps').delete(key);
});

// The page renews itself, with page scripts off too, until there is a receipt to go to.
async function waiting(key) {
  const known = await get('facts', receiptOf(key)).catch(() => null);
  if (known) {
    await put('facts', { ...known, seen: true, at: Date.now() }).catch(() => {});
    return Response.redirect(`/c/${known.receipt}`, 303);
  }
  const left = await all('taps').catch(() => null);
  if (left && !left.length) return Response.redirect(HELP, 303); // received long ago: it must not say "not sent"
  const page = await shell(WAITING);
  const values = { code: key.slice(-4).toUpperCase(), again: `${WAITING}?k=${key}` };
  return html(page, fill(await page.text(), values));
}
